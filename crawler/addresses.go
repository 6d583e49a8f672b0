package crawler

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"khotin/internal/visit"
)

// Visit makes a pass over single articles, of outlets or of any other public
// site, whether they are due or not. Report and errors are those of Once; an
// address that is none is an Invalid fault, and then nothing is visited.
func (c *Crawler) Visit(ctx context.Context, addresses ...string) (Report, error) {
	var lanes []*lane
	byName := make(map[string]*lane)
	for _, address := range addresses {
		u, err := c.known.Canonical(address)
		if err != nil {
			return Report{}, err
		}
		o, err := c.ownerOf(u)
		if err != nil {
			return Report{}, err
		}
		l := byName[o.Name]
		if l == nil {
			l = newLane(o)
			byName[o.Name] = l
			lanes = append(lanes, l)
		}
		row := visit.Row{URL: u.String(), Outlet: o.Name, Kind: visit.Article}
		if !slices.Contains(l.queue, row) {
			l.queue = append(l.queue, row)
		}
	}
	return c.record(ctx, func(p *pass) error {
		for _, l := range lanes {
			l.pass = p
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

// ownerOf returns the outlet of an address, or one made for a site that no
// outlet owns.
func (c *Crawler) ownerOf(u *url.URL) (*Outlet, error) {
	if o := c.lookup(u); o != nil {
		return o, nil
	}
	return stranger(u.Host)
}
