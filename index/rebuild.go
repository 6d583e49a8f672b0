package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"khotin/internal/article"
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
	if n, err = ix.fill(ctx, next, batches(ctx, source(0), rebuildBatch)); err != nil {
		return n, errors.Join(fmt.Errorf("rebuild the index: %w", err), next.discard())
	}
	if err := ix.warm(ctx, next); err != nil {
		return n, errors.Join(fmt.Errorf("read the new index: %w", err), next.discard())
	}
	ix.swap(old, next)
	return n, old.discard()
}

// fill writes a whole archive into a generation that does not answer yet. No
// search can see the steps in between, so batches are analysed and built side by
// side, and totals, position and the mark that all is there come with a last,
// empty one.
func (ix *Index) fill(ctx context.Context, g *generation, all iter.Seq2[[]article.Stored, error]) (written int, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var builders sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0)) // more would only hold more memory
	var position int64
	done := newCensus()
	for batch, err := range byLanguage(all, rebuildBatch) {
		if err == nil {
			err = context.Cause(ctx)
		}
		if err != nil {
			cancel(err)
			break
		}
		for _, v := range batch {
			position = max(position, v.Seq)
		}
		written += len(batch)
		fresh, again := done.take(newest(batch))
		if again {
			builders.Wait()
		}
		places <- struct{}{}
		builders.Go(func() {
			defer func() { <-places }()
			docs, err := ix.analyse(ctx, fresh)
			if err == nil {
				done.count(docs)
				err = g.build(docs)
			}
			if err != nil {
				cancel(err)
			}
		})
	}
	builders.Wait()
	if err := context.Cause(ctx); err != nil {
		return written, err
	}
	return written, ix.finish(g, &done.totals, position)
}

// census counts what a generation is filled with.
type census struct {
	latest map[string]int64 // sequence number of the version taken, by article

	mu     sync.Mutex
	terms  map[string]lengths // of the version counted, by article
	totals tally
}

func newCensus() *census {
	return &census{latest: make(map[string]int64), terms: make(map[string]lengths)}
}

// take returns the versions of a batch that are to be written: an article that
// changes while the archive is read comes twice, and batches of another language
// may overtake each other. again says that one of them replaces a document that
// may still be under way.
func (c *census) take(versions []*article.Stored) (fresh []*article.Stored, again bool) {
	for _, v := range versions {
		seq, known := c.latest[v.ID]
		if known && seq >= v.Seq {
			continue
		}
		again = again || known
		c.latest[v.ID] = v.Seq
		fresh = append(fresh, v)
	}
	return fresh, again
}

// count counts documents in the place of those with the same ids.
func (c *census) count(docs []*analysed) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range docs {
		if old, again := c.terms[d.id]; again {
			c.totals.remove(&old)
		}
		c.totals.add(&d.terms)
		c.terms[d.id] = d.terms
	}
}

// build writes documents and nothing else.
func (g *generation) build(docs []*analysed) error {
	batch := g.index.NewBatch()
	if err := addAll(batch, docs); err != nil {
		return err
	}
	if err := g.index.Batch(batch); err != nil {
		return fmt.Errorf("write to the index: %w", err)
	}
	return nil
}

// finish declares a filled generation whole.
func (ix *Index) finish(g *generation, totals *tally, position int64) error {
	batch := g.index.NewBatch()
	setState(batch, totals, position)
	batch.DeleteInternal(completeKey)
	if err := g.index.Batch(batch); err != nil {
		return fmt.Errorf("complete the index: %w", err)
	}
	ix.mu.Lock()
	g.position, g.reason = position, ""
	live := ix.live
	ix.mu.Unlock()
	return ix.clear(g, live)
}

// clear removes the generations that g replaces, but for the one that still
// answers.
func (ix *Index) clear(g, live *generation) error {
	found, err := ix.generations()
	if err != nil {
		return err
	}
	for _, name := range found {
		path := filepath.Join(ix.dir, name)
		if path == g.path || path == live.path {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("remove the old generation %s: %w", name, err)
		}
	}
	return nil
}

// swap makes next the live generation and waits for the searches that are under
// way on the old one.
func (ix *Index) swap(old, next *generation) {
	ix.mu.Lock()
	ix.live = next
	ix.mu.Unlock()
	old.users.Wait()
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
