package archive

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/visit"
)

func TestCloseup(t *testing.T) {
	a, clock := fresh(t)
	ctx, run := t.Context(), mustRun(t, a)
	finish := func(name string, reason visit.Reason, status int, detail string) visit.Outcome {
		t.Helper()
		url := "https://a.vn/" + name
		o := visit.Outcome{URL: url, Outlet: "a.vn", Kind: visit.Article, Reason: reason, Status: status, Detail: detail, At: clock.now}
		if err := a.Finish(ctx, run.ID, visit.Row{URL: url, Outlet: "a.vn", Kind: visit.Article, Due: clock.now.Add(day)}, o); err != nil {
			t.Fatal(err)
		}
		return o
	}
	vi, fr := news(1, "Một."), news(2, "Deux.")
	vi.Outlet, fr.Outlet, fr.Lang, fr.Lead, fr.Byline = "a.vn", "a.vn", lang.French, "Chapeau.", "X"
	fr.Captions = []article.Caption{{Text: "L", Lang: lang.French}}
	mustPut(t, a, vi)
	mustPut(t, a, fr)
	first := clock.now
	o1 := finish("1", visit.New, 200, "")
	o2 := finish("2", visit.Failed, 500, "an old failure")
	o3 := finish("secret", visit.Refused, 0, "robots.txt of a.vn, line 2: Disallow: /secret")
	clock.advance(day)
	o4 := finish("2", visit.Failed, 500, "the server fails")
	o5 := finish("3", visit.Denied, 403, "403 Forbidden")
	o6 := finish("secret", visit.Refused, 0, "robots.txt of a.vn, line 3: Disallow: /s")
	elsewhere := o5
	elsewhere.Outlet, elsewhere.URL = "b.vn", "https://b.vn/"
	if err := a.Record(ctx, run.ID, elsewhere); err != nil {
		t.Fatal(err)
	}
	open := visit.Host{Free: clock.now.Add(time.Hour), Failures: 5, Break: time.Hour}
	remember(t, a, visit.RobotsBucket, "https://www.a.vn", visit.RobotsFile{Status: 404})
	remember(t, a, visit.HostBucket, "a.vn", open)
	remember(t, a, visit.HostBucket, "b.vn", visit.Host{})
	if _, err := a.Add(ctx, visit.Row{URL: "https://www.a.vn/x", Outlet: "a.vn", Kind: visit.Listing}); err != nil {
		t.Fatal(err)
	}

	got, err := a.Closeup(ctx, "a.vn")
	if err != nil {
		t.Fatal(err)
	}
	month := first.In(article.Hanoi).Format("2006-01")
	wantSame(t, "closeup", visit.Closeup{
		Outlet: "a.vn",
		Days: []visit.Day{
			{Day: dayOf(clock.now), Outcomes: map[visit.Reason]int{visit.Failed: 1, visit.Denied: 1, visit.Refused: 1}},
			{Day: dayOf(first), Outcomes: map[visit.Reason]int{visit.New: 1, visit.Failed: 1, visit.Refused: 1}},
		},
		Faults: []visit.Fault{
			{Reason: visit.Failed, Status: 500, Count: 2, Last: clock.now, Detail: "the server fails", URL: o4.URL},
			{Reason: visit.Denied, Status: 403, Count: 1, Last: clock.now, Detail: "403 Forbidden", URL: o5.URL},
		},
		Barred: []visit.Refusal{{URL: o6.URL, Rule: o6.Detail, At: clock.now}},
		Latest: []visit.Outcome{o6, o5, o4, o3, o2, o1},
		Fields: []visit.Month{
			{Month: month, Lang: "fr", Records: 1, Date: 1, Byline: 1, Caption: 1, Lead: 1},
			{Month: month, Lang: "vi", Records: 1, Date: 1, Byline: 1},
		},
		Hosts:  []visit.HostState{{Name: "a.vn", Host: open}},
		Robots: []visit.Ruling{{RobotsState: visit.RobotsState{Origin: "https://www.a.vn", Status: 404, At: clock.now}}},
	}, got)

	if far, err := a.Closeup(ctx, "b.vn"); err != nil || len(far.Latest) != 1 || far.Fields != nil {
		t.Errorf("another outlet: %+v, %v", far, err)
	}
	_, err = a.Closeup(ctx, "khong.vn")
	wantKind(t, err, fault.NotFound)
	if _, err := a.Add(ctx, visit.Row{URL: "https://moi.vn/", Outlet: "moi.vn", Kind: visit.Listing}); err != nil {
		t.Fatal(err)
	}
	if fresh, err := a.Closeup(ctx, "moi.vn"); err != nil || fresh.Latest != nil {
		t.Errorf("an outlet that was never visited: %+v, %v", fresh, err)
	}
}

// TestCloseupForgets proves that what is long past is left out.
func TestCloseupForgets(t *testing.T) {
	a, clock := fresh(t)
	ctx, run := t.Context(), mustRun(t, a)
	art := news(1, "Một.")
	art.Outlet = "a.vn"
	mustPut(t, a, art)
	o := visit.Outcome{URL: art.URL, Outlet: "a.vn", Kind: visit.Article, Reason: visit.Failed, Detail: "x", At: clock.now}
	if err := a.Record(ctx, run.ID, o); err != nil {
		t.Fatal(err)
	}
	if err := a.FinishRun(ctx, run.ID); err != nil {
		t.Fatal(err)
	}
	clock.advance(closeMonths * 31 * day)
	for range closeRows + 5 {
		o.At = clock.now
		later, err := a.StartRun(ctx)
		if err == nil {
			err = a.Record(ctx, later.ID, o)
		}
		if err == nil {
			err = a.FinishRun(ctx, later.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.Closeup(ctx, "a.vn")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Days) != 1 || len(got.Fields) != 0 || len(got.Latest) != closeRows || len(got.Faults) != 1 || got.Faults[0].Count != closeRows+5 {
		t.Errorf("%d days, %d months, %d visits, faults %+v", len(got.Days), len(got.Fields), len(got.Latest), got.Faults)
	}
}

func TestMonthsBefore(t *testing.T) {
	for _, c := range []struct {
		now  string
		n    int
		want string
	}{
		{"2026-11-22T03:00:00Z", 0, "2026-11-01"}, {"2026-10-31T17:00:00Z", 0, "2026-11-01"}, {"2026-10-31T16:59:59Z", 0, "2026-10-01"}, {"2026-03-31T00:00:00Z", 12, "2025-03-01"}, {"2026-01-01T00:00:00Z", 1, "2025-12-01"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := dayOf(monthsBefore(now, c.n)); got != c.want {
			t.Errorf("%d before %s: %s, want %s", c.n, c.now, got, c.want)
		}
	}
}

func remember(t testing.TB, a *Archive, bucket, key string, v any) {
	t.Helper()
	value, err := json.Marshal(v)
	if err == nil {
		err = a.SetMemo(t.Context(), bucket, key, value)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// BenchmarkCloseup looks at an outlet with 20,000 versions and as many visits
// within the year.
func BenchmarkCloseup(b *testing.B) {
	a, clock := fresh(b)
	run := mustRun(b, a)
	const n = 20_000
	_, err := a.PutAll(b.Context(), func(yield func(article.Article) bool) {
		for i := range n {
			art := thick(i)
			art.Outlet = "a.vn"
			if !yield(art) {
				return
			}
		}
	})
	var outcomes []visit.Outcome
	for i := range n {
		outcomes = append(outcomes, visit.Outcome{URL: fmt.Sprintf("https://a.vn/%d", i), Outlet: "a.vn", Kind: visit.Article, Reason: visit.Failed, Status: 500 + i%3, At: clock.now})
	}
	if err == nil {
		err = a.Record(b.Context(), run.ID, outcomes...)
	}
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if c, err := a.Closeup(b.Context(), "a.vn"); err != nil || c.Fields[0].Records != n {
			b.Fatal(err)
		}
	}
}
