package crawler

import (
	"context"
	"fmt"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// attend fetches and reads one address. A panic while reading it is the
// outcome of that address and of no other.
func (l *lane) attend(ctx context.Context, row visit.Row) (r result, err error) {
	start := l.opt.Now()
	defer func() {
		if p := recover(); p != nil {
			r, err = result{Outcome: visit.Outcome{
				URL: row.URL, Outlet: l.outlet.Name, Kind: row.Kind, At: start,
				Reason: visit.Failed, Detail: fmt.Sprintf("reading it made the program panic: %v", p),
			}}, nil
		}
	}()
	r, err = l.get(ctx, l.trip(row), row)
	if r.trip != nil {
		l.requests += r.trip.requests
	}
	if err == nil && r.Reason == visit.Unchanged {
		err = l.confirm(ctx, row, &r)
	}
	if err != nil || r.Reason != "" {
		return r, err
	}
	read := l.readLinks
	if row.Kind == visit.Article {
		read = l.readArticle
	}
	err = read(ctx, row, &r)
	return r, err
}

// trip is the way to an address in this pass.
func (l *lane) trip(row visit.Row) *trip {
	return &trip{outlet: l.outlet, kind: row.Kind, via: row.Via, run: l.report.Run.Started}
}

// readLinks reads a sitemap, feed or listing.
func (l *lane) readLinks(ctx context.Context, row visit.Row, r *result) error {
	r.Reason = visit.Read
	if row.Digest != "" && row.Digest == digest(r.page.body) {
		return nil // all its links are known
	}
	links, err := l.outlet.links(r.page, row.Kind)
	if err != nil {
		r.Reason, r.Detail = visit.Failed, err.Error()
		return nil
	}
	r.fresh, err = l.offer(ctx, row, r.page.url, links)
	r.Detail = fmt.Sprintf("%d links, %d new addresses", len(links), r.fresh)
	return err
}

// readArticle extracts a record, stores it, and follows its translations.
func (l *lane) readArticle(ctx context.Context, row visit.Row, r *result) error {
	a := l.extract(r, l.outlet)
	if r.Reason != "" {
		return nil
	}
	if missing, err := l.isNotFound(ctx, r.page, a); err != nil || missing {
		r.Reason, r.Detail = visit.Missing, "it is the page that the site shows for any address it does not have"
		return err
	}
	if r.Reason, r.Detail = l.opt.Judge(a); r.Reason != "" {
		return nil
	}
	if first, ok := l.records[a.ID]; ok && first != row.URL {
		r.Reason, r.Detail = visit.Mirror, "the same record as "+first
		return nil
	}
	stored, reason, err := l.opt.Store.Put(ctx, a)
	if fault.Of(err) == fault.Invalid {
		r.Reason, r.Detail = visit.Failed, err.Error()
		return nil
	}
	if err != nil {
		return err
	}
	r.Reason, r.record, r.Record, r.Seq = reason, a, a.ID, stored.Seq
	l.records[a.ID] = row.URL
	if !l.claims {
		return nil // one address was asked for, not its outlet
	}
	r.fresh, err = l.offer(ctx, row, r.page.url, translations(a))
	return err
}

func translations(a article.Article) (links []link) {
	for _, address := range a.Alternates {
		links = append(links, link{address: address, kind: visit.Article})
	}
	return links
}
