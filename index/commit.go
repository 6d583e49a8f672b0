package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"runtime"
	"sync"

	"khotin/internal/article"

	"github.com/blevesearch/bleve/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

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
