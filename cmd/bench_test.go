package cmd

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/archive"

	"github.com/gocolly/colly/v2"
)

// benchPages is the size of the outlet that the benchmark crawls.
const benchPages = 500

// benchOutlet serves a sitemap and pages of about 9 KB with ten paragraphs.
func benchOutlet() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "User-agent: *\nDisallow: /print/\nSitemap: https://%s/sitemap.xml\n", r.Host)
	})
	mux.HandleFunc("GET /sitemap.xml", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for i := range benchPages {
			fmt.Fprintf(w, "<url><loc>https://%s/hoi-nghi-dan-van-post%d.html</loc></url>", r.Host, 100000+i)
		}
		io.WriteString(w, "</urlset>")
	})
	paragraph := "<p>" + strings.Repeat("Các đại biểu trao đổi kinh nghiệm vận động nhân dân ở cơ sở, nêu khó khăn và kiến nghị với cấp ủy, chính quyền địa phương. ", 5) + "</p>"
	mux.HandleFunc("GET /{page}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		post, _ := strconv.Atoi(strings.TrimSuffix(r.PathValue("page")[len("hoi-nghi-dan-van-post"):], ".html"))
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="vi"><head><title>%[1]s</title><meta property="article:published_time" content="2025-03-12T09:30:00+07:00"></head>
<body><h1 class="story-title">Hội nghị dân vận %[1]s</h1><p class="story-lead">Sáng %[2]d/%[4]d, Ban Dân vận Tỉnh ủy tổ chức hội nghị.</p>
<div class="story-body"><p>Hội nghị quán triệt Nghị quyết số %[3]d-NQ/TU ngày 5/3/2024 của Ban Thường vụ Tỉnh ủy và Quyết định số 23-QĐ/TW cho %[3]d đại biểu.</p>`,
			r.PathValue("page"), 1+post%28, 10+post%90, 1+post/28%12)
		io.WriteString(w, strings.Repeat(paragraph, 10)+"</div></body></html>")
	})
	return mux
}

// BenchmarkCrawl runs the whole chain, robots.txt, gate, extraction, citations,
// events, topic and a durable store, over 500 pages of a loopback server, and
// plain colly over the same pages, which only fetches and parses them.
func BenchmarkCrawl(b *testing.B) {
	srv := httptest.NewServer(benchOutlet())
	defer srv.Close()
	addr := srv.Listener.Addr().String()
	perSecond := func(b *testing.B) { b.ReportMetric(benchPages*float64(b.N)/b.Elapsed().Seconds(), "pages/s") }

	b.Run("khotin", func(b *testing.B) {
		for b.Loop() {
			a := &app{log: newLog(io.Discard, LogConfig{Level: "error"}), out: io.Discard, err: io.Discard}
			a.config.Outlets, a.config.Families = demoOutlet()
			a.config.Outlets[0].Discover = DiscoverConfig{Sitemaps: []string{"https://" + demoHost + "/sitemap.xml"}}
			a.config.Crawl = CrawlConfig{Token: "khotinbot", Agent: "khotinbot/1.0", Workers: 8, Budget: 5000, Keep: "on-topic", Topic: .5}
			store, err := archive.Open(b.Context(), b.TempDir(), archive.Options{})
			if err != nil {
				b.Fatal(err)
			}
			o := a.crawlOptions()
			o.AllowAddrs, o.Resolve = []string{addr}, func(string) string { return addr }
			c, err := a.newCrawler(store, o)
			if err != nil {
				b.Fatal(err)
			}
			report, err := c.Once(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			if n := report.Total().Stored(); n != benchPages {
				b.Fatalf("%d pages stored: %+v", n, report.Total())
			}
			c.Close()
			store.Close()
		}
		perSecond(b)
	})
	b.Run("colly", func(b *testing.B) {
		for b.Loop() {
			c, seen := colly.NewCollector(), 0
			c.OnHTML("h1", func(*colly.HTMLElement) { seen++ })
			for i := range benchPages {
				if err := c.Visit(fmt.Sprintf("%s/hoi-nghi-dan-van-post%d.html", srv.URL, 100000+i)); err != nil {
					b.Fatal(err)
				}
			}
			if seen != benchPages {
				b.Fatalf("%d pages parsed", seen)
			}
		}
		perSecond(b)
	})
}
