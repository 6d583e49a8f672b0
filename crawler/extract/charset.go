package extract

import (
	"bytes"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxDecoded bounds a page in bytes; what lies beyond is cut off.
const maxDecoded = 16 << 20

// sniffed is how much of a page is searched for a declared encoding. HTML asks
// for it within the first 1024 bytes; real pages put scripts before it.
const sniffed = 8 << 10

var metaCharset = regexp.MustCompile(`(?i)<(?:meta[^>]+charset\s*=|\?xml[^>]+encoding\s*=)\s*["']?\s*([\w:.-]+)`)

// refuse returns an Invalid fault for a body that holds no text.
func refuse(body []byte, contentType string, u *url.URL) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return fault.New(fault.Invalid, "page %s is empty", u)
	}
	if hasMark(body) {
		return nil
	}
	head := body[:min(len(body), sniffed)]
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	binary := !strings.HasPrefix(kind, "text/") && kind != "application/octet-stream"
	if binary || bytes.Count(head, []byte{0})*8 > len(head) && !strings.Contains(strings.ToLower(contentType), "utf-16") {
		return fault.New(fault.Invalid, "page %s is not a page of text but %s", u, kind).
			WithHint("only HTML and plain text can be read")
	}
	return nil
}

// hasMark reports a byte order mark of UTF-8 or UTF-16.
func hasMark(body []byte) bool {
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE"} {
		if bytes.HasPrefix(body, []byte(mark)) {
			return true
		}
	}
	return false
}

// decode makes the body UTF-8 in normal form C. A byte order mark decides;
// else valid UTF-8 is what it looks like, whatever is declared; else the page's
// own declaration, the header, the outlet's default, and at last windows-1252,
// which HTML takes for all that is undeclared.
func (p *page) decode(body []byte, contentType string) {
	if len(body) > maxDecoded {
		body = body[:maxDecoded]
		p.a.Add(article.FlagTruncated)
	}
	declared := declaredCharset(body, contentType)
	if hasMark(body) {
		out, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), body)
		if err == nil {
			body = out
		}
	} else if !utf8.Valid(trimPartialRune(body)) {
		enc := p.legacy(declared)
		out, err := enc.NewDecoder().Bytes(body)
		if err == nil {
			body = out
		}
	} else if declared != "" && lookupCharset(declared) != unicode.UTF8 && !isASCII(body) {
		p.a.Add(article.FlagCharset)
	}
	p.src = lang.NFC(strings.ToValidUTF8(string(trimPartialRune(body)), "\uFFFD"))
	if strings.ContainsRune(p.src, '\uFFFD') {
		p.a.Add(article.FlagCharset)
	}
}

// legacy picks the encoding of bytes that are not UTF-8.
func (p *page) legacy(declared string) encoding.Encoding {
	if enc := lookupCharset(declared); enc != nil && enc != unicode.UTF8 {
		return enc
	}
	p.a.Add(article.FlagCharset)
	if p.outlet != nil {
		if enc := lookupCharset(p.x.charsets[p.outlet.Name]); enc != nil && enc != unicode.UTF8 {
			return enc
		}
	}
	if declared != "" { // UTF-8 with damaged bytes: they become U+FFFD, the rest survives
		return unicode.UTF8
	}
	return charmap.Windows1252
}

// declaredCharset returns the encoding that a page names, else its header.
func declaredCharset(body []byte, contentType string) string {
	if m := metaCharset.FindSubmatch(body[:min(len(body), sniffed)]); m != nil {
		return string(m[1])
	}
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// lookupCharset returns the encoding of a label of the WHATWG Encoding
// standard, nil when there is none.
func lookupCharset(label string) encoding.Encoding {
	enc, name := charset.Lookup(label)
	if name == "utf-8" {
		return unicode.UTF8
	}
	return enc
}

// trimPartialRune drops the start of a rune that a cut left at the end.
func trimPartialRune(b []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-n:]) {
				return b[:len(b)-n]
			}
			break
		}
	}
	return b
}

func isASCII(b []byte) bool {
	return bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
