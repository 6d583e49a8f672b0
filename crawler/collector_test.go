package crawler

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/visit"
)

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
