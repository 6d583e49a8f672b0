package probe

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"khotin/crawler"
	"khotin/internal/visit"
)

const (
	maxFeeds   = 3 // asked
	goodFeeds  = 2 // enough of them
	notAFeed   = "it is a page, not a feed"
	noItems    = "it names nothing"
	feedReport = "feed.xml"
)

// readFeeds reads the feeds that pages declare, those of a section on the topic
// first, then those under the usual addresses.
func (p *prober) readFeeds(ctx context.Context) error {
	queue := p.feedAddresses()
	asked := make(map[string]bool)
	good := 0
	for len(queue) > 0 && len(asked) < maxFeeds && good < goodFeeds {
		var at string
		at, queue = queue[0], queue[1:]
		if asked[at] {
			continue
		}
		asked[at] = true
		ok, more, err := p.readFeed(ctx, at)
		if err != nil {
			return err
		}
		if ok {
			good++
		}
		queue = append(more, queue...)
		if good > 0 && len(p.declared()) == 0 && len(more) == 0 {
			break // a guess that hit is enough
		}
	}
	return nil
}

// declared are the feeds that the pages name, of the section first.
func (p *prober) declared() (all []string) {
	for _, d := range []*document{p.section, p.front} {
		if d == nil {
			continue
		}
		for _, u := range d.feeds {
			if p.own(u.Host) && !slices.Contains(all, u.String()) {
				all = append(all, u.String())
			}
		}
	}
	return all
}

// feedAddresses are those to ask, the likeliest first.
func (p *prober) feedAddresses() []string {
	all := p.declared()
	section := ""
	if p.section != nil {
		section, _ = cutExt(path.Base(strings.TrimSuffix(p.section.url.Path, "/")))
	}
	for _, form := range known(knownFeed) {
		if strings.Contains(form, "{section}") && section == "" {
			continue
		}
		all = append(all, "https://"+p.report.Host+strings.ReplaceAll(form, "{section}", section))
	}
	return all
}

// readFeed reads one. A page of HTML under a feed's address is most often a
// list of feeds, and those are returned.
func (p *prober) readFeed(ctx context.Context, address string) (ok bool, more []string, err error) {
	a, err := p.look(ctx, feedReport, crawler.Question{URL: address, Kind: visit.Feed})
	if err != nil {
		return false, nil, err
	}
	s := Source{Kind: Feed, URL: address, Status: a.Status, Detail: a.Detail, Links: len(a.Links)}
	switch {
	case a.Status != http.StatusOK || len(a.Links) > 0:
	case strings.HasPrefix(http.DetectContentType(a.Body), "text/html"):
		s.Detail, more = notAFeed, p.feedsOn(a)
	case a.Reason == "":
		s.Detail = noItems
	}
	p.source(s)
	for _, k := range a.Links[:min(len(a.Links), maxMapTaken)] {
		if u := resolve(p.base(), k.Address); u != nil && p.own(u.Host) {
			p.seen = append(p.seen, candidate{u, "", fromFeed})
		}
	}
	return s.Detail == "", more, nil
}

// feedsOn are the feeds that a page lists, the one on the topic first.
func (p *prober) feedsOn(a crawler.Answer) (all []string) {
	a.Reason = ""
	d := readDocument(a)
	if d == nil {
		return nil
	}
	isFeed := func(u *url.URL) bool {
		return p.own(u.Host) && (strings.HasPrefix(u.Path, "/rss/") || strings.HasSuffix(u.Path, ".rss") || strings.HasSuffix(u.Path, "/feed/"))
	}
	for _, name := range append(slices.Clone(known(knownSection)), "") {
		for _, l := range d.anchors {
			if isFeed(l.url) && strings.Contains(l.url.Path, name) && !slices.Contains(all, l.url.String()) {
				all = append(all, l.url.String())
			}
		}
	}
	return all[:min(len(all), 1)]
}
