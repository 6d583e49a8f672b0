package probe

import (
	"context"
	"net/url"
	"path"
	"slices"
	"strings"

	"khotin/crawler"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// readFront reads the front page. A host that sends its readers to another one
// of the same site is probed under that name.
func (p *prober) readFront(ctx context.Context) error {
	address := "https://" + p.report.Host + "/"
	a, err := p.look(ctx, "front.html", crawler.Question{URL: address, Kind: visit.Listing})
	if err != nil {
		return err
	}
	switch {
	case a.Reason == visit.Failed && a.Status == 0:
		return fault.New(fault.Unavailable, "%s gives no front page: %s", p.report.Host, a.Detail)
	case a.Reason == visit.Refused && p.report.Robots.Allowed: // another host's, to which it leads
		return fault.New(fault.Invalid, "%s does not want to be crawled: %s", p.report.Host, a.Detail)
	case a.Reason == visit.Skipped:
		return fault.New(fault.Invalid, "the front page of %s leads away from it: %s", p.report.Host, a.Detail).
			WithHint("probe the host it leads to")
	}
	if u, err := url.Parse(a.Address); err == nil && u.Host != "" && u.Host != p.report.Host {
		p.report.Host = u.Host
		if err := p.enter(u.Host); err != nil {
			return err
		}
	}
	if a.Reason != "" {
		p.check("the front page cannot be read: %s", a.Detail)
	}
	if p.front = readDocument(a); p.front == nil {
		p.source(Source{Kind: Listing, URL: address, Status: a.Status, Detail: a.Detail})
		return nil
	}
	p.report.Charset.Name, p.report.Charset.Declared = charsetOf(a)
	p.listing(a, p.front)
	return nil
}

// listing takes the links of a page for addresses of articles, and notes the
// page as a source of them.
func (p *prober) listing(a crawler.Answer, d *document) {
	s := Source{Kind: Listing, URL: a.Address, Status: a.Status}
	for _, l := range d.anchors {
		c := candidate{l.url, l.text, fromPage}
		if !p.own(l.url.Host) {
			continue
		}
		p.seen = append(p.seen, c)
		if _, ok := takeApart(l.url); ok && c.sure() && !isAside(l.url.Path) {
			s.Links++
		}
	}
	if s.Links == 0 {
		s.Detail = "it names no articles"
		if d.scripts > 0 {
			s.Detail = "it names no articles: they are put in by a script"
		}
	}
	p.source(s)
}

func (p *prober) source(s Source) {
	if len(p.report.Sources) < maxSources {
		p.report.Sources = append(p.report.Sources, s)
	}
}

// readSection reads the section that is closest to the topic, which names more
// of what matters than the front page, and often a feed.
func (p *prober) readSection(ctx context.Context) error {
	at := p.onTopic()
	if at == nil {
		return nil
	}
	a, err := p.look(ctx, "section.html", crawler.Question{URL: at.String(), Kind: visit.Listing})
	if err != nil {
		return err
	}
	if p.section = readDocument(a); p.section == nil {
		p.source(Source{Kind: Listing, URL: at.String(), Status: a.Status, Detail: a.Detail})
		return nil
	}
	p.listing(a, p.section)
	return nil
}

// onTopic returns the section that the front page links to, nil for none.
func (p *prober) onTopic() *url.URL {
	if p.front == nil {
		return nil
	}
	for _, name := range known(knownSection) {
		for _, l := range p.front.anchors {
			leaf := path.Base(strings.TrimSuffix(l.url.Path, "/"))
			stem, _ := cutExt(leaf)
			if p.own(l.url.Host) && (stem == name || strings.HasPrefix(stem, name+"-") && words(stem) <= words(name)+2) && !isAside(l.url.Path) {
				return l.url
			}
		}
	}
	return nil
}

// own reports a host that may be asked.
func (p *prober) own(host string) bool {
	bare := func(h string) string { return strings.TrimPrefix(strings.TrimPrefix(h, "www."), "m.") }
	return slices.ContainsFunc(p.hosts, func(h string) bool { return bare(h) == bare(host) })
}
