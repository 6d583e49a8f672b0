package probe

import (
	"testing"
	"time"

	"khotin/crawler"
)

func linksTo(addresses ...string) (all []crawler.Link) {
	for _, a := range addresses {
		all = append(all, crawler.Link{Address: "https://baovidu.vn/" + a})
	}
	return all
}

func TestNewest(t *testing.T) {
	dated := linksTo("a.xml", "b.xml")
	dated[0].Lastmod, dated[1].Lastmod = "2026-11-20", "2026-11-19T23:00:00+07:00"
	tests := []struct {
		name  string
		files []crawler.Link
		want  string
	}{
		{"months that are not padded", linksTo("news-2024-8.xml", "news-2024-12.xml", "news-2023-11.xml"), "news-2024-12.xml"},
		{"days", linksTo("sitemap-article-2024-08-06.xml", "sitemap-article-2022-01-14.xml"), "sitemap-article-2024-08-06.xml"},
		{"what lists no articles", linksTo("sitemaps/categories.xml", "image-2026-1.xml", "news-2024-8.xml"), "news-2024-8.xml"},
		{"by lastmod", dated, "a.xml"},
		{"numbers too long", linksTo("news-99999999999999999999.xml", "news-1.xml"), "news-1.xml"},
	}
	for _, tt := range tests {
		if got := newest(tt.files); got != "https://baovidu.vn/"+tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := newest(linksTo("categories.xml")); got != "" {
		t.Errorf("an index of nothing: %s", got)
	}
}

func TestCutBy(t *testing.T) {
	tests := []struct {
		files []crawler.Link
		want  string
	}{
		{linksTo("sitemap-article-2024-08-06.xml"), "day"},
		{linksTo("sitemap-20240806.xml"), "day"},
		{linksTo("categories.xml", "sitemaps/news-2024-8.xml"), "month"},
		{linksTo("sitemap-202408.xml"), "month"},
		{linksTo("google-news.xml", "categories.xml"), "news"},
		{linksTo("post-sitemap1.xml", "page-sitemap.xml"), ""},
	}
	for _, tt := range tests {
		if got := cutBy(tt.files); got != tt.want {
			t.Errorf("%v: cut by %q, want %q", tt.files, got, tt.want)
		}
	}
}

func TestLastmod(t *testing.T) {
	for s, want := range map[string]string{
		"2026-11-20T23:02:38+07:00": "2026-11-20T16:02:38Z",
		"2026-11-20T23:02+07:00":    "2026-11-20T16:02:00Z",
		"2026-11-20T23:02:38+0700":  "2026-11-20T16:02:38Z",
		"2026-11-20T23:02:38Z":      "2026-11-20T23:02:38Z",
		"2026-11-20T23:02:38":       "2026-11-20T16:02:38Z",
		"2026-11-20":                "2026-11-19T17:00:00Z",
	} {
		if got, ok := lastmod(s); !ok || got.UTC().Format(time.RFC3339) != want {
			t.Errorf("lastmod(%q) = %s, %v; want %s", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "yesterday", "20/11/2026"} {
		if got, ok := lastmod(s); ok {
			t.Errorf("lastmod(%q) = %s", s, got)
		}
	}
}
