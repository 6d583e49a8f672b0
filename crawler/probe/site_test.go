package probe

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"khotin/crawler"
	"khotin/crawler/extract"
	"khotin/internal/visit"
)

// site is a paper under any host name, page by page. Hosts that it does not
// know answer 404.
type site struct {
	t     *testing.T
	pages map[string]http.HandlerFunc // by host and path
	mu    sync.Mutex
	asked []string
	clock time.Time
}

func newSite(t *testing.T) *site {
	return &site{t: t, pages: map[string]http.HandlerFunc{}, clock: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)}
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.Host+r.URL.RequestURI())
	page := s.pages[r.Host+r.URL.Path]
	s.mu.Unlock()
	if page == nil {
		http.NotFound(w, r)
		return
	}
	page(w, r)
}

// on answers an address ("baovidu.vn/x") with a body of the type that its
// beginning has.
func (s *site) on(address, body string) {
	kind := "text/html; charset=utf-8"
	switch {
	case strings.HasPrefix(body, "<?xml"):
		kind = "application/xml"
	case strings.HasPrefix(body, "User-agent"):
		kind = "text/plain"
	}
	s.pages[address] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, body)
	}
}

func (s *site) status(address string, code int) {
	s.pages[address] = func(w http.ResponseWriter, _ *http.Request) { http.Error(w, http.StatusText(code), code) }
}

// paper lays out a small outlet: a front page of three articles, a sitemap, a
// feed. Its articles have no more markup than they need.
func (s *site) paper(host string) {
	var links, items strings.Builder
	for n := range 3 {
		path := fmt.Sprintf("/hoi-nghi-tap-huan-dan-van-1027772%d.html", n)
		s.on(host+path, story(n))
		fmt.Fprintf(&links, `<a href="%s">Hội nghị tập huấn công tác dân vận lần thứ %d</a>`, path, n)
		fmt.Fprintf(&items, "<url><loc>https://%s%s</loc><lastmod>2026-11-1%d</lastmod></url>", host, path, n)
	}
	s.on(host+"/", "<title>Báo Ví Dụ</title><a href=/xay-dung-dang/>Xây dựng Đảng</a>"+links.String())
	s.on(host+"/xay-dung-dang/", links.String())
	s.on(host+"/sitemap.xml", `<?xml version="1.0"?><urlset>`+items.String()+"</urlset>")
}

func story(n int) string {
	return fmt.Sprintf(`<html lang="vi"><head><meta charset="utf-8"><title>Hội nghị tập huấn lần thứ %d</title>
<meta property="article:published_time" content="2026-11-1%dT08:00:00+07:00"></head><body><h1>Hội nghị tập huấn công tác dân vận lần thứ %d</h1>
<p>Sáng nay, huyện khai mạc lớp tập huấn cho cán bộ làm công tác dân vận ở cơ sở của toàn huyện trong ba ngày.</p>
<p>Học viên được nghe bốn chuyên đề và trao đổi kinh nghiệm vận động nhân dân tham gia xây dựng nông thôn mới ở bản.</p>
<p>Bế mạc lớp học, ban tổ chức trao giấy chứng nhận cho tất cả học viên và ghi nhận những ý kiến đóng góp.</p></body></html>`, n, n, n)
}

// run probes the host.
func (s *site) run(host string, change ...func(*Options)) (Report, error) {
	s.t.Helper()
	server := httptest.NewServer(s)
	s.t.Cleanup(server.Close)
	addr := strings.TrimPrefix(server.URL, "http://")
	x, err := extract.New(extract.Options{Profiles: []extract.Profile{{
		Name: "thu", Headline: []string{"h1.tieu-de"}, Body: []string{"div.noi-dung"}, Lead: []string{"p.sapo"},
	}}})
	if err != nil {
		s.t.Fatal(err)
	}
	c, err := crawler.New(crawler.Options{
		Extract: x.Page, AllowAddrs: []string{addr}, Resolve: func(string) string { return addr },
		Now: s.now, Sleep: s.sleep,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(c.Close)
	o := Options{Crawler: c, Extractor: x, Now: s.now}
	for _, f := range change {
		f(&o)
	}
	r, err := Run(s.t.Context(), host, o)
	if most := cmp.Or(o.Budget, DefaultBudget); len(s.asked) > most+1 { // a redirect or robots.txt may come with the last one
		s.t.Errorf("%d requests were made, at most %d allowed:\n%s", len(s.asked), most, strings.Join(s.asked, "\n"))
	}
	if r.Requests != len(s.asked) {
		s.t.Errorf("%d requests are reported, %d were made", r.Requests, len(s.asked))
	}
	return r, err
}

func (s *site) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock
}

func (s *site) sleep(ctx context.Context, d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = s.clock.Add(d)
	return ctx.Err()
}

// outcomes notes what was asked, in order.
func outcomes(all *[]visit.Outcome) func(*Options) {
	return func(o *Options) { o.Asked = func(v visit.Outcome) { *all = append(*all, v) } }
}
