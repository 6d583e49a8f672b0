package archive

import (
	"fmt"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

func TestLedger(t *testing.T) {
	a, clock := fresh(t)
	ctx, run := t.Context(), mustRun(t, a)
	refused := visit.Outcome{
		URL: "https://baonghean.vn/x", Outlet: "baonghean", Kind: visit.Article, Reason: visit.Refused,
		Detail: "robots.txt line 3: Disallow: /x", Status: 0, At: clock.now,
	}
	read := visit.Outcome{
		URL: "https://nhandan.vn/", Outlet: "nhandan", Kind: visit.Listing, Reason: visit.Read,
		Status: 200, Bytes: 12345, Duration: 1234567 * time.Nanosecond, At: clock.now.Add(time.Second),
	}
	if err := a.Record(ctx, run.ID, refused, refused); err != nil {
		t.Fatal(err)
	}
	row := visit.Row{URL: read.URL, Outlet: read.Outlet, Kind: read.Kind, Due: clock.now}
	if err := a.Finish(ctx, run.ID, row, read); err != nil {
		t.Fatal(err)
	}
	if err := a.FinishRun(ctx, run.ID); err != nil {
		t.Fatal(err)
	}
	other := mustRun(t, a)
	if err := a.Record(ctx, other.ID, read); err != nil {
		t.Fatal(err)
	}

	totals, err := a.Totals(ctx, run.ID)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "totals", []visit.Total{{Outlet: "baonghean", Reason: visit.Refused, Count: 2}, {Outlet: "nhandan", Reason: visit.Read, Count: 1}}, totals)
	var lines []visit.Outcome
	for o, err := range a.Outcomes(ctx, run.ID) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, o)
	}
	wantSame(t, "lines", []visit.Outcome{refused, refused, read}, lines)
}

func TestRuns(t *testing.T) {
	a, clock := fresh(t)
	ctx := t.Context()
	cutOff := cutOffRun(t, a)
	if err := a.Record(ctx, cutOff.ID, visit.Outcome{Reason: visit.New}); err != nil {
		t.Fatal(err)
	}
	clock.advance(time.Hour)
	whole := mustRun(t, a)
	clock.advance(time.Minute)
	if err := a.FinishRun(ctx, whole.ID); err != nil {
		t.Fatal(err)
	}
	whole.Finished = clock.now
	cutOff.Outcomes[visit.New] = 1

	for limit, want := range map[int][]visit.Run{1: {whole}, 9: {whole, cutOff}} {
		runs, err := a.Runs(ctx, limit)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, fmt.Sprintf("last %d runs", limit), want, runs)
	}
	wantKind(t, a.FinishRun(ctx, whole.ID), fault.NotFound)
	wantKind(t, a.FinishRun(ctx, 99), fault.NotFound)
	wantKind(t, a.Record(ctx, 99, visit.Outcome{}), fault.NotFound)
}

func TestOutcomesArePaged(t *testing.T) {
	a, _ := fresh(t)
	run := mustRun(t, a)
	outcomes := make([]visit.Outcome, 2*page+1)
	for i := range outcomes {
		outcomes[i] = visit.Outcome{URL: fmt.Sprintf("https://a.vn/%d", i), Reason: visit.Skipped}
	}
	if err := a.Record(t.Context(), run.ID, outcomes...); err != nil {
		t.Fatal(err)
	}
	n := 0
	for o, err := range a.Outcomes(t.Context(), run.ID) {
		if err != nil || o.URL != outcomes[n].URL {
			t.Fatalf("outcome %d: %s, %v", n, o.URL, err)
		}
		n++
	}
	if n != len(outcomes) {
		t.Errorf("%d outcomes, want %d", n, len(outcomes))
	}
	for range a.Outcomes(t.Context(), run.ID) {
		break // a consumer may stop early
	}
}

func TestMemo(t *testing.T) {
	a, clock := fresh(t)
	ctx := t.Context()
	check := func(bucket, key, want string, stored time.Time) {
		t.Helper()
		got, at, err := a.Memo(ctx, bucket, key)
		if err != nil || string(got) != want || !at.Equal(stored) {
			t.Errorf("Memo(%s, %s) = %q, %v, %v, want %q, %v", bucket, key, got, at, err, want, stored)
		}
	}
	set := func(bucket, key string, value []byte) {
		t.Helper()
		if err := a.SetMemo(ctx, bucket, key, value); err != nil {
			t.Fatal(err)
		}
	}
	check("robots", "baonghean.vn", "", time.Time{})
	first := clock.now
	set("robots", "baonghean.vn", []byte("User-agent: *\x00\xff"))
	second := clock.advance(time.Hour)
	set("circuit", "baonghean.vn", []byte{})
	check("robots", "baonghean.vn", "User-agent: *\x00\xff", first)
	check("circuit", "baonghean.vn", "", second)
	set("robots", "baonghean.vn", []byte("2"))
	check("robots", "baonghean.vn", "2", second)
	set("robots", "baonghean.vn", nil)
	check("robots", "baonghean.vn", "", time.Time{})
}
