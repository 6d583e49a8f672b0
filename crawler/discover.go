package crawler

import (
	"context"
	"net/url"
	"slices"
	"sync"
	"time"

	"khotin/internal/visit"
)

const (
	maxLinks        = 50_000 // of one sitemap, feed or listing; the sitemap protocol's own limit
	maxSitemapDepth = 4      // indexes of indexes
	maxSitemapLines = 200    // of one robots.txt
	addBatch        = 500    // rows in one call of the frontier
)

// firstInLine is due before everything else: news is found on front pages,
// however long the queue of old articles.
var firstInLine = time.Unix(1, 0)

// watch knows when the discovery addresses were to be looked at again. One it
// does not know has not been looked at since the program started.
type watch struct {
	mu  sync.Mutex
	due map[string]time.Time
}

func (w *watch) note(row visit.Row) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.due == nil {
		w.due = make(map[string]time.Time)
	}
	w.due[row.URL] = row.Due
}

func (w *watch) isDue(address string, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.due[address].After(now)
}

// seed puts the outlet's discovery addresses into the frontier: the configured
// ones and the sitemaps that robots.txt names. Those to be looked at in this
// pass come first in line.
func (l *lane) seed(ctx context.Context) error {
	rows := l.outlet.seeds()
	for i := range rows {
		u, err := l.known.Canonical(rows[i].URL)
		if err != nil {
			return err
		}
		rows[i].URL = u.String()
	}
	t := l.trip(visit.Row{})
	defer func() { l.requests += t.requests }()
	for _, e := range l.outlet.Editions {
		home := &url.URL{Scheme: "https", Host: e.Host, Path: "/"}
		rules, err := l.robots.get(withTrip(ctx, t), l.outlet, home)
		if err != nil {
			return err
		}
		for _, address := range rules.Sitemaps[:min(len(rules.Sitemaps), maxSitemapLines)] {
			row, ok := l.candidate(visit.Row{Depth: -1}, home, link{address: address, kind: visit.Sitemap})
			if ok && !slices.ContainsFunc(rows, func(r visit.Row) bool { return r.URL == row.URL }) {
				rows = append(rows, row)
			}
		}
	}
	for i := range rows {
		if l.now || l.watch.isDue(rows[i].URL, l.opt.Now()) {
			rows[i].Due = firstInLine
		}
	}
	_, err := l.opt.Frontier.Add(ctx, rows...)
	return err
}

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
	keepLongestTitles(links)
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
	row = visit.Row{URL: u.String(), Outlet: l.outlet.Name, Kind: k.kind, Via: via.URL, Depth: via.Depth + 1, Signs: l.trust.weigh(k.told)}
	return row, k.kind != visit.Sitemap || row.Depth <= maxSitemapDepth
}
