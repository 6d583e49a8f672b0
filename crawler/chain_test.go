package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// outcomeOf visits one article in a pass of its own and returns what the
// ledger says of it.
func (w *world) outcomeOf(address string, change ...func(*Options)) visit.Outcome {
	w.t.Helper()
	c := w.crawler(change...)
	w.add(row(address, visit.Article))
	w.once(c, "a.vn")
	return w.memory.outcome(address)
}

func TestRobotsAnswers(t *testing.T) {
	forbidding := "User-agent: khotinbot\nDisallow: /\n"
	tests := []struct {
		name   string
		robots http.HandlerFunc
		want   visit.Reason
		pages  int // requests for the article
	}{
		{"absent", http.NotFound, visit.New, 1},
		{"forbidden to read", status(403), visit.New, 1},
		{"gone", status(410), visit.New, 1},
		{"server error", status(500), visit.Refused, 0},
		{"unavailable", status(503), visit.Refused, 0},
		{"overloaded", status(429), visit.Refused, 0},
		{"no answer", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, visit.Refused, 0},
		{"forbids", text(forbidding), visit.Refused, 0},
		{"forbids another", text("User-agent: kho\nDisallow: /\n"), visit.New, 1},
		{"a page in place of rules", text("<html><body>Trang chủ</body></html>"), visit.New, 1},
		{"redirect to rules", redirectTo("/r2.txt"), visit.Refused, 0},
		{"redirect to another site's", redirectTo("https://b.vn/r2.txt"), visit.Refused, 0},
		{"endless redirect", redirectTo("/robots.txt"), visit.New, 1},
		{"forbids beyond the size cap", text(strings.Repeat("# noise\n", 70_000) + forbidding), visit.New, 1},
		{"bomb", gzipped(forbidding+strings.Repeat("#", 8<<20), "text/plain"), visit.Refused, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.article("a.vn/tin-1.html", "Tin")
			w.on("a.vn/robots.txt", tt.robots)
			w.on("a.vn/r2.txt", text(forbidding))
			w.on("b.vn/r2.txt", text(forbidding))
			got := w.outcomeOf("https://a.vn/tin-1.html")
			if got.Reason != tt.want || w.asked("a.vn/tin-1.html") != tt.pages {
				t.Errorf("%q (%s) after %d requests, want %q after %d", got.Reason, got.Detail, w.asked("a.vn/tin-1.html"), tt.want, tt.pages)
			}
		})
	}
}

func status(code int) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(code) }
}

func text(body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) { io.WriteString(rw, body) }
}

func redirectTo(location string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Location", location)
		rw.WriteHeader(http.StatusFound)
	}
}

// gzipped answers with a body that is compressed whether or not that was asked
// for.
func gzipped(body, contentType string) http.HandlerFunc {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, body)
	z.Close()
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Encoding", "gzip")
		rw.Header().Set("Content-Type", contentType)
		rw.Write(b.Bytes())
	}
}

// TestRobotsAreFetchedOnce covers many visits at the same time, the memo, and
// the day after.
func TestRobotsAreFetchedOnce(t *testing.T) {
	w := newWorld(t)
	w.on("a.vn/robots.txt", text("User-agent: *\nDisallow: /x\n"))
	c := w.crawler()
	get := func(c *Crawler) {
		t.Helper()
		rules, err := c.robots.get(t.Context(), &c.outlets[0], mustParse("https://a.vn/x"))
		if err != nil {
			t.Error(err)
			return
		}
		if ok, rule := rules.Allow("khotinbot", "/x"); ok || rule.Line != 2 {
			t.Errorf("allowed by %v", rule)
		}
	}
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() { get(c) })
	}
	wait.Wait()
	if n := w.asked("a.vn/robots.txt"); n != 1 {
		t.Errorf("%d requests for 50 visits at once", n)
	}
	get(w.crawler())
	if n := w.asked("a.vn/robots.txt"); n != 1 {
		t.Errorf("a new crawler asked again: %d requests", n)
	}
	w.clock.Advance(25 * time.Hour)
	get(c)
	if n := w.asked("a.vn/robots.txt"); n != 2 {
		t.Errorf("%d requests after a day, want 2", n)
	}
	var file robotsFile
	if err := json.Unmarshal(w.memory.memos["robots/https://a.vn"].value, &file); err != nil || file.Status != 200 {
		t.Errorf("memo holds %+v, %v", file, err)
	}
}

// TestRobotsComeBack: a site whose robots.txt failed is tried again soon, not
// the next day.
func TestRobotsComeBack(t *testing.T) {
	w := newWorld(t)
	w.on("a.vn/robots.txt", status(500))
	c := w.crawler()
	for i, want := range []bool{false, false, true} {
		rules, err := c.robots.get(t.Context(), &c.outlets[0], mustParse("https://a.vn/x"))
		if err != nil {
			t.Fatal(err)
		}
		if ok, _ := rules.Allow("khotinbot", "/x"); ok != want {
			t.Errorf("look %d: allowed = %v", i, ok)
		}
		if i == 1 {
			w.on("a.vn/robots.txt", text(""))
			w.clock.Advance(11 * time.Minute)
		}
	}
}

func TestRedirects(t *testing.T) {
	tests := []struct {
		name, location string
		want           visit.Reason
		requested      string // must not be, unless the outcome is New
	}{
		{"to another address of the outlet", "/moi-2.html", visit.New, "a.vn/moi-2.html"},
		{"to a forbidden path", "/cam/tin-2.html", visit.Refused, "a.vn/cam/tin-2.html"},
		{"to an excluded path", "/bo/tin-2.html", visit.Skipped, "a.vn/bo/tin-2.html"},
		{"to the front page", "/", visit.Missing, ""},
		{"to a section", "/thoi-su/", visit.Missing, "a.vn/thoi-su/"},
		{"to another site", "https://b.vn/tin-2.html", visit.Skipped, "b.vn/tin-2.html"},
		{"to the private network", "http://127.0.0.1/tin-2.html", visit.Skipped, "127.0.0.1/tin-2.html"},
		{"to the metadata service", "http://169.254.169.254/tin-2.html", visit.Skipped, "169.254.169.254/tin-2.html"},
		{"to another scheme", "ftp://a.vn/tin-2.html", visit.Skipped, "a.vn/tin-2.html"},
		{"to another port", "https://a.vn:8443/tin-2.html", visit.Skipped, "a.vn:8443/tin-2.html"},
		{"with a password", "https://x:y@a.vn/tin-2.html", visit.Skipped, "a.vn/tin-2.html"},
		{"to a path without end", "/a/a/a/a/tin-2.html", visit.Skipped, "a.vn/a/a/a/a/tin-2.html"},
		{"to itself for ever", "/tin-1.html", visit.Failed, ""},
		{"to nothing readable", "http://[::1", visit.Failed, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.on("a.vn/robots.txt", text("User-agent: *\nDisallow: /cam/\n"))
			w.on("a.vn/tin-1.html", redirectTo(tt.location))
			w.article("a.vn/moi-2.html", "Tin mới")
			got := w.outcomeOf("https://a.vn/tin-1.html", func(o *Options) {
				o.Outlets[0].Exclude = append(o.Outlets[0].Exclude, mustCompile(`^/bo/`))
			})
			if got.Reason != tt.want {
				t.Errorf("%q (%s), want %q", got.Reason, got.Detail, tt.want)
			}
			if asked := w.asked(tt.requested) > 0; asked != (tt.want == visit.New) {
				t.Errorf("requested %s: %v", tt.requested, asked)
			}
			if n := w.asked("a.vn/tin-1.html"); n > maxHops+1 {
				t.Errorf("%d requests in an endless redirect", n)
			}
		})
	}
}

// TestRedirectedArticle is recorded under the address that answered.
func TestRedirectedArticle(t *testing.T) {
	w := newWorld(t)
	w.on("a.vn/cu-1.html", redirectTo("/moi-2.html"))
	w.article("a.vn/moi-2.html", "Tin")
	w.outcomeOf("https://a.vn/cu-1.html")
	if got := w.memory.versions[article.IDOf("https://a.vn/moi-2.html")]; len(got) != 1 {
		t.Errorf("stored %v", w.memory.versions)
	}
}

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

func html(body string) http.HandlerFunc { return typed("text/html", body) }

func typed(contentType, body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		io.WriteString(rw, body)
	}
}

func encoded(coding, body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Encoding", coding)
		typed("text/html", body)(rw, nil)
	}
}

func brotlied(body string) http.HandlerFunc {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	io.WriteString(z, body)
	z.Close()
	return encoded("br", b.String())
}

func headers(size int) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("X-Long", strings.Repeat("x", size))
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
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 100 {
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

// TestEnvironmentChangesNothing sets everything colly would read.
func TestEnvironmentChangesNothing(t *testing.T) {
	for key, value := range map[string]string{
		"ALLOWED_DOMAINS": "b.vn", "CACHE_DIR": t.TempDir(), "DETECT_CHARSET": "yes", "DISABLE_COOKIES": "no",
		"DISALLOWED_DOMAINS": "a.vn", "IGNORE_ROBOTSTXT": "no", "FOLLOW_REDIRECTS": "no", "MAX_BODY_SIZE": "10",
		"MAX_DEPTH": "1", "MAX_REQUESTS": "1", "PARSE_HTTP_ERROR_RESPONSE": "no", "TRACE_HTTP": "yes", "USER_AGENT": "evil",
	} {
		t.Setenv("COLLY_"+key, value)
	}
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	w := newWorld(t)
	var agent string
	w.listing("a.vn/", "/cu-1.html", "/tin-2.html", "/khong-3.html")
	w.on("a.vn/cu-1.html", redirectTo("/moi-4.html"))
	w.article("a.vn/moi-4.html", "Mới")
	w.on("a.vn/tin-2.html", func(rw http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		html("<h1>Tin</h1><p>hơn mười byte</p>")(rw, r)
	})
	r := w.once(w.crawler())
	want := map[visit.Reason]int{visit.Read: 1, visit.New: 2, visit.Missing: 1}
	if diff := cmp.Diff(want, r.Total().Outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	if agent != "khotinbot/1.0" {
		t.Errorf("User-Agent %q", agent)
	}
}

// TestBytesReachTheExtractor as they were sent, whatever charset is declared.
func TestBytesReachTheExtractor(t *testing.T) {
	w := newWorld(t)
	const sent = "<h1>Xin ch\xe0o</h1>" // windows-1252
	w.on("a.vn/tin-1.html", typed("text/html; charset=iso-8859-1", sent))
	var body, contentType, address string
	c := w.crawler(func(o *Options) {
		o.Extract = func(b []byte, u, ct string) (article.Article, error) {
			body, contentType, address = string(b), ct, u
			return fakeExtract(b, u, ct)
		}
	})
	if _, err := c.Fetch(t.Context(), "https://a.vn/tin-1.html?utm_source=x"); err != nil {
		t.Fatal(err)
	}
	if body != sent || contentType != "text/html; charset=iso-8859-1" || address != "https://a.vn/tin-1.html" {
		t.Errorf("the extractor got %q as %q from %q", body, contentType, address)
	}
}

func TestIdentity(t *testing.T) {
	w := newWorld(t)
	var robotsAgent string
	var head http.Header
	w.on("a.vn/robots.txt", func(_ http.ResponseWriter, r *http.Request) { robotsAgent = r.UserAgent() })
	w.on("a.vn/tin-1.html", func(rw http.ResponseWriter, r *http.Request) {
		head = r.Header.Clone()
		html("<h1>Tin</h1>")(rw, r)
	})
	w.outcomeOf("https://a.vn/tin-1.html", func(o *Options) {
		o.UserAgent, o.Contact = "khotinbot/1.0 (+https://example.org/bot)", "bot@example.org"
	})
	got := []string{robotsAgent, head.Get("User-Agent"), head.Get("From"), head.Get("Accept-Encoding"), head.Get("Cookie")}
	want := []string{"khotinbot/1.0 (+https://example.org/bot)", "khotinbot/1.0 (+https://example.org/bot)", "bot@example.org", "gzip, br", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
}

// TestCancel ends a pass wherever it stands, at once.
func TestCancel(t *testing.T) {
	tests := []struct {
		name string
		at   string // the request during which the context ends
	}{
		{"robots.txt", "a.vn/robots.txt"}, {"listing", "a.vn/"}, {"article", "a.vn/tin-1.html"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			ctx, cancel := context.WithCancel(t.Context())
			w.listing("a.vn/", "/tin-1.html")
			w.on(tt.at, func(_ http.ResponseWriter, r *http.Request) {
				cancel()
				<-r.Context().Done()
			})
			w.endsSoon(func() error {
				r, err := w.crawler().Once(ctx)
				w.check(r)
				return err
			})
		})
	}
	t.Run("a wait of the gate", func(t *testing.T) {
		w := newWorld(t)
		ctx, cancel := context.WithCancel(t.Context())
		c := w.crawler(func(o *Options) {
			o.Sleep = func(ctx context.Context, _ time.Duration) error {
				cancel()
				return sleep(ctx, time.Hour)
			}
		})
		w.endsSoon(func() error { _, err := c.Once(ctx); return err })
	})
}

// endsSoon runs f, which must end with the context's error while the test
// still runs.
func (w *world) endsSoon(f func() error) {
	w.t.Helper()
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			w.t.Errorf("ended with %v", err)
		}
	case <-time.After(2 * time.Second):
		w.t.Fatal("still running two seconds after the context ended")
	}
}

func mustCompile(expr string) *regexp.Regexp { return regexp.MustCompile(expr) }
