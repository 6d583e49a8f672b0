package archive

import (
	"context"
	"iter"

	"khotin/internal/article"
)

// page is how many articles one read fetches. Between pages nothing is held,
// so a slow consumer keeps the write-ahead log from nothing.
const page = 128

const selectChanges = `SELECT ` + currentColumns + `
	FROM article a JOIN version v ON v.seq = a.current JOIN record r ON r.seq = a.current
	WHERE a.seq > ? ORDER BY a.seq LIMIT ?`

// Changes yields, in the order of their last change, all articles that changed
// after that number of the change sequence, each as it is now: whoever applies
// them and keeps the last Seq is up to date with it. An article that changes
// meanwhile is yielded again. The iteration ends with the sequence, or with
// an error.
func (a *Archive) Changes(ctx context.Context, after int64) iter.Seq2[article.Stored, error] {
	return func(yield func(article.Stored, error) bool) {
		last := after // of this iteration: the sequence may be iterated twice
		next := func() ([]article.Stored, error) { return a.many(ctx, selectChanges, last, page) }
		pages(next, func(s article.Stored) { last = s.Seq })(yield)
	}
}

// All yields every article once, as it is when its turn comes, in the order of
// the ids. Articles that are new meanwhile may be missing.
func (a *Archive) All(ctx context.Context) iter.Seq2[article.Stored, error] {
	const query = `SELECT ` + currentColumns + `
		FROM article a JOIN version v ON v.seq = a.current JOIN record r ON r.seq = a.current
		WHERE a.id > ? ORDER BY a.id LIMIT ?`
	return func(yield func(article.Stored, error) bool) {
		after := ""
		next := func() ([]article.Stored, error) { return a.many(ctx, query, after, page) }
		pages(next, func(s article.Stored) { after = s.ID })(yield)
	}
}

// LastSeq returns the last number of the change sequence, 0 in a new archive.
func (a *Archive) LastSeq(ctx context.Context) (seq int64, err error) {
	err = a.read.scan(ctx, lastSeq, nil, &seq)
	return seq, a.fault("read the change sequence", err)
}

// pages yields the elements of one page after another until one is empty.
// passed is told each element before it is yielded, so that next can go on
// behind it.
func pages[T any](next func() ([]T, error), passed func(T)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for {
			elements, err := next()
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			for _, e := range elements {
				passed(e)
				if !yield(e, nil) {
					return
				}
			}
			if len(elements) == 0 {
				return
			}
		}
	}
}
