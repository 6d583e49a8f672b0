package crawler

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// server answers requests without a network; it notes when each was sent.
type server struct {
	sent   []time.Time
	answer func(n int) *http.Response // n counts from 0
}

func (s *server) RoundTrip(req *http.Request) (*http.Response, error) {
	n := len(s.sent)
	s.sent = append(s.sent, time.Now())
	resp := response(200, "ok")
	if s.answer != nil {
		resp = s.answer(n)
	}
	resp.Request = req
	return resp, nil
}

func response(status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

func newGate(next http.RoundTripper) *gate {
	return &gate{next: next, delay: 5 * time.Second, patience: 6 * time.Minute, now: time.Now, sleep: sleep, rand: func() float64 { return 0 }}
}

func request(ctx context.Context, address string, t *trip) *http.Request {
	if t.outlet == nil {
		t.outlet = &Outlet{}
	}
	req, err := http.NewRequestWithContext(withTrip(ctx, t), "GET", address, nil)
	if err != nil {
		panic(err)
	}
	return req
}

// send makes the requests one after the other and reads every answer for the
// time that reading takes.
func send(t *testing.T, rt http.RoundTripper, reading time.Duration, tr *trip, addresses ...string) {
	t.Helper()
	for _, a := range addresses {
		resp, err := rt.RoundTrip(request(t.Context(), a, tr))
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(reading)
		resp.Body.Close()
	}
}

// pauses are the times between requests.
func pauses(sent []time.Time) (d []time.Duration) {
	for i := 1; i < len(sent); i++ {
		d = append(d, sent[i].Sub(sent[i-1]))
	}
	return d
}

func TestGatePauses(t *testing.T) {
	const s = time.Second
	tests := []struct {
		name      string
		change    func(*gate)
		trip      *trip
		reading   time.Duration
		addresses []string
		want      []time.Duration
	}{
		{"own delay", nil, &trip{}, 0, []string{"https://a.vn/1", "https://a.vn/2", "https://a.vn/3"}, []time.Duration{5 * s, 5 * s}},
		{"one domain, many hosts", nil, &trip{}, 0, []string{"https://a.vn/1", "https://fr.a.vn/2", "https://www.a.vn/3"}, []time.Duration{5 * s, 5 * s}},
		{"other domains do not wait", nil, &trip{}, 0, []string{"https://a.com.vn/", "https://b.com.vn/"}, []time.Duration{0}},
		{"five times a slow download", nil, &trip{}, 4 * s, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{24 * s}},
		{"slowness alone stops at a minute", nil, &trip{}, 30 * s, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{90 * s}},
		{"Crawl-delay", nil, &trip{crawlDelay: 100 * s}, 0, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{100 * s}},
		{"a shorter Crawl-delay is no licence", nil, &trip{crawlDelay: s}, 0, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{5 * s}},
		{"delay of the outlet", nil, &trip{outlet: &Outlet{Delay: 8 * s}}, 0, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{8 * s}},
		{"jitter only adds", func(g *gate) { g.rand = func() float64 { return .5 } }, &trip{}, 0, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{5500 * time.Millisecond}},
		{"none for a server of one's own", func(g *gate) { g.delay = -1 }, &trip{}, s, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{s}},
		{"Crawl-delay even there", func(g *gate) { g.delay = -1 }, &trip{crawlDelay: 2 * s}, 0, []string{"https://a.vn/1", "https://a.vn/2"}, []time.Duration{2 * s}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				site := &server{}
				g := newGate(site)
				if tt.change != nil {
					tt.change(g)
				}
				send(t, g, tt.reading, tt.trip, tt.addresses...)
				if diff := cmp.Diff(tt.want, pauses(site.sent)); diff != "" {
					t.Errorf("pauses (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestGateHeedsOverload(t *testing.T) {
	tests := []struct {
		name string
		head []string
		want []time.Duration // between the first four requests
	}{
		{"seconds", []string{"Retry-After", "120"}, []time.Duration{2 * time.Minute, 2 * time.Minute, 2 * time.Minute}},
		{"date", []string{"Retry-After", "Sat, 01 Jan 2000 00:03:00 GMT"}, []time.Duration{3 * time.Minute, 5 * time.Second, 5 * time.Second}},
		{"no header: doubling", nil, []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute}},
		{"nonsense: doubling", []string{"Retry-After", "soon"}, []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // starts at midnight, 1 January 2000
				site := &server{answer: func(int) *http.Response { return response(429, "", tt.head...) }}
				send(t, newGate(site), 0, &trip{}, "https://a.vn/1", "https://a.vn/2", "https://a.vn/3", "https://a.vn/4")
				if diff := cmp.Diff(tt.want, pauses(site.sent)); diff != "" {
					t.Errorf("pauses (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestGateForgetsAnOldRefusal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site := &server{answer: func(n int) *http.Response {
			if n == 2 {
				return response(200, "")
			}
			return response(503, "")
		}}
		g := newGate(site)
		send(t, g, 0, &trip{}, "https://a.vn/1", "https://a.vn/2", "https://a.vn/3")
		time.Sleep(40 * time.Minute)
		send(t, g, 0, &trip{}, "https://a.vn/4", "https://a.vn/5")
		if got := pauses(site.sent)[3]; got != time.Minute {
			t.Errorf("after a quiet time the pause is %v, want a minute", got)
		}
	})
}

func TestGateRefusesToWaitForHours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site := &server{answer: func(int) *http.Response { return response(503, "", "Retry-After", "7200") }}
		g := newGate(site)
		send(t, g, 0, &trip{}, "https://a.vn/1")
		_, err := g.RoundTrip(request(t.Context(), "https://a.vn/2", &trip{}))
		b, ok := errors.AsType[*busy](err)
		if !ok || !b.refused || time.Until(b.until) != 2*time.Hour {
			t.Errorf("the second request: %v", err)
		}
		if len(site.sent) != 1 {
			t.Errorf("%d requests were sent", len(site.sent))
		}
	})
}

// TestGateOneAtATime starts many requests at once: they leave in turn, none
// before the answer to the last was read.
func TestGateOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site := &server{}
		g := newGate(site)
		var wait sync.WaitGroup
		for range 5 {
			wait.Go(func() {
				resp, err := g.RoundTrip(request(t.Context(), "https://a.vn/x", &trip{}))
				if err != nil {
					t.Error(err)
					return
				}
				time.Sleep(100 * time.Millisecond)
				resp.Body.Close()
			})
		}
		wait.Wait()
		for _, d := range pauses(site.sent) {
			if d < 5100*time.Millisecond {
				t.Errorf("only %v between two requests", d)
			}
		}
		if len(site.sent) != 5 {
			t.Errorf("%d of 5 requests were sent", len(site.sent))
		}
	})
}

func TestGateWaitsEndWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(&server{})
		held, err := g.RoundTrip(request(t.Context(), "https://a.vn/1", &trip{}))
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		for _, wait := range []string{"for its turn", "for the pause"} {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if _, err := g.RoundTrip(request(ctx, "https://a.vn/2", &trip{})); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("waiting %s ends with %v", wait, err)
			}
			cancel()
			held.Body.Close()
		}
		if took := time.Since(start); took != 2*time.Second {
			t.Errorf("two waits of a second took %v", took)
		}
	})
}
