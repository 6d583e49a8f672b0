package archive

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"

	"github.com/google/go-cmp/cmp"
)

func link(name string, due time.Time) visit.Row {
	return visit.Row{URL: "https://baonghean.vn/" + name, Outlet: "baonghean", Kind: visit.Article, Due: due, Via: "https://baonghean.vn/", Depth: 1}
}

func mustClaim(t testing.TB, a *Archive, n int, lease time.Duration) []visit.Row {
	t.Helper()
	rows, err := a.Claim(t.Context(), "baonghean", n, lease)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func mustRun(t testing.TB, a *Archive) visit.Run {
	t.Helper()
	run, err := a.StartRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// TestFrontierConformance: adding, claiming, finishing, waiting. Any other
// frontier behind the same methods must pass it.
func TestFrontierConformance(t *testing.T) {
	a, clock := fresh(t)
	start, run := clock.now, mustRun(t, a)
	add := func(want int, rows ...visit.Row) func() {
		return func() {
			t.Helper()
			if got, err := a.Add(t.Context(), rows...); err != nil || got != want {
				t.Errorf("Add = %d, %v, want %d", got, err, want)
			}
		}
	}
	claim := func(n int, want ...string) func() {
		return func() {
			t.Helper()
			var got []string
			for _, r := range mustClaim(t, a, n, 10*time.Minute) {
				got = append(got, r.URL[len("https://baonghean.vn/"):])
			}
			wantSame(t, "claimed", want, got)
		}
	}
	finish := func(name string, due time.Time) func() {
		return func() {
			t.Helper()
			row := link(name, due)
			if err := a.Finish(t.Context(), run.ID, row, visit.Outcome{URL: row.URL, Reason: visit.New}); err != nil {
				t.Error(err)
			}
		}
	}
	release := func(name string) func() {
		return func() {
			t.Helper()
			if err := a.Release(t.Context(), link(name, start)); err != nil {
				t.Error(err)
			}
		}
	}
	minute := func(n int) time.Time { return start.Add(time.Duration(n) * time.Minute) }
	other := visit.Row{URL: "https://nhandan.vn/a", Outlet: "nhandan", Kind: visit.Article, Due: start}

	steps := []struct {
		name       string
		minute     int
		do         func()
		due, total int
		next       time.Time
	}{
		{"an empty frontier gives nothing", 0, claim(9), 0, 0, time.Time{}},
		{"four added, one of them twice", 0, add(4, link("b", minute(0)), link("a", minute(0)), link("c", minute(-1)), link("d", minute(5)), link("a", minute(0))), 3, 4, minute(-1)},
		{"another outlet's are not ours", 0, add(1, other), 3, 4, minute(-1)},
		{"a later due does not push back", 0, add(0, link("a", minute(99))), 3, 4, minute(-1)},
		{"oldest first, then by address", 0, claim(2, "c", "a"), 1, 4, minute(0)},
		{"leased rows are not handed out", 0, claim(9, "b"), 0, 4, minute(0)},
		{"a row without due is due at once", 1, add(1, link("e", time.Time{})), 1, 5, minute(0)},
		{"but leaves a known row alone", 1, add(0, link("d", time.Time{})), 1, 5, minute(0)},
		{"an earlier due pulls forward", 1, add(0, link("d", minute(-2))), 2, 5, minute(-2)},
		{"pulled row comes first", 1, claim(1, "d"), 1, 5, minute(0)},
		{"finished row waits for its due", 2, finish("a", minute(30)), 1, 5, minute(0)},
		{"only the new one is left", 2, claim(9, "e"), 0, 5, minute(0)},
		{"a released row is due again", 3, release("c"), 1, 5, minute(-1)},
		{"and can be claimed", 3, claim(9, "c"), 0, 5, minute(0)},
		{"a lease ends on its minute", 10, claim(9, "b"), 0, 5, minute(0)},
		{"the others a minute later", 11, claim(9, "d"), 0, 5, minute(0)},
		{"finished rows keep their due", 12, finish("d", minute(40)), 1, 5, minute(0)},
		{"an unknown row is added by Finish", 12, finish("f", minute(13)), 1, 6, minute(0)},
		{"and is claimed in its turn", 13, claim(9, "c", "e", "f"), 0, 6, minute(0)},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			clock.now = minute(step.minute)
			step.do()
			due, total, err := a.Pending(t.Context(), "baonghean")
			if err != nil || due != step.due || total != step.total {
				t.Errorf("Pending = %d of %d, %v, want %d of %d", due, total, err, step.due, step.total)
			}
			next, err := a.NextDue(t.Context())
			if err != nil || !earliest(next).Equal(step.next) {
				t.Errorf("NextDue = %v, %v, want %v", next, err, step.next)
			}
		})
	}
}

// earliest returns the first of the times, zero for none.
func earliest(next map[string]time.Time) (first time.Time) {
	for _, at := range next {
		if first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first
}

func TestNextDueSeesLeases(t *testing.T) {
	a, clock := fresh(t)
	if _, err := a.Add(t.Context(), link("a", clock.now), link("b", clock.now.Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	mustClaim(t, a, 1, 10*time.Minute)
	if next, err := a.NextDue(t.Context()); err != nil || !earliest(next).Equal(clock.now.Add(10*time.Minute)) {
		t.Errorf("NextDue = %v, %v, want the end of the lease", next, err)
	}
}

func TestRowsComeBackWhole(t *testing.T) {
	a, clock := fresh(t)
	run := mustRun(t, a)
	want := visit.Row{
		URL: "https://baonghean.vn/dân-vận?a=1&b=%2F", Outlet: "baonghean", Kind: visit.Listing,
		Due: clock.now.Add(time.Hour), Via: "https://baonghean.vn/", Depth: 3,
		ETag: `W/"x'y"`, Modified: "Tue, 06 Aug 2024 04:42:00 GMT", Failures: 2,
		Visited: clock.now, Digest: "abc",
		Record: "https://baonghean.vn/dân-vận", Born: clock.now.Add(-time.Hour), Changes: 3, Missing: clock.now.Add(-time.Minute), Rate: 1.25,
		Signs: visit.Signs{visit.Lastmod: {Value: "2024-08-06"}, visit.Title: {Value: "x", Moved: true}},
	}
	if err := a.Finish(t.Context(), run.ID, want, visit.Outcome{URL: want.URL, Reason: visit.Read}); err != nil {
		t.Fatal(err)
	}
	got, err := a.Lookup(t.Context(), want.URL)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, err = a.Lookup(t.Context(), "https://baonghean.vn/")
	wantKind(t, err, fault.NotFound)
}

func TestFrontierRefusesNonsense(t *testing.T) {
	a, clock := fresh(t)
	ctx, good := t.Context(), link("a", clock.now)
	calls := map[string]func() error{
		"Add without address": func() error { _, err := a.Add(ctx, good, visit.Row{Outlet: "x", Kind: visit.Feed}); return err },
		"Add without outlet":  func() error { _, err := a.Add(ctx, good, visit.Row{URL: "x", Kind: visit.Feed}); return err },
		"Add without kind":    func() error { _, err := a.Add(ctx, good, visit.Row{URL: "x", Outlet: "x"}); return err },
		"Claim nothing":       func() error { _, err := a.Claim(ctx, "x", 0, time.Minute); return err },
		"Claim without lease": func() error { _, err := a.Claim(ctx, "x", 1, 0); return err },
		"Finish without due":  func() error { return a.Finish(ctx, 1, link("a", time.Time{}), visit.Outcome{}) },
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) { wantKind(t, call(), fault.Invalid) })
	}
	if _, total, _ := a.Pending(ctx, "baonghean"); total != 0 {
		t.Errorf("%d rows were added by refused calls", total)
	}
}

func TestFinishIsAllOrNothing(t *testing.T) {
	a, clock := fresh(t)
	row := link("a", clock.now)
	if _, err := a.Add(t.Context(), row); err != nil {
		t.Fatal(err)
	}
	changed := row
	changed.ETag = "new"
	wantKind(t, a.Finish(t.Context(), 77, changed, visit.Outcome{}), fault.NotFound)
	got, err := a.Lookup(t.Context(), row.URL)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "row after a failed Finish", row, got)
}

// TestClaimNeverHandsOutTwice lets eight workers of two archives, as of two
// processes, claim at once.
func TestClaimNeverHandsOutTwice(t *testing.T) {
	dir, clock := t.TempDir(), newClock()
	o := Options{Now: func() time.Time { return clock.now }, BusyTimeout: time.Minute}
	archives := []*Archive{open(t, dir, o), open(t, dir, o)}
	const total = 400
	if _, err := archives[0].Add(t.Context(), addresses(0, total)...); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	seen := make(map[string]int)
	var workers sync.WaitGroup
	for i := range 8 {
		workers.Go(func() {
			for {
				rows, err := archives[i%2].Claim(t.Context(), "baonghean", 1+i%3, time.Hour)
				if err != nil {
					t.Error(err)
				}
				if len(rows) == 0 {
					return
				}
				mu.Lock()
				for _, r := range rows {
					seen[r.URL]++
				}
				mu.Unlock()
			}
		})
	}
	workers.Wait()
	for url, n := range seen {
		if n != 1 {
			t.Errorf("%s was handed out %d times", url, n)
		}
	}
	if len(seen) != total {
		t.Errorf("%d addresses were handed out, want %d", len(seen), total)
	}
}

func TestNextDueOfManyOutlets(t *testing.T) {
	a, clock := fresh(t)
	var rows []visit.Row
	for i := range 50 {
		rows = append(rows, visit.Row{URL: fmt.Sprintf("https://o%d.vn/", i), Outlet: fmt.Sprintf("o%d", i), Kind: visit.Listing, Due: clock.now.Add(time.Duration(50-i) * time.Hour)})
	}
	if _, err := a.Add(t.Context(), rows...); err != nil {
		t.Fatal(err)
	}
	next, err := a.NextDue(t.Context())
	if err != nil || len(next) != len(rows) {
		t.Fatalf("NextDue of %d outlets, %v, want %d", len(next), err, len(rows))
	}
	for _, r := range rows {
		if !next[r.Outlet].Equal(r.Due) {
			t.Errorf("NextDue of %s = %v, want %v", r.Outlet, next[r.Outlet], r.Due)
		}
	}
}

// TestSigns: what is said first has not moved; what is said again neither; a
// move is kept until the visit, and pulls it forward only if it is heeded.
func TestSigns(t *testing.T) {
	a, clock := fresh(t)
	run := mustRun(t, a)
	due := clock.now.Add(time.Hour)
	says := func(place int, value string, heeded bool) visit.Row {
		r := link("a", time.Time{})
		r.Signs[place] = visit.Sign{Value: value, Heeded: heeded}
		return r
	}
	steps := []struct {
		name string
		row  visit.Row
		due  bool
		want visit.Signs
	}{
		{"said first", says(visit.Lastmod, "1", true), false, visit.Signs{{Value: "1"}}},
		{"said again", says(visit.Lastmod, "1", true), false, visit.Signs{{Value: "1"}}},
		{"another sign", says(visit.Title, "x\ny", true), false, visit.Signs{{Value: "1"}, {}, {Value: "x y"}}},
		{"moved, not heeded", says(visit.Lastmod, "2", false), false, visit.Signs{{Value: "2", Moved: true}, {}, {Value: "x y"}}},
		{"nothing said", link("a", time.Time{}), false, visit.Signs{{Value: "2", Moved: true}, {}, {Value: "x y"}}},
		{"moved and heeded", says(visit.Lastmod, "3", true), true, visit.Signs{{Value: "3", Moved: true}, {}, {Value: "x y"}}},
	}
	if err := a.Finish(t.Context(), run.ID, link("a", due), visit.Outcome{}); err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		if _, err := a.Add(t.Context(), step.row); err != nil {
			t.Fatal(err)
		}
		got, err := a.Lookup(t.Context(), step.row.URL)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, step.name, step.want, got.Signs)
		if isDue := !got.Due.After(clock.now); isDue != step.due {
			t.Errorf("%s: due %v", step.name, got.Due)
		}
	}
}
