package crawler

import (
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/visit"
)

func testPlan() plan {
	return plan{prior: defaultPrior, threshold: defaultThreshold, rand: func() float64 { return 0 }}
}

func TestSchedule(t *testing.T) {
	now := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	old := visit.Row{Kind: visit.Article, Born: now.Add(-day), Visited: now.Add(-time.Hour)}
	busyUntil := result{Outcome: visit.Outcome{Reason: visit.Failed}, busy: &busy{until: now.Add(2 * time.Hour)}}
	certain := result{Outcome: visit.Outcome{Reason: visit.Missing, Status: 410}}
	missing := func(since time.Duration) visit.Row { return visit.Row{Kind: visit.Article, Missing: now.Add(-since)} }
	tests := []struct {
		name     string
		row      visit.Row
		r        result
		due      time.Duration
		failures int
	}{
		{"first version: the least pause", visit.Row{Kind: visit.Article}, reason(visit.New), leastPause, 0},
		{"mirror", visit.Row{Kind: visit.Article}, reason(visit.Mirror), 30 * day, 0},
		{"a year old: the sweep", visit.Row{Kind: visit.Article, Born: now.Add(-365 * day)}, reason(visit.Unchanged), 30 * day, 0},
		{"front page", visit.Row{Kind: visit.Listing}, reason(visit.Read), 10 * time.Minute, 0},
		{"front page with news", visit.Row{Kind: visit.Listing, Visited: now.Add(-10 * time.Minute), Rate: 1}, result{Outcome: visit.Outcome{Reason: visit.Read}, fresh: 3}, 2 * time.Minute, 0},
		{"front page quiet for long", visit.Row{Kind: visit.Feed, Visited: now.Add(-time.Hour), Rate: 0.001}, reason(visit.Read), 30 * time.Minute, 0},
		{"old sitemap", visit.Row{Kind: visit.Sitemap, Depth: 1, Visited: now.Add(-20 * day), Rate: 0.0001}, reason(visit.Read), 30 * day, 0},
		{"sitemap of the month", visit.Row{Kind: visit.Sitemap, Depth: 1}, reason(visit.Read), time.Hour, 0},
		{"first failure", visit.Row{Kind: visit.Article}, reason(visit.Failed), 10 * time.Minute, 1},
		{"third failure", visit.Row{Kind: visit.Article, Failures: 2}, reason(visit.Failed), 40 * time.Minute, 3},
		{"endless failure", visit.Row{Kind: visit.Article, Failures: 500}, reason(visit.Failed), day, 501},
		{"a failure forgiven", visit.Row{Kind: visit.Article, Failures: 5, Born: old.Born, Changes: 100}, reason(visit.Unchanged), 10 * time.Minute, 0},
		{"denied", visit.Row{Kind: visit.Article, Failures: 1}, reason(visit.Denied), 2 * day, 2},
		{"missing since now", missing(0), reason(visit.Missing), day, 1},
		{"missing, looked at too early", missing(20 * time.Hour), reason(visit.Missing), 4 * time.Hour, 1},
		{"missing for a day", missing(day), reason(visit.Missing), 6 * day, 1},
		{"gone at once", missing(0), certain, 7 * day, 1},
		{"gone for a week", missing(7 * day), reason(visit.Missing), 23 * day, 1},
		{"gone for a month", missing(30 * day), reason(visit.Missing), 60 * day, 1},
		{"gone for years", missing(900 * day), reason(visit.Missing), 90 * day, 1},
		{"missing listing", visit.Row{Kind: visit.Listing, Failures: 1}, reason(visit.Missing), 2 * day, 2},
		{"refused by robots.txt", visit.Row{Kind: visit.Article}, reason(visit.Refused), day, 0},
		{"no article", visit.Row{Kind: visit.Article}, reason(visit.NoArticle), 30 * day, 0},
		{"off topic", visit.Row{Kind: visit.Article}, reason(visit.OffTopic), 30 * day, 0},
		{"busy", visit.Row{Kind: visit.Article}, busyUntil, 2 * time.Hour, 1},
	}
	for _, tt := range tests {
		got := testPlan().next(tt.row, tt.r, now)
		if due := got.Due.Sub(now).Round(time.Second); due != tt.due || got.Failures != tt.failures || !got.Visited.Equal(now) {
			t.Errorf("%s: due in %v with %d failures, want %v with %d", tt.name, due, got.Failures, tt.due, tt.failures)
		}
	}
}

// TestPauseReachesTheThreshold: by the model itself, an article changes within
// its pause with just the chance that was asked for.
func TestPauseReachesTheThreshold(t *testing.T) {
	p := prior{A: 0.5, B: 2}
	for _, age := range []time.Duration{0, time.Hour, day, 10 * day} {
		for _, changes := range []int{0, 1, 7} {
			for _, threshold := range []float64{0.02, 0.05, 0.2} {
				pause := p.pause(age, changes, threshold)
				rate := (p.A + float64(changes)) / (p.B + exposure(age))
				chance := 1 - math.Exp(-rate*(exposure(age+pause)-exposure(age)))
				if pause < mostPause && math.Abs(chance-threshold) > 1e-6 {
					t.Errorf("age %v, %d changes: a change within %v has chance %.4f, want %.2f", age, changes, pause, chance, threshold)
				}
			}
		}
	}
	if early, late := p.pause(time.Hour, 0, .05), p.pause(day, 0, .05); early >= late {
		t.Errorf("an older article is looked at as soon: %v, %v", early, late)
	}
	if calm, busy := p.pause(day, 0, .05), p.pause(day, 4, .05); busy >= calm {
		t.Errorf("one that changes a lot is looked at no sooner: %v, %v", busy, calm)
	}
	if got := p.pause(-time.Hour, 0, 0.999999); got != mostPause {
		t.Errorf("beyond all bounds: %v", got)
	}
}

// TestFit draws articles from a known distribution and finds it again.
func TestFit(t *testing.T) {
	now, r := firstDay, rand.New(rand.NewPCG(1, 2))
	sample := func(n int, rate func() float64) (past []visit.History) {
		for range n {
			h := visit.History{Born: now.Add(-time.Duration(r.Int64N(int64(30 * day)))), Visited: now}
			for x := r.ExpFloat64() / rate(); x < exposure(now.Sub(h.Born)); x += r.ExpFloat64() / rate() {
				h.Changes++
			}
			past = append(past, h)
		}
		return past
	}
	if got := fit(sample(minPast-1, func() float64 { return 1 })); got != defaultPrior {
		t.Errorf("from too few: %+v", got)
	}
	near := func(p prior, mean float64) bool { return math.Abs(p.A/p.B-unseen*mean) < 0.2*mean }
	const many = 40 * common
	if got := fit(sample(many, func() float64 { return 0.15 })); !near(got, 0.15) || got.A < mostA-0.01 {
		t.Errorf("alike: %+v, want a mean of 0.15 with as little scatter as may be", got)
	}
	mixed := slices.Concat(sample(many*9/10, func() float64 { return 0.01 }), sample(many/10, func() float64 { return 1 }))
	if got := fit(mixed); !near(got, 0.109) || got.A > 0.3 {
		t.Errorf("of two kinds: %+v, want a mean of 0.109 with much scatter", got)
	}
	if few, lots := fit(mixed[many-60:]), fit(mixed[many-6000:]); few.A/few.B > lots.A/lots.B {
		t.Errorf("few articles weigh more than many: %+v, %+v", few, lots)
	}
	if got := fit(make([]visit.History, 100)); got.A <= 0 || got.B <= 0 || math.IsNaN(got.A+got.B) {
		t.Errorf("from articles without age: %+v", got)
	}
}

func TestBorn(t *testing.T) {
	now := firstDay
	for name, tt := range map[string]struct {
		published article.Date
		want      time.Time
	}{
		"unknown":       {article.Date{}, now},
		"to the minute": {article.At(now.Add(-time.Hour), article.Minute), now.Add(-time.Hour)},
		"in the future": {article.At(now.Add(time.Hour), article.Minute), now},
		"today":         {article.At(now, article.Day), now},
		"a day":         {article.At(now.Add(-72*time.Hour), article.Day), time.Date(2026, 11, 18, 0, 0, 0, 0, time.UTC)},
		"a month":       {article.At(now.Add(-1000*time.Hour), article.Month), now},
	} {
		if got := born(tt.published, now); !got.Equal(tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func reason(r visit.Reason) result { return result{Outcome: visit.Outcome{Reason: r}} }

// TestValidators are kept from good answers only.
func TestValidators(t *testing.T) {
	old := visit.Row{Kind: visit.Article, ETag: `"0"`, Modified: "then", Digest: "d"}
	head := http.Header{"Etag": {`"1"`}, "Last-Modified": {"now"}}
	tests := []struct {
		name   string
		status int
		header http.Header
		reason visit.Reason
		want   [3]string
	}{
		{"a new answer", 200, head, visit.Changed, [3]string{`"1"`, "now", digest([]byte("x"))}},
		{"an answer without any", 200, http.Header{}, visit.Unchanged, [3]string{"", "", digest([]byte("x"))}},
		{"304 that repeats nothing", 304, http.Header{}, visit.Unchanged, [3]string{`"0"`, "then", "d"}},
		{"304 with a newer one", 304, head, visit.Unchanged, [3]string{`"1"`, "now", "d"}},
		{"a failure", 500, head, visit.Failed, [3]string{`"0"`, "then", "d"}},
		{"no article", 200, head, visit.NoArticle, [3]string{`"0"`, "then", "d"}},
	}
	for _, tt := range tests {
		r := result{Outcome: visit.Outcome{Reason: tt.reason}, page: &page{status: tt.status, header: tt.header, body: []byte("x")}}
		got := testPlan().next(old, r, time.Now())
		if diff := cmp.Diff(tt.want, [3]string{got.ETag, got.Modified, got.Digest}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
