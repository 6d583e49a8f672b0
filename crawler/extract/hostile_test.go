package extract

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

const anyURL = "https://example.vn/tin/bai-viet-1.html"

// story is an article in words of its own, as the fixtures of this package are.
const story = `<html lang="vi"><head><title>Xã Hòa Bình họp dân</title></head><body><h1>Xã Hòa Bình họp dân</h1>
<p>Sáng nay, xã Hòa Bình tổ chức buổi họp dân để bàn việc sửa đường liên thôn, có hơn một trăm người tham dự.</p>
<p>Người dân nêu ý kiến về tiến độ, về kinh phí và về việc giám sát, cán bộ xã ghi nhận và trả lời từng ý một.</p>
<p>Kết thúc buổi họp, các hộ dân thống nhất góp công, góp đất để con đường sớm được hoàn thành trong năm nay.</p>
</body></html>`

func TestRefused(t *testing.T) {
	x := newExtractor(t)
	for name, body := range map[string][]byte{
		"empty":       nil,
		"white space": []byte(" \n\t "),
		"png":         []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"pdf":         []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"),
		"gzip":        []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"),
		"zeros":       bytes.Repeat([]byte{'a', 0}, 4000),
	} {
		for kind, read := range map[string]func() error{
			"page": func() error { _, err := x.Page(body, anyURL, "text/html"); return err },
			"text": func() error { _, err := x.Text(body, anyURL); return err },
		} {
			err := read()
			if err == nil || fault.Of(err) != fault.Invalid {
				t.Errorf("%s as %s: error %v, want an Invalid fault", name, kind, err)
			}
		}
	}
	if _, err := x.Page([]byte(story), "ftp://example.vn/x", ""); fault.Of(err) != fault.Invalid || err == nil {
		t.Errorf("address of another scheme: error %v, want an Invalid fault", err)
	}
}

// TestHostile feeds pages that break parsers. Each must give a valid record
// with the flags that tell what happened.
func TestHostile(t *testing.T) {
	body := strings.TrimSuffix(strings.TrimSuffix(story, "</html>"), "</body>")
	for name, tt := range map[string]struct {
		page string
		want []article.Flag
	}{
		"nested 100,000 deep":     {strings.Replace(story, "<h1>", strings.Repeat("<div>", 100_000)+"<h1>", 1), []article.Flag{article.FlagTooDeep}},
		"nested and never closed": {strings.Replace(story, "<h1>", strings.Repeat("<blockquote><b>", 50_000)+"<h1>", 1), []article.Flag{article.FlagTooDeep}},
		"50 MB":                   {strings.Replace(story, "</p>", strings.Repeat(" a", 25<<20)+"</p>", 1), []article.Flag{article.FlagTruncated}},
		"a million tags":          {strings.Replace(story, "</body>", strings.Repeat("<i>x</i>", 500_000)+"</body>", 1), []article.Flag{article.FlagTruncated}},
		"cut off":                 {body[:len(body)-40], []article.Flag{article.FlagTruncated}},
		"only scripts":            {`<html><head><title>App</title></head><body><div id="root"></div><script>` + strings.Repeat("var a='<p>Không phải bài viết.</p>';", 300) + `</script></body></html>`, []article.Flag{article.FlagNoBody}},
		"canonical elsewhere":     {strings.Replace(story, "</head>", `<link rel="canonical" href="https://other.example/abc"></head>`, 1), []article.Flag{article.FlagForeignContent}},
		"said to be French":       {strings.Replace(story, `lang="vi"`, `lang="fr"`, 1), []article.Flag{article.FlagLanguage}},
		"soft 404":                {`<html><head><title>Không tìm thấy trang</title></head><body><h1>404</h1><p>Trang bạn tìm không tồn tại.</p><a href="/">Trang chủ</a></body></html>`, []article.Flag{article.FlagSoftNotFound}},
		"soft 404 in French":      {`<html><head><title>Page introuvable</title></head><body><h1>Oups</h1><p>La page demandée n'existe pas.</p></body></html>`, []article.Flag{article.FlagSoftNotFound}},
		"attributes by the MB":    {strings.Replace(story, "<h1>", `<h1 title="`+strings.Repeat("x", 1<<20)+`">`, 1), nil},
		"linked data of arrays":   {strings.Replace(story, "</head>", `<script type="application/ld+json">`+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+`</script></head>`, 1), nil},
		"authors everywhere":      {strings.Replace(story, "</body>", strings.Repeat(`<div class="author"><time>1/1/2020</time><a href="/author/x">Ai Đó</a></div>`, 20_000)+"</body>", 1), nil},
		"many paragraphs":         {strings.Replace(story, "</body>", strings.Repeat("<div><p>Một đoạn văn đủ dài để được coi là lời văn, có dấu phẩy, và có dấu chấm ở cuối.</p></div>", 30_000)+"</body>", 1), nil},
		"one table of pictures":   {strings.Replace(story, "</body>", "<table>"+strings.Repeat(`<tr><td><img src=a.jpg></td><td>Ảnh minh họa</td></tr>`, 10_000)+"</table></body>", 1), nil},
		"ten thousand pictures":   {strings.Replace(story, "</body>", strings.Repeat(`<figure><img src=a.jpg><figcaption>Ảnh minh họa</figcaption></figure>`, 10_000)+"</body>", 1), nil},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := newExtractor(t).Page([]byte(tt.page), anyURL, "text/html; charset=utf-8")
			if err != nil {
				t.Fatal(err)
			}
			if err := a.Validate(); err != nil {
				t.Error(err)
			}
			for _, f := range tt.want {
				if !a.Has(f) {
					t.Errorf("flags %v, want %s among them", a.Flags, f)
				}
			}
			if tt.want == nil && (a.Headline == "" || len(a.Paragraphs) == 0) {
				t.Errorf("headline %q and %d paragraphs, want the article", a.Headline, len(a.Paragraphs))
			}
		})
	}
}

// TestSound makes sure that a plain page carries no flag but for its missing
// date, so that the flags above mean something.
func TestSound(t *testing.T) {
	a, err := newExtractor(t).Page([]byte(story), anyURL, "text/html; charset=utf-8")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Flags) != 1 || a.Flags[0] != article.FlagNoDate {
		t.Errorf("flags %v, want only %s", a.Flags, article.FlagNoDate)
	}
	if a.Headline != "Xã Hòa Bình họp dân" || a.Lang != lang.Vietnamese || a.Lead == "" || len(a.Paragraphs) != 2 {
		t.Errorf("headline %q, language %s, lead %q, %d paragraphs", a.Headline, a.Lang, a.Lead, len(a.Paragraphs))
	}
}

func TestCharsets(t *testing.T) {
	const french = `<html><head>%s<title>Réunion de l'été à Hué</title></head><body><h1>Réunion de l'été à Hué</h1>
<p>Les habitants ont débattu de l'école, de la forêt et de la sécheresse, puis le maire a répondu à chacun.</p>
<p>La prochaine réunion aura lieu à la même heure, près de la mairie, et elle sera présidée par un délégué.</p></body></html>`
	const romanian = `<html><head>%s<title>Ședință în sat</title></head><body><h1>Ședință în sat</h1>
<p>Locuitorii au discutat despre școală, despre pădure și despre drumuri, iar primarul a răspuns fiecăruia.</p>
<p>Următoarea întâlnire va avea loc la aceeași oră, lângă primărie, și va fi condusă de un delegat al consiliului.</p></body></html>`
	viet := norm.NFD.String(strings.Replace(story, "</head>", "%s</head>", 1))
	meta := func(page, label string) string {
		tag := ""
		if label != "" {
			tag = `<meta charset="` + label + `">`
		}
		return strings.Replace(page, "%s", tag, 1)
	}
	cedilla := strings.NewReplacer("Ș", "Ş", "ș", "ş", "ț", "ţ")
	encode := func(e encoding.Encoding, s string) []byte {
		b, err := encoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for _, tt := range []struct {
		name, url, contentType string
		body                   []byte
		headline               string
		flagged                bool
	}{
		{"UTF-8, nothing declared", anyURL, "", []byte(meta(story, "")), "Xã Hòa Bình họp dân", false},
		{"UTF-8 with a mark", anyURL, "text/html", []byte("\uFEFF" + story), "Xã Hòa Bình họp dân", false},
		{"UTF-8, decomposed", anyURL, "", []byte(meta(viet, "")), "Xã Hòa Bình họp dân", false},
		{"UTF-8, header says ISO-8859-1", anyURL, "text/html; charset=iso-8859-1", []byte(story), "Xã Hòa Bình họp dân", true},
		{"UTF-16 little", anyURL, "", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), story), "Xã Hòa Bình họp dân", false},
		{"UTF-16 big", anyURL, "", encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), story), "Xã Hòa Bình họp dân", false},
		{"windows-1258 by meta", anyURL, "text/html; charset=utf-8", vietnameseBytes(t, meta(viet, "windows-1258")), "Xã Hòa Bình họp dân", false},
		{"windows-1258 by header", anyURL, "text/html; charset=windows-1258", vietnameseBytes(t, meta(viet, "")), "Xã Hòa Bình họp dân", false},
		{"windows-1258 by the outlet", "https://baothanhhoa.vn/hop-dan-1.htm", "text/html; charset=utf-8", vietnameseBytes(t, meta(viet, "")), "Xã Hòa Bình họp dân", true},
		{"windows-1252, nothing declared", anyURL, "", encode(charmap.Windows1252, meta(french, "")), "Réunion de l'été à Hué", true},
		{"ISO-8859-2 by meta", anyURL, "", encode(charmap.ISO8859_2, cedilla.Replace(meta(romanian, "iso-8859-2"))), "Ședință în sat", false},
		{"UTF-8 with a broken byte", anyURL, "text/html; charset=utf-8", []byte(strings.Replace(story, "thống nhất", "th\xC3ng nhất", 1)), "Xã Hòa Bình họp dân", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := newExtractor(t).Page(tt.body, tt.url, tt.contentType)
			if err != nil {
				t.Fatal(err)
			}
			if a.Headline != tt.headline {
				t.Errorf("headline %q, want %q", a.Headline, tt.headline)
			}
			if a.Has(article.FlagCharset) != tt.flagged {
				t.Errorf("flags %v, want %s: %v", a.Flags, article.FlagCharset, tt.flagged)
			}
			if err := a.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

// vietnameseBytes writes windows-1258, which has letters with a circumflex, a
// breve or a horn but spells tones as marks of their own.
func vietnameseBytes(t *testing.T, s string) []byte {
	t.Helper()
	var out []byte
	enc := charmap.Windows1258.NewEncoder()
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		next := i + size
		if mark, n := utf8.DecodeRuneInString(s[next:]); strings.ContainsRune("\u0302\u0306\u031B", mark) {
			r, _ = utf8.DecodeRuneInString(norm.NFC.String(string(r) + string(mark)))
			next += n
		} else if n2 := next + n; strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", mark) {
			if hat, m := utf8.DecodeRuneInString(s[n2:]); strings.ContainsRune("\u0302\u0306\u031B", hat) {
				// the lower mark sorts first in normal form D: letter, dot, hat
				letter := norm.NFC.String(string(r) + string(hat))
				b, err := enc.Bytes([]byte(letter + string(mark)))
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, b...)
				i = n2 + m
				continue
			}
		}
		b, err := enc.Bytes([]byte(string(r)))
		if err != nil {
			t.Fatalf("%q: %v", r, err)
		}
		out = append(out, b...)
		i = next
	}
	return out
}

// TestMixedLetters reads one page that writes Romanian with both alphabets and
// expects one, with the printed form beside it.
func TestMixedLetters(t *testing.T) {
	page := `<html lang="en"><body><h1>Ședință la școală</h1><p>Părinţii şi elevii au discutat despre şcoală, iar directorul a prezentat planul pentru anul viitor.</p>
<p>Părinții și elevii au fost de acord că este nevoie de mai multe ore de muzică și de sport în școala lor.</p></body></html>`
	a, err := newExtractor(t).Page([]byte(page), "https://exemplu.ro/a-1.html", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Paragraphs) != 2 || a.Lang != lang.Romanian || !a.Has(article.FlagLanguage) {
		t.Fatalf("%d paragraphs in %s with flags %v", len(a.Paragraphs), a.Lang, a.Flags)
	}
	if p := a.Paragraphs[0]; strings.ContainsAny(p.Text, "ţş") || !strings.Contains(p.Printed, "Părinţii şi") {
		t.Errorf("text %q, printed %q", p.Text, p.Printed)
	}
	if p := a.Paragraphs[1]; p.Printed != "" {
		t.Errorf("an unchanged paragraph has a printed form: %q", p.Printed)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(story), anyURL, "text/html; charset=utf-8")
	f.Add([]byte("<table><img src=a><tr><td>Ảnh: Mai Hoa |<p><h1>x"), "https://baonghean.vn/a-12345678.html", "")
	f.Add([]byte(`<meta charset=utf-16><script type="application/ld+json">{"@type":"NewsArticle","author":[[{}]]}</script>`), anyURL, "text/html; charset=nope")
	f.Add([]byte("<article class=entry><h1 class=sc-longform-header-title>a</h1><p>Français Le 2</p></article>"), "https://baonghean.vn/fr/a-12345678.html", "")
	x := newExtractor(f)
	f.Fuzz(func(t *testing.T, body []byte, url, contentType string) {
		a, err := x.Page(body, url, contentType)
		checkFuzzed(t, a, err)
	})
}

func FuzzText(f *testing.F) {
	f.Add([]byte("Họp dân\nMai Hoa August 6, 2024 11:42\n\nMột đoạn văn dài.\nẢnh: Mai Hoa |\nSource : https://a.vn/b\nComment (0)"), anyURL)
	f.Add([]byte("Việt NamViệt Nam23/02/2024\n\x00\xff\ufeff|"), "https://import.invalid/abc")
	x := newExtractor(f)
	f.Fuzz(func(t *testing.T, body []byte, url string) {
		a, err := x.Text(body, url)
		checkFuzzed(t, a, err)
	})
}

// checkFuzzed fails unless a read gave a valid record or an Invalid fault.
func checkFuzzed(t *testing.T, a article.Article, err error) {
	t.Helper()
	if err == nil {
		err = a.Validate()
	} else if fault.Of(err) == fault.Invalid {
		return
	}
	if err != nil {
		t.Error(err)
	}
}
