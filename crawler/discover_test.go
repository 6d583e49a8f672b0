package crawler

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/testkit"
	"khotin/internal/visit"
)

func TestSitemapLinks(t *testing.T) {
	tests := []struct {
		name, body string
		want       []link
	}{
		{"urlset", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
			<url><loc> https://a.vn/1?a=1&amp;b=2 </loc><lastmod> 2024-01-01 </lastmod></url><url><loc><![CDATA[https://a.vn/2]]></loc></url></urlset>`,
			[]link{{address: "https://a.vn/1?a=1&b=2", kind: visit.Article, told: visit.Signs{{Value: "2024-01-01"}}}, {address: "https://a.vn/2", kind: visit.Article}}},
		{"index", `<sitemapindex><sitemap><loc>https://a.vn/s1.xml</loc></sitemap></sitemapindex>`,
			[]link{{address: "https://a.vn/s1.xml", kind: visit.Sitemap}}},
		{"pictures are not pages", `<urlset xmlns:image="i"><url><loc>https://a.vn/1</loc><image:image><image:loc>https://a.vn/x.jpg</image:loc></image:image></url></urlset>`,
			[]link{{address: "https://a.vn/1", kind: visit.Article}}},
		{"translations", `<urlset xmlns:x="h"><url><loc>https://a.vn/1</loc><x:link rel="alternate" hreflang="fr" href="https://a.vn/fr/1"/></url></urlset>`,
			[]link{{address: "https://a.vn/1", kind: visit.Article}, {address: "https://a.vn/fr/1", kind: visit.Article}}},
		{"prefixed", `<s:urlset xmlns:s="n"><s:url><s:loc>https://a.vn/1</s:loc></s:url></s:urlset>`,
			[]link{{address: "https://a.vn/1", kind: visit.Article}}},
		{"bare ampersand", `<urlset><url><loc>https://a.vn/1?a=1&b=2</loc></url></urlset>`,
			[]link{{address: "https://a.vn/1?a=1&b=2", kind: visit.Article}}},
		{"broken off", `<urlset><url><loc>https://a.vn/1</loc></url><url><loc>https://a.vn/2`,
			[]link{{address: "https://a.vn/1", kind: visit.Article}}},
		{"mark and space before", "\xef\xbb\xbf\n<urlset><url><loc>https://a.vn/1</loc></url></urlset>",
			[]link{{address: "https://a.vn/1", kind: visit.Article}}},
		{"plain lines", "https://a.vn/1\r\n# x\nhttps://a.vn/2\n", []link{{address: "https://a.vn/1", kind: visit.Article}, {address: "https://a.vn/2", kind: visit.Article}}},
		{"a feed", `<rss version="2.0"><channel><item><link>https://a.vn/1</link></item></channel></rss>`, []link{{address: "https://a.vn/1", kind: visit.Article}}},
		{"empty entry", `<urlset><url><loc></loc></url></urlset>`, nil},
		{"empty file", ``, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := sitemapLinks([]byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(link{})); diff != "" {
				t.Errorf("links (-want +got):\n%s", diff)
			}
		})
	}
	if _, err := sitemapLinks([]byte("<urlset><a b='")); err == nil {
		t.Error("a sitemap that gives nothing but an error was read")
	}
}

func TestSitemapBounds(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range maxLinks + 10 {
		fmt.Fprintf(&b, "<url><loc>https://a.vn/%d</loc></url>", i)
	}
	links, err := sitemapLinks([]byte(b.String()))
	if len(links) != maxLinks || err != nil {
		t.Errorf("%d links, %v", len(links), err)
	}
	deep := strings.Repeat("<x>", 100_000) + "<url><loc>https://a.vn/1</loc></url>"
	if links, _ := sitemapLinks([]byte(deep)); len(links) > 1 {
		t.Errorf("%d links", len(links))
	}
}

// TestPublicSitemaps reads the sitemaps of StormCrawler's test suite.
func TestPublicSitemaps(t *testing.T) {
	want := map[string]int{ // <loc> of pages and sitemaps, and hreflang links, as grep counts them
		"stormcrawler.sitemap.xml": 6, "stormcrawler.sitemap.index.xml": 4,
		"stormcrawler.sitemap.extensions.news.xml": 6, "stormcrawler.sitemap.extensions.image.xml": 7,
		"stormcrawler.sitemap.extensions.links.xml": 7, "stormcrawler.sitemap.extensions.video.xml": 6,
		"stormcrawler.sitemap.extensions.mobile.xml": 6, "stormcrawler.sitemap.extensions.all.xml": 8,
	}
	got := make(map[string]int)
	for name := range want {
		body, err := os.ReadFile(testkit.Shared(t, "eval", "suites", "sitemaps", name))
		if err != nil {
			t.Fatal(err)
		}
		links, err := sitemapLinks(body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got[name] = len(links)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

func TestFeedLinks(t *testing.T) {
	const whole = `<item><title>Một</title><link>https://a.vn/1</link><pubDate>T4, 22/10/2025</pubDate></item>`
	tests := []struct {
		name, body string
		want       []string
	}{
		{"RSS", `<rss version="2.0"><channel>` + whole + `</channel></rss>`, []string{"https://a.vn/1"}},
		{"RSS without link", `<rss version="2.0"><channel><item><guid>https://a.vn/1</guid></item></channel></rss>`, []string{"https://a.vn/1"}},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="https://a.vn/s"/><link href="https://a.vn/1"/></entry></feed>`, []string{"https://a.vn/1"}},
		{"stray ampersand", `<rss version="2.0"><channel><item><title>A & B</title><link>https://a.vn/1?x=1&y=2</link></item></channel></rss>`, []string{"https://a.vn/1?x=1&y=2"}},
		{"cut inside an item", `<rss version="2.0"><channel>` + whole + `<item><title>Hai</title><link>https://a.vn/2</link><desc`, []string{"https://a.vn/1"}},
		{"cut between items", `<rss version="2.0"><channel>` + whole + `<item><link>https://a.vn/2</link></item>`, []string{"https://a.vn/1", "https://a.vn/2"}},
		{"cut Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://a.vn/1"/></entry><entry><link href="https://a.vn/2"/>`, []string{"https://a.vn/1"}},
		{"cut in CDATA", `<rss version="2.0"><channel>` + whole + `<item><link>https://a.vn/2</link><description><![CDATA[abc`, []string{"https://a.vn/1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			links, err := feedLinks([]byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range links {
				got = append(got, l.address)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("links (-want +got):\n%s", diff)
			}
		})
	}
	if _, err := feedLinks([]byte("<html>không phải</html>")); err == nil {
		t.Error("a page was read as a feed")
	}
}

// TestCutFeed cuts a feed at every byte: the items before the cut are there.
func TestCutFeed(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Báo</title>`)
	for i := range 6 {
		fmt.Fprintf(&b, `<item><title><![CDATA[Tin & %d]]></title><link>https://a.vn/tin-%d.html?a=1&amp;b=2</link><description>Hội nghị&nbsp;x</description></item>`, i, i)
	}
	b.WriteString("</channel></rss>")
	feed := b.String()
	for end := range len(feed) {
		whole := strings.Count(feed[:end], "</item>")
		links, err := feedLinks([]byte(feed[:end]))
		if err != nil && whole > 0 || len(links) != whole {
			t.Fatalf("cut at %d: %d links of %d whole items, %v", end, len(links), whole, err)
		}
	}
}

// TestPublicFeeds cuts every RSS and Atom feed of gofeed's suite at every
// tenth byte: what is read of a cut feed is a beginning of the whole's links.
func TestPublicFeeds(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t, "eval", "suites", "feeds"), "parser", "*", "*item*.xml"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d feeds, %v", len(files), err)
	}
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := feedLinks(body)
		if err != nil {
			continue // the suite holds broken feeds too
		}
		for end := 0; end < len(body); end += max(len(body)/10, 1) {
			if cut, err := feedLinks(body[:end]); err == nil && len(cut) > len(whole) {
				t.Errorf("%s cut at %d gives %d links, whole %d", filepath.Base(name), end, len(cut), len(whole))
			}
		}
	}
}

func TestZone(t *testing.T) {
	z := Zone{API: "https://api-fr.a.vn/api/morenews-zone-{zone}-{page}.html", Base: "https://fr.a.vn/", IDs: []int{71}}
	if err := z.prepare(); err != nil {
		t.Fatal(err)
	}
	const next = "https://api-fr.a.vn/api/morenews-zone-71-2.html"
	tests := []struct {
		name, address, body string
		want                []string
	}{
		{"list", z.address("71", 1), `{"error_code":0,"data":{"contents":[{"title":"x","url":"/tin-1.html"},{"url":"https://fr.a.vn/tin-2.html"}]}}`,
			[]string{"https://fr.a.vn/tin-1.html", "https://fr.a.vn/tin-2.html", next}},
		{"fragment", z.address("71", 1), "\xef\xbb\xbf" + `{"error_code":0,"data":{"articles":"<a class=\"cms-link\" href=\"/tin-1.html\">x</a>"}}`,
			[]string{"https://fr.a.vn/tin-1.html", next}},
		{"the end", z.address("71", 9), `{"error_code":1}`, nil},
		{"the end, in words", z.address("71", 9), `{"error_code":"1","data":[]}`, nil},
		{"data of another shape", z.address("71", 9), `{"error_code":"0","data":[]}`, nil},
		{"an empty page", z.address("71", 9), `{"error_code":0,"data":{}}`, nil},
		{"the bound", z.address("71", maxZonePages), `{"error_code":0,"data":{"contents":[{"url":"/tin-1.html"}]}}`, []string{"https://fr.a.vn/tin-1.html"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			links, err := z.links(&page{url: mustParse(tt.address), body: []byte(tt.body)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range links {
				got = append(got, l.address)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("links (-want +got):\n%s", diff)
			}
		})
	}
	for _, body := range []string{"<html>", `{"error_code":0,"data":{"contents":7}}`} {
		if _, err := z.links(&page{url: mustParse(z.address("71", 1)), body: []byte(body)}); err == nil {
			t.Errorf("%s was read as a zone", body)
		}
	}
}

// TestDiscovery lets one outlet name its articles in every way there is.
func TestDiscovery(t *testing.T) {
	w := newWorld(t)
	w.on("a.vn/robots.txt", text("Sitemap: /from-robots.xml\nSitemap: https://b.vn/other.xml\nSitemap: https://a.vn/"+strings.Repeat("x", 3000)+"\nSitemap: http://[::1\nUser-agent: *\nDisallow: /cam/\n"))
	w.serve("a.vn/from-robots.xml", "application/xml", "<sitemapindex><sitemap><loc>https://a.vn/2024-8.xml.gz</loc></sitemap></sitemapindex>")
	w.on("a.vn/2024-8.xml.gz", zipped("<urlset><url><loc>https://a.vn</loc></url><url><loc>https://www.a.vn/thang-8-1.html</loc></url></urlset>"))
	w.serve("a.vn/rss", "text/xml", `<rss version="2.0"><channel><item><link>https://a.vn/rss-2.html?utm_source=rss</link></item></channel></rss>`)
	w.serve("a.vn/them.rss", "text/xml", `<rss version="2.0"><channel><item><link>https://m.a.vn/kenh-3.html</link></item></channel></rss>`)
	w.serve("a.vn/", "text/html", `<base href="/"><link rel="alternate" type="application/rss+xml" href="/them.rss">
		<a href="trang-chu-4.html#x">x</a> <a href="/cam/kin-5.html">x</a> <a href="/the/x">x</a> <a href="javascript:;">x</a>
		<a href="https://b.vn/khac-6.html">x</a> <a href="/a/a/a/a/bay-7.html">x</a> <a href="/1/2/3/4/5/6/7/8/9/sau-8.html">x</a>
		<a href="/mirror-9.html"></a><a href="https://guong.a.vn/mirror-9.html"></a><a href="/bo/tin-10.html">x</a>`)
	w.serve("a.vn/api/zone-1-1.html", "application/json", `{"error_code":0,"data":{"contents":[{"url":"/vung-11.html"}]}}`)
	w.serve("a.vn/api/zone-1-2.html", "application/json", `{"error_code":1}`)
	names := []string{"thang-8-1", "rss-2", "kenh-3", "trang-chu-4", "mirror-9", "vung-11", "ban-dich-12"}
	for _, n := range names {
		w.article("a.vn/"+n+".html", n)
	}
	w.serve("a.vn/rss-2.html", "text/html", `<h1>rss</h1><link rel="alternate" hreflang="fr" href="/ban-dich-12.html">`)
	r := w.once(w.crawler(func(o *Options) {
		a := &o.Outlets[0]
		a.Mirrors = []string{"guong.a.vn"}
		a.Exclude = append(a.Exclude, mustCompile(`^/bo/`))
		a.Discover.Feeds = []string{"https://a.vn/rss"}
		a.Discover.Zones = []Zone{{API: "https://a.vn/api/zone-{zone}-{page}.html", IDs: []int{1}}}
	}))
	var stored []string
	for _, v := range w.memory.versions {
		stored = append(stored, strings.TrimSuffix(strings.TrimPrefix(v[0].URL, "https://a.vn/"), ".html"))
	}
	slices.Sort(stored)
	slices.Sort(names)
	if diff := cmp.Diff(names, stored); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
	if n := r.Total().Outcomes[visit.Refused]; n != 1 {
		t.Errorf("%d addresses refused by robots.txt, want the one", n)
	}
	for _, address := range slices.Sorted(maps.Keys(w.hits)) {
		for _, no := range []string{"b.vn", "/cam/", "/bo/", "/a/a", "/9/", "guong", "/the/", "utm_"} {
			if strings.Contains(address, no) {
				t.Errorf("requested %s", address)
			}
		}
	}
}

// zipped answers with a file that is a gzip, not with a coded page.
func zipped(body string) http.HandlerFunc {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(body))
	z.Close()
	return typed("application/gzip", b.String())
}

// TestSitemapsDoNotNestForEver follows an index that names itself anew.
func TestSitemapsDoNotNestForEver(t *testing.T) {
	w := newWorld(t)
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(rw, "<sitemapindex><sitemap><loc>https://a.vn%sx</loc></sitemap></sitemapindex>", r.URL.Path)
	}
	w.on("a.vn/robots.txt", http.NotFound)
	r := w.once(w.crawler(func(o *Options) {
		o.Outlets[0].Discover = Discover{Sitemaps: []string{"https://a.vn/s"}}
	}))
	if n := r.Total().Outcomes[visit.Read]; n != maxSitemapDepth+1 {
		t.Errorf("%d sitemaps read", n)
	}
}

func FuzzDiscovery(f *testing.F) {
	f.Add("<urlset><url><loc>https://a.vn/1</loc></url></urlset>")
	f.Add("<rss version='2.0'><channel><item><link>x</link></item></channel></rss>")
	f.Add("<feed><entry><link href='x'/></entry></feed>")
	f.Add(`{"error_code":0,"data":{"articles":"<a href=x>","contents":[{"url":"y"}]}}`)
	f.Add("https://a.vn/1\n")
	z := Zone{API: "https://a.vn/{zone}/{page}"}
	if err := z.prepare(); err != nil {
		f.Fatal(err)
	}
	at := mustParse("https://a.vn/1/1")
	f.Fuzz(func(t *testing.T, body string) {
		for kind, read := range map[string]func([]byte) ([]link, error){
			"sitemap": sitemapLinks, "feed": feedLinks,
			"zone": func(b []byte) ([]link, error) { return z.links(&page{url: at, body: b}) },
		} {
			links, err := read([]byte(body))
			if err != nil && len(links) > 0 {
				t.Errorf("%s: links and an error: %v", kind, err)
			}
			for _, l := range links {
				if l.address == "" {
					t.Errorf("%s: an empty link", kind)
				}
			}
		}
	})
}

func BenchmarkSitemap(b *testing.B) {
	var s strings.Builder
	s.WriteString(`<urlset xmlns="x" xmlns:xhtml="y">`)
	for i := range maxLinks {
		fmt.Fprintf(&s, `<url><loc>https://a.vn/bai-viet-ve-cong-tac-dan-van-%d.html</loc><lastmod>2024-08-06T11:42:00+07:00</lastmod></url>`, i)
	}
	s.WriteString("</urlset>")
	body := []byte(s.String())
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if links, err := sitemapLinks(body); err != nil || len(links) != maxLinks {
			b.Fatal(len(links), err)
		}
	}
}
