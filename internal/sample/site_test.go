package sample

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func newServer(t *testing.T) (*Outlet, *httptest.Server) {
	t.Helper()
	o := newOutlet(t)
	server := httptest.NewServer(o.Handler())
	t.Cleanup(server.Close)
	return o, server
}

type answer struct {
	status int
	header http.Header
	body   string
}

func request(t *testing.T, method, url string, header map[string]string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

func get(t *testing.T, url string) answer {
	t.Helper()
	return request(t, http.MethodGet, url, nil)
}

const articlePath = "/gan-300-can-bo-nghe-an-tap-huan-cong-tac-dan-van-post239546.html"

func TestStatus(t *testing.T) {
	o, server := newServer(t)
	const withdrawn = "/thai-binh-ra-mat-to-dan-van-cong-dong-o-sau-thon-post245439.html"
	tests := []struct {
		path        string
		first, then int // status in the two editions
	}{
		{"/", 200, 200},
		{"/fr/", 200, 200},
		{"/ro/the-thao", 200, 200},
		{"/ro/kinh-te", 200, 200}, // a section without articles
		{articlePath, 200, 200},
		{"/fr" + articlePath + "?utm_source=rss", 200, 200},
		{"/print/239546.html", 200, 200},
		{"/ro/print/239546.html", 200, 200},
		{"/search?q=x", 200, 200},
		{"/static/site.css", 200, 200},
		{"/static/photo.svg", 200, 200},
		{withdrawn, 200, 410},
		{"/print/245439.html", 200, 410},
		{"/fr" + withdrawn, 404, 404},
		{"/mot-bai-khac-post239546.html", 404, 404},
		{"/post239546.html", 404, 404},
		{"/en/", 404, 404},
		{"/static/", 404, 404},
		{"/print/", 404, 404},
	}
	for _, tt := range tests {
		if got := get(t, server.URL+tt.path).status; got != tt.first {
			t.Errorf("first edition: %s answers %d, want %d", tt.path, got, tt.first)
		}
	}
	o.Advance()
	for _, tt := range tests {
		if got := get(t, server.URL+tt.path).status; got != tt.then {
			t.Errorf("second edition: %s answers %d, want %d", tt.path, got, tt.then)
		}
	}
}

func TestMissingPagesSpeakTheLanguage(t *testing.T) {
	_, server := newServer(t)
	for path, want := range map[string]string{
		"/khong-co":      "Không tìm thấy trang này.",
		"/fr/n-existe":   "Cette page est introuvable.",
		"/ro/nu-exista":  "Această pagină nu a fost găsită.",
		"/frontiere-abc": "Không tìm thấy trang này.",
	} {
		a := get(t, server.URL+path)
		if a.status != 404 || !strings.Contains(a.body, want) {
			t.Errorf("%s answers %d without %q", path, a.status, want)
		}
		if a.header.Get("ETag") != "" {
			t.Errorf("%s: a missing page has a validator", path)
		}
	}
}

func TestMethods(t *testing.T) {
	_, server := newServer(t)
	full := get(t, server.URL+articlePath)
	head := request(t, http.MethodHead, server.URL+articlePath, nil)
	if head.status != 200 || head.body != "" {
		t.Errorf("HEAD answers %d with %d bytes", head.status, len(head.body))
	}
	for _, name := range []string{"Content-Length", "Content-Type", "ETag", "Last-Modified"} {
		if head.header.Get(name) != full.header.Get(name) || head.header.Get(name) == "" {
			t.Errorf("%s: HEAD %q, GET %q", name, head.header.Get(name), full.header.Get(name))
		}
	}
	post := request(t, http.MethodPost, server.URL+"/", nil)
	if post.status != http.StatusMethodNotAllowed || post.header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST answers %d, Allow %q", post.status, post.header.Get("Allow"))
	}
}

func TestConditionalRequests(t *testing.T) {
	_, server := newServer(t)
	url := server.URL + articlePath
	full := get(t, url)
	tag, modified := full.header.Get("ETag"), full.header.Get("Last-Modified")
	if modified != "Thu, 27 Mar 2025 04:42:00 GMT" || strings.HasPrefix(tag, "W/") {
		t.Fatalf("Last-Modified %q, ETag %q", modified, tag)
	}
	tests := []struct {
		name   string
		header map[string]string
		want   int
	}{
		{"same tag", map[string]string{"If-None-Match": tag}, 304},
		{"weak comparison", map[string]string{"If-None-Match": "W/" + tag}, 304},
		{"one of a list", map[string]string{"If-None-Match": `"x", ` + tag}, 304},
		{"any", map[string]string{"If-None-Match": "*"}, 304},
		{"another tag", map[string]string{"If-None-Match": `"x"`}, 200},
		{"part of the tag", map[string]string{"If-None-Match": tag[:10] + `"`}, 200},
		{"not since", map[string]string{"If-Modified-Since": modified}, 304},
		{"since before", map[string]string{"If-Modified-Since": "Thu, 27 Mar 2025 04:41:59 GMT"}, 200},
		{"the tag counts more", map[string]string{"If-None-Match": `"x"`, "If-Modified-Since": modified}, 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := request(t, http.MethodGet, url, tt.header)
			if a.status != tt.want {
				t.Errorf("status %d, want %d", a.status, tt.want)
			}
			if a.status == 304 && (a.body != "" || a.header.Get("ETag") != tag) {
				t.Errorf("304 with %d bytes, ETag %q", len(a.body), a.header.Get("ETag"))
			}
		})
	}
}

// What a second crawl sees: of all article pages one is new, one is gone.
func TestAdvanceLeavesOtherPagesAsTheyWere(t *testing.T) {
	o, server := newServer(t)
	tags := map[string]string{}
	for _, a := range o.Articles() {
		tags[a.Path()] = get(t, server.URL+a.Path()).header.Get("ETag")
	}
	o.Advance()
	got := map[int]int{}
	for path, tag := range tags {
		got[request(t, http.MethodGet, server.URL+path, map[string]string{"If-None-Match": tag}).status]++
	}
	if diff := cmp.Diff(map[int]int{304: 58, 200: 1, 410: 1}, got); diff != "" {
		t.Errorf("answers to the second crawl (-want +got):\n%s", diff)
	}
}

func TestPagesAreStableAndFollowTheHost(t *testing.T) {
	o := newOutlet(t)
	body := func(host, path string) string {
		r := httptest.NewRequest(http.MethodGet, "http://"+host+path, nil)
		w := httptest.NewRecorder()
		o.Handler().ServeHTTP(w, r)
		return w.Body.String()
	}
	for _, path := range []string{"/", articlePath, "/robots.txt", "/sitemap.xml", "/rss/home.rss"} {
		one := body("127.0.0.1:4001", path)
		if one != body("127.0.0.1:4001", path) {
			t.Errorf("%s: two requests, two answers", path)
		}
		other := body("localhost:80", path)
		if strings.ReplaceAll(one, "127.0.0.1:4001", "localhost:80") != other || !strings.Contains(other, "http://localhost:80/") {
			t.Errorf("%s does not follow the host", path)
		}
	}
	r := httptest.NewRequest(http.MethodGet, "https://ben.example/robots.txt", nil)
	if got := base(r); got != "https://ben.example" {
		t.Errorf("over TLS the base is %q", got)
	}
}

func TestRobots(t *testing.T) {
	_, server := newServer(t)
	a := get(t, server.URL+"/robots.txt")
	var disallowed, sitemaps []string
	for line := range strings.Lines(a.body) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch name {
		case "Disallow":
			disallowed = append(disallowed, value)
		case "Sitemap":
			sitemaps = append(sitemaps, value)
		}
	}
	want := []string{"/fr/print/", "/fr/search", "/print/", "/ro/print/", "/ro/search", "/search"}
	slices.Sort(disallowed)
	if diff := cmp.Diff(want, disallowed); diff != "" {
		t.Errorf("forbidden (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{server.URL + "/sitemap.xml"}, sitemaps); diff != "" {
		t.Errorf("site maps (-want +got):\n%s", diff)
	}
	if a.header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("robots.txt is %q", a.header.Get("Content-Type"))
	}
}

func TestSearch(t *testing.T) {
	_, server := newServer(t)
	tests := []struct {
		query string
		want  int
	}{
		{"/search", 0},
		{"/search?q=QUẢNG+BÌNH", 2},
		{"/fr/search?q=Quang+Binh", 2},
		{"/ro/search?q=%3Cscript%3E", 0},
	}
	for _, tt := range tests {
		a := get(t, server.URL+tt.query)
		if got := strings.Count(a.body, `class="teaser"`); got != tt.want {
			t.Errorf("%s lists %d articles, want %d", tt.query, got, tt.want)
		}
		if !strings.Contains(a.body, `content="noindex"`) || strings.Contains(a.body, "<script>") {
			t.Errorf("%s: not marked noindex, or the query is not escaped", tt.query)
		}
		if a.header.Get("Last-Modified") != "" {
			t.Errorf("%s states a date it cannot know", tt.query)
		}
	}
}

func TestAdvanceWhileServing(t *testing.T) {
	o, server := newServer(t)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 20 {
				response, err := http.Get(server.URL + "/")
				if err != nil {
					t.Error(err)
					return
				}
				response.Body.Close()
			}
		})
	}
	o.Advance()
	readers.Wait()
}

func TestEveryPageOfBothEditionsRenders(t *testing.T) {
	o := newOutlet(t)
	for i, e := range o.editions {
		for _, path := range slices.Sorted(maps.Keys(e.pages)) {
			p := e.pages[path]
			var body strings.Builder
			r := httptest.NewRequest(http.MethodGet, path, nil)
			if err := p.render(&body, r); err != nil {
				t.Errorf("edition %d: %s: %v", i+1, path, err)
			}
			if p.mime == "" || body.Len() == 0 || p.modified.After(time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)) {
				t.Errorf("edition %d: %s is %q, %d bytes, of %s", i+1, path, p.mime, body.Len(), p.modified)
			}
			if strings.Contains(body.String(), "ZgotmplZ") || strings.Contains(body.String(), "<no value>") {
				t.Errorf("edition %d: %s: a template lost a value", i+1, path)
			}
		}
	}
}

func BenchmarkArticlePage(b *testing.B) {
	handler := newOutlet(b).Handler()
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+articlePath, nil)
	for b.Loop() {
		handler.ServeHTTP(httptest.NewRecorder(), r)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
