package crawler

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

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
