package crawler

import (
	"context"
	"regexp"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Fetch reads one article, of an outlet or of any other public site. It is as
// polite as a pass and stores nothing. It returns an Invalid fault for an
// address that may not be fetched or holds no article, NotFound for a page
// that is gone, and Unavailable when there was no good answer.
func (c *Crawler) Fetch(ctx context.Context, address string) (a article.Article, err error) {
	u, err := c.known.Canonical(address)
	if err != nil {
		return a, err
	}
	o, err := c.ownerOf(u)
	if err != nil {
		return a, err
	}
	row := visit.Row{URL: u.String(), Outlet: o.Name, Kind: visit.Article}
	a, r, err := c.one(ctx, o, row)
	if err == nil && r.Reason != "" {
		err = fault.New(kindOf(r.Reason), "fetch %s: %s", u, r.Detail)
	}
	return a, err
}

// one makes the record of one article outside a pass, or sets the reason why
// there is none.
func (c *Crawler) one(ctx context.Context, o *Outlet, row visit.Row) (a article.Article, r result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New(fault.Internal, "read %s: the page made the program panic: %v", row.URL, p)
		}
	}()
	r, err = c.get(ctx, &trip{outlet: o, kind: row.Kind}, row)
	if err == nil && r.Reason == "" {
		a = c.extract(&r, o)
	}
	return a, r, err
}

// stranger is a site that no outlet owns: any page of it may be an article.
func stranger(host string) (*Outlet, error) {
	o := &Outlet{Outlet: article.Outlet{
		Name:     host,
		Editions: []article.Edition{{Host: host, Prefix: "/"}},
		Articles: []*regexp.Regexp{regexp.MustCompile(`^/`)},
	}}
	return o, o.prepare()
}

func kindOf(r visit.Reason) fault.Kind {
	switch r {
	case visit.Missing:
		return fault.NotFound
	case visit.Failed, visit.Denied:
		return fault.Unavailable
	}
	return fault.Invalid
}
