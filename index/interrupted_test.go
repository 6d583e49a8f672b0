package index

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"os/exec"
	"testing"
	"time"

	"khotin/internal/article"
)

// brokenOff yields some of the articles and then an error.
func brokenOff(list []article.Stored, err error) func(int64) iter.Seq2[article.Stored, error] {
	return func(after int64) iter.Seq2[article.Stored, error] {
		return func(yield func(article.Stored, error) bool) {
			for a := range archive(list)(after) {
				if !yield(a, nil) {
					return
				}
			}
			yield(article.Stored{}, err)
		}
	}
}

// A rebuild from another schema that is broken off leaves the old generation
// answering, also after the program has been started again.
func TestInterruptedRebuildAcrossSchemas(t *testing.T) {
	const n = 60
	dir, list := t.TempDir(), holdings(n)
	otherSchema(t, dir, list)
	ix := program(t, dir, encoding)
	gone := errors.New("the archive is gone")
	for range 2 {
		if _, err := ix.Rebuild(t.Context(), brokenOff(list[:40], gone)); !errors.Is(err, gone) {
			t.Fatalf("rebuild: %v, want the archive's error", err)
		}
		answersAll(t, ix, n)
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
		ix = program(t, dir, encoding)
		answersAll(t, ix, n)
	}
	if written, err := ix.Rebuild(t.Context(), archive(list)); err != nil || written != n || ix.Outdated() {
		t.Errorf("rebuilt %d, outdated %v, %v", written, ix.Outdated(), err)
	}
	answersAll(t, ix, n)
}

// answersAll asks every question once.
func answersAll(t *testing.T, ix *Index, n int) {
	t.Helper()
	for _, q := range questionsOf(n) {
		if _, err := answered(t.Context(), ix, q, ""); err != nil {
			t.Error(err)
		}
	}
}

// killedRebuild is the environment variable that makes the test program rebuild the
// index it names until it is killed.
const killedRebuild = "KHOTIN_TEST_REBUILD"

// rebuildForEver prints a line for every batch it has taken from the archive.
func rebuildForEver(dir string) int {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	ix, err := Open(ctx, dir, Options{})
	if err != nil {
		return 1
	}
	_, err = ix.Rebuild(ctx, func(int64) iter.Seq2[article.Stored, error] {
		return func(yield func(article.Stored, error) bool) {
			for list := library(rebuildBatch); ; os.Stdout.WriteString(".") {
				for _, a := range list {
					if !yield(a, nil) {
						return
					}
				}
			}
		}
	})
	if err != nil {
		return 1
	}
	return 0
}

// A program that is killed while it rebuilds from another schema finds the old
// generation sound when it starts again, and nothing of the other left.
func TestKilledRebuildAcrossSchemas(t *testing.T) {
	const n = 60
	dir, list := t.TempDir(), holdings(n)
	otherSchema(t, dir, list)
	for batches := range 3 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), killedRebuild+"="+dir)
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err == nil {
			_, err = io.ReadFull(out, make([]byte, batches+1))
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		ix := program(t, dir, encoding)
		answersAll(t, ix, n)
		if left, err := ix.generations(); err != nil || len(left) != 1 || !ix.Outdated() {
			t.Errorf("kill %d: generations %v, outdated %v, %v; want the old one alone", batches, left, ix.Outdated(), err)
		}
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
