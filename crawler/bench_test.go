package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gocolly/colly/v2"
)

const benchPages = 500

// newspaper serves a listing of articles of about 30 KB each.
func newspaper(b *testing.B) *world {
	w := newWorld(b)
	var list strings.Builder
	for i := range benchPages {
		fmt.Fprintf(&list, `<a href="/bai-%d.html">x</a>`, i)
	}
	w.serve("a.vn/", "text/html", list.String())
	body := strings.Repeat("<p>Hội nghị quán triệt Nghị quyết số 04-NQ/TU về công tác dân vận.</p>\n", 300)
	w.on("a.vn/robots.txt", http.NotFound)
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(rw, "<html><h1>Bài %s</h1>%s</html>", r.URL.Path, body)
	}
	return w
}

// BenchmarkCrawl makes a whole pass: discovery, fetch, extract, store.
func BenchmarkCrawl(b *testing.B) {
	w := newspaper(b)
	b.ReportAllocs()
	for b.Loop() {
		w.memory = newMemory(w.clock)
		c := w.crawler(func(o *Options) { o.Delay = -1 })
		if got := w.once(c).Total().Stored(); got != benchPages {
			b.Fatalf("stored %d", got)
		}
	}
	b.ReportMetric(float64(b.N*benchPages)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkPlainColly fetches the same pages with nothing but colly, which
// parses them and keeps the headline.
func BenchmarkPlainColly(b *testing.B) {
	w := newspaper(b)
	b.ReportAllocs()
	for b.Loop() {
		got := 0
		c := colly.NewCollector()
		c.OnHTML("h1", func(e *colly.HTMLElement) { _ = e.Text; got++ })
		for i := range benchPages {
			if err := c.Visit(fmt.Sprintf("%s/bai-%d.html", w.server.URL, i)); err != nil {
				b.Fatal(err)
			}
		}
		if got != benchPages {
			b.Fatalf("read %d", got)
		}
	}
	b.ReportMetric(float64(b.N*benchPages)/b.Elapsed().Seconds(), "pages/s")
}
