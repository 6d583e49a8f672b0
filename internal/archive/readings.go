package archive

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"time"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Reading is a version as the archive holds it, with the answers it was read
// from.
type Reading struct {
	Seq      int64 // the change that stored it
	Version  int
	Record   article.Article // with the outlet's own group
	JSON     string          // the same, byte for byte
	Captures []visit.Capture // that say what it says, the first one first
}

// Readings yields the versions that were stored since a time, of one outlet or,
// when it is "", of all, in the order of the change sequence.
func (a *Archive) Readings(ctx context.Context, outlet string, since time.Time) iter.Seq2[Reading, error] {
	const query = `SELECT v.seq, v.number, r.json
		FROM version v JOIN article a ON a.id = v.article JOIN record r ON r.seq = v.seq
		WHERE v.seq > ?1 AND (?2 = '' OR a.outlet = ?2) AND v.stored_at >= ?3 ORDER BY v.seq LIMIT ?4`
	return func(yield func(Reading, error) bool) {
		after := int64(0)
		next := func() ([]Reading, error) {
			rows, err := a.read.query(ctx, query, after, outlet, millis(since), page)
			out, err := collect(rows, err, func(row scanner) (r Reading, err error) {
				if err := row.Scan(&r.Seq, &r.Version, &r.JSON); err != nil {
					return r, err
				}
				r.Record, err = decode([]byte(r.JSON))
				return r, err
			})
			return out, a.fault("read the versions", err)
		}
		for r, err := range pages(next, func(r Reading) { after = r.Seq }) {
			if err == nil {
				r.Captures, err = a.capturesOf(ctx, r.Seq)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// Encode returns the JSON under which the archive keeps a record; an Invalid
// fault for one that it would refuse.
func Encode(art article.Article) (string, error) {
	e, err := newEntry(art)
	return e.json, err
}

// Correct replaces a version by a better reading of the page it was read from.
// That is no new version: the outlet has changed nothing. The version keeps its
// number and its times, what it said is kept as a correction, and the article
// takes the next number of the change sequence, so that whoever follows reads it
// again. It returns the class of what is corrected. The record must be of the
// same article; a NotFound fault when there is no such version.
func (a *Archive) Correct(ctx context.Context, seq int64, art article.Article) (class diff.Class, err error) {
	e, err := newEntry(art)
	if err != nil {
		return diff.None, a.fault("correct "+art.URL, err)
	}
	err = a.durable.do(ctx, func(w *writer) (err error) {
		class, err = a.correct(ctx, w, seq, e)
		return err
	})
	return class, a.fault("correct "+art.URL, err)
}

func (a *Archive) correct(ctx context.Context, w *writer, seq int64, e entry) (diff.Class, error) {
	const (
		find     = `SELECT v.article, v.number, r.json FROM version v JOIN record r ON r.seq = v.seq WHERE v.seq = ?`
		keep     = `INSERT INTO correction (seq, at, class, json) VALUES (?, ?, ?, ?)`
		replace  = `UPDATE record SET json = ? WHERE seq = ?`
		digest   = `UPDATE version SET digest = ? WHERE seq = ?`
		classify = `UPDATE article SET outlet = ?, lang = ?, "group" = ?, published = ? WHERE id = ?`
	)
	var id, before string
	var number int
	err := w.scan(ctx, find, []any{seq}, &id, &number, &before)
	if errors.Is(err, sql.ErrNoRows) {
		return diff.None, fault.New(fault.NotFound, "there is no version of change %d", seq)
	}
	if err != nil || before == e.json {
		return diff.None, err
	}
	art := e.article
	if art.ID != id {
		return diff.None, fault.New(fault.Invalid, "the page is now read as %s, another article than %s", art.URL, id)
	}
	class := diff.Words // of a record that does not decode
	if old, err := decode([]byte(before)); err == nil {
		class = diff.Classify(old, art)
	}
	err = w.all(ctx,
		step{keep, []any{seq, millis(a.moment()), string(class), before}},
		step{replace, []any{e.json, seq}},
		step{digest, []any{e.digest, seq}},
	)
	if err != nil {
		return class, err
	}
	if err := errors.Join(w.reclass(ctx, id, number), w.reclass(ctx, id, number+1)); err != nil {
		return class, err
	}
	was, err := w.lookUp(ctx, id)
	if err != nil {
		return class, err
	}
	if was.seq == seq {
		if _, err := w.exec(ctx, classify, art.Outlet, string(art.Lang), art.Group, art.Published.String(), id); err != nil {
			return class, err
		}
		if err := w.derive(ctx, art); err != nil {
			return class, err
		}
	}
	return class, a.changeState(ctx, w, id, was.state, Reclassified)
}

// reclass compares a version with the one before it once more. A first version
// has no class, and one that is not there needs none.
func (w *writer) reclass(ctx context.Context, id string, number int) error {
	const (
		pair = `SELECT v.seq, r.json, p.json FROM version v JOIN record r ON r.seq = v.seq
			JOIN version b ON b.article = v.article AND b.number = v.number - 1 JOIN record p ON p.seq = b.seq
			WHERE v.article = ? AND v.number = ?`
		save = `UPDATE version SET class = ? WHERE seq = ?`
	)
	var seq int64
	var now, before []byte
	err := w.scan(ctx, pair, []any{id, number}, &seq, &now, &before)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	b, errBefore := decode(before)
	n, errNow := decode(now)
	if errBefore != nil || errNow != nil {
		return nil // damaged, which Check reports
	}
	_, err = w.exec(ctx, save, string(diff.Classify(b, n)), seq)
	return err
}
