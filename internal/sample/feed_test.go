package sample

import (
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The parts of a feed and of a site map a reader takes out.
type readFeed struct {
	Language string `xml:"channel>language"`
	Items    []struct {
		Title string `xml:"title"`
		Link  string `xml:"link"`
		Date  string `xml:"pubDate"`
	} `xml:"channel>item"`
}

type readSitemap struct {
	Maps  []readEntry `xml:"sitemap"`
	Pages []readEntry `xml:"url"`
}

type readEntry struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod"`
}

func readXML(t *testing.T, address string, v any) string {
	t.Helper()
	a := get(t, address)
	if a.status != 200 {
		t.Fatalf("%s answers %d", address, a.status)
	}
	if err := xml.Unmarshal([]byte(a.body), v); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return a.body
}

func TestFeeds(t *testing.T) {
	o, server := newServer(t)
	articles := byPath(o)
	for lang, want := range map[string]int{"vi": 20, "fr": 20, "ro": 18} {
		address := server.URL + home(lang) + "rss/home.rss"
		var feed readFeed
		body := readXML(t, address, &feed)
		if feed.Language != lang || len(feed.Items) != want {
			t.Fatalf("%s: language %q, %d items", address, feed.Language, len(feed.Items))
		}
		if n := strings.Count(body, "<title><![CDATA["); n != want {
			t.Errorf("%s: %d titles in CDATA, want %d", address, n, want)
		}
		for _, item := range feed.Items {
			link, err := url.Parse(item.Link)
			if err != nil || link.RawQuery != "utm_source=rss" {
				t.Errorf("%s: link %q", address, item.Link)
				continue
			}
			a, ok := articles[link.Path]
			if !ok || a.Headline != item.Title || a.Lang != lang {
				t.Errorf("%s: item %q leads to %q", address, item.Title, a.Headline)
			}
			date, err := time.Parse(time.RFC1123Z, item.Date)
			if err != nil || !date.Equal(a.Published) || !strings.HasSuffix(item.Date, " +0700") {
				t.Errorf("%s: date %q, published %s", address, item.Date, a.Published)
			}
			if got := get(t, item.Link).status; got != 200 {
				t.Errorf("%s answers %d", item.Link, got)
			}
		}
	}
}

func TestSitemapsNameEveryArticleOnce(t *testing.T) {
	o, server := newServer(t)
	for edition := range 2 {
		articles := byPath(o)
		var index readSitemap
		readXML(t, server.URL+"/sitemap.xml", &index)
		seen := map[string]bool{}
		for _, m := range index.Maps {
			var month readSitemap
			readXML(t, m.Location, &month)
			if month.Pages[0].Location != server.URL+"/" {
				t.Errorf("%s begins with %s, not the front page", m.Location, month.Pages[0].Location)
			}
			for _, entry := range month.Pages[1:] {
				path := strings.TrimPrefix(entry.Location, server.URL)
				a, ok := articles[path]
				if !ok || seen[path] {
					t.Errorf("edition %d: %s names %s, unknown or twice", edition+1, m.Location, path)
				}
				seen[path] = true
				if entry.Modified != a.ModifiedISO() {
					t.Errorf("%s: modified %s, want %s", path, entry.Modified, a.ModifiedISO())
				}
				if want := a.Published.Format("/sitemaps/news-2006-1.xml"); !strings.HasSuffix(m.Location, want) {
					t.Errorf("%s is in %s, want %s", path, m.Location, want)
				}
				if got := get(t, entry.Location).status; got != 200 {
					t.Errorf("%s answers %d", entry.Location, got)
				}
			}
		}
		if len(seen) != len(articles) {
			t.Errorf("edition %d: the site maps name %d of %d articles", edition+1, len(seen), len(articles))
		}
		o.Advance()
	}
}

func TestMonthInSitemapNameIsNotPadded(t *testing.T) {
	_, server := newServer(t)
	for path, want := range map[string]int{
		"/sitemaps/news-2025-3.xml":  200,
		"/sitemaps/news-2025-03.xml": 404,
		"/sitemaps/news-2025-2.xml":  404, // nothing was published
	} {
		if got := get(t, server.URL+path).status; got != want {
			t.Errorf("%s answers %d, want %d", path, got, want)
		}
	}
}
