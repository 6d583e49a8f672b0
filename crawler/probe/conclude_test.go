package probe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// withHead lays out the paper with more in the heads and bodies of its articles.
func withHead(s *site, head, body func(n int) string) {
	s.paper(host)
	for n := range 3 {
		page := strings.Replace(story(n), "</head>", head(n)+"</head>", 1)
		s.on(fmt.Sprintf("%s/hoi-nghi-tap-huan-dan-van-1027772%d.html", host, n), strings.Replace(page, "</body>", body(n)+"</body>", 1))
	}
}

func TestProbePrints(t *testing.T) {
	s := newSite(t)
	nothing := func(int) string { return "" }
	withHead(s, nothing, func(n int) string {
		return fmt.Sprintf(`<a href="/print/1027772%d.html">In</a><a href="/print/gioi-thieu.html">x</a><a href="https://elsewhere.vn/print/1.html">y</a>`, n)
	})
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`^/print/(?P<id>\d+)\.html$`}, r.Entry.Prints); diff != "" {
		t.Errorf("prints (-want +got):\n%s", diff)
	}
}

func TestProbeTitle(t *testing.T) {
	nothing := func(int) string { return "" }
	tests := []struct {
		name, front string
		head        func(int) string
		want        string
	}{
		{"as pages call their site", "<title>Trang chủ</title>", func(int) string { return `<meta property="og:site_name" content="Báo Ví Dụ">` }, "Báo Ví Dụ"},
		{"without what acts on a terminal", "", func(int) string { return "<meta property=og:site_name content='Báo\x1b[31m\n Ví   Dụ\u202e'>" }, "Báo[31m Ví Dụ"},
		{"the front page's", "<title>Trang chủ | Báo Ví Dụ</title>", nothing, "Báo Ví Dụ"},
		{"none", "", nothing, ""},
	}
	for _, tt := range tests {
		s := newSite(t)
		withHead(s, tt.head, nothing)
		s.on(host+"/", tt.front+link(0)+link(1)+link(2))
		r, err := s.run(host)
		if err != nil || r.Title != tt.want {
			t.Errorf("%s: %q, want %q (%v)", tt.name, r.Title, tt.want, err)
		}
	}
}

// TestProbeGroups tells what the versions of a story share.
func TestProbeGroups(t *testing.T) {
	address := func(prefix, slug string, n int) string {
		return fmt.Sprintf("https://%s/%s%s-1027772%d.html", host, prefix, slug, n)
	}
	tests := []struct {
		name string
		fr   func(n int) string
		want string
	}{
		{"the id", func(n int) string { return address("fr/", "une-conference", n) }, "id"},
		{"the slug", func(n int) string { return address("fr/", "hoi-nghi-tap-huan-dan-van", 9-n) }, "slug"},
		{"nothing", func(n int) string { return address("fr/", "une-conference", 9-n) }, ""},
		{"nothing on a host of its own", func(n int) string { return strings.Replace(address("", "une-conference", n), host, "fr."+host, 1) }, ""},
	}
	for _, tt := range tests {
		s := newSite(t)
		head := func(n int) string {
			return fmt.Sprintf(`<link rel="alternate" hreflang="fr" href="%s"><link rel="alternate" hreflang="vi" href="%s">`,
				tt.fr(n), address("", "hoi-nghi-tap-huan-dan-van", n))
		}
		withHead(s, head, func(int) string { return "" })
		if r, err := s.run(host); err != nil || r.Entry.GroupBy != tt.want {
			t.Errorf("%s: grouped by %q, want %q (%v)", tt.name, r.Entry.GroupBy, tt.want, err)
		}
	}
}

// TestReview names what the records of the finished entry leave open.
func TestReview(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	s.on(host+"/hoi-nghi-tap-huan-dan-van-10277720.html", "<html><body><h1>Hội nghị tập huấn</h1></body></html>")
	s.status(host+"/hoi-nghi-tap-huan-dan-van-10277721.html", 500)
	r, err := s.run(host)
	if err != nil {
		t.Fatal(err)
	}
	r.Review()
	for _, want := range []string{"10277720.html is flagged no-date", "10277721.html gave no record", "10277722.html has no byline"} {
		if !hasCheck(r, want) && !strings.Contains(strings.Join(r.Checks, "\n"), want) {
			t.Errorf("nothing says %q:\n%s", want, strings.Join(r.Checks, "\n"))
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		" Báo\tVí\u00a0Dụ \n": "Báo Ví Dụ", "a\x00b\x1bc": "abc", "": "", "\ufffd": "",
		strings.Repeat("ă", 200): strings.Repeat("ă", 150),
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}
