package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"khotin/internal/article"

	"github.com/blevesearch/bleve/v2"
)

// Rebuild builds a new generation from the archive and puts it in the place of
// the live one; searches go on against the old one meanwhile and none fails.
// source yields the changes after a sequence number. It returns how many
// versions were written.
func (ix *Index) Rebuild(ctx context.Context, source func(after int64) iter.Seq2[article.Stored, error]) (n int, err error) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.RLock()
	old, closed := ix.live, ix.closed
	ix.mu.RUnlock()
	if closed {
		return 0, errClosed()
	}
	found, err := ix.generations()
	if err != nil {
		return 0, err
	}
	next, err := ix.create(found, "a rebuild was interrupted")
	if err != nil {
		return 0, err
	}
	if n, err = ix.write(ctx, next, source(0), rebuildBatch); err == nil {
		err = next.index.DeleteInternal(completeKey)
	}
	if err != nil {
		return n, errors.Join(fmt.Errorf("rebuild the index: %w", err), next.discard())
	}
	next.reason = ""
	ix.swap(old, next)
	return n, old.discard()
}

// swap makes next the live generation; searches under way finish on the old.
func (ix *Index) swap(old, next *generation) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.alias.Swap([]bleve.Index{next.index}, []bleve.Index{old.index})
	ix.live = next
}

// discard closes a generation and removes it: everything in it is in the
// archive or in its successor.
func (g *generation) discard() error {
	err := g.index.Close()
	if rm := os.RemoveAll(g.path); rm != nil {
		err = errors.Join(err, fmt.Errorf("remove generation %s: %w", filepath.Base(g.path), rm))
	}
	return err
}
