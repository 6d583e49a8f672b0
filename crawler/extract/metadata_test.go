package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestReadMetadata(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<html lang="fr-FR"><head><title> Un titre | Le Site </title>
<link rel="canonical" href="/a"><link rel="canonical" href="/b"><link rel="alternate" hreflang="VI" href="/vi/a"><link rel="alternate" type="application/rss+xml" href="/rss">
<meta property="og:title" content="Un titre"><meta name="description" content="Une description."><meta property="og:site_name" content="Le Site">
<meta itemprop="datePublished" content="2024-01-02"><meta name="keywords" content="a, b"><meta property="og:title" content="Un autre">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Person","@id":"#1","name":"Jean Dupont"},
{"@type":"NewsArticle","headline":"Un titre","author":[{"@id":"#1"},"Marie Curie"],"dateModified":"2024-01-03","articleSection":["Monde","Asie"],"isBasedOn":"https://a.example/b"}]}</script>
<script type="application/ld+json">{broken</script><script type="application/ld+json">{"@type":"http://schema.org/BlogPosting","datePublished":"2024-01-04","description":"deux
lignes",}</script><script type="application/ld+json">null</script></head><body><title>Dessin</title></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	want := metadata{
		canonical: "/a", lang: "fr-FR", title: "Un titre | Le Site", headline: "Un titre", ogTitle: "Un titre", description: "Une description.",
		site: "Le Site", section: "Monde", authors: []string{"Jean Dupont", "Marie Curie"}, published: []string{"2024-01-02", "2024-01-04"}, modified: []string{"2024-01-03"},
		tags: []string{"a, b"}, source: "https://a.example/b", alternates: map[string]string{"vi": "/vi/a"},
	}
	if diff := cmp.Diff(want, readMetadata(doc), cmp.AllowUnexported(metadata{})); diff != "" {
		t.Error(diff)
	}
}

func TestHeadline(t *testing.T) {
	for name, tt := range map[string]struct{ head, body, want string }{
		"logo before title": {`<meta property="og:title" content="Họp dân ở xã Hòa Bình">`, "<h1>Báo Ví Dụ</h1><h1>Họp dân ở xã Hòa Bình</h1>", "Họp dân ở xã Hòa Bình"},
		"logo only":         {`<meta property="og:title" content="Họp dân ở xã Hòa Bình">`, "<h1>Báo Ví Dụ</h1>", "Họp dân ở xã Hòa Bình"},
		"no h1":             {"<title>Họp dân ở xã Hòa Bình - Báo Ví Dụ</title>", "<div>Họp dân ở xã Hòa Bình</div>", "Họp dân ở xã Hòa Bình"},
		"site in og:title":  {`<meta property="og:title" content="Une réunion au village | Le Site"><meta property="og:site_name" content="Le Site">`, "", "Une réunion au village"},
		"site first":        {`<meta property="og:site_name" content="Le Site"><title>Le Site | Une réunion au village</title>`, "", "Une réunion au village"},
		"linked data":       {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Họp dân ở xã Hòa Bình"}</script>`, "", "Họp dân ở xã Hòa Bình"},
		"h1 alone":          {"", "<h1>Họp dân ở xã Hòa Bình</h1>", "Họp dân ở xã Hòa Bình"},
		"h1 over SEO title": {"<title>Xem ngay tin nóng</title>", "<h1>Họp dân ở xã Hòa Bình</h1>", "Họp dân ở xã Hòa Bình"},
		"dash of its own":   {"<title>Hà Nội - Huế: chuyến tàu cuối năm</title>", "", "Hà Nội - Huế: chuyến tàu cuối năm"},
		"hidden h1":         {"", `<h1 style="display:none">Ẩn</h1><h1>Họp dân ở xã Hòa Bình</h1>`, "Họp dân ở xã Hòa Bình"},
	} {
		page := "<html><head>" + tt.head + "</head><body>" + tt.body + "<p>Buổi họp có đông đủ các hộ, nhiều ý kiến được nêu ra và được trả lời ngay.</p></body></html>"
		a, err := newExtractor(t).Page([]byte(page), anyURL, "")
		if err != nil {
			t.Fatal(err)
		}
		if a.Headline != tt.want {
			t.Errorf("%s: %q, want %q", name, a.Headline, tt.want)
		}
	}
}

// TestMended puts one block of linked data into the wrappings of real pages.
func TestMended(t *testing.T) {
	const data = `{"@type":"NewsArticle","datePublished":"2024-02-10"}`
	for _, s := range []string{
		data, "\n<![CDATA[\n" + data + "\n]]>\n", "//<![CDATA[\n" + data + "\n//]]>", "<!--" + data + "-->", "[" + data + ",]",
		strings.Replace(data, `,"date`, ",\n\t\"headline\": \"deux\nlignes\",\n\"date", 1),
	} {
		var m metadata
		m.linkedData(s)
		if diff := cmp.Diff([]string{"2024-02-10"}, m.published); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
	}
}

// TestAddress is about which address a record goes by.
func TestAddress(t *testing.T) {
	for name, tt := range map[string]struct {
		url, canonical, want string
		foreign              bool
	}{
		"own canonical":          {"https://baonghean.vn/fr/a-b-10277726.html?utm_source=x", "https://baonghean.vn/fr/a-b-10277726.html", "https://baonghean.vn/fr/a-b-10277726.html", false},
		"relative":               {"https://baonghean.vn/a-b-10277726.html?x=1", "/a-b-10277726.html", "https://baonghean.vn/a-b-10277726.html", false},
		"print page":             {"https://example.vn/print/1.html", "https://example.vn/a-1.html", "https://example.vn/a-1.html", false},
		"front page, a mistake":  {"https://baonghean.vn/a-b-10277726.html", "https://baonghean.vn/", "https://baonghean.vn/a-b-10277726.html", false},
		"a listing, a mistake":   {"https://baonghean.vn/a-b-10277726.html", "https://baonghean.vn/thoi-su", "https://baonghean.vn/a-b-10277726.html", false},
		"another outlet":         {"https://baonghean.vn/a-b-10277726.html", "https://nhandan.vn/a-post1.html", "https://baonghean.vn/a-b-10277726.html", true},
		"same host with www":     {"https://example.vn/a-1.html", "https://www.example.vn/a-1.html", "https://example.vn/a-1.html", false},
		"no address":             {"https://example.vn/a-1.html", "javascript:void(0)", "https://example.vn/a-1.html", false},
		"another edition's host": {"https://fr.nhandan.vn/a-post12.html", "https://fr.nhandan.vn/b-post12.html", "https://fr.nhandan.vn/b-post12.html", false},
	} {
		page := strings.Replace(story, "</head>", `<link rel="canonical" href="`+tt.canonical+`"><meta property="og:url" content="https://baonghean.vn/post-1.html"></head>`, 1)
		a, err := newExtractor(t).Page([]byte(page), tt.url, "")
		if err != nil {
			t.Fatal(err)
		}
		if a.URL != tt.want || a.Has(article.FlagForeignContent) != tt.foreign {
			t.Errorf("%s: %s with flags %v, want %s", name, a.URL, a.Flags, tt.want)
		}
	}
}

func TestAlternatesAndGroup(t *testing.T) {
	page := strings.Replace(story, "</head>", `<link rel="alternate" hreflang="fr" href="/fr/a-b-10277726.html"><link rel="alternate" hreflang="ru-RU" href="/ru/a.html"><link rel="alternate" hreflang="x-default" href="/"></head>`, 1)
	a, err := newExtractor(t).Page([]byte(page), "https://baonghean.vn/a-b-10277726.html", "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[lang.Tag]string{lang.French: "https://baonghean.vn/fr/a-b-10277726.html"}, a.Alternates); diff != "" {
		t.Error(diff)
	}
	if a.Group != "baonghean.vn#10277726" || a.Outlet != "baonghean.vn" {
		t.Errorf("group %q of outlet %q", a.Group, a.Outlet)
	}
}
