package probe

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/visit"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const host = "baovidu.vn"

func TestProbePaper(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	s.on(host+"/robots.txt", "User-agent: *\nDisallow: /admin\nCrawl-delay: 7\nSitemap: https://baovidu.vn/sitemap.xml\nnonsense\n")
	var asked []visit.Outcome
	r, err := s.run("https://BaoViDu.vn/some/page?x", outcomes(&asked))
	if err != nil {
		t.Fatal(err)
	}
	want := Entry{
		Name: host, Title: "Báo Ví Dụ",
		Editions: []Edition{{lang.Vietnamese, host, "/", "text"}},
		Articles: []string{`^/(?P<slug>[a-z0-9-]+)-(?P<id>\d{6,})\.html$`},
		Sitemaps: []string{"https://baovidu.vn/sitemap.xml"},
		Listings: []string{"https://baovidu.vn/", "https://baovidu.vn/xay-dung-dang/"},
	}
	if diff := cmp.Diff(want, r.Entry, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("entry (-want +got):\n%s", diff)
	}
	robots := Robots{Status: 200, Allowed: true, CrawlDelay: 7, Sitemaps: []string{"https://baovidu.vn/sitemap.xml"}, Errors: []string{"line 5 has no colon"}}
	if diff := cmp.Diff(robots, r.Robots); diff != "" {
		t.Errorf("robots (-want +got):\n%s", diff)
	}
	if got := r.Sources[2]; got.Kind != Sitemap || got.Links != 3 || got.Newest.Format(time.DateOnly) != "2026-11-12" {
		t.Errorf("sitemap: %+v", got)
	}
	if r.NotFound.Status != 404 || r.NotFound.Soft {
		t.Errorf("not found: %+v", r.NotFound)
	}
	if r.Revalidation.ETag || r.Revalidation.Works || r.Revalidation.Detail == "" {
		t.Errorf("revalidation: %+v", r.Revalidation)
	}
	if best := r.Best(); best == nil || best.Record.Headline == "" || len(best.Record.Paragraphs) == 0 || best.Record.Lang != lang.Vietnamese {
		t.Errorf("best: %+v", r.Articles)
	}
	if len(asked) == 0 || asked[0].Kind != visit.Robots {
		t.Errorf("asked first for %+v; want robots.txt", asked[:1])
	}
	// Before the second request the pause is the crawler's own: robots.txt had
	// to be read to know of another.
	if waited := s.clock.Sub(r.At); waited < time.Duration(r.Requests-2)*7*time.Second {
		t.Errorf("%d requests in %s, with a Crawl-delay of 7 s", r.Requests, waited)
	}
}

// TestProbeFiles keeps every answer under a name of its own.
func TestProbeFiles(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	s.on(host+"/robots.txt", "User-agent: *\nDisallow:\n")
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	var names, articles []string
	for _, f := range r.Files {
		if names = append(names, f.Name); f.Article {
			articles = append(articles, f.Name)
		}
		if f.URL == "" || len(f.Body) == 0 || strings.ContainsAny(f.Name, `/\`) {
			t.Errorf("file %q of %q with %d bytes", f.Name, f.URL, len(f.Body))
		}
	}
	if diff := cmp.Diff([]string{"article.html", "article-2.html", "article-3.html"}, articles); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if slices.Sort(names); len(slices.Compact(names)) != len(r.Files) {
		t.Errorf("names are used twice: %v", names)
	}
}

// TestProbeRefused asks nothing after a robots.txt that says no.
func TestProbeRefused(t *testing.T) {
	tests := []struct {
		name string
		set  func(*site)
		kind fault.Kind
		say  string
	}{
		{"by rule", func(s *site) { s.on(host+"/robots.txt", "User-agent: khotinbot\nDisallow: /\n") }, fault.Invalid, "line 2, for khotinbot: Disallow: /"},
		{"by a server error", func(s *site) { s.status(host+"/robots.txt", 500) }, fault.Unavailable, "answers 500"},
		{"by overload", func(s *site) { s.status(host+"/robots.txt", 429) }, fault.Unavailable, "answers 429"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			s.paper(host)
			tt.set(s)
			r, err := s.run(host)
			if fault.Of(err) != tt.kind || !strings.Contains(fmt.Sprint(err), tt.say) || fault.Hint(err) == "" {
				t.Errorf("error %v with hint %q; want kind %v that says %q", err, fault.Hint(err), tt.kind, tt.say)
			}
			if len(s.asked) != 1 || r.Robots.Allowed {
				t.Errorf("asked %v, allowed %v", s.asked, r.Robots.Allowed)
			}
		})
	}
}

// TestProbeHosts follows a host to where it answers, within the site only.
func TestProbeHosts(t *testing.T) {
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusMovedPermanently) }
	}
	s := newSite(t)
	s.paper("www." + host)
	s.pages[host+"/"] = redirect("https://www.baovidu.vn/")
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Edition{{lang.Vietnamese, "www." + host, "/", "text"}}; r.Entry.Name != host || !slices.Equal(r.Editions, want) {
		t.Errorf("entry %s with editions %+v; want %+v", r.Entry.Name, r.Editions, want)
	}

	s = newSite(t)
	s.pages[host+"/"] = redirect("https://elsewhere.vn/")
	if _, err := s.run(host); fault.Of(err) != fault.Invalid || !strings.Contains(fmt.Sprint(err), "elsewhere.vn") {
		t.Errorf("a front page that leads to another site: %v", err)
	}

	s = newSite(t)
	s.paper("www." + host)
	s.on("www."+host+"/robots.txt", "User-agent: *\nDisallow: /\n")
	s.pages[host+"/"] = redirect("https://www.baovidu.vn/")
	if _, err := s.run(host); fault.Of(err) != fault.Invalid || !strings.Contains(fmt.Sprint(err), "Disallow: /") {
		t.Errorf("a front page on a host that says no: %v", err)
	}
	if slices.Contains(s.asked, "www.baovidu.vn/") {
		t.Error("it was asked for all the same")
	}

	for _, wrong := range []string{"", "not a host", "ftp://a.vn"} {
		if _, err := newSite(t).run(wrong); fault.Of(err) != fault.Invalid {
			t.Errorf("host %q: %v", wrong, err)
		}
	}
}

// TestProbeEditions finds a language on a host of its own, and is not taken in
// by a site that answers under every name.
func TestProbeEditions(t *testing.T) {
	french := `<a href="/la-mobilisation-des-masses-post853277.html">Renforcer la responsabilité des comités du Parti dans la mobilisation des masses</a>`
	s := newSite(t)
	s.paper(host)
	s.on("fr."+host+"/", french)
	s.on("ro."+host+"/", `<a href="/x-10277720.html">Hội nghị tập huấn công tác dân vận lần thứ nhất ở tỉnh</a>`)
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	want := []Edition{{lang.Vietnamese, host, "/", "text"}, {lang.French, "fr." + host, "/", "text"}}
	if diff := cmp.Diff(want, r.Editions); diff != "" {
		t.Errorf("editions (-want +got):\n%s", diff)
	}
	if !slices.Contains(r.Entry.Listings, "https://fr.baovidu.vn/") {
		t.Errorf("its front page is no listing: %v", r.Entry.Listings)
	}
}

// TestProbeHreflang takes languages from what pages name, keeps those of the
// archive, and groups by the id that the addresses share.
func TestProbeHreflang(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	for n := range 3 {
		path := fmt.Sprintf("/hoi-nghi-tap-huan-dan-van-1027772%d.html", n)
		head := ""
		for _, code := range []string{"fr", "ru", "en-GB", "x-default"} {
			head += fmt.Sprintf(`<link rel="alternate" hreflang="%s" href="https://baovidu.vn/%s%s">`, code, code, path)
		}
		s.on(host+path, strings.Replace(story(n), "</head>", head+"</head>", 1))
	}
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Edition{{lang.Vietnamese, host, "/", "text"}, {lang.French, host, "/fr/", "hreflang"}}, r.Editions); diff != "" {
		t.Errorf("editions (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"en-gb", "ru"}, r.Others); diff != "" {
		t.Errorf("others (-want +got):\n%s", diff)
	}
	if !slices.ContainsFunc(r.Checks, func(c string) bool { return strings.Contains(c, "fr edition") }) {
		t.Errorf("nothing says that the French edition was not read: %q", r.Checks)
	}
	if expr := r.Entry.Articles[0]; !strings.Contains(expr, "(?P<lang>fr)") || r.Entry.GroupBy != "id" {
		t.Errorf("pattern %s, grouped by %q; want the French prefix and id", expr, r.Entry.GroupBy)
	}
}
