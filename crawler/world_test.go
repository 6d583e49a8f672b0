package crawler

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/visit"
)

// world is a little internet: every host is the one test server, and time
// passes only by waiting.
type world struct {
	t      testing.TB
	server *httptest.Server
	clock  *clock
	memory *memory

	mu          sync.Mutex
	pages       map[string]http.HandlerFunc // by host and path
	other       http.HandlerFunc            // of everything else; nil: 404
	hits        map[string]int              // by host and request URI
	conditional int
}

func newWorld(t testing.TB) *world {
	w := &world{t: t, clock: newClock(), pages: map[string]http.HandlerFunc{}, hits: map[string]int{}}
	w.memory = newMemory(w.clock)
	w.server = httptest.NewServer(w)
	t.Cleanup(w.server.Close)
	return w
}

func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.hits[r.Host+r.URL.RequestURI()]++
	if r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != "" {
		w.conditional++
	}
	page := w.pages[r.Host+r.URL.Path]
	w.mu.Unlock()
	switch {
	case page != nil:
		page(rw, r)
	case w.other != nil:
		w.other(rw, r)
	default:
		http.NotFound(rw, r)
	}
}

// on answers an address ("a.vn/x") with a handler.
func (w *world) on(address string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[address] = h
}

// serve answers an address with a body.
func (w *world) serve(address, contentType, body string) {
	w.on(address, func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		fmt.Fprint(rw, body)
	})
}

// article answers an address with a page that has this headline.
func (w *world) article(address, headline string) {
	w.serve(address, "text/html; charset=utf-8", "<h1>"+headline+"</h1><p>Văn bản.</p>")
}

// listing answers an address with links.
func (w *world) listing(address string, hrefs ...string) {
	var b strings.Builder
	for _, h := range hrefs {
		fmt.Fprintf(&b, `<a href="%s">x</a>`, h)
	}
	w.serve(address, "text/html", b.String())
}

func (w *world) asked(address string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.hits[address]
}

func (w *world) addr() string { return strings.TrimPrefix(w.server.URL, "http://") }

// crawler builds one with everything pointing at the test server.
func (w *world) crawler(change ...func(*Options)) *Crawler {
	w.t.Helper()
	o := Options{
		Outlets: []Outlet{outlet("a.vn")}, Extract: fakeExtract,
		Store: w.memory, Frontier: w.memory, Ledger: w.memory, Memo: w.memory, Past: w.memory,
		Resolve: func(string) string { return w.addr() }, AllowAddrs: []string{w.addr()},
		Now: w.clock.Now, Sleep: w.clock.Sleep, rand: func() float64 { return 0 },
	}
	for _, f := range change {
		f(&o)
	}
	c, err := New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
	return c
}

func (w *world) once(c *Crawler, names ...string) Report {
	w.t.Helper()
	r, err := c.Once(w.t.Context(), names...)
	if err != nil {
		w.t.Fatal(err)
	}
	w.check(r)
	return r
}

// check holds for every report: the sums add up, and no address came to two
// outcomes in a pass.
func (w *world) check(r Report) {
	w.t.Helper()
	for host, c := range r.Hosts {
		sum := c.Left
		for _, n := range c.Outcomes {
			sum += n
		}
		if sum != c.Discovered {
			w.t.Errorf("%s: %d discovered, but %v and %d left", host, c.Discovered, c.Outcomes, c.Left)
		}
	}
	if n := len(w.memory.leased); n != 0 {
		w.t.Errorf("%d leases were not given back: %v", n, slices.Collect(maps.Keys(w.memory.leased)))
	}
}

// outlet has articles at /slug-123.html and one listing, the front page.
func outlet(host string) Outlet {
	return Outlet{
		Outlet: article.Outlet{
			Name: host, Editions: []article.Edition{{Lang: "vi", Host: host, Prefix: "/"}},
			Articles: []*regexp.Regexp{regexp.MustCompile(`^/(?:[^/]+/)*(?P<slug>[^/]+)-(?P<id>\d+)\.html$`)},
		},
		Discover: Discover{Listings: []string{"https://" + host + "/"}},
	}
}

// firstDay is when every article was published, and every clock begins.
var firstDay = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)

// fakeExtract reads h1 and p, and what the crawler acts upon.
func fakeExtract(body []byte, address, _ string) (a article.Article, err error) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		return a, err
	}
	u, err := article.Outlets{}.Canonical(cmp.Or(doc.Find("link[rel=canonical]").AttrOr("href", ""), address))
	if err != nil {
		return a, err
	}
	a.URL, a.ID = u.String(), article.IDOf(u.String())
	a.Headline = strings.TrimSpace(doc.Find("h1").Text())
	doc.Find("p").Each(func(_ int, p *goquery.Selection) {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: p.Text()})
	})
	a.Published = article.At(firstDay, article.Minute)
	a.Alternates = map[lang.Tag]string{}
	doc.Find("link[hreflang]").Each(func(_ int, l *goquery.Selection) {
		a.Alternates[lang.Tag(l.AttrOr("hreflang", ""))] = l.AttrOr("href", "")
	})
	if strings.Contains(doc.Text(), "không tồn tại") {
		a.Add(article.FlagSoftNotFound)
	}
	return a, nil
}

func mustParse(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	return u
}

func row(address string, kind visit.Kind) visit.Row {
	return visit.Row{URL: address, Outlet: "a.vn", Kind: kind}
}
