package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// shelfOf keeps captures in memory.
type shelfOf struct {
	mu   sync.Mutex
	kept []kept
	err  error
}

type kept struct {
	URL, Body, Truncated string
	Status               int
}

func (s *shelfOf) Capture(_ context.Context, ex Exchange) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	body, err := io.ReadAll(ex.Body)
	if err != nil || ex.Request == nil || ex.At.IsZero() {
		return 0, errors.Join(err, errors.New("an exchange without request or time"))
	}
	s.kept = append(s.kept, kept{ex.URL, string(body), ex.Truncated, ex.Response.StatusCode})
	return int64(len(s.kept)), nil
}

// of returns what was kept of an address.
func (s *shelfOf) of(url string) (found []kept) {
	for _, k := range s.kept {
		if k.URL == url {
			found = append(found, k)
		}
	}
	return found
}

func TestCaptures(t *testing.T) {
	const page = "<h1>Tin</h1><p>Văn bản.</p>"
	big := page + strings.Repeat("x", 9<<20)
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   kept
		reason visit.Reason
	}{
		{"page", html(page), kept{Body: page, Status: 200}, visit.New},
		{"compressed, as it came", gzipped(page, "text/html"), kept{Body: gzipOf(page), Status: 200}, visit.New},
		{"brotli", brotlied(page), kept{Body: brotliPacked(page), Status: 200}, visit.New},
		{"empty", html(""), kept{Status: 200}, visit.NoArticle},
		{"not found", status(404), kept{Status: 404}, visit.Missing},
		{"an encoding nobody asked for", encoded("zstd", "abc"), kept{Body: "abc", Status: 200}, visit.Failed},
		{"too large: cut, and still an error", html(big), kept{Body: big[:8<<20], Truncated: "length", Status: 200}, visit.Failed},
		{"hangs up", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", "100")
			io.WriteString(rw, "half")
		}, kept{Body: "half", Truncated: "disconnect", Status: 200}, visit.Failed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, shelf := newWorld(t), &shelfOf{}
			w.on("a.vn/tin-1.html", tt.answer)
			o := w.outcomeOf("https://a.vn/tin-1.html", func(o *Options) { o.Capture = shelf })
			if o.Reason != tt.reason || o.Capture == 0 {
				t.Errorf("outcome %q (%s), capture %d", o.Reason, o.Detail, o.Capture)
			}
			tt.want.URL = o.URL
			if diff := cmp.Diff([]kept{tt.want}, shelf.of(o.URL)); diff != "" {
				t.Errorf("kept (-want +got):\n%.2000s", diff)
			}
			if robots := shelf.of("https://a.vn/robots.txt"); len(robots) != 1 {
				t.Errorf("robots.txt was kept %d times", len(robots))
			}
			if o.Reason == visit.New && o.Record != article.IDOf(o.URL) {
				t.Errorf("the outcome names record %q", o.Record)
			}
		})
	}
}

// TestCapturedHeaders: a header is kept as it came, whatever is done with it
// further up.
func TestCapturedHeaders(t *testing.T) {
	w, shelf := newWorld(t), &tapes{}
	w.on("a.vn/tin-1.html", gzipped("<h1>Tin</h1><p>Văn bản.</p>", "text/html; charset=windows-1258"))
	w.outcomeOf("https://a.vn/tin-1.html", func(o *Options) { o.Capture = shelf })
	for _, k := range shelf.passes[0] {
		if k.URL != "https://a.vn/tin-1.html" {
			continue
		}
		got := [3]string{k.Header.Get("Content-Encoding"), k.Header.Get("Content-Type"), k.Header.Get("Content-Length")}
		if want := [3]string{"gzip", "text/html; charset=windows-1258", fmt.Sprint(len(gzipOf("<h1>Tin</h1><p>Văn bản.</p>")))}; got != want {
			t.Errorf("kept %q, want %q", got, want)
		}
		return
	}
	t.Error("nothing was kept")
}

func TestCaptureOfEveryHop(t *testing.T) {
	w, shelf := newWorld(t), &shelfOf{}
	w.on("a.vn/cu-1.html", redirectTo("/moi-1.html"))
	w.article("a.vn/moi-1.html", "Tin")
	o := w.outcomeOf("https://a.vn/cu-1.html", func(o *Options) { o.Capture = shelf })
	if old, now := shelf.of("https://a.vn/cu-1.html"), shelf.of("https://a.vn/moi-1.html"); len(old) != 1 || old[0].Status != 302 || len(now) != 1 {
		t.Errorf("kept %v and %v", old, now)
	}
	if last := shelf.kept[len(shelf.kept)-1]; o.Capture != int64(len(shelf.kept)) || last.URL != "https://a.vn/moi-1.html" {
		t.Errorf("the outcome names capture %d, %v", o.Capture, last)
	}
}

// TestNoRecordWithoutCapture: what cannot be kept is not stored, and ends the
// pass; the address stays due.
func TestNoRecordWithoutCapture(t *testing.T) {
	w, shelf := newWorld(t), &shelfOf{}
	w.on("a.vn/robots.txt", http.NotFound)
	w.article("a.vn/tin-1.html", "Tin")
	w.add(row("https://a.vn/tin-1.html", visit.Article))
	c := w.crawler(func(o *Options) { o.Capture, o.Outlets[0].Discover = shelf, Discover{} })
	if _, err := c.robots.get(withTrip(t.Context(), &trip{}), &c.outlets[0], mustParse("https://a.vn/")); err != nil {
		t.Fatal(err)
	}
	shelf.err = errors.New("the disk is full")
	r, err := c.Once(t.Context())
	if err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Fatalf("ended with %v", err)
	}
	w.check(r)
	if len(w.memory.versions) != 0 {
		t.Error("a record was stored whose page is not kept")
	}
	shelf.err = nil
	if got := w.once(c).Total().Stored(); got != 1 {
		t.Errorf("the next pass stored %d", got)
	}
}

// TestCaptureOfADrip: what arrived before patience ended is kept as cut by time;
// what we gave up ourselves is not kept.
func TestCaptureOfADrip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shelf := &shelfOf{}
		drip := func(context.Context) *drop { return &drop{every: time.Second} }
		site := roundTripper(func(req *http.Request) (*http.Response, error) {
			d := drip(req.Context())
			d.ctx = req.Context()
			resp := response(200, "")
			resp.Body, resp.ContentLength, resp.Request = d, -1, req
			return resp, nil
		})
		chain := &attempt{next: &decode{next: &capture{next: site, keep: shelf, now: time.Now}}}
		read := func(ctx context.Context) error {
			resp, err := chain.RoundTrip(request(ctx, "https://a.vn/1", &trip{}))
			if err != nil {
				return err
			}
			_, err = io.ReadAll(resp.Body)
			return errors.Join(err, resp.Body.Close())
		}
		if err := read(t.Context()); !errors.Is(err, errTooSlow) {
			t.Errorf("a drip ends with %v", err)
		}
		if len(shelf.kept) != 1 || shelf.kept[0].Truncated != "time" || len(shelf.kept[0].Body) < 5 {
			t.Errorf("kept %+v", shelf.kept)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		if err := read(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("our own end: %v", err)
		}
		if len(shelf.kept) != 1 {
			t.Errorf("a visit that was given up was kept: %+v", shelf.kept)
		}
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// drop is a body that gives a byte now and then, for ever.
type drop struct {
	ctx   context.Context
	every time.Duration
}

func (d *drop) Read(p []byte) (int, error) {
	select {
	case <-time.After(d.every):
		p[0] = 'x'
		return 1, nil
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
}

func (d *drop) Close() error { return nil }

func TestSpool(t *testing.T) {
	for _, size := range []int{0, 10, spoolMemory, spoolMemory + 1, 3 * spoolMemory} {
		var s spool
		body := strings.Repeat("x", size)
		for part := range strings.SplitAfterSeq(body, strings.Repeat("x", 1000)) {
			if err := s.write([]byte(part)); err != nil {
				t.Fatal(err)
			}
		}
		r, err := s.reader()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != body {
			t.Errorf("%d bytes come back as %d, %v", size, len(got), err)
		}
		if inFile := s.file != nil; inFile != (size > spoolMemory) {
			t.Errorf("%d bytes in a file: %v", size, inFile)
		}
		if err := s.close(); err != nil {
			t.Error(err)
		}
		if s.file != nil {
			if _, err := os.Stat(s.file.Name()); err == nil {
				t.Error("the file is still there")
			}
		}
	}
}
