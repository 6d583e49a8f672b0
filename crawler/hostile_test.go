package crawler

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"khotin/internal/visit"
)

func TestAnswers(t *testing.T) {
	big := "<h1>Tin</h1>" + strings.Repeat("<p>dài</p>", 2<<20)
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   visit.Reason
		detail string
	}{
		{"article", html("<h1>Tin</h1>"), visit.New, ""},
		{"gzip", gzipped("<h1>Tin</h1>", "text/html"), visit.New, ""},
		{"brotli", brotlied("<h1>Tin</h1>"), visit.New, ""},
		{"an encoding not asked for", encoded("zstd", "<h1>Tin</h1>"), visit.Failed, "not asked for"},
		{"not the gzip it says", encoded("gzip", "<h1>Tin</h1>"), visit.Failed, "not the gzip"},
		{"cut gzip", encoded("gzip", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01"), visit.Failed, "EOF"},
		{"50 MB page", html("<h1>Tin</h1>" + strings.Repeat("x", 50<<20)), visit.Failed, "too large"},
		{"gzip bomb", gzipped(big, "text/html"), visit.Failed, "too large"},
		{"endless headers", headers(80 << 10), visit.Failed, ""},
		{"empty", html(""), visit.NoArticle, "empty"},
		{"blank", html(" \n\t "), visit.NoArticle, "empty"},
		{"a page after much blank", html(strings.Repeat(" \n", 2000) + "<h1>Tin</h1>"), visit.New, ""},
		{"picture", typed("image/jpeg", "\xff\xd8\xff\xe0 JFIF"), visit.NoArticle, "image/jpeg"},
		{"picture that says it is a page", html("\x89PNG\r\n\x1a\n"), visit.NoArticle, "image/png"},
		{"PDF", typed("application/pdf", "%PDF-1.4"), visit.NoArticle, "application/pdf"},
		{"JSON", typed("application/json", `{"a":1}`), visit.NoArticle, "application/json"},
		{"no words", html("<div></div>"), visit.NoArticle, "neither headline nor text"},
		{"soft 404", html("<h1>Xin lỗi</h1><p>Trang không tồn tại</p>"), visit.Missing, "no such article"},
		{"404", status(404), visit.Missing, "404 Not Found"},
		{"410", status(410), visit.Missing, "410 Gone"},
		{"401", status(401), visit.Denied, "401 Unauthorized"},
		{"403", status(403), visit.Denied, "403 Forbidden"},
		{"500", status(500), visit.Failed, "500 Internal Server Error"},
		{"302 to nowhere", status(302), visit.Failed, "302 Found"},
		{"304 unasked", status(304), visit.Unchanged, "304 Not Modified"},
		{"connection dropped", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, visit.Failed, "EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.on("a.vn/tin-1.html", tt.answer)
			w.listing("a.vn/", "/khac-2.html")
			w.article("a.vn/khac-2.html", "Khác")
			got := w.outcomeOf("https://a.vn/tin-1.html")
			if got.Reason != tt.want || !strings.Contains(got.Detail, tt.detail) {
				t.Errorf("%q (%s), want %q (…%s…)", got.Reason, got.Detail, tt.want, tt.detail)
			}
			if other := w.memory.outcome("https://a.vn/khac-2.html"); other.Reason != visit.New {
				t.Errorf("the crawl did not go on: %+v", other)
			}
		})
	}
}

// TestBombMemory reads a bomb of 128 MB and looks at what was allocated.
func TestBombMemory(t *testing.T) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	for range 128 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	w := newWorld(t)
	w.on("a.vn/tin-1.html", encoded("gzip", b.String()))
	c := w.crawler()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = c.Fetch(t.Context(), "https://a.vn/tin-1.html")
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("fetched with %v", err)
	}
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 20 {
		t.Errorf("%d MB were allocated for a page of at most 16", used)
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	for _, host := range []string{
		"127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "100.64.0.1", "0.0.0.0",
		"224.0.0.1", "[::1]", "[fc00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "[ff02::1]",
	} {
		t.Run(host, func(t *testing.T) {
			w := newWorld(t)
			c := w.crawler(func(o *Options) { o.Resolve = func(string) string { return host + ":443" } })
			_, err := c.base.transport.DialContext(t.Context(), "tcp", "a.vn:443")
			if err == nil {
				t.Fatal("connected")
			}
			if !strings.Contains(err.Error(), "connect to") {
				t.Errorf("refused by %v, not by the guard", err)
			}
		})
	}
	t.Run("port", func(t *testing.T) {
		w := newWorld(t)
		c := w.crawler(func(o *Options) { o.Resolve = func(string) string { return "203.0.114.1:22" } })
		if _, err := c.base.transport.DialContext(t.Context(), "tcp", "a.vn:443"); err == nil || !strings.Contains(err.Error(), "port") {
			t.Errorf("port 22: %v", err)
		}
	})
	t.Run("the operator's own server", func(t *testing.T) {
		w := newWorld(t)
		w.article(w.addr()+"/tin-1.html", "Tin")
		c := w.crawler(func(o *Options) { o.Resolve = nil })
		if a, err := c.Fetch(t.Context(), "http://"+w.addr()+"/tin-1.html"); err != nil || a.Headline != "Tin" {
			t.Errorf("%q, %v", a.Headline, err)
		}
		c = w.crawler(func(o *Options) { o.Resolve, o.AllowAddrs = nil, nil })
		if _, err := c.Fetch(t.Context(), "http://"+w.addr()+"/tin-1.html"); err == nil {
			t.Error("fetched from a port that was not allowed")
		}
	})
}

// TestDeepMarkup: a listing nested 100,000 deep costs its links at most.
func TestDeepMarkup(t *testing.T) {
	w := newWorld(t)
	w.serve("a.vn/", "text/html", strings.Repeat("<div>", 100_000)+`<a href="/tin-1.html">x</a>`)
	r := w.once(w.crawler())
	if total := r.Total(); total.Discovered == 0 || total.Left != 0 {
		t.Errorf("the pass came to %+v", total)
	}
}
