package index

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"khotin/internal/article"
)

// Follow writes stored versions in the order of their sequence numbers and
// returns how many it wrote. Every batch carries the position it reaches, so
// whatever ends a run, the next one goes on from Position. Withdrawn articles
// stay searchable.
//
// Where Open had to put an empty generation in the place of a damaged one, the
// first complete run fills it, and only then do searches answer again.
//
// Who follows the archive has taken the index over: the indexes of older encodings
// are removed, but for one that another process has open.
func (ix *Index) Follow(ctx context.Context, changes iter.Seq2[article.Stored, error]) (n int, err error) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.RLock()
	g, closed := ix.live, ix.closed
	ix.mu.RUnlock()
	if closed {
		return 0, errClosed()
	}
	if n, err = ix.follow(ctx, g, changes); err == nil && !ix.cleared {
		err = ix.clearOlder()
	}
	return n, err
}

func (ix *Index) follow(ctx context.Context, g *generation, changes iter.Seq2[article.Stored, error]) (int, error) {
	if g.reason != "" {
		return ix.fill(ctx, g, batches(ctx, changes, rebuildBatch))
	}
	if g.position == 0 {
		return ix.begin(ctx, g, changes)
	}
	return ix.writeAll(ctx, g, batches(ctx, changes, liveBatch))
}

// begin follows an archive from its first change. More than one batch of a
// rebuild is a whole archive: it is filled in at once, and searches are told so
// meanwhile.
func (ix *Index) begin(ctx context.Context, g *generation, changes iter.Seq2[article.Stored, error]) (int, error) {
	next, stop := iter.Pull2(batches(ctx, changes, rebuildBatch))
	defer stop()
	first, err, ok := next()
	rest := func(yield func([]article.Stored, error) bool) {
		for ; ok && yield(first, err); first, err, ok = next() {
		}
	}
	if len(first) < rebuildBatch {
		return ix.writeAll(ctx, g, rest)
	}
	const reason = "it is being filled for the first time"
	if err := g.index.SetInternal(completeKey, []byte(reason)); err != nil {
		return 0, fmt.Errorf("mark the index as unfinished: %w", err)
	}
	ix.mu.Lock()
	g.reason = reason
	ix.mu.Unlock()
	return ix.fill(ctx, g, rest)
}

// writeAll commits batches one after another and returns how many versions it
// wrote.
func (ix *Index) writeAll(ctx context.Context, g *generation, all iter.Seq2[[]article.Stored, error]) (written int, err error) {
	for batch, err := range all {
		if err == nil {
			err = ix.commit(ctx, g, batch)
		}
		if err != nil {
			return written, fmt.Errorf("follow the archive after change %d: %w", g.position, err)
		}
		written += len(batch)
	}
	return written, nil
}

// Put writes versions at once, as Follow does.
func (ix *Index) Put(ctx context.Context, versions ...article.Stored) error {
	_, err := ix.Follow(ctx, func(yield func(article.Stored, error) bool) {
		for _, v := range versions {
			if !yield(v, nil) {
				return
			}
		}
	})
	return err
}

// Remove takes articles out of the index, for a record that must not be found
// any more. A withdrawn article is no such record.
func (ix *Index) Remove(ctx context.Context, ids ...string) error {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.RLock()
	g, closed := ix.live, ix.closed
	ix.mu.RUnlock()
	switch {
	case closed:
		return errClosed()
	case ctx.Err() != nil:
		return ctx.Err()
	}
	totals, err := g.totals()
	if err != nil {
		return err
	}
	batch := g.index.NewBatch()
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		old, err := lengthsOf(g.index, id)
		if err != nil {
			return err
		}
		if old != nil {
			totals.remove(old)
			batch.Delete(id)
		}
	}
	batch.SetInternal(tallyKey, totals.encode())
	if err := g.index.Batch(batch); err != nil {
		return fmt.Errorf("remove %d articles from the index: %w", len(ids), err)
	}
	return nil
}
