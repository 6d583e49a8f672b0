package archive

import (
	"context"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// dayOf is the day in Vietnam, as the tables of days have it.
func dayOf(t time.Time) string { return t.In(article.Hanoi).Format(time.DateOnly) }

// tally counts an outcome on its day. Read says that the address had been read
// before.
func (w *writer) tally(ctx context.Context, o visit.Outcome, read bool) error {
	const query = `INSERT INTO visits (day, outlet, kind, reason, n, read, first, last, detail) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?6, ?7)
		ON CONFLICT DO UPDATE SET n = n + 1, read = read + excluded.read,
			first = min(first, excluded.first), last = max(last, excluded.last), detail = excluded.detail`
	if o.At.IsZero() {
		return nil
	}
	_, err := w.exec(ctx, query, dayOf(o.At), o.Outlet, string(o.Kind), string(o.Reason), read, millis(o.At), o.Detail)
	return err
}

// complete counts what a stored version has on the day it is stored.
func (w *writer) complete(ctx context.Context, art article.Article, now time.Time) error {
	const query = `INSERT INTO completeness (day, outlet, basis, profile, records, date, byline, captions, lead, missed)
		VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET records = records + 1, date = date + excluded.date, byline = byline + excluded.byline,
			captions = captions + excluded.captions, lead = lead + excluded.lead, missed = missed + excluded.missed`
	_, err := w.exec(ctx, query, dayOf(now), art.Outlet, art.Evidence["headline"].Basis, art.Profile,
		!art.Published.IsZero(), art.Byline != "", len(art.Captions) > 0, art.Lead != "", art.Has(article.FlagProfileMissed))
	return err
}
