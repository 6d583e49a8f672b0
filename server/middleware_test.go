package server

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"khotin/internal/query"
)

func TestFullServerRefusesAtOnce(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	h := newHandler(t, Options{MaxConcurrent: 1, Searcher: searcherFunc(func(ctx context.Context, _ query.Query) (query.Result, error) {
		entered <- struct{}{}
		<-leave
		return query.Result{}, nil
	})})
	done := make(chan *httptest.ResponseRecorder)
	go func() { done <- get(h, "/api/v1/search?q=x") }()
	<-entered
	for target, want := range map[string]int{
		"/api/v1/search?q=x":          http.StatusServiceUnavailable,
		"/?q=x":                       http.StatusServiceUnavailable,
		"/api/v1/articles/" + idOf(1): http.StatusServiceUnavailable,
		"/healthz":                    http.StatusOK,
		"/readyz":                     http.StatusOK,
		"/openapi.json":               http.StatusOK,
	} {
		w := get(h, target)
		if w.Code != want || (want == http.StatusOK) != (w.Header().Get("Retry-After") == "") {
			t.Errorf("%s on a full server: %d, Retry-After %q", target, w.Code, w.Header().Get("Retry-After"))
		}
	}
	close(leave)
	if w := <-done; w.Code != http.StatusOK {
		t.Errorf("the one inside got %d", w.Code)
	}
	go func() { <-entered }()
	if w := get(h, "/api/v1/search?q=x"); w.Code != http.StatusOK {
		t.Errorf("the place is not free again: %d", w.Code)
	}
}

func TestPlaceIsFreeAfterPanic(t *testing.T) {
	h := newHandler(t, Options{MaxConcurrent: 1, Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { panic("boom") })})
	for range 3 {
		if w := get(h, "/api/v1/search?q=x"); w.Code != http.StatusInternalServerError {
			t.Fatalf("status %d, want 500 every time", w.Code)
		}
	}
}

func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		h := newHandler(t, Options{Timeout: 3 * time.Second, Searcher: searcherFunc(func(ctx context.Context, _ query.Query) (query.Result, error) {
			<-ctx.Done()
			return query.Result{}, ctx.Err()
		})})
		w := get(h, "/api/v1/search?q=x")
		if w.Code != http.StatusServiceUnavailable || time.Since(start) != 3*time.Second {
			t.Errorf("status %d after %v, want 503 after 3s", w.Code, time.Since(start))
		}
	})
}

func TestPanicIsAnAnswer(t *testing.T) {
	log, written := logTo()
	h := newHandler(t, Options{Log: log, Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { panic("boom in /secret") })})
	for target, media := range map[string]string{"/api/v1/search?q=x": mediaProblem, "/?q=x": mediaHTML} {
		w := get(h, target)
		if w.Code != http.StatusInternalServerError || w.Header().Get("Content-Type") != media || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	if n := strings.Count(written.String(), "boom in /secret"); n != 2 {
		t.Errorf("logged %d times, want once for each request", n)
	}
}

// TestHalfAnAnswerIsCutOff proves that a reader notices a panic that comes
// after the first byte.
func TestHalfAnAnswerIsCutOff(t *testing.T) {
	s := newSite(t)
	s.Now = time.Now
	srv := httptest.NewServer(s.logged(s.recovered(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "half")
		http.NewResponseController(w).Flush()
		panic("boom")
	}))))
	defer srv.Close()
	res, err := http.Get(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("half an answer %q was taken for a whole one", body)
	}
}

func TestTooLarge(t *testing.T) {
	h := newHandler(t, Options{})
	long, wide := "/api/v1/search?q="+strings.Repeat("a", maxTarget), strings.Repeat("a", maxHeader)
	withBody := httptest.NewRequest(http.MethodGet, "/api/v1/search?q=x", strings.NewReader("body"))
	for name, c := range map[string]struct {
		got  *httptest.ResponseRecorder
		want int
	}{
		"address": {get(h, long), http.StatusRequestURITooLong},
		"header":  {get(h, "/api/v1/search?q=x", "X-Large", wide), http.StatusRequestHeaderFieldsTooLarge},
		"body":    {serve(h, withBody), http.StatusRequestEntityTooLarge},
	} {
		if c.got.Code != c.want || decode[problem](t, c.got).Status != c.want {
			t.Errorf("%s: %d, want %d", name, c.got.Code, c.want)
		}
	}
}

func TestEveryAnswerIsSecured(t *testing.T) {
	h := newHandler(t, Options{})
	for _, target := range []string{"/", "/?q=x", "/nothing", "/api/v1/search?q=x", "/api/nothing", "/healthz", "/articles/" + idOf(1)} {
		w := get(h, target)
		for name, want := range map[string]string{
			"Content-Security-Policy":     "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":      "nosniff",
			"Referrer-Policy":             "same-origin",
			"Access-Control-Allow-Origin": "*",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", target, name, got, want)
			}
		}
		if w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", target)
		}
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"an answer": post(h, "/api/v1/citations", "text/plain", "x"), "a refusal": post(h, "/api/v1/citations", "text/html", "x"),
		"a preflight": do(h, http.MethodOptions, "/api/v1/citations"), "another method": do(h, http.MethodPut, "/api/v1/citations"),
	} {
		if got := w.Header().Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s may be read from %q", name, got)
		}
		if got := w.Header().Get("Access-Control-Allow-Credentials"); got != "" {
			t.Errorf("%s may be asked for with credentials", name)
		}
	}
}

// TestReadersDoNotMeet lets the race detector watch pages in all languages
// being made at one time.
func TestReadersDoNotMeet(t *testing.T) {
	h := newHandler(t, Options{})
	var readers sync.WaitGroup
	for i := range 40 {
		readers.Go(func() {
			ui := []string{"vi", "fr", "ro", "en"}[i%4]
			w := get(h, "/?q=x", "Accept-Language", ui)
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `<html lang="`+ui+`">`) {
				t.Errorf("%s: %d in another language", ui, w.Code)
			}
		})
	}
	readers.Wait()
}

func TestNoIndexOnAnswers(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{"/?q=x": "noindex", "/api/v1/search?q=x": "noindex", "/api/v1/articles/" + idOf(1): "noindex", "/": "", "/articles/" + idOf(1): ""} {
		if got := get(h, target).Header().Get("X-Robots-Tag"); got != want {
			t.Errorf("%s: X-Robots-Tag %q, want %q", target, got, want)
		}
	}
}

func TestAccessLog(t *testing.T) {
	log, written := logTo()
	now := time.Date(2024, 8, 6, 0, 0, 0, 0, time.UTC)
	h := newHandler(t, Options{Log: log, Now: func() time.Time { now = now.Add(1500 * time.Microsecond); return now }})
	get(h, "/api/v1/articles/"+idOf(1)+"/versions")
	get(h, "/healthz?q=secret")
	get(h, "/nothing")
	lines := strings.Split(strings.TrimSpace(written.String()), "\n")
	want := []string{
		`level=INFO msg=request method=GET path=/api/v1/articles/` + idOf(1) + `/versions route="GET /api/v1/articles/{id}/versions" status=200 bytes=`,
		`level=INFO msg=request method=GET path=/healthz route="GET /healthz" status=200 bytes=29 took=1.5ms`,
		`level=INFO msg=request method=GET path=/nothing route="" status=404 bytes=`,
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want one for each request:\n%s", len(lines), written)
	}
	for i := range want {
		if !strings.HasPrefix(lines[i], want[i]) {
			t.Errorf("line %d:\n%s\nwant\n%s", i, lines[i], want[i])
		}
	}
}

func TestStaticFilesAreNamedByContent(t *testing.T) {
	s, h := newSite(t), newHandler(t, Options{})
	for base, media := range map[string]string{"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"} {
		w := get(h, s.assets.address(base))
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != media || w.Header().Get("Cache-Control") != cacheAsset {
			t.Errorf("%s: %d %s %s", base, w.Code, w.Header().Get("Content-Type"), w.Header().Get("Cache-Control"))
		}
		if w := get(h, "/static/"+base); w.Code != http.StatusNotFound {
			t.Errorf("%s without its fingerprint: %d, want 404", base, w.Code)
		}
	}
}

func TestStyleSheetIsSmall(t *testing.T) {
	css, err := files.ReadFile("static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	if len(css) > 12<<10 {
		t.Errorf("style.css is %d bytes long, want at most 12 KB", len(css))
	}
	for _, want := range []string{"light-dark(", "prefers-reduced-motion", "forced-colors", "@media print", "line-height: 1.5", ":focus-visible"} {
		if !strings.Contains(string(css), want) {
			t.Errorf("style.css has no %s", want)
		}
	}
	if strings.Contains(string(css), "url(") || strings.Contains(string(css), "@import") {
		t.Error("style.css loads something")
	}
}
