package probe

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/charset"

	"khotin/crawler"
	"khotin/internal/lang"
)

const (
	maxAnchors = 2000 // of one page
	maxTitle   = 300  // bytes of a link's words
)

// document is a page of HTML as far as a probe reads it.
type document struct {
	url        *url.URL
	site       string // its name by og:site_name, "" for none
	title      string // its name by the title: the last part of one that has parts, else all of it
	anchors    []anchor
	feeds      []*url.URL // that it declares
	alternates map[string]*url.URL
	zones      []anchor // entries of a menu that carry a number, as their text
	scripts    int
	doc        *goquery.Document
	text       string // the raw page, for what stands in its scripts
}

type anchor struct {
	url  *url.URL
	text string
}

// readDocument parses an answer, nil where it is no page.
func readDocument(a crawler.Answer) *document {
	base, err := url.Parse(a.Address)
	if err != nil || a.Reason != "" {
		return nil
	}
	in, err := charset.NewReader(bytes.NewReader(a.Body), a.Header.Get("Content-Type"))
	if err != nil || utf8.Valid(a.Body) {
		in = bytes.NewReader(a.Body)
	}
	doc, err := goquery.NewDocumentFromReader(in)
	if err != nil {
		return nil
	}
	if b := resolve(base, doc.Find("base[href]").AttrOr("href", "")); b != nil {
		base = b
	}
	d := &document{url: base, alternates: map[string]*url.URL{}, text: string(a.Body), scripts: doc.Find("script").Length(), doc: doc}
	d.site = clean(doc.Find(`meta[property="og:site_name"]`).AttrOr("content", ""))
	d.title = lastPart(clean(doc.Find("title").First().Text()))
	doc.Find("link[href]").Each(func(_ int, l *goquery.Selection) { d.link(l) })
	doc.Find("a[href]").EachWithBreak(func(_ int, l *goquery.Selection) bool {
		if u := resolve(base, l.AttrOr("href", "")); u != nil {
			words := longer(l.Text(), l.AttrOr("title", ""))
			d.anchors = append(d.anchors, anchor{u, words})
		}
		return len(d.anchors) < maxAnchors
	})
	doc.Find("li[data-id]").EachWithBreak(func(_ int, l *goquery.Selection) bool {
		if u := resolve(base, l.Find("a[href]").First().AttrOr("href", "")); u != nil {
			d.zones = append(d.zones, anchor{u, clean(l.AttrOr("data-id", ""))})
		}
		return len(d.zones) < maxAnchors
	})
	return d
}

// link reads what the page's head names.
func (d *document) link(l *goquery.Selection) {
	u := resolve(d.url, l.AttrOr("href", ""))
	if u == nil || !strings.Contains(strings.ToLower(l.AttrOr("rel", "")), "alternate") {
		return
	}
	media := l.AttrOr("type", "")
	switch code := l.AttrOr("hreflang", ""); {
	case strings.Contains(media, "rss") || strings.Contains(media, "atom"):
		d.feeds = append(d.feeds, u)
	case code != "" && !strings.EqualFold(code, "x-default") && len(d.alternates) < maxSources:
		d.alternates[strings.ToLower(code)] = u
	}
}

// lastPart is what stands behind the last bar or dash of a title.
func lastPart(title string) string {
	for _, sep := range []string{" | ", " - ", " – "} {
		if i := strings.LastIndex(title, sep); i >= 0 {
			return title[i+len(sep):]
		}
	}
	return title
}

func longer(a, b string) string {
	if a, b = clean(a), clean(b); len(a) < len(b) {
		return b
	}
	return a
}

// clean makes one printable line of a text, of maxTitle bytes at most.
func clean(s string) string {
	s = flat(s)
	for len(s) > maxTitle {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}

// flat makes one printable line of a text.
func flat(s string) string {
	return lang.NFC(strings.Join(strings.Fields(strings.Map(printable, s)), " "))
}
