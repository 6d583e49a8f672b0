package archive

import (
	"context"
	"iter"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Record enters outcomes of addresses that have no row in the frontier, such
// as those refused before they were added.
func (a *Archive) Record(ctx context.Context, run int64, outcomes ...visit.Outcome) error {
	err := a.relaxed.do(ctx, func(w *writer) error {
		for _, o := range outcomes {
			if err := w.record(ctx, run, o, false); err != nil {
				return err
			}
		}
		return nil
	})
	return a.fault("record outcomes", err)
}

// record enters an outcome and counts it on its day. Read says that the address
// had been read before.
func (w *writer) record(ctx context.Context, run int64, o visit.Outcome, read bool) error {
	const query = `INSERT INTO outcome (run, url, outlet, kind, reason, detail, status, bytes, duration, at)
		SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM run WHERE id = ?`
	n, err := w.rows(ctx, query, o.URL, o.Outlet, string(o.Kind), string(o.Reason), o.Detail, o.Status, o.Bytes, int64(o.Duration), millis(o.At), run)
	if err == nil && n == 0 {
		return fault.New(fault.NotFound, "there is no run %d", run)
	}
	if err != nil {
		return err
	}
	return w.tally(ctx, o, read)
}

// Runs returns the last runs, newest first, each with its outcomes counted. A
// zero Finished means that the run goes on or was cut off.
func (a *Archive) Runs(ctx context.Context, limit int) ([]visit.Run, error) {
	return a.runs(ctx, `SELECT id, started, finished FROM run ORDER BY id DESC LIMIT ?`, limit)
}

// Run returns one run as Runs does. An unknown id is a NotFound fault.
func (a *Archive) Run(ctx context.Context, id int64) (visit.Run, error) {
	found, err := a.runs(ctx, `SELECT id, started, finished FROM run WHERE id = ?`, id)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.NotFound, "there is no run %d", id)
	}
	if err != nil {
		return visit.Run{}, err
	}
	return found[0], nil
}

func (a *Archive) runs(ctx context.Context, query string, arg any) ([]visit.Run, error) {
	rows, err := a.read.query(ctx, query, arg)
	runs, err := collect(rows, err, func(row scanner) (visit.Run, error) {
		r := visit.Run{Outcomes: map[visit.Reason]int{}}
		var started, finished int64
		err := row.Scan(&r.ID, &started, &finished)
		r.Started, r.Finished = fromMillis(started), fromMillis(finished)
		return r, err
	})
	if err != nil {
		return nil, a.fault("read the runs", err)
	}
	for _, r := range runs {
		totals, err := a.Totals(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		for _, t := range totals {
			r.Outcomes[t.Reason] += t.Count
		}
	}
	return runs, nil
}

// Totals returns the totals of a run by outlet and reason, in that order.
func (a *Archive) Totals(ctx context.Context, run int64) ([]visit.Total, error) {
	const query = `SELECT outlet, reason, count(*) FROM outcome WHERE run = ? GROUP BY outlet, reason ORDER BY outlet, reason`
	rows, err := a.read.query(ctx, query, run)
	totals, err := collect(rows, err, func(row scanner) (t visit.Total, err error) {
		err = row.Scan(&t.Outlet, &t.Reason, &t.Count)
		return t, err
	})
	return totals, a.fault("read the ledger", err)
}

// Outcomes yields the lines of a run's ledger as they were written.
func (a *Archive) Outcomes(ctx context.Context, run int64) iter.Seq2[visit.Outcome, error] {
	const query = `SELECT id, url, outlet, kind, reason, detail, status, bytes, duration, at
		FROM outcome WHERE run = ? AND id > ? ORDER BY id LIMIT ?`
	return func(yield func(visit.Outcome, error) bool) {
		after := int64(0)
		next := func() ([]line, error) {
			rows, err := a.read.query(ctx, query, run, after, page)
			lines, err := collect(rows, err, scanLine)
			return lines, a.fault("read the ledger", err)
		}
		for l, err := range pages(next, func(l line) { after = l.id }) {
			if !yield(l.Outcome, err) {
				return
			}
		}
	}
}

// line is an outcome with its place in the ledger.
type line struct {
	id int64
	visit.Outcome
}

func scanLine(row scanner) (l line, err error) {
	var duration, at int64
	err = row.Scan(&l.id, &l.URL, &l.Outlet, &l.Kind, &l.Reason, &l.Detail, &l.Status, &l.Bytes, &duration, &at)
	l.Duration, l.At = time.Duration(duration), fromMillis(at)
	return l, err
}
