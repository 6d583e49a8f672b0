package crawler

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"khotin/internal/visit"
)

// dues are the earliest due times of every outlet, as the archive tells them.
func (m *memory) dues() map[string]time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	due := make(map[string]time.Time)
	for _, r := range m.rows {
		if was, ok := due[r.Outlet]; !m.leased[r.URL] && (!ok || r.Due.Before(was)) {
			due[r.Outlet] = r.Due
		}
	}
	return due
}

// keep lets a crawler keep its outlets up to date for so long, and counts its
// passes and those of them that made no visit.
func (w *world) keep(c *Crawler, d time.Duration) (passes, empty int) {
	w.t.Helper()
	for end := w.clock.Now().Add(d); w.clock.Now().Before(end); {
		r, err := c.Due(w.t.Context())
		if err != nil {
			w.t.Fatal(err)
		}
		w.check(r)
		if passes++; len(r.Total().Outcomes) == 0 {
			empty++
		}
		next, err := c.Next(w.memory.dues())
		if err != nil {
			w.t.Fatal(err)
		}
		w.clock.Advance(max(next.Sub(w.clock.Now()), time.Minute))
	}
	return passes, empty
}

// TestNoPassIsMadeInVain: not at night, not while a host asks to be left alone,
// and not for the addresses of an outlet that is no longer configured.
func TestNoPassIsMadeInVain(t *testing.T) {
	for _, tt := range []struct {
		name   string
		site   http.HandlerFunc
		change func(*Options)
		most   int // passes in two days
	}{
		{"as usual", anyArticle, func(*Options) {}, 700},
		{"by day", anyArticle, func(o *Options) { o.Hours = mustHours(t, "08:00-09:00") }, 70},
		{"told to come again in ten hours", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "36000")
			w.WriteHeader(http.StatusServiceUnavailable)
		}, func(*Options) {}, 16},
		{"failing", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, func(*Options) {}, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.listing("a.vn/", "/tin-1.html", "/tin-2.html")
			if tt.name != "as usual" && tt.name != "by day" {
				w.on("a.vn/", tt.site)
			}
			w.on("a.vn/robots.txt", http.NotFound)
			w.other = tt.site
			for i := range 20 {
				w.add(row(fmt.Sprintf("https://a.vn/cu-%d.html", i), visit.Article))
			}
			old := row("https://old.vn/tin-1.html", visit.Article)
			old.Outlet = "old.vn"
			w.add(old)
			passes, empty := w.keep(w.crawler(tt.change), 2*day)
			t.Logf("%d passes, %d of them without a visit", passes, empty)
			if passes > tt.most || empty > 4 {
				t.Errorf("%d passes, %d of them without a visit; want at most %d and 4", passes, empty, tt.most)
			}
		})
	}
}
