package archive

import (
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// readings are the versions that the archive holds.
func readings(t *testing.T, a *Archive, outlet string, since time.Time) (out []Reading) {
	t.Helper()
	for r, err := range a.Readings(t.Context(), outlet, since) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func TestCorrectKeepsTheVersion(t *testing.T) {
	a, clock := fresh(t)
	ctx := t.Context()
	first := mustPut(t, a, news(1, "Nghị quyết số 04-NQ/TU."))
	clock.now = clock.now.Add(time.Hour)
	mustPut(t, a, news(1, "Nghị quyết số 05-NQ/TU."))
	clock.now = clock.now.Add(time.Hour)

	better := news(1, "Nghị quyết số 05-NQ/TU.")
	better.Section = "Chính trị"
	class, err := a.Correct(ctx, first.Seq, better)
	if err != nil || class != diff.Number {
		t.Fatalf("class %q, %v", class, err)
	}
	history, err := a.History(ctx, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "changes", []Event{
		{1, VersionStored, 1, first.StoredAt, diff.None},
		{2, VersionStored, 2, first.StoredAt.Add(time.Hour), diff.None}, // it says what the first one is now known to have said
		{3, Reclassified, 2, clock.now, diff.None},
	}, history)
	was, err := a.At(ctx, first.ID, 1)
	if err != nil || was.Section != "Chính trị" || !was.StoredAt.Equal(first.StoredAt) {
		t.Errorf("version 1 is %+v, %v", was, err)
	}
	var old string
	if err := a.read.scan(ctx, `SELECT json FROM correction WHERE seq = 1 AND class = 'number'`, nil, &old); err != nil {
		t.Error("what the version said before is lost:", err)
	}
	if before, err := decode([]byte(old)); err != nil || before.Paragraphs[0].Text != "Nghị quyết số 04-NQ/TU." {
		t.Errorf("kept as said before: %s, %v", old, err)
	}
	if problems, err := a.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("check: %v, %v", problems, err)
	}
	if last, err := a.LastSeq(ctx); err != nil || last != 3 {
		t.Errorf("last change %d, %v", last, err)
	}
	if _, err := a.Correct(ctx, first.Seq, better); err != nil {
		t.Error(err)
	}
	if last, err := a.LastSeq(ctx); err != nil || last != 3 {
		t.Errorf("the same correction again is change %d, %v", last, err)
	}
}

// TestCorrectTheCurrentVersion brings along what is derived from it.
func TestCorrectTheCurrentVersion(t *testing.T) {
	a, _ := fresh(t)
	ctx := t.Context()
	first := news(1, "Nghị quyết số 04-NQ/TU.")
	first.Cite("nghe-an")
	s := mustPut(t, a, first)
	better := news(1, "Nghị quyết số 05-NQ/TU.")
	better.Group, better.Published = "nhom", article.At(s.StoredAt, article.Day)
	better.Cite("nghe-an")
	if _, err := a.Correct(ctx, s.Seq, better); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]int{"4-nq-tu": 0, "5-nq-tu": 1} {
		var n int
		if err := a.read.scan(ctx, `SELECT count(*) FROM citation WHERE key = ?`, []any{key}, &n); err != nil || n != want {
			t.Errorf("%s is cited %d times, want %d (%v)", key, n, want, err)
		}
	}
	if problems, err := a.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("check: %v, %v", problems, err)
	}
	if _, reason, err := a.Put(ctx, better); err != nil || reason != visit.Unchanged {
		t.Errorf("the same page again is %q, %v", reason, err)
	}
	_, err := a.Correct(ctx, s.Seq, news(2, "Khác."))
	wantKind(t, err, fault.Invalid)
	_, err = a.Correct(ctx, 99, better)
	wantKind(t, err, fault.NotFound)
}

func TestReadings(t *testing.T) {
	a, clock := fresh(t)
	ctx, run := t.Context(), mustRun(t, a)
	s := mustPut(t, a, news(1, "Một."))
	id, err := a.SaveCapture(ctx, visit.Capture{URL: s.URL, At: clock.now, Status: 200, File: "1.warc.gz"})
	if err != nil {
		t.Fatal(err)
	}
	clock.now = clock.now.Add(time.Hour)
	other := news(2, "Hai.")
	other.Outlet = "vietnam.vn"
	mustPut(t, a, other)
	moved := mustPut(t, a, func() article.Article { m := news(1, "Một."); m.Group = "nhom"; return m }())
	row := link("a", clock.now)
	// The visit names the article's last change, which is not a version.
	if err := a.Finish(ctx, run.ID, row, visit.Outcome{URL: row.URL, Record: s.ID, Seq: moved.Seq, Capture: id}); err != nil {
		t.Fatal(err)
	}
	all := readings(t, a, "", time.Time{})
	if len(all) != 2 || all[0].Seq != 1 || len(all[0].Captures) != 1 || all[0].Captures[0].ID != id || len(all[1].Captures) != 0 {
		t.Errorf("readings %+v", all)
	}
	encoded, err := Encode(all[0].Record)
	if err != nil || encoded != all[0].JSON {
		t.Errorf("record %s is encoded as %s, %v", all[0].JSON, encoded, err)
	}
	if got := readings(t, a, "vietnam.vn", time.Time{}); len(got) != 1 || got[0].Seq != 2 {
		t.Errorf("of one outlet: %+v", got)
	}
	if got := readings(t, a, "", clock.now); len(got) != 1 || got[0].Seq != 2 {
		t.Errorf("of the last hour: %+v", got)
	}
	captures, err := a.CapturesOf(ctx, s.ID)
	if err != nil || len(captures) != 1 {
		t.Errorf("captures of the article: %v, %v", captures, err)
	}
}
