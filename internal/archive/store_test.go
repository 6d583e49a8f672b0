package archive

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/visit"
)

// TestStoreConformance walks one article through everything that can happen to
// its page. Any other store behind the same methods must pass it.
func TestStoreConformance(t *testing.T) {
	a, clock := fresh(t)
	first := news(1, "Hội nghị có 120 đại biểu.")
	second := news(1, "Hội nghị có 125 đại biểu.")
	tagged := second
	tagged.Tags = []string{"dân vận"}
	french := tagged
	french.Lang, french.Group = lang.French, "baonghean#other"

	put := func(art article.Article) func() (article.Stored, visit.Reason, error) {
		return func() (article.Stored, visit.Reason, error) { return a.Put(t.Context(), art) }
	}
	withdraw := func() (article.Stored, visit.Reason, error) {
		s, err := a.Withdraw(t.Context(), first.ID)
		return s, "", err
	}
	confirm := func() (article.Stored, visit.Reason, error) {
		s, err := a.Confirm(t.Context(), first.ID)
		return s, "", err
	}
	start := clock.now
	steps := []struct {
		name    string
		do      func() (article.Stored, visit.Reason, error)
		reason  visit.Reason
		seq     int64
		version int
		state   article.State
		record  article.Article
		stored  time.Duration // after the start
		seen    time.Duration
	}{
		{"first sight", put(first), visit.New, 1, 1, article.Live, first, 0, 0},
		{"the same again", put(first), visit.Unchanged, 1, 1, article.Live, first, 0, time.Hour},
		{"one digit changed", put(second), visit.Changed, 2, 2, article.Live, second, 2 * time.Hour, 2 * time.Hour},
		{"only a tag changed", put(tagged), visit.Unchanged, 2, 2, article.Live, second, 2 * time.Hour, 3 * time.Hour},
		{"withdrawn", withdraw, "", 3, 2, article.Gone, second, 2 * time.Hour, 3 * time.Hour},
		{"withdrawn twice", withdraw, "", 3, 2, article.Gone, second, 2 * time.Hour, 3 * time.Hour},
		{"back as it was", put(second), visit.Unchanged, 4, 2, article.Live, second, 2 * time.Hour, 6 * time.Hour},
		{"withdrawn again", withdraw, "", 5, 2, article.Gone, second, 2 * time.Hour, 6 * time.Hour},
		{"back as it once was", put(first), visit.Changed, 6, 3, article.Live, first, 8 * time.Hour, 8 * time.Hour},
		{"changed once more", put(second), visit.Changed, 7, 4, article.Live, second, 9 * time.Hour, 9 * time.Hour},
		{"other language and group", put(french), visit.Unchanged, 8, 4, article.Live, french, 9 * time.Hour, 10 * time.Hour},
		{"and again", put(french), visit.Unchanged, 8, 4, article.Live, french, 9 * time.Hour, 11 * time.Hour},
		{"not modified", confirm, "", 8, 4, article.Live, french, 9 * time.Hour, 12 * time.Hour},
		{"withdrawn for the last time", withdraw, "", 9, 4, article.Gone, french, 9 * time.Hour, 12 * time.Hour},
		{"not modified, so it is back", confirm, "", 10, 4, article.Live, french, 9 * time.Hour, 14 * time.Hour},
	}
	for i, step := range steps {
		want := article.Stored{
			Article: step.record, Seq: step.seq, Version: step.version, State: step.state,
			FirstSeen: start, StoredAt: start.Add(step.stored), LastSeen: start.Add(step.seen),
		}
		clock.now = start.Add(time.Duration(i) * time.Hour)
		got, reason, err := step.do()
		if err != nil || reason != step.reason {
			t.Fatalf("%s: reason %q, error %v, want %q", step.name, reason, err, step.reason)
		}
		wantSame(t, step.name+": answer", want, got)
		got, err = a.Get(t.Context(), first.ID)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, step.name+": Get", want, got)
		if last, err := a.LastSeq(t.Context()); err != nil || last != step.seq {
			t.Errorf("%s: LastSeq = %d, %v, want %d", step.name, last, err, step.seq)
		}
	}

	versions, err := a.Versions(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	var seqs []int64
	for i, v := range versions {
		texts, seqs = append(texts, v.Paragraphs[0].Text), append(seqs, v.Seq)
		at, err := a.At(t.Context(), first.ID, i+1)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, "At and Versions", v, at)
	}
	wantSame(t, "texts", []string{first.Paragraphs[0].Text, second.Paragraphs[0].Text, first.Paragraphs[0].Text, second.Paragraphs[0].Text}, texts)
	wantSame(t, "numbers of the versions", []int64{1, 2, 6, 7}, seqs)
	hour := func(n int) time.Time { return start.Add(time.Duration(n) * time.Hour) }
	history, err := a.History(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "history", []Event{
		{1, VersionStored, 1, hour(0), ""}, {2, VersionStored, 2, hour(2), diff.Number}, {3, Withdrawn, 2, hour(4), ""}, {4, Returned, 2, hour(6), ""},
		{5, Withdrawn, 2, hour(7), ""}, {6, VersionStored, 3, hour(8), diff.Number}, {7, VersionStored, 4, hour(9), diff.Number}, {8, Reclassified, 4, hour(10), ""},
		{9, Withdrawn, 4, hour(13), ""}, {10, Returned, 4, hour(14), ""},
	}, history)
	if problems, err := a.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("Check: %v, %v", problems, err)
	}
}

func TestUnknownArticles(t *testing.T) {
	a, _ := fresh(t)
	mustPut(t, a, news(1, "Một."))
	ctx, known := t.Context(), news(1, "").ID
	calls := map[string]func() error{
		"Get":      func() error { _, err := a.Get(ctx, "nothing"); return err },
		"ByURL":    func() error { _, err := a.ByURL(ctx, "https://example.org/"); return err },
		"At 0":     func() error { _, err := a.At(ctx, known, 0); return err },
		"At 2":     func() error { _, err := a.At(ctx, known, 2); return err },
		"Versions": func() error { _, err := a.Versions(ctx, "nothing"); return err },
		"History":  func() error { _, err := a.History(ctx, "nothing"); return err },
		"Confirm":  func() error { _, err := a.Confirm(ctx, "nothing"); return err },
		"Withdraw": func() error { _, err := a.Withdraw(ctx, "nothing"); return err },
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) { wantKind(t, call(), fault.NotFound) })
	}
	if last, _ := a.LastSeq(ctx); last != 1 {
		t.Errorf("LastSeq = %d after failed calls, want 1", last)
	}
}

func TestPutRefusesInvalidRecords(t *testing.T) {
	a, _ := fresh(t)
	wrong := news(1, "Một.")
	wrong.ID = "0000000000000000"
	_, _, err := a.Put(t.Context(), wrong)
	wantKind(t, err, fault.Invalid)
	counts, err := a.PutAll(t.Context(), slices.Values([]article.Article{news(2, "Hai."), wrong, news(3, "Ba.")}))
	wantKind(t, err, fault.Invalid)
	wantSame(t, "stored before the invalid one", map[visit.Reason]int{visit.New: 1}, counts)
}

func TestPutAll(t *testing.T) {
	a, _ := fresh(t)
	const n = 2*batch + 17
	some := func(yield func(article.Article) bool) {
		for i := range n {
			if !yield(news(i, "Một.")) {
				return
			}
		}
		yield(news(0, "Hai.")) // a second version within the same import
		yield(news(1, "Một."))
	}
	counts, err := a.PutAll(t.Context(), some)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "counts", map[visit.Reason]int{visit.New: n, visit.Changed: 1, visit.Unchanged: 1}, counts)
	if last, _ := a.LastSeq(t.Context()); last != n+1 {
		t.Errorf("LastSeq = %d, want %d", last, n+1)
	}
}

func TestByURLAndGroup(t *testing.T) {
	a, _ := fresh(t)
	vi, fr, lone := news(1, "Một."), news(2, "Un."), news(3, "Ba.")
	fr.Lang, fr.Group = lang.French, vi.Group
	lone.Group = ""
	for _, art := range []article.Article{vi, fr, lone} {
		mustPut(t, a, art)
	}
	got, err := a.ByURL(t.Context(), fr.URL)
	if err != nil || got.ID != fr.ID {
		t.Errorf("ByURL = %s, %v", got.ID, err)
	}
	for group, want := range map[string][]string{vi.Group: {fr.ID, vi.ID}, "": nil, "none": nil} {
		members, err := a.Group(t.Context(), group)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, m := range members {
			ids = append(ids, m.ID)
		}
		wantSame(t, "group "+group, want, ids)
	}
}

func TestReadOnlyArchive(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(t.Context(), dir, Options{ReadOnly: true})
	wantKind(t, err, fault.NotFound)
	w := open(t, dir, Options{})
	r := open(t, dir, Options{ReadOnly: true})
	stored := mustPut(t, w, news(1, "Một."))
	got, err := r.Get(t.Context(), stored.ID)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "read by the other archive", stored, got)
	_, _, err = r.Put(t.Context(), news(2, "Hai."))
	wantKind(t, err, fault.Invalid)
	if _, err := r.read.db.ExecContext(t.Context(), "DELETE FROM article"); err == nil {
		t.Error("a reading connection deleted rows")
	}
}

func TestCancelledCallsChangeNothing(t *testing.T) {
	a, _ := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := a.Put(ctx, news(1, "Một."))
	if !errors.Is(err, ctx.Err()) {
		t.Errorf("error %v, want the context's", err)
	}
	mustPut(t, a, news(1, "Một."))
	if last, _ := a.LastSeq(t.Context()); last != 1 {
		t.Errorf("LastSeq = %d, want 1", last)
	}
}

func TestStats(t *testing.T) {
	a, _ := fresh(t)
	fr := news(2, "Un.")
	fr.Lang, fr.Outlet = lang.French, "lecourrier"
	mustPut(t, a, news(1, "Một."))
	mustPut(t, a, news(1, "Hai."))
	mustPut(t, a, fr)
	if _, err := a.Withdraw(t.Context(), fr.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Add(t.Context(), visit.Row{URL: "https://a.vn/", Outlet: "a", Kind: visit.Listing}); err != nil {
		t.Fatal(err)
	}
	got, err := a.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "stats", Stats{
		Articles: 2, Gone: 1, Versions: 3, Seq: 4, Frontier: 1,
		Langs:   map[lang.Tag]int{lang.Vietnamese: 1, lang.French: 1},
		Outlets: map[string]int{"baonghean": 1, "lecourrier": 1},
	}, got)
}
