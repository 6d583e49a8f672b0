package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"

	"khotin/internal/article"

	"github.com/blevesearch/bleve/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Sizes of a batch: small while people search, large while nothing can.
const (
	liveBatch    = 100
	rebuildBatch = 500
	batchBytes   = 8 << 20 // of text
)

// Follow writes stored versions in the order of their sequence numbers and
// returns how many it wrote. Every batch carries the position it reaches, so
// whatever ends a run, the next one goes on from Position. Withdrawn articles
// stay searchable.
func (ix *Index) Follow(ctx context.Context, changes iter.Seq2[article.Stored, error]) (int, error) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.RLock()
	g, closed := ix.live, ix.closed
	ix.mu.RUnlock()
	if closed {
		return 0, errClosed()
	}
	size := liveBatch
	if g.reason != "" {
		size = rebuildBatch
	}
	n, err := ix.write(ctx, g, changes, size)
	if err != nil || g.reason == "" {
		return n, err
	}
	if err := g.index.DeleteInternal(completeKey); err != nil {
		return n, fmt.Errorf("mark the index as whole: %w", err)
	}
	ix.mu.Lock()
	g.reason = ""
	ix.mu.Unlock()
	return n, nil
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

// write batches the changes into a generation.
func (ix *Index) write(ctx context.Context, g *generation, changes iter.Seq2[article.Stored, error], size int) (written int, err error) {
	var batch []article.Stored
	bytes := 0
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		if err := ix.commit(ctx, g, batch); err != nil {
			return err
		}
		written += len(batch)
		batch, bytes = batch[:0], 0
		return nil
	}
	for s, err := range changes {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return written, fmt.Errorf("follow the archive after change %d: %w", ix.Position(), err)
		}
		batch = append(batch, s)
		for b := range s.Blocks() {
			bytes += len(b.Text)
		}
		if len(batch) >= size || bytes >= batchBytes {
			if err := flush(); err != nil {
				return written, err
			}
		}
	}
	return written, flush()
}

// commit writes one batch: documents, field totals and position, all or none.
func (ix *Index) commit(ctx context.Context, g *generation, versions []article.Stored) error {
	latest := make(map[string]int, len(versions))
	position := g.position
	for i, v := range versions {
		latest[v.ID] = i
		position = max(position, v.Seq)
	}
	fresh := make([]*article.Stored, 0, len(latest))
	for i := range versions {
		if latest[versions[i].ID] == i {
			fresh = append(fresh, &versions[i])
		}
	}
	docs, err := ix.analyse(ctx, fresh)
	if err != nil {
		return err
	}
	totals, err := g.totalsWith(docs)
	if err != nil {
		return err
	}
	batch := g.index.NewBatch()
	for _, d := range docs {
		if err := batch.IndexAdvanced(d.doc); err != nil {
			return fmt.Errorf("index %s: %w", d.id, err)
		}
	}
	batch.SetInternal(tallyKey, totals.encode())
	batch.SetInternal(positionKey, binary.BigEndian.AppendUint64(nil, uint64(position)))
	if err := g.index.Batch(batch); err != nil {
		return fmt.Errorf("write to the index up to change %d: %w", position, err)
	}
	ix.mu.Lock()
	g.position = position
	ix.mu.Unlock()
	return nil
}

// analyse turns articles into documents on all processors.
func (ix *Index) analyse(ctx context.Context, articles []*article.Stored) ([]*analysed, error) {
	docs := make([]*analysed, len(articles))
	errs := make([]error, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for w := range errs {
		workers.Go(func() {
			a := ix.analyzers.get()
			defer ix.analyzers.put(a)
			for i := w; i < len(articles) && ctx.Err() == nil; i += len(errs) {
				if docs[i], errs[w] = a.document(articles[i]); errs[w] != nil {
					return
				}
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return docs, ctx.Err()
}

func (g *generation) totals() (tally, error) {
	stored, err := g.index.GetInternal(tallyKey)
	if err != nil {
		return tally{}, fmt.Errorf("read the field totals: %w", err)
	}
	return decodeTally(stored)
}

// totalsWith returns the field totals after the documents replace whatever the
// generation holds under their ids.
func (g *generation) totalsWith(docs []*analysed) (t tally, err error) {
	if t, err = g.totals(); err != nil {
		return t, err
	}
	for _, d := range docs {
		old, err := lengthsOf(g.index, d.id)
		if err != nil {
			return t, err
		}
		if old != nil {
			t.remove(old)
		}
		t.add(&d.terms)
	}
	return t, nil
}

// lengthsOf reads the lengths stored with a document, nil where there is none.
func lengthsOf(index bleve.Index, id string) (*lengths, error) {
	doc, err := index.Document(id)
	if err != nil || doc == nil {
		return nil, err
	}
	var l *lengths
	doc.VisitFields(func(f bleveindex.Field) {
		if f.Name() == lengthsField {
			var got lengths
			if got, err = decodeLengths(f.Value()); err == nil {
				l = &got
			}
		}
	})
	return l, err
}
