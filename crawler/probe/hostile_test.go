package probe

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"khotin/internal/fault"
)

// hasCheck reports that a person is told to look at something.
func hasCheck(r Report, words string) bool {
	return slices.ContainsFunc(r.Checks, func(c string) bool { return strings.Contains(c, words) })
}

// TestProbeScriptOnly ends without an entry, and says why.
func TestProbeScriptOnly(t *testing.T) {
	s := newSite(t)
	s.on(host+"/", `<div id="root"></div><script src="/app.js"></script>`)
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	if r.Entry.Complete() || !hasCheck(r, "no form of article addresses") {
		t.Errorf("entry %+v, checks %q", r.Entry, r.Checks)
	}
	if got := r.Sources[0].Detail; !strings.Contains(got, "script") {
		t.Errorf("the front page: %q", got)
	}
}

// TestProbeQueryAddresses says that addresses differ where no pattern looks.
func TestProbeQueryAddresses(t *testing.T) {
	s := newSite(t)
	var links strings.Builder
	for n := range 5 {
		fmt.Fprintf(&links, `<a href="/tin.aspx?id=%d">Hội nghị tập huấn công tác dân vận lần thứ %d</a>`, n, n)
	}
	s.on(host+"/", links.String())
	r, err := s.run(host)
	if err != nil || !hasCheck(r, "5 links carry what differs in their query") {
		t.Errorf("error %v, checks %q", err, r.Checks)
	}
}

// TestProbeEndlessSitemap follows an index into itself no further than once.
func TestProbeEndlessSitemap(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	n := 0
	s.pages[host+"/sitemap.xml"] = func(w http.ResponseWriter, r *http.Request) {
		n++
		fmt.Fprintf(w, "<?xml version=\"1.0\"?><sitemapindex><sitemap><loc>https://%s/sitemap.xml?n=%d</loc></sitemap></sitemapindex>", host, n)
	}
	r, err := s.run(host)
	if err != nil || !r.Entry.Complete() {
		t.Fatalf("error %v, entry %+v", err, r.Entry)
	}
	if n > 2 {
		t.Errorf("the sitemap was asked for %d times", n)
	}
}

// TestProbeBombs survives answers that grow without end.
func TestProbeBombs(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	zeros := make([]byte, 1<<20)
	for range 100 {
		z.Write(zeros)
	}
	z.Close()
	s := newSite(t)
	s.paper(host)
	blow := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb.Bytes())
	}
	s.pages[host+"/sitemap.xml"], s.pages[host+"/rss/home.rss"] = blow, blow
	s.pages[host+"/sitemap_index.xml"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	}
	r, err := s.run(host, func(o *Options) { o.Budget = 30 })
	if err != nil || !r.Entry.Complete() {
		t.Fatalf("error %v, entry %+v", err, r.Entry)
	}
	if len(r.Entry.Sitemaps)+len(r.Entry.Feeds) > 0 {
		t.Errorf("it trusts %v %v", r.Entry.Sitemaps, r.Entry.Feeds)
	}
}

// TestProbeErrors keeps going where pages do not answer.
func TestProbeErrors(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	for _, path := range []string{"/xay-dung-dang/", "/sitemap.xml", "/hoi-nghi-tap-huan-dan-van-10277720.html"} {
		s.status(host+path, http.StatusInternalServerError)
	}
	r, err := s.run(host)
	if err != nil || !r.Entry.Complete() {
		t.Fatalf("error %v, entry %+v", err, r.Entry)
	}
	if page := r.Articles[0]; page.Record != nil || page.Detail == "" {
		t.Errorf("an article that answers 500: %+v", page)
	}

	s = newSite(t)
	s.status(host+"/", http.StatusInternalServerError)
	if r, err := s.run(host); err != nil || r.Entry.Complete() || !hasCheck(r, "front page cannot be read") {
		t.Errorf("a front page that answers 500: error %v, checks %q", err, r.Checks)
	}
}

// TestProbeRefusesOnce asks a second time where a site refuses at random.
func TestProbeRefusesOnce(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	front, refused := s.pages[host+"/"], false
	s.pages[host+"/"] = func(w http.ResponseWriter, r *http.Request) {
		if !refused {
			refused = true
			http.Error(w, "not now", http.StatusForbidden)
			return
		}
		front(w, r)
	}
	if r, err := s.run(host); err != nil || !r.Entry.Complete() {
		t.Errorf("error %v, entry %+v", err, r.Entry)
	}
}

// TestProbeSoftNotFound tells what a missing page is answered with.
func TestProbeSoftNotFound(t *testing.T) {
	tests := []struct {
		name string
		page http.HandlerFunc
		soft bool
		say  string
	}{
		{"a page that says so", func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<html><body><h1>Trang không tồn tại</h1></body></html>")
		}, true, "by its words"},
		{"the front page", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }, true, "counts as gone"},
		{"some article", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, story(1)) }, true, "learns that page"},
		{"410", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "gone", http.StatusGone) }, false, "410"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			s.paper(host)
			s.pages[host+"/xvx-xvxq-vxq-vxqx-xqx-xqx-99999999.html"] = tt.page
			r, err := s.run(host)
			if err != nil {
				t.Fatal(err)
			}
			if n := r.NotFound; n.Soft != tt.soft || !strings.Contains(n.Detail, tt.say) {
				t.Errorf("%+v; want soft %v and %q", n, tt.soft, tt.say)
			}
		})
	}
}

// TestProbeRevalidates sends a page's validators back.
func TestProbeRevalidates(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	for n, heeds := range []bool{true, false} {
		path := fmt.Sprintf("%s/hoi-nghi-tap-huan-dan-van-1027772%d.html", host, 0)
		s.pages[path] = func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"a"`)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if heeds && r.Header.Get("If-None-Match") == `"a"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, story(n))
		}
		s.asked = nil
		r, err := s.run(host)
		if err != nil || r.Revalidation.Works != heeds || !r.Revalidation.ETag {
			t.Errorf("error %v, %+v; want 304 to be found %v", err, r.Revalidation, heeds)
		}
	}
}

// TestProbeCharset names the encoding that pages have and do not declare.
func TestProbeCharset(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	legacy := strings.NewReplacer(`<meta charset="utf-8">`, "").Replace(story(0)) + "\xe9\xe8"
	for n := range 3 {
		s.pages[fmt.Sprintf("%s/hoi-nghi-tap-huan-dan-van-1027772%d.html", host, n)] = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, legacy)
		}
	}
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	if r.Charset.Name != "" || r.Charset.Declared || !hasCheck(r, "set charset") || !strings.Contains(r.YAML(), "Check:") {
		t.Errorf("charset %+v, checks %q", r.Charset, r.Checks)
	}
}

// TestProbeBudget ends when the requests are used up, with what it has.
func TestProbeBudget(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	r, err := s.run(host, func(o *Options) { o.Budget = LeastBudget })
	if err != nil || !hasCheck(r, "used up") || !r.Entry.Complete() {
		t.Errorf("error %v, checks %q, entry %+v", err, r.Checks, r.Entry)
	}
	s = newSite(t)
	s.paper(host)
	s.on(host+"/robots.txt", "User-agent: *\nCrawl-delay: 60\n")
	if r, err = s.run(host); err != nil || r.Requests > slowBudget || !hasCheck(r, "set a budget") {
		t.Errorf("error %v, %d requests of a site that asks for 60 s, checks %q", err, r.Requests, r.Checks)
	}
}

// TestProbeUnreachable takes a robots.txt that cannot be had for a no.
func TestProbeUnreachable(t *testing.T) {
	s := newSite(t)
	s.pages[host+"/robots.txt"] = func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }
	r, err := s.run(host)
	if fault.Of(err) != fault.Unavailable || r.Entry.Complete() {
		t.Errorf("error %v", err)
	}
}
