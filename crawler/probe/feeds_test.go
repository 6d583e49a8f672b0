package probe

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rss is a feed of the paper's articles.
func rss(numbers ...int) string {
	items := ""
	for _, n := range numbers {
		items += fmt.Sprintf("<item><link>https://%s/hoi-nghi-tap-huan-dan-van-1027772%d.html</link></item>", host, n)
	}
	return `<?xml version="1.0"?><rss><channel>` + items + "</channel></rss>"
}

// feedsOf are the feeds of a report, each with what became of it.
func feedsOf(r Report) (all []string) {
	for _, s := range r.Sources {
		if s.Kind == Feed {
			all = append(all, strings.TrimSpace(fmt.Sprintf("%s %d %s", strings.TrimPrefix(s.URL, "https://"+host), s.Links, s.Detail)))
		}
	}
	return all
}

func TestProbeFeeds(t *testing.T) {
	tests := []struct {
		name string
		lay  func(*site)
		want []string
		use  []string
	}{
		{"declared by the section, then by the front page", func(s *site) {
			front := `<link rel="alternate" type="application/rss+xml" href="/rss/moi.rss">`
			s.on(host+"/", front+`<a href="/xay-dung-dang/">Xây dựng Đảng</a>`+link(0)+link(1))
			s.on(host+"/xay-dung-dang/", `<link rel="alternate" type="application/atom+xml" href="/rss/dang.atom">`+link(2))
			s.on(host+"/rss/moi.rss", rss(0, 1))
			s.on(host+"/rss/dang.atom", rss(2))
		}, []string{"/rss/dang.atom 1", "/rss/moi.rss 2"}, []string{"/rss/dang.atom", "/rss/moi.rss"}},
		{"guessed by the section", func(s *site) { s.on(host+"/rss/xay-dung-dang", rss(0, 1, 2)) },
			[]string{"/rss/xay-dung-dang.rss 0 404 Not Found", "/rss/xay-dung-dang 3"}, []string{"/rss/xay-dung-dang"}},
		{"listed on a page", func(s *site) {
			s.on(host+"/rss", `<html><a href="/rss/the-thao.rss">Thể thao</a> <a href="/rss/xay-dung-dang.xml">Xây dựng Đảng</a> <a href="/rss/">x</a>`)
			s.on(host+"/rss/xay-dung-dang.xml", rss(1))
			s.on(host+"/", link(0)+link(1))
		}, []string{"/rss 0 " + notAFeed, "/rss/xay-dung-dang.xml 1"}, []string{"/rss/xay-dung-dang.xml"}},
		{"empty, and elsewhere", func(s *site) {
			s.on(host+"/", `<link rel="alternate" type="application/rss+xml" href="https://feeds.elsewhere.vn/x">`+link(0)+link(1))
			s.on(host+"/rss", rss())
		}, []string{"/rss 0 " + noItems, "/rss/home.rss 0 404 Not Found", "/feed 0 404 Not Found"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			s.paper(host)
			tt.lay(s)
			r, err := s.run(host)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, feedsOf(r)); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			var use []string
			for _, f := range r.Entry.Feeds {
				use = append(use, strings.TrimPrefix(f, "https://"+host))
			}
			if diff := cmp.Diff(tt.use, use); diff != "" {
				t.Errorf("used (-want +got):\n%s", diff)
			}
			if slices.ContainsFunc(s.asked, func(a string) bool { return strings.Contains(a, "elsewhere") }) {
				t.Error("another site was asked")
			}
		})
	}
}

func link(n int) string {
	return fmt.Sprintf(`<a href="/hoi-nghi-tap-huan-dan-van-1027772%d.html">Hội nghị tập huấn công tác dân vận lần thứ %d</a>`, n, n)
}

// TestProbeSection takes the section closest to the topic.
func TestProbeSection(t *testing.T) {
	tests := []struct{ name, menu, want string }{
		{"the topic itself", `<a href="/chinh-tri">Chính trị</a><a href="/xay-dung-dang/cong-tac-dan-van">x</a><a href="/xay-dung-dang/dan-van.html">Dân vận</a>`, "/xay-dung-dang/dan-van.html"},
		{"the Party", `<a href="/thoi-su/">Thời sự</a><a href="/xay-dung-dang-chinh-quyen/">Xây dựng Đảng</a>`, "/xay-dung-dang-chinh-quyen/"},
		{"French", `<a href="/politique">Politique</a>`, "/politique"},
		{"an article is none", `<a href="/dan-van-kheo-o-cac-xa-bien-gioi-10277799.html">x</a>`, ""},
		{"nor is another site's", `<a href="https://elsewhere.vn/dan-van">Dân vận</a>`, ""},
	}
	for _, tt := range tests {
		s := newSite(t)
		s.paper(host)
		s.on(host+"/", tt.menu+link(0)+link(1))
		if _, err := s.run(host); err != nil {
			t.Fatal(err)
		}
		got := strings.TrimPrefix(s.asked[2], host) // behind robots.txt and the front page
		if tt.want == "" && strings.HasPrefix(got, "/sitemap") {
			got = ""
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
