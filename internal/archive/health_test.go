package archive

import (
	"encoding/json"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

func TestHealth(t *testing.T) {
	a, clock := fresh(t)
	ctx, start, run := t.Context(), clock.now, mustRun(t, a)
	finish := func(outlet, name string, due time.Time, reason visit.Reason, detail string) {
		t.Helper()
		url := "https://" + outlet + "/" + name
		row := visit.Row{URL: url, Outlet: outlet, Kind: visit.Article, Due: due}
		o := visit.Outcome{URL: url, Outlet: outlet, Reason: reason, Detail: detail, At: clock.now}
		if err := a.Finish(ctx, run.ID, row, o); err != nil {
			t.Fatal(err)
		}
	}
	finish("a.vn", "1", start.Add(day), visit.New, "")
	finish("a.vn", "2", start.Add(day), visit.Failed, "an old failure")
	finish("a.vn", "3", start, visit.Unchanged, "")
	clock.advance(time.Hour)
	finish("a.vn", "4", start, visit.Denied, "403 Forbidden")
	finish("a.vn", "5", start.Add(day), visit.Missing, "404")
	clock.advance(time.Hour)
	finish("a.vn", "6", start, visit.Failed, "no route")
	finish("b.vn", "1", start.Add(day), visit.Failed, "never well")
	if _, err := a.Add(ctx, visit.Row{URL: "https://c.vn/", Outlet: "c.vn", Kind: visit.Listing}); err != nil {
		t.Fatal(err)
	}
	stored := news(1, "Một.")
	stored.Outlet = "a.vn"
	mustPut(t, a, stored)
	if _, err := a.Withdraw(ctx, stored.ID); err != nil {
		t.Fatal(err)
	}
	for origin, file := range map[string]visit.RobotsFile{
		"https://a.vn": {Status: 200, Body: []byte("User-agent: *")}, "https://b.vn": {Since: start}, "https://elsewhere.vn": {Status: 404},
	} {
		value, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.SetMemo(ctx, visit.RobotsBucket, origin, value); err != nil {
			t.Fatal(err)
		}
	}
	now := clock.now
	got, err := a.Health(ctx)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "health", []visit.Health{
		{Outlet: "a.vn", LastVisit: now, LastSuccess: start, LastError: "no route", Errors: 2, Due: 3, Known: 6, Articles: 1, Gone: 1,
			Robots: []visit.RobotsState{{Origin: "https://a.vn", Status: 200, At: now}}},
		{Outlet: "b.vn", LastVisit: now, LastError: "never well", Errors: 1, Known: 1,
			Robots: []visit.RobotsState{{Origin: "https://b.vn", At: now, Since: start}}},
		{Outlet: "c.vn", Due: 1, Known: 1},
	}, got)
}

const day = 24 * time.Hour

func TestHealthOfAnEmptyArchive(t *testing.T) {
	a, clock := fresh(t)
	if got, err := a.Health(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("Health = %v, %v", got, err)
	}
	if got, err := a.Completeness(t.Context(), clock.now); err != nil || len(got) != 0 {
		t.Errorf("Completeness = %v, %v", got, err)
	}
}

func TestCompleteness(t *testing.T) {
	a, clock := fresh(t)
	clock.now = time.Date(2026, 8, 6, 16, 59, 0, 0, time.UTC) // a minute to midnight in Vietnam
	put := func(n int, basis string, change func(*article.Article)) {
		r := news(n, "Một.")
		r.Note("headline", article.Evidence{Basis: basis})
		change(&r)
		mustPut(t, a, r)
	}
	put(1, article.BasisProfile, func(r *article.Article) { r.Lead = "Tóm tắt." })
	put(2, article.BasisProfile, func(r *article.Article) { r.Byline = ""; r.Captions = []article.Caption{{Text: "Ảnh"}} })
	put(3, article.BasisGeneric, func(r *article.Article) { r.Published = article.Date{}; r.Add(article.FlagNoDate) })
	clock.advance(time.Minute)
	put(1, article.BasisProfile, func(r *article.Article) { r.Lead = "Tóm tắt khác." })
	got, err := a.Completeness(t.Context(), clock.now.Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	want := []visit.Completeness{
		{Day: "2026-08-06", Outlet: "baonghean", Basis: "generic", Records: 1, Byline: 1},
		{Day: "2026-08-06", Outlet: "baonghean", Basis: "profile", Records: 2, Date: 2, Byline: 1, Caption: 1, Lead: 1},
		{Day: "2026-08-07", Outlet: "baonghean", Basis: "profile", Records: 1, Date: 1, Byline: 1, Lead: 1},
	}
	wantSame(t, "completeness", want, got)
	got, err = a.Completeness(t.Context(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "since midnight", want[2:], got)
}
