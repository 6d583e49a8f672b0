package index

import (
	"context"
	"errors"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/query"
)

// archive yields articles as the archive would.
func archive(list []article.Stored) func(int64) iter.Seq2[article.Stored, error] {
	return func(after int64) iter.Seq2[article.Stored, error] {
		return func(yield func(article.Stored, error) bool) {
			for _, a := range list {
				if a.Seq > after && !yield(a, nil) {
					return
				}
			}
		}
	}
}

// No search fails or misses anything while generations come and go.
func TestRebuildUnderLoad(t *testing.T) {
	ix := open(t, t.TempDir())
	list := library(300)
	put(t, ix, list...)
	stop := make(chan struct{})
	var searchers sync.WaitGroup
	for range 4 {
		searchers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, err := ix.Search(t.Context(), query.Query{Clauses: []query.Clause{{Text: "Ky"}, {Text: "Son"}}, Limit: 10})
				if err != nil || r.Total != 300 || len(r.Hits) != 10 {
					t.Errorf("while rebuilding: %d hits of %d, %v", len(r.Hits), r.Total, err)
					return
				}
			}
		})
	}
	for range 3 {
		if n, err := ix.Rebuild(t.Context(), archive(list)); err != nil || n != 300 {
			t.Errorf("rebuilt %d, %v", n, err)
		}
	}
	close(stop)
	searchers.Wait()
	if left, _ := filepath.Glob(filepath.Join(ix.dir, ix.fingerprint+"-*")); len(left) != 1 {
		t.Errorf("generations left: %v, want one", left)
	}
}

// A rebuild that cannot finish leaves the live generation as it was.
func TestRebuildFails(t *testing.T) {
	ix := open(t, t.TempDir())
	list := library(30)
	put(t, ix, list...)
	broken := errors.New("the archive is broken")
	_, err := ix.Rebuild(t.Context(), func(int64) iter.Seq2[article.Stored, error] {
		return func(yield func(article.Stored, error) bool) {
			_ = yield(list[0], nil) && yield(article.Stored{}, broken)
		}
	})
	if !errors.Is(err, broken) {
		t.Errorf("rebuild: %v, want the archive's error", err)
	}
	if got := find(t, ix, "Ky Son").Total; got != 30 || ix.Position() != 30 {
		t.Errorf("%d articles at position %d after a failed rebuild, want 30", got, ix.Position())
	}
}

// Of an article that changed during the sequence only the last version counts,
// and answers do not depend on how the index was filled.
func TestRebuildIsTheSame(t *testing.T) {
	list := library(120)
	changed := append(list, library(40)...)
	for i := range changed {
		changed[i].Seq = int64(i + 1)
	}
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	for _, s := range changed {
		put(t, a, s)
	}
	if _, err := b.Rebuild(t.Context(), archive(changed)); err != nil {
		t.Fatal(err)
	}
	ta, err := a.live.totals()
	if err != nil {
		t.Fatal(err)
	}
	if tb, err := b.live.totals(); err != nil || ta != tb {
		t.Errorf("field totals %v and %v, %v", ta, tb, err)
	}
	for _, text := range []string{"Ky Son", "hội nghị dân vận", "conférence masses", "anul 7"} {
		ra, rb := find(t, a, text), find(t, b, text)
		if len(ra.Hits) != len(rb.Hits) {
			t.Fatalf("%q: %d and %d hits", text, len(ra.Hits), len(rb.Hits))
		}
		for i := range ra.Hits {
			if ra.Hits[i].ID != rb.Hits[i].ID || ra.Hits[i].Score != rb.Hits[i].Score {
				t.Errorf("%q: hit %d is %s (%v) or %s (%v)", text, i, ra.Hits[i].ID, ra.Hits[i].Score, rb.Hits[i].ID, rb.Hits[i].Score)
			}
		}
	}
}

// A process that dies while it rebuilds leaves the old generation in charge.
func TestInterruptedRebuild(t *testing.T) {
	dir := t.TempDir()
	ix, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, ix, library(30)...)
	found, err := ix.generations()
	if err != nil {
		t.Fatal(err)
	}
	next, err := ix.create(found, "a rebuild was interrupted")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(next.index.Close(), ix.Close()); err != nil {
		t.Fatal(err)
	}
	ix = open(t, dir)
	if got := find(t, ix, "Ky Son").Total; got != 30 {
		t.Errorf("%d articles, want 30", got)
	}
	if found, err := ix.generations(); err != nil || len(found) != 1 {
		t.Errorf("generations %v, %v: want the old one alone", found, err)
	}
}

// Following a whole archive into a new index fills it, an interruption shows,
// and the next run completes it.
func TestFirstFollow(t *testing.T) {
	dir := t.TempDir()
	ix, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	list := library(2*rebuildBatch + 50)
	torn := errors.New("the archive went away")
	_, err = ix.Follow(t.Context(), func(yield func(article.Stored, error) bool) {
		for _, a := range list[:rebuildBatch+10] {
			if !yield(a, nil) {
				return
			}
		}
		yield(article.Stored{}, torn)
	})
	if !errors.Is(err, torn) {
		t.Errorf("follow: %v, want the archive's error", err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	ix = open(t, dir)
	if _, err := ix.Search(t.Context(), query.Query{Limit: 1}); fault.Of(err) != fault.Unavailable {
		t.Errorf("search of a half-filled index: %v, want an Unavailable fault", err)
	}
	if n, err := ix.Follow(t.Context(), archive(list)(ix.Position())); err != nil || n != len(list) {
		t.Errorf("followed %d, %v", n, err)
	}
	if got := find(t, ix, "Ky Son").Total; got != len(list) {
		t.Errorf("%d articles, want %d", got, len(list))
	}
}

// killedWriter is the environment variable that makes the test program write
// to the index it names until it is killed.
const killedWriter = "KHOTIN_TEST_WRITE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedWriter); dir != "" {
		os.Exit(writeForEver(dir))
	}
	if dir := os.Getenv(killedRebuild); dir != "" {
		os.Exit(rebuildForEver(dir))
	}
	os.Exit(m.Run())
}

// writeForEver prints a line for every batch that was acknowledged.
func writeForEver(dir string) int {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	ix, err := Open(ctx, dir, Options{})
	if err != nil {
		os.Stdout.WriteString("open: " + err.Error() + "\n")
		return 1
	}
	list := library(2000)
	for from := int(ix.Position()); from+10 <= len(list); from += 10 {
		if err := ix.Put(ctx, list[from:from+10]...); err != nil {
			return 1
		}
		os.Stdout.WriteString(".\n")
	}
	return 0
}

// A writer is killed again and again, once before it has written anything; what
// it acknowledged is there afterwards, and following goes on from there.
func TestKilledWriter(t *testing.T) {
	dir := t.TempDir()
	acknowledged := 0
	for round := range 6 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), killedWriter+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line := make([]byte, 2)
		for range 4 * round {
			if n, err := out.Read(line); err != nil || line[0] != '.' {
				t.Fatalf("the writer says %q, %v", line[:n], err)
			}
			acknowledged += 10
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		ix, err := Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatalf("after kill %d: %v", round, err)
		}
		if got := int(ix.Position()); ix.live.reason != "" || got < acknowledged {
			t.Fatalf("after kill %d: position %d, acknowledged %d, rebuild %q", round, got, acknowledged, ix.live.reason)
		}
		acknowledged = int(ix.Position())
		if acknowledged > 0 {
			if got := find(t, ix, "Ky Son").Total; got != acknowledged {
				t.Fatalf("after kill %d: %d articles, position %d", round, got, acknowledged)
			}
		}
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
