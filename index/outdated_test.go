package index

import (
	"errors"
	"iter"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"khotin/internal/article"
	"khotin/internal/query"
)

// withWords opens an index with compounds of an operator's own.
func withWords(t *testing.T, dir, words string) *Index {
	t.Helper()
	ix, err := Open(t.Context(), dir, Options{Words: strings.NewReader(words)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

// outdatedIndex leaves an index of the articles that was built with no words of
// the operator's in a folder.
func outdatedIndex(t *testing.T, list []article.Stored) (dir string) {
	t.Helper()
	dir = t.TempDir()
	ix := withWords(t, dir, "")
	if _, err := ix.Follow(t.Context(), archive(list)(0)); err != nil {
		t.Fatal(err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// searchers search from several goroutines until they are stopped. Every answer
// must be whole.
func searchers(t *testing.T, ix *Index, want int) (stop func() (asked int64)) {
	t.Helper()
	var all sync.WaitGroup
	var asked atomic.Int64
	done := make(chan struct{})
	for range 8 {
		all.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				r, err := ix.Search(t.Context(), query.Query{Clauses: []query.Clause{{Text: "Ky"}, {Text: "Son"}}, Limit: 10})
				if err != nil || r.Total != want || len(r.Hits) != 10 {
					t.Errorf("search %d: %d hits of %d, %v; want 10 of %d", asked.Load(), len(r.Hits), r.Total, err, want)
					return
				}
				asked.Add(1)
			}
		})
	}
	return func() int64 { close(done); all.Wait(); return asked.Load() }
}

// After the word list has changed the old generation answers until the new one
// is there: no search fails and none misses an article.
func TestRebuildAcrossChangedWords(t *testing.T) {
	list := library(1200)
	dir := outdatedIndex(t, list)
	ix := withWords(t, dir, "kỳ sơn\nxã kỳ\n")
	old := filepath.Base(ix.live.path)
	if !ix.Outdated() || strings.HasPrefix(old, ix.fingerprint) {
		t.Fatalf("generation %s is live, outdated %v; want one of another fingerprint than %s", old, ix.Outdated(), ix.fingerprint)
	}
	if got := ix.Position(); got != int64(len(list)) {
		t.Errorf("position %d, want %d: it still says how far it has read", got, len(list))
	}
	stop := searchers(t, ix, len(list))
	n, err := ix.Rebuild(t.Context(), archive(list))
	if asked := stop(); asked < 100 {
		t.Errorf("only %d searches were made across the change", asked)
	}
	if err != nil || n != len(list) {
		t.Fatalf("rebuilt %d, %v", n, err)
	}
	if ix.Outdated() || !strings.HasPrefix(filepath.Base(ix.live.path), ix.fingerprint) {
		t.Errorf("generation %s is live after the rebuild", ix.live.path)
	}
	if left, err := ix.generations(); err != nil || len(left) != 1 {
		t.Errorf("generations %v, %v: want the new one alone", left, err)
	}
}

// A rebuild that is broken off leaves the old generation answering, also after
// the program has been started again.
func TestInterruptedRebuildAcrossChangedWords(t *testing.T) {
	list := library(60)
	dir := outdatedIndex(t, list)
	const words = "kỳ sơn\n"
	ix := withWords(t, dir, words)
	broken := errors.New("the archive is broken")
	_, err := ix.Rebuild(t.Context(), func(int64) iter.Seq2[article.Stored, error] {
		return func(yield func(article.Stored, error) bool) {
			_ = yield(list[0], nil) && yield(article.Stored{}, broken)
		}
	})
	if !errors.Is(err, broken) {
		t.Fatalf("rebuild: %v, want the archive's error", err)
	}
	unfilled, err := ix.create([]string{filepath.Base(ix.live.path)}, "a rebuild was interrupted")
	if err == nil {
		err = errors.Join(unfilled.close(), ix.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	ix = withWords(t, dir, words)
	if got := find(t, ix, "Ky Son").Total; got != len(list) || !ix.Outdated() {
		t.Errorf("%d articles, outdated %v; want %d from the old generation", got, ix.Outdated(), len(list))
	}
	if n, err := ix.Rebuild(t.Context(), archive(list)); err != nil || n != len(list) || ix.Outdated() {
		t.Errorf("rebuilt %d, outdated %v, %v", n, ix.Outdated(), err)
	}
}
