package sample

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// document is a parsed page with just enough of a query language for the tests.
type document struct{ *html.Node }

func open(t *testing.T, address string) document {
	t.Helper()
	a := get(t, address)
	if a.status != 200 || a.header.Get("Content-Type") != mimeHTML {
		t.Fatalf("%s answers %d, %s", address, a.status, a.header.Get("Content-Type"))
	}
	root, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	return document{root}
}

// all are the elements with this tag whose attribute has this value; an empty
// name matches any.
func (d document) all(tag, name, value string) []document {
	var found []document
	for n := range d.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag && (name == "" || attr(n, name) == value) {
			found = append(found, document{n})
		}
	}
	return found
}

// one is the only such element.
func (d document) one(t *testing.T, tag, name, value string) document {
	t.Helper()
	found := d.all(tag, name, value)
	if len(found) != 1 {
		t.Fatalf("%d elements %s[%s=%s], want one", len(found), tag, name, value)
	}
	return found[0]
}

func (d document) text() string {
	var b strings.Builder
	for n := range d.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (d document) meta(t *testing.T, property string) string {
	t.Helper()
	return attr(d.one(t, "meta", "property", property).Node, "content")
}

func TestArticlePageSaysWhatTheArticleSays(t *testing.T) {
	o, server := newServer(t)
	for _, a := range o.Articles() {
		address := server.URL + a.Path()
		d := open(t, address)
		got := map[string]string{
			"lang":      attr(d.one(t, "html", "", "").Node, "lang"),
			"title":     d.one(t, "h1", "class", "story-title").text(),
			"author":    d.one(t, "span", "class", "story-author").text(),
			"lead":      d.one(t, "p", "class", "story-lead").text(),
			"time":      attr(d.one(t, "time", "class", "story-time").Node, "datetime"),
			"published": d.meta(t, "article:published_time"),
			"modified":  d.meta(t, "article:modified_time"),
			"og:title":  d.meta(t, "og:title"),
			"og:url":    d.meta(t, "og:url"),
			"canonical": attr(d.one(t, "link", "rel", "canonical").Node, "href"),
		}
		want := map[string]string{
			"lang":      a.Lang,
			"title":     a.Headline,
			"author":    a.Byline,
			"lead":      a.Lead,
			"time":      a.PublishedISO(),
			"published": a.PublishedISO(),
			"modified":  a.ModifiedISO(),
			"og:title":  a.Headline,
			"og:url":    address,
			"canonical": address,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-article +page):\n%s", a.Path(), diff)
		}
		var captions []string
		for _, c := range d.all("figcaption", "class", "story-caption") {
			for _, p := range c.all("p", "", "") {
				captions = append(captions, p.text())
			}
		}
		if diff := cmp.Diff(a.Captions(), captions); diff != "" {
			t.Errorf("%s: captions (-article +page):\n%s", a.Path(), diff)
		}
	}
}

// The related box stands inside the body, as on real pages; without it the body
// is the article and nothing else.
func TestBodyWithoutRelatedIsTheArticle(t *testing.T) {
	o, server := newServer(t)
	for _, a := range o.Articles() {
		body := open(t, server.URL+a.Path()).one(t, "div", "class", "story-body")
		related := body.one(t, "aside", "class", "related")
		related.Parent.RemoveChild(related.Node)
		for _, figure := range body.all("figure", "", "") {
			figure.Parent.RemoveChild(figure.Node)
		}
		var got []string
		for _, p := range body.all("p", "", "") {
			got = append(got, p.text())
		}
		if diff := cmp.Diff(a.Paragraphs(), got); diff != "" {
			t.Errorf("%s: paragraphs (-article +page):\n%s", a.Path(), diff)
		}
		for _, b := range a.Body {
			if b.Kind == Subhead && body.one(t, "h2", "", "").text() != b.Text() {
				t.Errorf("%s: subhead %q is not on the page", a.Path(), b.Text())
			}
		}
	}
}

func TestAlternatesAreTheTranslations(t *testing.T) {
	o, server := newServer(t)
	withdrawn := 245439 // announces no versions
	for _, a := range o.Articles() {
		d := open(t, server.URL+a.Path())
		got := map[string]string{}
		for _, l := range d.all("link", "rel", "alternate") {
			if lang := attr(l.Node, "hreflang"); lang != "" {
				got[lang] = attr(l.Node, "href")
			}
		}
		want := map[string]string{}
		for _, other := range o.Articles() {
			if other.ID == a.ID && a.ID != withdrawn {
				want[other.Lang] = server.URL + other.Path()
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: alternates (-want +got):\n%s", a.Path(), diff)
		}
	}
}

func TestLinkedData(t *testing.T) {
	o, server := newServer(t)
	for _, a := range o.Articles()[:6] {
		d := open(t, server.URL+a.Path())
		var got newsArticle
		if err := json.Unmarshal([]byte(d.one(t, "script", "type", "application/ld+json").text()), &got); err != nil {
			t.Fatalf("%s: %v", a.Path(), err)
		}
		if diff := cmp.Diff(o.linkedData(a, server.URL), got); diff != "" {
			t.Errorf("%s (-article +page):\n%s", a.Path(), diff)
		}
		if got.Type != "NewsArticle" || got.Published != a.PublishedISO() || got.Author.Name != a.Byline {
			t.Errorf("%s: %+v", a.Path(), got)
		}
	}
}

func TestFurnitureStandsOutsideTheStory(t *testing.T) {
	_, server := newServer(t)
	for _, lang := range []string{"vi", "fr", "ro"} {
		d := open(t, server.URL+strings.TrimSuffix(home(lang), "/")+articlePath)
		body := d.one(t, "div", "class", "story-body").text()
		if !strings.Contains(d.text(), "118/GP-BTTTT") || strings.Contains(body, "118/GP-BTTTT") {
			t.Errorf("%s: the press licence belongs to the footer", lang)
		}
		for _, class := range []string{"story-tags", "comments"} {
			if strings.Contains(body, d.one(t, "p", "class", class).text()) {
				t.Errorf("%s: %s is inside the body", lang, class)
			}
		}
	}
}

func TestPrintCopyNamesTheOriginal(t *testing.T) {
	o, server := newServer(t)
	for _, a := range o.Articles() {
		d := open(t, server.URL+a.PrintPath())
		if got := attr(d.one(t, "link", "rel", "canonical").Node, "href"); got != server.URL+a.Path() {
			t.Errorf("%s: canonical %s", a.PrintPath(), got)
		}
		if d.one(t, "h1", "class", "story-title").text() != a.Headline || len(d.all("aside", "", "")) > 0 {
			t.Errorf("%s is not a plain copy", a.PrintPath())
		}
	}
}

// Following links from the front page must reach every article, without a site
// map, and must never meet a dead end.
func TestEveryArticleIsReachedByLinks(t *testing.T) {
	o, server := newServer(t)
	seen := map[string]bool{"/": true}
	for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
		a := get(t, server.URL+queue[0])
		if a.status != 200 {
			t.Errorf("a link leads to %s, which answers %d", queue[0], a.status)
		}
		if a.header.Get("Content-Type") != mimeHTML {
			continue
		}
		root, err := html.Parse(strings.NewReader(a.body))
		if err != nil {
			t.Fatal(err)
		}
		var links []string
		for n := range root.Descendants() {
			links = append(links, attr(n, "href"), attr(n, "src"))
		}
		for _, l := range links {
			l = strings.TrimPrefix(l, server.URL)
			if strings.HasPrefix(l, "/") && !seen[l] {
				seen[l] = true
				queue = append(queue, l)
			}
		}
	}
	for _, a := range o.Articles() {
		if !seen[a.Path()] {
			t.Errorf("no chain of links leads to %s", a.Path())
		}
	}
}

func TestListingsShowTheirOwnArticles(t *testing.T) {
	o, server := newServer(t)
	for _, lang := range o.paper.Langs {
		total := 0
		for _, s := range o.paper.Sections {
			d := open(t, server.URL+home(lang)+s.Slug)
			if d.one(t, "h1", "class", "list-title").text() != s.Names[lang] {
				t.Errorf("%s in %s has another title", s.Slug, lang)
			}
			total += len(d.all("li", "class", "teaser"))
		}
		if want := len(inLang(o.Articles(), lang)); total != want {
			t.Errorf("%s: the sections list %d articles, want %d", lang, total, want)
		}
		if got := len(open(t, server.URL+home(lang)).all("li", "class", "teaser")); got != homeLength {
			t.Errorf("%s: the front page lists %d articles, want %d", lang, got, homeLength)
		}
	}
}

func TestRelatedLinks(t *testing.T) {
	o, server := newServer(t)
	for _, a := range o.Articles() {
		var links []string
		for _, l := range open(t, server.URL+a.Path()).one(t, "aside", "class", "related").all("a", "", "") {
			links = append(links, attr(l.Node, "href"))
		}
		slices.Sort(links)
		if len(slices.Compact(links)) != 3 || slices.Contains(links, a.Path()) {
			t.Errorf("%s recommends %q", a.Path(), links)
		}
	}
}
