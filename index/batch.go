package index

import (
	"context"
	"iter"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// Sizes of a batch: small while people search, large while nothing can.
const (
	liveBatch    = 100
	rebuildBatch = 2000
	batchBytes   = 32 << 20 // of text
)

// batches cuts the changes into batches of at most size versions and
// batchBytes. It ends with the first error.
func batches(ctx context.Context, changes iter.Seq2[article.Stored, error], size int) iter.Seq2[[]article.Stored, error] {
	return func(yield func([]article.Stored, error) bool) {
		var next batch
		for s, err := range changes {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			next.add(s)
			if len(next.versions) >= size || next.bytes >= batchBytes {
				if !yield(next.versions, nil) {
					return
				}
				next = batch{}
			}
		}
		if len(next.versions) > 0 {
			yield(next.versions, nil)
		}
	}
}

// batch is versions to be written together.
type batch struct {
	versions []article.Stored
	bytes    int // of text
}

func (b *batch) add(s article.Stored) {
	b.versions = append(b.versions, s)
	b.bytes += textSize(&s)
}

func textSize(s *article.Stored) (n int) {
	for b := range s.Blocks() {
		n += len(b.Text)
	}
	return n
}

// byLanguage sorts the versions of batches into batches of one language each,
// which come in another order. Words are shared within a language: bleve builds
// a batch that has a third of the terms, each with three times the articles, in
// three quarters of the time. Versions wait until their language has size of
// them or all that wait have batchBytes.
func byLanguage(all iter.Seq2[[]article.Stored, error], size int) iter.Seq2[[]article.Stored, error] {
	return func(yield func([]article.Stored, error) bool) {
		waiting, bytes := map[lang.Tag]*batch{}, 0
		flush := func(tag lang.Tag) bool {
			b := waiting[tag]
			delete(waiting, tag)
			bytes -= b.bytes
			return yield(b.versions, nil)
		}
		for list, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, s := range list {
				b := waiting[s.Lang]
				if b == nil {
					b = new(batch)
					waiting[s.Lang] = b
				}
				b.add(s)
				bytes += textSize(&s)
				if len(b.versions) >= size && !flush(s.Lang) {
					return
				}
				if bytes >= batchBytes && !flush(largest(waiting)) {
					return
				}
			}
		}
		for len(waiting) > 0 {
			if !flush(largest(waiting)) {
				return
			}
		}
	}
}

// largest names the language of which the most text waits.
func largest(waiting map[lang.Tag]*batch) (tag lang.Tag) {
	most := -1
	for t, b := range waiting {
		if b.bytes > most || b.bytes == most && t < tag {
			tag, most = t, b.bytes
		}
	}
	return tag
}
