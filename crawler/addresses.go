package crawler

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Visit makes a pass over single articles, of outlets or of any other public
// site, whether they are due or not. Report and errors are those of Once; an
// address that is none is an Invalid fault, and then nothing is visited.
func (c *Crawler) Visit(ctx context.Context, addresses ...string) (Report, error) {
	type errand struct {
		outlet *Outlet
		rows   []visit.Row
	}
	var errands []*errand
	byName := make(map[string]*errand)
	for _, address := range addresses {
		u, err := c.known.Canonical(address)
		if err != nil {
			return Report{}, err
		}
		o, err := c.ownerOf(u)
		if err != nil {
			return Report{}, err
		}
		e := byName[o.Name]
		if e == nil {
			e = &errand{outlet: o}
			byName[o.Name] = e
			errands = append(errands, e)
		}
		row, err := c.rowOf(ctx, u.String(), o)
		if err != nil {
			return Report{}, err
		}
		if !slices.Contains(e.rows, row) {
			e.rows = append(e.rows, row)
		}
	}
	return c.record(ctx, func(p *pass) error {
		for _, e := range errands {
			l := newLane(p, e.outlet)
			l.queue = e.rows
			for _, row := range l.queue {
				l.discovered(row.URL)
			}
			if err := errors.Join(l.drain(ctx), l.release(ctx)); err != nil {
				return err
			}
			p.report.Requests += l.requests
		}
		return nil
	})
}

// rowOf returns what the frontier knows of an article's address, without the
// validators: whoever asks for a page wants all of it.
func (c *Crawler) rowOf(ctx context.Context, address string, o *Outlet) (visit.Row, error) {
	row := visit.Row{URL: address, Outlet: o.Name, Kind: visit.Article}
	if c.opt.Past == nil {
		return row, nil
	}
	known, err := c.opt.Past.Lookup(ctx, address)
	if fault.Of(err) == fault.NotFound {
		return row, nil
	}
	known.ETag, known.Modified = "", ""
	return known, err
}

// ownerOf returns the outlet of an address, or one made for a site that no
// outlet owns.
func (c *Crawler) ownerOf(u *url.URL) (*Outlet, error) {
	if o := c.lookup(u); o != nil {
		return o, nil
	}
	return stranger(u.Host)
}
