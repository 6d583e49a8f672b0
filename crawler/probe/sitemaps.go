package probe

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"khotin/crawler"
	"khotin/internal/visit"
)

const (
	maxRoots     = 2     // sitemaps that robots.txt names, read
	maxMapDepth  = 2     // an index, and one of its files, or an index in it
	maxMapTaken  = 1000  // addresses of one sitemap that are looked at
	readersClock = "+07" // of a lastmod without zone
)

// readSitemaps reads the sitemaps that robots.txt names, else those under the
// usual names, and of an index the newest of its files.
func (p *prober) readSitemaps(ctx context.Context) error {
	base := &url.URL{Scheme: "https", Host: p.report.Host, Path: "/"}
	var roots []string
	for _, line := range p.report.Robots.Sitemaps {
		if u := resolve(base, line); u != nil && p.own(u.Host) && !slices.Contains(roots, u.String()) {
			roots = append(roots, u.String())
		}
	}
	guessed := len(roots) == 0
	if guessed {
		for _, path := range known(knownSitemap) {
			roots = append(roots, "https://"+p.report.Host+path)
		}
	}
	for _, root := range roots[:min(len(roots), maxRoots)] {
		found, err := p.readSitemap(ctx, root, 0)
		if err != nil || found && guessed {
			return err
		}
	}
	return nil
}

// readSitemap reads one, and of an index one file more.
func (p *prober) readSitemap(ctx context.Context, address string, depth int) (found bool, err error) {
	a, err := p.look(ctx, "sitemap.xml", crawler.Question{URL: address, Kind: visit.Sitemap})
	if err != nil {
		return false, err
	}
	s := Source{Kind: Sitemap, URL: address, Status: a.Status, Detail: a.Detail, Links: len(a.Links), within: depth > 0}
	var files []crawler.Link
	for _, k := range a.Links {
		if t, ok := lastmod(k.Lastmod); ok && t.After(s.Newest) && !t.After(p.report.At.Add(24*time.Hour)) {
			s.Newest = t
		}
		if k.Kind == visit.Sitemap {
			files = append(files, k)
		}
	}
	if len(files) > 0 {
		s.Kind, s.Files = SitemapIndex, cutBy(files)
	}
	if a.Reason == "" && len(a.Links) == 0 {
		s.Detail = "it names nothing"
	}
	p.source(s)
	for _, k := range a.Links[:min(len(a.Links), maxMapTaken)] {
		if u := resolve(p.base(), k.Address); u != nil && k.Kind == visit.Article && p.own(u.Host) {
			p.seen = append(p.seen, candidate{u, "", fromSitemap})
		}
	}
	next := newest(files)
	if next == "" || depth+1 >= maxMapDepth {
		return s.Detail == "", nil
	}
	_, err = p.readSitemap(ctx, next, depth+1)
	return true, err
}

func (p *prober) base() *url.URL { return &url.URL{Scheme: "https", Host: p.report.Host, Path: "/"} }

// newest returns the file of an index that was changed last and, since many
// indexes state one time for all, has the latest date in its name.
func newest(files []crawler.Link) string {
	files = slices.DeleteFunc(slices.Clone(files), func(k crawler.Link) bool {
		name := strings.ToLower(path.Base(k.Address))
		return slices.ContainsFunc(known(knownAsideMap), func(s string) bool { return strings.Contains(name, s) })
	})
	if len(files) == 0 {
		return ""
	}
	return slices.MaxFunc(files, func(a, b crawler.Link) int {
		ta, _ := lastmod(a.Lastmod)
		tb, _ := lastmod(b.Lastmod)
		return cmp.Or(ta.Compare(tb), slices.Compare(numbers(a.Address), numbers(b.Address)))
	}).Address
}

var number = regexp.MustCompile(`\d+`)

// numbers are those in a file's name, by which months that are not padded sort.
func numbers(address string) (all []int) {
	for _, s := range number.FindAllString(path.Base(address), 8) {
		n, err := strconv.Atoi(s)
		if err == nil {
			all = append(all, n)
		}
	}
	return all
}

// cutBy says by what an index cuts its files, from the dates in their names.
func cutBy(files []crawler.Link) string {
	count := make(map[string]int)
	for _, k := range files {
		name := strings.ToLower(path.Base(k.Address))
		n := numbers(name)
		switch {
		case len(n) >= 3 && n[0] > 1900 && n[0] < 2200, len(n) == 1 && n[0] > 19000000 && n[0] < 22000000:
			count["day"]++
		case len(n) == 2 && n[0] > 1900 && n[0] < 2200, len(n) == 1 && n[0] > 190000 && n[0] < 220000:
			count["month"]++
		case strings.Contains(name, "news"):
			count["news"]++
		}
	}
	for _, kind := range []string{"day", "month", "news"} {
		if count[kind] > 0 {
			return kind
		}
	}
	return ""
}

// lastmod reads the date of a sitemap's entry (W3C Date and Time Formats).
func lastmod(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout+"Z07", s+readersClock); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
