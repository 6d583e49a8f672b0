package archive

import (
	"context"

	"khotin/internal/article"
)

// Confirm notes that the page still says what the current version says, without
// the page having been read again: the site said that it was not modified. If
// the page had been withdrawn, it has returned. An unknown id is a NotFound
// fault.
func (a *Archive) Confirm(ctx context.Context, id string) (article.Stored, error) {
	const touch = `UPDATE version SET last_seen = ? WHERE seq = ?`
	var s article.Stored
	err := a.durable.do(ctx, func(w *writer) error {
		was, err := w.lookUp(ctx, id)
		if err != nil {
			return err
		}
		if was.number == 0 {
			return unknown(id)
		}
		if _, err := w.exec(ctx, touch, millis(a.moment()), was.seq); err != nil {
			return err
		}
		if was.state == article.Gone {
			if err := a.changeState(ctx, w, id, article.Live, Returned); err != nil {
				return err
			}
		}
		s, err = w.stored(ctx, id)
		return err
	})
	return s, a.fault("confirm article", err)
}

// Withdraw marks the article as gone: its page is no longer there. The record
// stays. Withdrawing twice changes nothing; an unknown id is a NotFound fault.
func (a *Archive) Withdraw(ctx context.Context, id string) (article.Stored, error) {
	var s article.Stored
	err := a.durable.do(ctx, func(w *writer) error {
		was, err := w.lookUp(ctx, id)
		if err != nil {
			return err
		}
		if was.number == 0 {
			return unknown(id)
		}
		if was.state != article.Gone {
			if err := a.changeState(ctx, w, id, article.Gone, Withdrawn); err != nil {
				return err
			}
		}
		s, err = w.stored(ctx, id)
		return err
	})
	return s, a.fault("withdraw article", err)
}

// changeState gives the article its next change number without a new version.
func (a *Archive) changeState(ctx context.Context, w *writer, id string, state article.State, what Change) error {
	const saveState = `UPDATE article SET state = ?, seq = ? WHERE id = ?`
	seq, err := w.nextSeq(ctx)
	if err != nil {
		return err
	}
	return w.all(ctx,
		step{saveChange, []any{seq, id, string(what), millis(a.moment())}},
		step{saveState, []any{string(state), seq, id}},
	)
}
