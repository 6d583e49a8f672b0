package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"

	"khotin/crawler/robots"
	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Scout looks at a site that is no outlet yet, as politely as a pass and
// through the same chain. It stores nothing.
type Scout struct {
	crawler *Crawler
	outlet  *Outlet
}

// Question is one address to look at.
type Question struct {
	URL      string
	Kind     visit.Kind // what is expected behind it: sets the limits and what is read
	ETag     string     // validators to ask with (RFC 9110, section 13), "" for none
	Modified string
}

// Answer is what came of a Question. Its Reason is "" where there is a body.
type Answer struct {
	visit.Outcome
	Address  string // after redirects, "" where nothing answered
	Header   http.Header
	Body     []byte // content-decoded, in the page's own charset
	Links    []Link // that a sitemap, feed or listing names
	Requests int    // sent: redirects and robots.txt count
}

// Link is an address that a sitemap, feed or listing names, made absolute.
type Link struct {
	Address string
	Kind    visit.Kind
	Lastmod string // of a sitemap's entry, as printed
}

// RobotsAnswer is a host's robots.txt as answered and as read.
type RobotsAnswer struct {
	visit.RobotsFile
	Rules    *robots.Rules
	Requests int // 0 when it was known
}

// Scout returns one that may ask the hosts and no others. An Invalid fault
// names a host that is none.
func (c *Crawler) Scout(hosts ...string) (*Scout, error) {
	o := &Outlet{Outlet: article.Outlet{Articles: []*regexp.Regexp{regexp.MustCompile(`^/`)}}}
	for _, host := range hosts {
		if u, err := url.Parse("https://" + host + "/"); err != nil || u.Host != host || host == "" {
			return nil, fault.New(fault.Invalid, "%q is not a host", host).WithHint("write it as in an address: baovidu.vn")
		}
		o.Editions = append(o.Editions, article.Edition{Host: host, Prefix: "/"})
		o.Name = o.Editions[0].Host
	}
	if err := o.prepare(); err != nil {
		return nil, fault.New(fault.Invalid, "scout: %w", err)
	}
	return &Scout{c, o}, nil
}

// Robots returns the robots.txt of a host, which is asked for once a day. A
// host that cannot be reached has rules that forbid everything. The error is
// the context's, or an Unavailable fault for a host that wants to be left alone.
func (s *Scout) Robots(ctx context.Context, host string) (RobotsAnswer, error) {
	t := &trip{outlet: s.outlet}
	file, rules, err := s.crawler.robots.file(withTrip(ctx, t), s.outlet, &url.URL{Scheme: "https", Host: host})
	if no, ok := errors.AsType[*busy](err); ok {
		err = fault.New(fault.Unavailable, "robots.txt of %s: %w", host, no)
	}
	return RobotsAnswer{visit.RobotsFile(file), rules, t.requests}, err
}

// Look asks one question. A site's trouble, its robots.txt included, is in the
// answer's Reason and Detail; the error is the context's.
func (s *Scout) Look(ctx context.Context, q Question) (a Answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			a.Reason, a.Detail = visit.Failed, fmt.Sprintf("reading it made the program panic: %v", p)
		}
	}()
	row := visit.Row{URL: q.URL, Outlet: s.outlet.Name, Kind: q.Kind, ETag: q.ETag, Modified: q.Modified}
	r, err := s.crawler.get(ctx, &trip{outlet: s.outlet, kind: q.Kind}, row)
	a.Outcome, a.Requests = r.Outcome, r.trip.requests
	if err != nil || r.page == nil {
		return a, err
	}
	a.Address, a.Header, a.Body = r.page.url.String(), r.page.header, r.page.body
	a.Header.Set("Content-Type", r.page.contentType) // colly was shown another
	if a.Reason != "" || q.Kind == visit.Article {
		return a, nil
	}
	links, err := s.outlet.links(r.page, q.Kind)
	if err != nil {
		a.Reason, a.Detail = visit.Failed, err.Error()
	}
	for _, k := range links {
		if u, err := r.page.url.Parse(k.address); err == nil {
			a.Links = append(a.Links, Link{u.String(), k.kind, k.told[visit.Lastmod].Value})
		}
	}
	return a, nil
}
