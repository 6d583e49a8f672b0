package crawler

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestCircuit sends a request whenever the gate lets one through to a host that
// fails until its 9th.
func TestCircuit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site := &server{answer: func(n int) *http.Response {
			if n < 9 {
				return response(502, "")
			}
			return response(200, "")
		}}
		g := newGate(site)
		g.delay, g.patience = -1, 24*time.Hour
		send(t, g, 0, &trip{}, slices.Repeat([]string{"https://a.vn/x"}, 11)...)
		m := time.Minute
		want := []time.Duration{0, 0, 0, 0, 10 * m, 20 * m, 40 * m, 80 * m, 160 * m, 0}
		if diff := cmp.Diff(want, pauses(site.sent)); diff != "" {
			t.Errorf("pauses (-want +got):\n%s", diff)
		}
	})
}

func TestCircuitBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site := &server{answer: func(int) *http.Response { return response(500, "") }}
		g := newGate(site)
		g.delay, g.patience = -1, 24*time.Hour
		send(t, g, 0, &trip{}, slices.Repeat([]string{"https://a.vn/x"}, 20)...)
		if last := pauses(site.sent)[18]; last != maxBreak {
			t.Errorf("the longest break is %v, want %v", last, maxBreak)
		}
	})
}

// TestTroubleSurvivesRestarts: a new crawler waits as the old one would have.
func TestTroubleSurvivesRestarts(t *testing.T) {
	tests := []struct {
		name    string
		answer  http.HandlerFunc
		robots  http.HandlerFunc
		before  int           // requests until it is left alone
		after   time.Duration // until it may be asked again
		refused bool
	}{
		{"Retry-After", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Retry-After", "7200")
			rw.WriteHeader(http.StatusServiceUnavailable)
		}, http.NotFound, 1, 2 * time.Hour, true},
		{"an open circuit", status(502), http.NotFound, breakAfter, firstBreak, false},
		{"a long Crawl-delay", anyArticle, text("User-agent: *\nCrawl-delay: 3600\n"), 1, time.Hour, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			asked := 0
			w.on("a.vn/robots.txt", tt.robots)
			w.other = func(rw http.ResponseWriter, r *http.Request) { asked++; tt.answer(rw, r) }
			ask := func() error {
				c := w.crawler()
				resp, err := c.chain().RoundTrip(request(t.Context(), "https://a.vn/tin-1.html", &trip{outlet: &c.outlets[0], kind: "article"}))
				if err == nil {
					resp.Body.Close()
				}
				return err
			}
			for range tt.before {
				if err := ask(); err != nil {
					t.Fatal(err)
				}
			}
			b, ok := errors.AsType[*busy](ask())
			if !ok || b.refused != tt.refused || asked != tt.before {
				t.Fatalf("after a restart: %+v, %d requests, want %d", b, asked, tt.before)
			}
			if wait := b.until.Sub(w.clock.Now()); wait < tt.after-time.Minute || wait > tt.after+time.Minute {
				t.Errorf("it is left alone for %v, want %v", wait, tt.after)
			}
			w.clock.Advance(tt.after)
			if err := ask(); err != nil || asked != tt.before+1 {
				t.Errorf("when the time is over: %v, %d requests", err, asked)
			}
		})
	}
}

// TestRobotsOutOfReach for a month counts as absent, and is asked for until
// then.
func TestRobotsOutOfReach(t *testing.T) {
	w := newWorld(t)
	w.article("a.vn/tin-1.html", "Tin")
	w.on("a.vn/robots.txt", status(500))
	w.add(row("https://a.vn/tin-1.html", "article"))
	look := func() int {
		w.once(w.crawler(func(o *Options) { o.Outlets[0].Discover = Discover{} }))
		return w.asked("a.vn/tin-1.html")
	}
	for range 29 {
		if look() != 0 {
			t.Fatalf("asked for a page after %v without robots.txt", w.clock.Now().Sub(firstDay))
		}
		w.clock.Advance(day)
	}
	if n := w.asked("a.vn/robots.txt"); n < 29 {
		t.Errorf("robots.txt was asked for %d times in 29 days", n)
	}
	w.clock.Advance(2 * day)
	if look() == 0 {
		t.Error("after 31 days the site is still left alone")
	}
	w.on("a.vn/robots.txt", text("User-agent: *\nDisallow: /\n"))
	before := w.asked("a.vn/tin-1.html")
	w.clock.Advance(31 * day)
	if look() != before {
		t.Error("rules that are back are not obeyed")
	}
}
