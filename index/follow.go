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
	rebuildBatch = 250
	batchBytes   = 8 << 20 // of text
)

// Follow writes stored versions in the order of their sequence numbers and
// returns how many it wrote. Every batch carries the position it reaches, so
// whatever ends a run, the next one goes on from Position. Withdrawn articles
// stay searchable.
//
// Where Open had to put an empty generation in the place of a damaged one, the
// first complete run fills it, and only then do searches answer again.
func (ix *Index) Follow(ctx context.Context, changes iter.Seq2[article.Stored, error]) (int, error) {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	ix.mu.RLock()
	g, closed := ix.live, ix.closed
	ix.mu.RUnlock()
	if closed {
		return 0, errClosed()
	}
	if g.reason != "" {
		return ix.fill(ctx, g, changes)
	}
	written := 0
	for batch, err := range batches(ctx, changes, liveBatch) {
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

// batches cuts the changes into batches of at most size versions and
// batchBytes. It ends with the first error.
func batches(ctx context.Context, changes iter.Seq2[article.Stored, error], size int) iter.Seq2[[]article.Stored, error] {
	return func(yield func([]article.Stored, error) bool) {
		var batch []article.Stored
		bytes := 0
		for s, err := range changes {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			batch = append(batch, s)
			for b := range s.Blocks() {
				bytes += len(b.Text)
			}
			if len(batch) >= size || bytes >= batchBytes {
				if !yield(batch, nil) {
					return
				}
				batch, bytes = nil, 0
			}
		}
		if len(batch) > 0 {
			yield(batch, nil)
		}
	}
}

// commit writes one batch: documents, field totals and position, all or none.
func (ix *Index) commit(ctx context.Context, g *generation, versions []article.Stored) error {
	position := g.position
	for _, v := range versions {
		position = max(position, v.Seq)
	}
	docs, err := ix.analyse(ctx, newest(versions))
	if err != nil {
		return err
	}
	totals, err := g.totalsWith(docs)
	if err != nil {
		return err
	}
	batch := g.index.NewBatch()
	if err := addAll(batch, docs); err != nil {
		return err
	}
	setState(batch, &totals, position)
	if err := g.index.Batch(batch); err != nil {
		return fmt.Errorf("write to the index up to change %d: %w", position, err)
	}
	ix.mu.Lock()
	g.position = position
	ix.mu.Unlock()
	return nil
}

// newest keeps the last version of every article.
func newest(versions []article.Stored) []*article.Stored {
	latest := make(map[string]int, len(versions))
	for i := range versions {
		latest[versions[i].ID] = i
	}
	fresh := make([]*article.Stored, 0, len(latest))
	for i := range versions {
		if latest[versions[i].ID] == i {
			fresh = append(fresh, &versions[i])
		}
	}
	return fresh
}

func addAll(batch *bleve.Batch, docs []*analysed) error {
	for _, d := range docs {
		if err := batch.IndexAdvanced(d.doc); err != nil {
			return fmt.Errorf("index %s: %w", d.id, err)
		}
	}
	return nil
}

// setState adds what must change together with the documents of a batch.
func setState(batch *bleve.Batch, totals *tally, position int64) {
	batch.SetInternal(tallyKey, totals.encode())
	batch.SetInternal(positionKey, binary.BigEndian.AppendUint64(nil, uint64(position)))
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
