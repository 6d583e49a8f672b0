package crawler

import (
	"context"
	"net/http"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// goneAfter is the time between the two looks that must both miss a page before
// it counts as gone. Outlets lose pages for hours when they move servers.
const goneAfter = day

// lookAfterGone returns the time until a page that has been missing for so long
// is looked at again: for the second look unless the first was certain, then
// after 7, 30 and 90 days, and from then on four times a year.
func lookAfterGone(missing time.Duration, certain bool) time.Duration {
	for i, at := range []time.Duration{goneAfter, 7 * day, 30 * day, 90 * day} {
		if missing < at && !(i == 0 && certain) {
			return at - missing
		}
	}
	return 90 * day
}

// miss notes that an article's page is not there, and withdraws its record once
// that is certain: at once when the site says 410, else at the second look.
func (l *lane) miss(ctx context.Context, row visit.Row, r *result) (visit.Row, error) {
	now := l.opt.Now()
	if row.Missing.IsZero() {
		row.Missing = now
	}
	if r.Status != http.StatusGone && now.Sub(row.Missing) < goneAfter {
		return row, nil
	}
	switch row.Record {
	case "":
		return row, nil
	case row.URL:
		r.Detail += "; the record is withdrawn"
		_, err := l.opt.Store.Withdraw(ctx, article.IDOf(row.Record))
		if fault.Of(err) == fault.NotFound {
			err = nil // the archive has forgotten it
		}
		return row, err
	}
	// The record has an address of its own, which decides.
	_, err := l.opt.Frontier.Add(ctx, visit.Row{URL: row.Record, Outlet: row.Outlet, Kind: visit.Article, Via: row.URL, Depth: row.Depth + 1, Due: now})
	return row, err
}

// confirm notes that the page still says what its record says.
func (l *lane) confirm(ctx context.Context, row visit.Row, r *result) error {
	if row.Kind != visit.Article || row.Record == "" {
		return nil
	}
	stored, err := l.opt.Store.Confirm(ctx, article.IDOf(row.Record))
	if fault.Of(err) == fault.NotFound {
		r.Reason, r.Detail = visit.Failed, "the site says the page is as it was, and the archive does not know it"
		return nil
	}
	r.Record, r.Seq = stored.ID, stored.Seq
	return err
}
