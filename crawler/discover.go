package crawler

import (
	"context"
	"net/url"

	"khotin/internal/visit"
)

const (
	maxLinks        = 50_000 // of one sitemap, feed or listing; the sitemap protocol's own limit
	maxSitemapDepth = 4      // indexes of indexes
	addBatch        = 500    // rows in one call of the frontier
)

// links reads the addresses that a sitemap, feed or listing names.
func (o *Outlet) links(p *page, kind visit.Kind) ([]link, error) {
	switch kind {
	case visit.Sitemap:
		return sitemapLinks(p.body)
	case visit.Feed:
		return feedLinks(p.body)
	}
	if z := o.zone(p.url); z != nil {
		return z.links(p)
	}
	return p.links, nil
}

// offer puts the links that are worth a visit into the frontier and returns
// how many of them are new.
func (l *lane) offer(ctx context.Context, via visit.Row, base *url.URL, links []link) (added int, err error) {
	var rows []visit.Row
	seen := make(map[string]bool)
	flush := func() error {
		n, err := l.opt.Frontier.Add(ctx, rows...)
		added, rows = added+n, rows[:0]
		return err
	}
	for _, k := range links {
		row, ok := l.candidate(via, base, k)
		if !ok || seen[row.URL] {
			continue
		}
		seen[row.URL] = true
		if rows = append(rows, row); len(rows) == addBatch {
			if err := flush(); err != nil {
				return added, err
			}
		}
	}
	if len(rows) == 0 {
		return added, nil
	}
	return added, flush()
}

// candidate is the row for a link, false for one that is not to be visited:
// whatever names it, an article has an article's address.
func (l *lane) candidate(via visit.Row, base *url.URL, k link) (row visit.Row, ok bool) {
	ref, err := base.Parse(k.address)
	if err != nil {
		return row, false
	}
	u, err := l.known.Canonical(ref.String())
	if err != nil || !l.outlet.owns(u.Host) || l.outlet.excludes(u) || isTrap(u) {
		return row, false
	}
	if k.kind == visit.Article && !l.outlet.isArticle(u) {
		return row, false
	}
	row = visit.Row{URL: u.String(), Outlet: l.outlet.Name, Kind: k.kind, Via: via.URL, Depth: via.Depth + 1}
	return row, k.kind != visit.Sitemap || row.Depth <= maxSitemapDepth
}
