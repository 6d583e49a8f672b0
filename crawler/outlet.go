package crawler

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// Outlet is a publisher with what the crawler must know of it. It is data from
// config.yaml.
type Outlet struct {
	article.Outlet
	Exclude  []*regexp.Regexp // of paths that are never visited, whatever else matches
	Discover Discover
	Delay    time.Duration // between two requests; 0: the crawler's
	Budget   int           // addresses in one pass; 0: the crawler's

	// Threshold is the chance of a change at which an article is looked at; 0:
	// the crawler's.
	Threshold float64
	Hours     Hours // of the day in which Due visits it; zero: the crawler's

	hosts []string // every host that may be asked, bare of www.
}

// Discover lists where an outlet names its articles, as full addresses.
type Discover struct {
	Sitemaps []string
	Feeds    []string // RSS or Atom
	Listings []string // pages that link to articles
	Zones    []Zone
}

// Zone is a paged listing that answers in JSON, as the sites of the nhandan
// family have it.
type Zone struct {
	API  string // address with {zone} and {page} in it
	Base string // what relative links in the answer are relative to; "": the API's host
	IDs  []int

	page *regexp.Regexp // matches the API's addresses; groups: zone, page
}

// prepare checks the outlet and fills what is derived.
func (o *Outlet) prepare() error {
	if o.Name == "" || len(o.Editions) == 0 {
		return errors.New("it needs a name and at least one edition")
	}
	if len(o.Articles) == 0 {
		return errors.New("it needs at least one pattern of article addresses")
	}
	if !o.Hours.valid() || o.Threshold < 0 || o.Threshold >= 1 {
		return errors.New("hours lie between 0 and 24, and a threshold between 0 and 1")
	}
	for _, e := range o.Editions {
		o.hosts = append(o.hosts, bare(e.Host))
	}
	for _, m := range o.Mirrors {
		o.hosts = append(o.hosts, bare(m))
	}
	o.Discover.Zones = slices.Clone(o.Discover.Zones)
	for i := range o.Discover.Zones {
		if err := o.Discover.Zones[i].prepare(); err != nil {
			return err
		}
	}
	for _, row := range o.seeds() {
		u, err := url.Parse(row.URL)
		if err != nil || u.Host == "" {
			return fmt.Errorf("discovery address %q is not a full address", row.URL)
		}
		o.hosts = append(o.hosts, bare(u.Host))
	}
	slices.Sort(o.hosts)
	o.hosts = slices.Compact(o.hosts)
	return nil
}

func (z *Zone) prepare() error {
	if !strings.Contains(z.API, "{zone}") || !strings.Contains(z.API, "{page}") {
		return fmt.Errorf("zone address %q lacks {zone} or {page}", z.API)
	}
	expr := regexp.QuoteMeta(z.API)
	expr = strings.Replace(expr, `\{zone\}`, `(?P<zone>[0-9]+)`, 1)
	expr = strings.Replace(expr, `\{page\}`, `(?P<page>[0-9]+)`, 1)
	var err error
	z.page, err = regexp.Compile("^" + expr + "$")
	return err
}

// address returns the API's address of a page, counted from 1.
func (z *Zone) address(zone string, page int) string {
	return strings.NewReplacer("{zone}", zone, "{page}", strconv.Itoa(page)).Replace(z.API)
}

// seeds are the configured addresses as rows of the frontier.
func (o *Outlet) seeds() []visit.Row {
	var rows []visit.Row
	add := func(kind visit.Kind, addresses ...string) {
		for _, a := range addresses {
			rows = append(rows, visit.Row{URL: a, Outlet: o.Name, Kind: kind})
		}
	}
	add(visit.Sitemap, o.Discover.Sitemaps...)
	add(visit.Feed, o.Discover.Feeds...)
	add(visit.Listing, o.Discover.Listings...)
	for _, z := range o.Discover.Zones {
		for _, id := range z.IDs {
			add(visit.Listing, z.address(strconv.Itoa(id), 1))
		}
	}
	return rows
}

// owns reports whether the host may be asked on the outlet's behalf.
func (o *Outlet) owns(host string) bool {
	_, ok := slices.BinarySearch(o.hosts, bare(host))
	return ok
}

// isArticle reports whether the address is that of an article, not counting
// print versions: those are mirrors that only cost the site a request.
func (o *Outlet) isArticle(u *url.URL) bool {
	a, ok := o.Article(u)
	return ok && !a.Print
}

func (o *Outlet) excludes(u *url.URL) bool {
	path := u.EscapedPath()
	return slices.ContainsFunc(o.Exclude, func(re *regexp.Regexp) bool { return re.MatchString(path) })
}

// bare drops the prefix under which the same host answers as well.
func bare(host string) string {
	host = strings.ToLower(host)
	for _, prefix := range []string{"www.", "m.", "amp."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

// registered returns the domain somebody registered for the host: the unit
// that politeness counts, since its hosts usually share one machine.
func registered(host string) string {
	name := strings.ToLower(host)
	if i := strings.LastIndexByte(name, ':'); i >= 0 && !strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(name); err == nil && net.ParseIP(strings.Trim(name, "[]")) == nil {
		return domain
	}
	return host
}

// lookup returns the outlet that the canonical address belongs to, nil for
// none.
func (c *Crawler) lookup(u *url.URL) *Outlet {
	for i := range c.outlets {
		if c.outlets[i].owns(u.Host) {
			return &c.outlets[i]
		}
	}
	return nil
}

const (
	maxSegments = 10 // a path of so many is generated, not written
	maxRepeats  = 3  // of one path segment
)

// isTrap knows the paths that calendars and broken relative links produce
// without end.
func isTrap(u *url.URL) bool {
	segments := strings.FieldsFunc(u.EscapedPath(), func(r rune) bool { return r == '/' })
	if len(segments) >= maxSegments {
		return true
	}
	count := make(map[string]int, len(segments))
	for _, s := range segments {
		if count[s]++; count[s] > maxRepeats {
			return true
		}
	}
	return false
}
