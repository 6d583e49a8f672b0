package archive

import (
	"context"
	"time"

	"khotin/internal/article"
)

// StateAt tells whether the page of an article stood at a time, as far as the
// archive had looked by then: withdrawn and not returned is Gone. Before the
// first look, and of an unknown article, nothing is known: it is Live.
func (a *Archive) StateAt(ctx context.Context, id string, at time.Time) (article.State, error) {
	const query = `SELECT ifnull((SELECT what FROM change WHERE article = ? AND at <= ? AND what IN ('stored', 'withdrawn', 'returned') ORDER BY seq DESC LIMIT 1), '')`
	var last Change
	if err := a.read.scan(ctx, query, []any{id, millis(at)}, &last); err != nil {
		return "", a.fault("read the state of "+id, err)
	}
	if last == Withdrawn {
		return article.Gone, nil
	}
	return article.Live, nil
}
