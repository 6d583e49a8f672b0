package archive

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

const frontierColumns = `url, outlet, kind, due, via, depth, etag, modified, failures, visited, digest,
	record, born, changes, missing, rate, signs`

// frontierPlaces has one place for each of frontierColumns.
const frontierPlaces = `?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?`

func scanRow(row scanner) (r visit.Row, err error) {
	var due, visited, born, missing int64
	var signs string
	err = row.Scan(&r.URL, &r.Outlet, &r.Kind, &due, &r.Via, &r.Depth, &r.ETag, &r.Modified, &r.Failures, &visited, &r.Digest,
		&r.Record, &born, &r.Changes, &missing, &r.Rate, &signs)
	r.Due, r.Visited, r.Born, r.Missing = fromMillis(due), fromMillis(visited), fromMillis(born), fromMillis(missing)
	r.Signs = readSigns(signs)
	return r, err
}

func rowValues(r visit.Row) []any {
	return []any{r.URL, r.Outlet, string(r.Kind), millis(r.Due), r.Via, r.Depth, r.ETag, r.Modified, r.Failures, millis(r.Visited), r.Digest,
		r.Record, millis(r.Born), r.Changes, millis(r.Missing), r.Rate, writeSigns(r.Signs)}
}

// Add enters addresses into the frontier and returns how many were not in it
// before. A known address keeps its row, except that an earlier Due pulls its
// next visit forward, and that its signs are brought up to date: one that
// has moved is marked, and pulls the visit to now if it is heeded. A row
// without Due is due at once if the address is new, and leaves a known one
// alone: that is how a link found again is added.
func (a *Archive) Add(ctx context.Context, rows ...visit.Row) (added int, err error) {
	for _, r := range rows {
		if r.URL == "" || r.Outlet == "" || r.Kind == "" {
			return 0, fault.New(fault.Invalid, "add %q to the frontier: address, outlet and kind must not be empty", r.URL)
		}
	}
	now := a.moment()
	err = a.relaxed.do(ctx, func(w *writer) error {
		added = 0
		for _, r := range rows {
			isNew, err := w.add(ctx, r, now)
			if err != nil {
				return err
			}
			if isNew {
				added++
			}
		}
		return nil
	})
	if err != nil {
		return 0, a.fault("add to the frontier", err)
	}
	return added, nil
}

func (w *writer) add(ctx context.Context, r visit.Row, now time.Time) (isNew bool, err error) {
	const (
		insert = `INSERT INTO frontier (` + frontierColumns + `) VALUES (` + frontierPlaces + `) ON CONFLICT DO NOTHING`
		pull   = `UPDATE frontier SET due = ?1 WHERE url = ?2 AND due > ?1`
	)
	due := r.Due
	if due.IsZero() {
		r.Due = now
	}
	n, err := w.rows(ctx, insert, rowValues(r)...)
	if err != nil || n > 0 {
		return n > 0, err
	}
	moved, err := w.noteSigns(ctx, r)
	if err != nil {
		return false, err
	}
	if moved && (due.IsZero() || due.After(now)) {
		due = now
	}
	if !due.IsZero() {
		_, err = w.exec(ctx, pull, millis(due), r.URL)
	}
	return false, err
}

const selectDue = `SELECT ` + frontierColumns + ` FROM frontier
	WHERE outlet = ?1 AND due <= ?2 AND leased <= ?2 ORDER BY due, url LIMIT ?3`

// Claim hands out at most n addresses of the outlet that are due, the longest
// due first and then by address. They are nobody else's until Finish or
// Release, or until the lease runs out.
func (a *Archive) Claim(ctx context.Context, outlet string, n int, lease time.Duration) ([]visit.Row, error) {
	const take = `UPDATE frontier SET leased = ? WHERE url = ?`
	if n <= 0 || lease <= 0 {
		return nil, fault.New(fault.Invalid, "claim %d addresses for %s: both must be positive", n, lease)
	}
	now := a.moment()
	var claimed []visit.Row
	err := a.relaxed.do(ctx, func(w *writer) error {
		rows, err := w.query(ctx, selectDue, outlet, millis(now), n)
		if claimed, err = collect(rows, err, scanRow); err != nil {
			return err
		}
		for _, r := range claimed {
			if _, err := w.exec(ctx, take, millis(now.Add(lease)), r.URL); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, a.fault("claim from the frontier", err)
	}
	return claimed, nil
}

// Finish ends a visit: it writes the row as it is to be from now on, with its
// new Due, validators and failures, gives back the lease, enters the
// outcome into the ledger of the run, and links the capture it names with the
// record it led to, all or nothing. A row that is not in
// the frontier yet is added; one without Due is an Invalid fault.
func (a *Archive) Finish(ctx context.Context, run int64, row visit.Row, o visit.Outcome) error {
	const save = `INSERT OR REPLACE INTO frontier (` + frontierColumns + `) VALUES (` + frontierPlaces + `)`
	if row.Due.IsZero() {
		return fault.New(fault.Invalid, "finish the visit of %s: the row does not say when the next one is due", row.URL)
	}
	err := a.relaxed.do(ctx, func(w *writer) error {
		if _, err := w.exec(ctx, save, rowValues(row)...); err != nil {
			return err
		}
		if err := w.link(ctx, o); err != nil {
			return err
		}
		return w.record(ctx, run, o, row.Digest != "" || row.Record != "")
	})
	return a.fault("finish the visit of "+row.URL, err)
}

// Release gives back leases of rows that were claimed and not visited.
func (a *Archive) Release(ctx context.Context, rows ...visit.Row) error {
	const release = `UPDATE frontier SET leased = 0 WHERE url = ?`
	err := a.relaxed.do(ctx, func(w *writer) error {
		for _, r := range rows {
			if _, err := w.exec(ctx, release, r.URL); err != nil {
				return err
			}
		}
		return nil
	})
	return a.fault("release rows of the frontier", err)
}

// Lookup returns the row of an address; a NotFound fault when there is none.
func (a *Archive) Lookup(ctx context.Context, url string) (visit.Row, error) {
	const query = `SELECT ` + frontierColumns + ` FROM frontier WHERE url = ?`
	stmt, err := a.read.stmt(ctx, query)
	if err != nil {
		return visit.Row{}, a.fault("look up "+url, err)
	}
	r, err := scanRow(stmt.QueryRowContext(ctx, url))
	if errors.Is(err, sql.ErrNoRows) {
		return visit.Row{}, fault.New(fault.NotFound, "%s is not in the frontier", url)
	}
	return r, a.fault("look up "+url, err)
}

// Histories tells how the articles of an outlet have changed so far, at most so
// many of them, the latest first.
func (a *Archive) Histories(ctx context.Context, outlet string, most int) ([]visit.History, error) {
	const query = `SELECT born, visited, changes FROM frontier
		WHERE outlet = ? AND kind = 'article' AND born > 0 ORDER BY born DESC LIMIT ?`
	rows, err := a.read.query(ctx, query, outlet, most)
	past, err := collect(rows, err, func(row scanner) (h visit.History, err error) {
		var born, visited int64
		err = row.Scan(&born, &visited, &h.Changes)
		h.Born, h.Visited = fromMillis(born), fromMillis(visited)
		return h, err
	})
	return past, a.fault("read the history of "+outlet, err)
}

// Pending counts the addresses of an outlet that could be claimed now, and all
// that the frontier holds of it.
func (a *Archive) Pending(ctx context.Context, outlet string) (due, total int, err error) {
	const query = `SELECT (SELECT count(*) FROM frontier WHERE outlet = ?1 AND due <= ?2 AND leased <= ?2),
		(SELECT count(*) FROM frontier WHERE outlet = ?1)`
	err = a.read.scan(ctx, query, []any{outlet, millis(a.moment())}, &due, &total)
	return due, total, a.fault("count the frontier", err)
}

// selectNextDue steps from outlet to outlet through the index, instead of
// grouping all rows by it, and adds the ends of the leases.
const selectNextDue = outlets + `SELECT outlet, (SELECT due FROM frontier f WHERE f.outlet = known.outlet AND leased = 0 ORDER BY due LIMIT 1)
	FROM known WHERE outlet IS NOT NULL
	UNION ALL
	SELECT outlet, max(due, leased) FROM frontier WHERE leased > 0`

// NextDue returns the earliest time at which anything of each outlet can be
// claimed, now or in the past if something can be already. Its cost grows with
// the outlets and the leases, not with the addresses.
func (a *Archive) NextDue(ctx context.Context) (map[string]time.Time, error) {
	next := make(map[string]time.Time)
	rows, err := a.read.query(ctx, selectNextDue)
	_, err = collect(rows, err, func(row scanner) (none struct{}, err error) {
		var outlet string
		var due sql.NullInt64 // none where all rows are leased
		err = row.Scan(&outlet, &due)
		at := fromMillis(due.Int64)
		if was, ok := next[outlet]; due.Valid && (!ok || at.Before(was)) {
			next[outlet] = at
		}
		return none, err
	})
	return next, a.fault("read the frontier", err)
}
