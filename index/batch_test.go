package index

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// idsByBatch lists what batches hold, and the error they end with.
func idsByBatch(all iter.Seq2[[]article.Stored, error]) (list []string, err error) {
	for batch, e := range all {
		if e != nil {
			return list, e
		}
		var ids []string
		for _, v := range batch {
			ids = append(ids, v.ID)
		}
		list = append(list, strings.Join(ids, " "))
	}
	return list, nil
}

func mixed() []article.Stored {
	return []article.Stored{
		version(1, "v1", lang.Vietnamese, "Một", "hai"), version(2, "f1", lang.French, "Un", "deux"),
		version(3, "v2", lang.Vietnamese, "Một", "hai"), version(4, "v3", lang.Vietnamese, "Một", "hai"),
		version(5, "r1", lang.Romanian, "Unu", "doi și trei"), version(6, "f2", lang.French, "Un", "deux"),
	}
}

func TestBatchesByLanguage(t *testing.T) {
	cut := func(size int) iter.Seq2[[]article.Stored, error] {
		return byLanguage(batches(t.Context(), archive(mixed())(0), 4), size)
	}
	for _, c := range []struct {
		size int
		want []string
	}{
		{2, []string{"v1 v2", "f1 f2", "r1", "v3"}},
		{3, []string{"v1 v2 v3", "r1", "f1 f2"}}, // of those left the most text first
		{1, []string{"v1", "f1", "v2", "v3", "r1", "f2"}},
	} {
		got, err := idsByBatch(cut(c.size))
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("batches of %d: %v\n%s", c.size, err, diff)
		}
	}
	for range cut(2) {
		break // must not go on
	}
}

// What waits is bounded however many languages there are.
func TestBatchesAreBounded(t *testing.T) {
	long := strings.Repeat("mobilisation ", batchBytes/13/3)
	list := mixed()
	for i := range list {
		list[i].Paragraphs = []article.Paragraph{{Text: long}}
	}
	waiting := 0
	for batch, err := range byLanguage(batches(t.Context(), archive(list)(0), 1), len(list)) {
		if err != nil {
			t.Fatal(err)
		}
		waiting = max(waiting, len(batch))
	}
	if waiting > 2 {
		t.Errorf("%d articles of a third of the bound each in one batch", waiting)
	}
}

func TestBatchesEndWithAnError(t *testing.T) {
	broken := errors.New("the archive is broken")
	source := func(yield func(article.Stored, error) bool) {
		_ = yield(mixed()[0], nil) && yield(article.Stored{}, broken)
	}
	if got, err := idsByBatch(byLanguage(batches(t.Context(), source, 4), 4)); !errors.Is(err, broken) || got != nil {
		t.Errorf("batches %q, %v", got, err)
	}
}

// An article that changes its language while the archive is read is found as it
// is now, whichever batch is written first, and the totals count it once.
func TestRebuildTakesTheLatestVersion(t *testing.T) {
	before, after := version(1, "a", lang.French, "Avant", "ancien"), version(90, "a", lang.Vietnamese, "Sau", "mới")
	list := []article.Stored{before}
	for i := range 40 {
		list = append(list, version(int64(i+2), "other"+string(rune('a'+i)), lang.Romanian, "Titlu", "text"))
	}
	list = append(list, after)
	for _, order := range [][]article.Stored{list, slices.Concat(list[:1], list[len(list)-1:], list[1:len(list)-1])} {
		ix := open(t, t.TempDir())
		if n, err := ix.Rebuild(t.Context(), archive(order)); err != nil || n != len(order) {
			t.Fatalf("rebuilt %d of %d, %v", n, len(order), err)
		}
		if got := find(t, ix, "ancien").Total; got != 0 {
			t.Errorf("the old version is found %d times", got)
		}
		if got := ids(find(t, ix, "mới")); !slices.Equal(got, []string{"a"}) {
			t.Errorf("the new version is found as %q", got)
		}
		totals, err := ix.live.totals()
		if err != nil || totals.docs[frStem] != 0 || totals.docs[viKey] != 1 || totals.docs[roStem] != 40 {
			t.Errorf("totals: %d French, %d Vietnamese, %d Romanian, %v", totals.docs[frStem], totals.docs[viKey], totals.docs[roStem], err)
		}
	}
}
