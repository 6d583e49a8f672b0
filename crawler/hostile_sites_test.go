package crawler

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// hostility is what may wait behind an article's address, and the reasons that
// the ledger may give for it.
type hostility struct {
	name    string
	answer  http.HandlerFunc
	reasons []visit.Reason
	says    string
}

func hostilities() []hostility {
	failed := []visit.Reason{visit.Failed}
	return []hostility{
		{"gzip bomb", encoded("gzip", bomb(1<<30)), failed, "too large"},
		{"endless body", func(rw http.ResponseWriter, _ *http.Request) { io.Copy(rw, zeros{}) }, failed, "too large"},
		{"endless redirects", func(rw http.ResponseWriter, r *http.Request) { redirectTo(r.URL.Path)(rw, r) }, failed, "more than 5 redirects"},
		{"redirect to loopback", redirectTo("http://127.0.0.1/admin"), []visit.Reason{visit.Skipped}, "not a host"},
		{"redirect to loopback in disguise", redirectTo("http://[::ffff:127.0.0.1]/"), []visit.Reason{visit.Skipped}, "not a host"},
		{"redirect to a cloud's secrets", redirectTo("http://169.254.169.254/latest/meta-data"), []visit.Reason{visit.Skipped}, "not a host"},
		{"redirect to a file", redirectTo("file:///etc/passwd"), []visit.Reason{visit.Skipped}, "scheme"},
		{"a gigabyte of headers", endlessHeader, failed, ""},
		{"100,000 elements deep", html("<h1>Sâu</h1>" + strings.Repeat("<div>", 100_000) + "<p>Đáy.</p>"), nil, ""},
		{"a calendar without end", calendar, nil, ""},
		{"panic", html("<h1>BÙM</h1>"), failed, "panic"},
	}
}

// bomb is so much of nothing, packed.
func bomb(size int64) string {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err == nil {
		_, err = io.CopyN(z, zeros{}, size)
	}
	if err != nil || z.Close() != nil {
		panic("a bomb that does not pack")
	}
	return b.String()
}

// endlessHeader writes header lines for as long as they are taken, a gigabyte
// at most.
func endlessHeader(rw http.ResponseWriter, _ *http.Request) {
	conn, out, err := rw.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	out.WriteString("HTTP/1.1 200 OK\r\n")
	line := "X-Long: " + strings.Repeat("x", 1000) + "\r\n"
	for range 1 << 20 {
		if _, err := out.WriteString(line); err != nil {
			return
		}
	}
}

// calendar is an article that names the next day's as its translation.
func calendar(rw http.ResponseWriter, r *http.Request) {
	next := strings.Replace(r.URL.Path, "/", "/lich/", 1)
	fmt.Fprintf(rw, `<link rel="alternate" hreflang="fr" href="%s"><h1>Lịch</h1><p>Ngày mai: %s.</p>`, next, next)
}

// TestHostileSites takes the recorded outlets and makes the first article of
// each of them hostile, in one way after the other: the crawl goes on, every
// address comes to a reason, and memory stays small.
func TestHostileSites(t *testing.T) {
	all := shelves(t)
	extract := extractorOf(t, configured(t))
	exploding := func(body []byte, address, contentType string) (article.Article, error) {
		if bytes.Contains(body, []byte("BÙM")) {
			panic("bùm")
		}
		return extract(body, address, contentType)
	}
	stop := watchMemory()
	for _, h := range hostilities() {
		t.Run(h.name, func(t *testing.T) {
			w := newWorld(t)
			w.load(all)
			c := w.crawler(func(o *Options) { o.Outlets, o.Extract, o.Budget = configured(t), exploding, 500 })
			victims := w.turn(c, all, h.answer)
			r := w.once(c)
			w.others(t, c, all, victims)
			for _, v := range victims {
				o := w.memory.outcome(v)
				if o.Reason == "" || h.reasons != nil && !slices.Contains(h.reasons, o.Reason) || !strings.Contains(o.Detail, h.says) {
					t.Errorf("%s: %q (%s), want %v (%s)", v, o.Reason, o.Detail, h.reasons, h.says)
				}
			}
			if total := r.Total(); total.Discovered > 600 {
				t.Errorf("%d addresses in a pass", total.Discovered)
			}
		})
	}
	if peak := stop(); peak > 256<<20 {
		t.Errorf("%d MB of memory were in use", peak>>20)
	} else {
		t.Logf("at most %d MB of memory in use", peak>>20)
	}
}

// TestDrippingSites does the same with articles that give a byte a second, in
// virtual time and without a network.
func TestDrippingSites(t *testing.T) {
	all := shelves(t)
	extract := extractorOf(t, configured(t))
	w := newWorld(t)
	w.load(all)
	synctest.Test(t, func(t *testing.T) {
		w.t = t
		c := w.crawler(func(o *Options) { o.Outlets, o.Extract = configured(t), extract })
		victims := w.turn(c, all, nil)
		c.base.send = roundTripper(func(req *http.Request) (*http.Response, error) {
			rw := httptest.NewRecorder()
			victim := slices.Contains(victims, "https://"+req.URL.Host+req.URL.Path)
			if !victim {
				w.ServeHTTP(rw, inbound(req))
			}
			resp := rw.Result()
			if resp.Request = req; victim {
				resp.Body, resp.ContentLength = &drop{ctx: req.Context(), every: time.Second}, -1
			}
			return resp, nil
		})
		start := time.Now()
		w.once(c)
		w.others(t, c, all, victims)
		for _, v := range victims {
			if o := w.memory.outcome(v); o.Reason != visit.Failed || !strings.Contains(o.Detail, "drips") {
				t.Errorf("%s: %q (%s)", v, o.Reason, o.Detail)
			}
		}
		if each := time.Since(start) / time.Duration(len(victims)); each > graceTime+2*time.Second {
			t.Errorf("a drip was borne for %v", each)
		}
	})
}

// inbound is a request as a server sees it.
func inbound(req *http.Request) *http.Request {
	in := httptest.NewRequest(req.Method, req.URL.RequestURI(), nil)
	in.Host, in.Header = req.URL.Host, req.Header
	return in
}

// turn makes the first article of every outlet hostile and returns their
// addresses.
func (w *world) turn(c *Crawler, all []shelf, answer http.HandlerFunc) (victims []string) {
	w.t.Helper()
	turned := make(map[string]bool)
	for _, address := range slices.Sorted(maps.Keys(named(w.t, c, all))) {
		u := mustParse(address)
		if o := c.lookup(u); o != nil && !turned[o.Name] {
			turned[o.Name] = true
			victims = append(victims, address)
			w.on(u.Host+u.Path, answer)
		}
	}
	if len(victims) < 5 {
		w.t.Fatalf("only %d outlets to turn", len(victims))
	}
	return victims
}

// others checks that all that is not hostile was stored.
func (w *world) others(t *testing.T, c *Crawler, all []shelf, victims []string) {
	t.Helper()
	for address := range named(t, c, all) {
		if slices.Contains(victims, address) {
			continue
		}
		if o := w.memory.outcome(address); o.Reason != visit.New && o.Reason != visit.Mirror {
			t.Errorf("%s: %q (%s), the crawl did not go on", address, o.Reason, o.Detail)
		}
	}
}

// watchMemory samples the heap until the function it returns is called, which
// tells the most that was in use beyond what was before.
func watchMemory() func() uint64 {
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse + m.StackInuse
	}
	runtime.GC()
	before, most := inUse(), uint64(0)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(5 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				most = max(most, inUse())
			case <-done:
				return
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-ended
		return most - min(most, before)
	}
}
