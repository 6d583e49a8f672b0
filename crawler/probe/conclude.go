package probe

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"khotin/internal/docref"
)

// conclude writes the entry from what was found.
func (p *prober) conclude() {
	if more := p.namedPrefixes(); len(more) > 0 && len(p.patterns.report) > 0 {
		p.patterns = infer(p.seen, more...)
	}
	p.concludeEditions()
	r := &p.report
	r.Patterns = append(r.Patterns, p.patterns.report...)
	r.Title = p.siteName()
	name := strings.TrimPrefix(r.Host, "www.")
	e := &r.Entry
	*e = Entry{Name: name, Title: r.Title, Province: provinceOf(name), Editions: r.Editions, GroupBy: p.groupBy(), Zones: r.Zones}
	for _, re := range p.patterns.outlet.Articles {
		e.Articles = append(e.Articles, re.String())
	}
	e.Prints, e.Exclude = p.prints(), p.patterns.exclude
	for _, m := range r.Families {
		if m.Matches > 0 {
			e.Families = append(e.Families, m.Family)
		}
	}
	if r.Charset.Name != "utf-8" && !r.Charset.Declared {
		e.Charset = r.Charset.Name
	}
	p.discover(e)
	p.suggest()
	p.review()
}

// discover takes the sources that name articles.
func (p *prober) discover(e *Entry) {
	for _, s := range p.report.Sources {
		switch {
		case s.Detail != "" || s.within || s.Links == 0:
		case s.Kind == Feed:
			e.Feeds = append(e.Feeds, s.URL)
		case s.Kind == Listing:
			e.Listings = append(e.Listings, s.URL)
		default:
			e.Sitemaps = append(e.Sitemaps, s.URL)
		}
	}
	if p.front == nil {
		return
	}
	for _, edition := range p.report.Editions {
		home := "https://" + edition.Host + edition.Prefix
		linked := slices.ContainsFunc(p.front.anchors, func(l anchor) bool { return strings.TrimSuffix(l.url.String(), "/")+"/" == home })
		if linked && edition.Prefix != "/" && !slices.Contains(e.Listings, home) {
			e.Listings = append(e.Listings, home)
		}
	}
}

// siteName is what the pages call their site, else what the titles of all
// articles end in, else the title of the front page.
func (p *prober) siteName() string {
	for _, d := range p.documents() {
		if d.site != "" {
			return d.site
		}
	}
	if len(p.pages) > 1 && !slices.ContainsFunc(p.pages, func(d *document) bool { return d.title != p.pages[0].title }) {
		return p.pages[0].title
	}
	if p.front != nil {
		return p.front.title
	}
	return ""
}

// provinceOf guesses the home province from the name of a paper: the host of
// báo Nghệ An is baonghean.vn. It is "" where the name is no province's.
func provinceOf(host string) string {
	label, _, _ := strings.Cut(host, ".")
	for _, prefix := range []string{"", "bao", "tinh", "dai", "congan"} {
		for _, suffix := range []string{"", "online", "tv"} {
			rest := strings.TrimSuffix(strings.TrimPrefix(label, prefix), suffix)
			if province, ok := docref.ProvinceOf(rest); ok && rest != "" && strings.HasPrefix(label, prefix) && strings.HasSuffix(label, suffix) {
				return province.Slug
			}
		}
	}
	return ""
}

// groupBy is what the language versions of a story share, from addresses that
// are seen in two languages and from the alternates that articles name.
func (p *prober) groupBy() string {
	ids, slugs := make(map[string]string), make(map[string]string) // → prefix
	sharedID, sharedSlug := false, false
	note := func(u *url.URL) {
		a, ok := p.patterns.outlet.Article(u)
		if !ok || p.isSubhost(u.Host) || !p.own(u.Host) {
			return
		}
		if before, ok := ids[a.ID]; ok && a.ID != "" && before != a.Lang {
			sharedID = true
		}
		if before, ok := slugs[a.Slug]; ok && a.Slug != "" && before != a.Lang {
			sharedSlug = true
		}
		ids[a.ID], slugs[a.Slug] = a.Lang, a.Lang
	}
	for _, c := range p.seen {
		note(c.url)
	}
	for _, d := range p.pages {
		for _, u := range d.alternates {
			note(u)
		}
	}
	switch {
	case sharedID:
		return "id"
	case sharedSlug:
		return "slug"
	}
	return ""
}

// prints are the forms of the print versions that articles link to.
func (p *prober) prints() (all []string) {
	for _, d := range p.pages {
		for _, l := range d.anchors {
			segments := strings.Split(strings.Trim(l.url.EscapedPath(), "/"), "/")
			stem, ext := cutExt(segments[len(segments)-1])
			i := slices.Index(segments, "print")
			if i < 0 || i != len(segments)-2 || !p.own(l.url.Host) || !digits.MatchString(stem) {
				continue
			}
			expr := "^/" + prefixExpr(p.patterns.langs) + `print/(?P<id>\d+)`
			if ext != "" {
				expr += `\.` + ext
			}
			if expr += "$"; !slices.Contains(all, expr) {
				all = append(all, expr)
			}
		}
	}
	return all
}

const longPass = 12 * time.Hour // of a full budget at the site's own pace

// review notes what a person must look at before the entry is used.
func (p *prober) review() {
	r := &p.report
	if p.spent {
		p.check("the requests were used up: some questions were not asked")
	}
	if delay := time.Duration(r.Robots.CrawlDelay * float64(time.Second)); 5000*delay > longPass {
		p.check("robots.txt asks for %s between requests: set a budget, for instance %d", delay, longPass/delay)
	}
	if len(r.Patterns) == 0 {
		p.check("no form of article addresses could be told: write articles by hand")
		if n := p.inQuery(); n > 0 {
			p.check("%d links carry what differs in their query (?id=…), which patterns do not read", n)
		}
		return
	}
	if n := r.Patterns[0].Matches; n < 5 {
		p.check("the pattern of article addresses rests on %d addresses", n)
	}
	for _, address := range p.patterns.missed {
		p.check("a feed names %s, which no pattern matches", clean(address))
	}
	if len(r.Entry.Families) == 0 && len(r.Articles) > 0 {
		p.check("no CMS family matches: records rest on metadata and text rules; if they are wrong, describe the markup under families")
	}
	for _, e := range r.Editions {
		if e.Basis == "hreflang" || e.Basis == "address" {
			p.check("the %s edition is named by the site and was not read", e.Lang)
		}
	}
	if r.Charset.Name == "" {
		p.check("the encoding of its pages is neither UTF-8 nor declared: set charset")
	}
}

// inQuery counts the sure links that differ in their query alone.
func (p *prober) inQuery() int {
	count := make(map[string]int)
	for _, c := range p.seen {
		if c.sure() && c.url.RawQuery != "" {
			count[c.url.Path]++
		}
	}
	most := 0
	for _, n := range count {
		most = max(most, n)
	}
	return most
}

// Review adds what the records of the entry leave open.
func (r *Report) Review() {
	for _, page := range r.Articles {
		rec := page.Record
		switch {
		case rec == nil:
			r.Checks = append(r.Checks, page.URL+" gave no record: "+page.Detail)
		case len(rec.Flags) > 0:
			names := make([]string, 0, len(rec.Flags))
			for _, f := range rec.Flags {
				names = append(names, string(f))
			}
			r.Checks = append(r.Checks, page.URL+" is flagged "+strings.Join(names, ", "))
		case rec.Byline == "":
			r.Checks = append(r.Checks, page.URL+" has no byline: see whether the page names an author")
		}
	}
}
