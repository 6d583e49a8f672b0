package archive

import (
	"context"
	"errors"
	"slices"
	"testing"

	"khotin/internal/article"
)

// follow reads the changes after a number as an index does, and returns them
// as article and change number.
func follow(t *testing.T, a *Archive, after int64) (ids []string, seqs []int64) {
	t.Helper()
	for s, err := range a.Changes(t.Context(), after) {
		if err != nil {
			t.Fatal(err)
		}
		ids, seqs = append(ids, s.ID), append(seqs, s.Seq)
	}
	return ids, seqs
}

func TestChanges(t *testing.T) {
	a, _ := fresh(t)
	one, two, three := news(1, "Một."), news(2, "Hai."), news(3, "Ba.")
	for _, art := range []article.Article{one, two, three, news(1, "Một, sửa.")} {
		mustPut(t, a, art)
	}
	if _, err := a.Withdraw(t.Context(), two.ID); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		after int64
		ids   []string
		seqs  []int64
	}{
		{0, []string{three.ID, one.ID, two.ID}, []int64{3, 4, 5}},
		{3, []string{one.ID, two.ID}, []int64{4, 5}},
		{4, []string{two.ID}, []int64{5}},
		{5, nil, nil},
		{99, nil, nil},
	} {
		ids, seqs := follow(t, a, test.after)
		wantSame(t, "articles", test.ids, ids)
		wantSame(t, "numbers", test.seqs, seqs)
	}
}

// TestChangesWhileWriting changes the archive at every step of the iteration.
// A follower that keeps the last number ends with the archive's own state.
func TestChangesWhileWriting(t *testing.T) {
	a, _ := fresh(t)
	const n = 2*page + 5
	fill(t, a, n)
	copied, last, step := map[string]article.Stored{}, int64(0), 0
	for s, err := range a.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Seq <= last {
			t.Fatalf("change %d comes after %d", s.Seq, last)
		}
		copied[s.ID], last = s, s.Seq
		if step++; step%10 == 0 && step < n {
			mustPut(t, a, news((step*7)%n, "Hai."))
		}
	}
	if want, _ := a.LastSeq(t.Context()); last != want {
		t.Errorf("the follower ends at %d, the archive at %d", last, want)
	}
	for s, err := range a.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, "copied "+s.URL, s, copied[s.ID])
		delete(copied, s.ID)
	}
	if len(copied) > 0 {
		t.Errorf("All misses %d articles", len(copied))
	}
}

func TestAllYieldsEachOnce(t *testing.T) {
	a, _ := fresh(t)
	const n = page + 3
	fill(t, a, n)
	var ids []string
	for s, err := range a.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, s.ID)
		if len(ids)%20 == 0 {
			mustPut(t, a, news(0, s.ID)) // a change meanwhile
		}
	}
	if !slices.IsSorted(ids) || len(slices.Compact(ids)) != n {
		t.Errorf("%d articles, sorted %v, want %d", len(ids), slices.IsSorted(ids), n)
	}
}

func TestIterationEndsWithItsContext(t *testing.T) {
	a, _ := fresh(t)
	fill(t, a, page+1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n, last := 0, error(nil)
	for _, err := range a.Changes(ctx, 0) {
		n, last = n+1, err
		cancel()
	}
	if n != page+1 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d steps, the last with %v; want the rest of one page and the context's error", n, last)
	}
}
