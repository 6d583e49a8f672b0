package cmd

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/sample"
	"khotin/internal/visit"
)

// watched fills the archive of an app with so many days of hourly looks at one
// outlet, an article at every third, none in the last quiet days. It returns
// when the last day ended.
func watched(t *testing.T, a *app, days, quiet int) time.Time {
	t.Helper()
	now := time.Date(2026, 8, 3, 0, 0, 0, 0, article.Hanoi)
	store, err := archive.Open(t.Context(), a.config.Data, archive.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	run, err := store.StartRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for hour := range 24 * days {
		now = now.Add(time.Hour)
		row := visit.Row{URL: "https://baonghean.vn/", Outlet: "baonghean.vn", Kind: visit.Listing, Due: now.Add(time.Hour), Digest: "d"}
		o := visit.Outcome{URL: row.URL, Outlet: row.Outlet, Kind: row.Kind, Reason: visit.Read, At: now}
		if err := store.Finish(t.Context(), run.ID, row, o); err != nil {
			t.Fatal(err)
		}
		if hour%3 != 0 || hour >= 24*(days-quiet) {
			continue
		}
		address := fmt.Sprintf("https://baonghean.vn/tin-%d.html", 10000000+hour)
		art := article.Article{
			ID: article.IDOf(address), URL: address, Outlet: "baonghean.vn", Lang: "vi", Headline: "Tin", Byline: "Mai Hoa",
			Published: article.At(now, article.Minute), Paragraphs: []article.Paragraph{{Text: "Tin.", Lang: "vi"}},
		}
		if _, _, err := store.Put(t.Context(), art); err != nil {
			t.Fatal(err)
		}
	}
	return now
}

func TestStatus(t *testing.T) {
	for _, tt := range []struct {
		name        string
		days, quiet int
		code        int
		want        []string
	}{
		{"all is well", 21, 0, exitOK, []string{"OUTLET", "baonghean.vn", "just now", "8 (8.0)", "56 (55.8)", "vietnam.vn", "never visited", "No alarms."}},
		{"too young", 5, 3, exitOK, []string{"Too young to judge, watched for less than a week: baonghean.vn.", "No alarms."}},
		{"quiet", 25, 4, exitFailures, []string{"QUIET, since 2026-08-23", "0 new articles from baonghean.vn in 3 days, where 24.0 are usual.", "Compare with the site's front page"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, out := testApp(t)
			now := watched(t, a, tt.days, tt.quiet)
			err := a.status(t.Context(), now)
			if got := exitCode(err); got != tt.code {
				t.Errorf("exit code %d (%v), want %d", got, err, tt.code)
			}
			for _, want := range tt.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no word of %q in\n%s", want, out)
				}
			}
		})
	}
}

func TestStatusForPrograms(t *testing.T) {
	a, out := testApp(t)
	a.json = true
	now := watched(t, a, 25, 4)
	if err := a.status(t.Context(), now); exitCode(err) != exitFailures || err.Error() != "finished with failures: 1 alarm" {
		t.Errorf("got %v", err)
	}
	var w visit.Watch
	if err := json.Unmarshal([]byte(out.String()), &w); err != nil {
		t.Fatal(err)
	}
	if len(w.Alarms) != 1 || w.Alarms[0].Kind != visit.Quiet || w.Alarms[0].Outlet != "baonghean.vn" || len(w.Outlets) != len(a.config.Outlets) {
		t.Errorf("%+v", w)
	}
}

func TestStatusAmidAPass(t *testing.T) {
	a, out := testApp(t)
	store, err := a.openArchive(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	run, err := store.StartRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := a.status(t.Context(), time.Now()); err != nil || !strings.Contains(out.String(), "A pass goes on, since "+clock(run.Started)) {
		t.Errorf("%v:\n%s", err, out)
	}
}

// TestStatusOfOldOutlets: what is not in the configuration any more calls for
// nobody.
func TestStatusOfOldOutlets(t *testing.T) {
	a, out := testApp(t)
	now := watched(t, a, 25, 4)
	a.config.Outlets, a.config.Families = demoOutlet()
	if err := a.status(t.Context(), now); err != nil {
		t.Error(err)
	}
	if s := out.String(); strings.Contains(s, "baonghean.vn") || !strings.Contains(s, demoHost) {
		t.Errorf("printed:\n%s", s)
	}
}

func TestAgo(t *testing.T) {
	now := time.Date(2026, 8, 3, 0, 0, 0, 0, article.Hanoi)
	for d, want := range map[time.Duration]string{
		time.Second: "just now", 50 * time.Minute: "50 min ago", 5 * time.Hour: "5 h ago", 80 * time.Hour: "3 days ago",
	} {
		if got := ago(now, now.Add(-d)); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	if got := ago(now, time.Time{}); got != "never" {
		t.Errorf("zero time: %q", got)
	}
}

// TestStatusOfAForbiddenSite: a robots.txt that forbids from one day to the
// next what it allowed is an alarm that names the rule.
func TestStatusOfAForbiddenSite(t *testing.T) {
	a, out := testApp(t)
	var forbids atomic.Bool
	paper, err := sample.New()
	if err != nil {
		t.Fatal(err)
	}
	pages := paper.Handler()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" && forbids.Load() {
			fmt.Fprint(w, "User-agent: *\nDisallow: /\n")
			return
		}
		pages.ServeHTTP(w, r)
	}))
	defer site.Close()
	a.config.Outlets, a.config.Families = demoOutlet()
	a.config.Crawl.Delay, a.paper = 0, strings.TrimPrefix(site.URL, "http://")
	now := time.Date(2026, 8, 3, 0, 0, 0, 0, article.Hanoi)
	pass := func() {
		store, err := archive.Open(t.Context(), a.config.Data, archive.Options{Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		if err := a.demoPass(t.Context(), store, "a pass", now); err != nil {
			t.Fatal(err)
		}
	}
	pass()
	if err := a.status(t.Context(), now); err != nil {
		t.Errorf("while it allows: %v", err)
	}
	forbids.Store(true)
	now = now.Add(25 * time.Hour) // its robots.txt is asked for once a day
	pass()
	if err := a.status(t.Context(), now); exitCode(err) != exitFailures {
		t.Errorf("once it forbids: %v", err)
	}
	for _, want := range []string{"forbids", "ROBOTS, since 2026-08-04 01:00", "robots.txt of bentin.example, line 2: Disallow: /"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no word of %q in\n%s", want, out)
		}
	}
}
