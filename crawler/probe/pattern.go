package probe

import (
	"cmp"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// candidate is an address that something on the site names.
type candidate struct {
	url   *url.URL
	title string // of the link, "" for none
	from  origin
}

// origin is what names an address, the surest last.
type origin int

const (
	fromPage origin = iota
	fromSitemap
	fromFeed
)

// headlineLength is how long the words of a link are, in letters, that are more
// likely a headline than the name of a section.
const headlineLength = 25

// sure reports that the address is most likely an article's.
func (c candidate) sure() bool {
	return c.from == fromFeed || utf8.RuneCountInString(c.title) >= headlineLength
}

// group is the addresses of one shape.
type group struct {
	shape
	of   []address
	urls []*url.URL
	sure int
	fed  bool // a feed names one
}

// patterns are the inferred forms of article addresses.
type patterns struct {
	report  []Pattern
	outlet  article.Outlet // that has them
	exclude []string       // what they match and should not
	missed  []string       // sure addresses that none matches
	langs   []string       // prefixes of languages
}

const (
	maxPatterns = 4
	fewest      = 2    // addresses that make a form, where more than one was seen at all
	smallShare  = 0.05 // of the sure addresses: a form with fewer is a stray
)

// infer finds the forms that articles' addresses have. Addresses of tags,
// searches and other languages count for nothing. Prefixes are languages that
// addresses have though none was seen.
func infer(seen []candidate, prefixes ...string) (p patterns) {
	groups := prune(gather(seen))
	p.langs = languagePrefixes(groups, prefixes)
	for _, g := range groups[:min(len(groups), maxPatterns)] {
		p.add(g)
	}
	p.weigh(seen)
	return p
}

// gather puts the addresses into groups, the surest first.
func gather(seen []candidate) []*group {
	all := make(map[shape]*group)
	for _, c := range seen {
		a, ok := takeApart(c.url)
		if !ok || isAside(c.url.Path) || a.prefix != "" && !isKept(a.prefix) || c.from == fromPage && !c.sure() {
			continue
		}
		g := all[a.shape]
		if g == nil {
			g = &group{shape: a.shape}
			all[a.shape] = g
		}
		g.of, g.urls = append(g.of, a), append(g.urls, c.url)
		g.fed = g.fed || c.from == fromFeed
		if c.sure() {
			g.sure++
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(len(b.of), len(a.of)), cmp.Compare(a.urls[0].Path, b.urls[0].Path))
	})
}

// prune drops strays. Where articles have ids, a slug without one belongs to a
// section with a long name, unless a feed names it.
func prune(groups []*group) []*group {
	sure, total := 0, 0
	for _, g := range groups {
		sure, total = sure+g.sure, total+len(g.of)
	}
	numbered := len(groups) > 0 && groups[0].form != slugOnly
	return slices.DeleteFunc(groups, func(g *group) bool {
		return total >= fewest && len(g.of) < fewest && g.sure == 0 ||
			float64(g.sure) < smallShare*float64(sure) ||
			g.form == idOnly && len(groups) > 1 ||
			g.form == slugOnly && numbered && !g.fed
	})
}

// isKept reports a prefix of a language that the archive keeps.
func isKept(prefix string) bool { return slices.Contains(kept(), lang.ParseTag(prefix)) }

// languagePrefixes are those that addresses have and those more, sorted, with
// "" for none.
func languagePrefixes(groups []*group, more []string) []string {
	found := make(map[string]bool)
	for _, prefix := range more {
		found[prefix] = true
	}
	for _, g := range groups {
		for _, a := range g.of {
			found[a.prefix] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func (p *patterns) add(g *group) {
	expr := g.expr(p.langs)
	re, err := regexp.Compile(expr)
	if err != nil || !re.MatchString(g.urls[0].EscapedPath()) {
		return // a path so odd that no form fits
	}
	p.outlet.Articles = append(p.outlet.Articles, re)
	p.report = append(p.report, Pattern{Expr: expr, Example: g.urls[0].String()})
}

// weigh holds the patterns against all that was seen.
func (p *patterns) weigh(seen []candidate) {
	excluded := make(map[string]bool)
	for _, c := range seen {
		path := c.url.EscapedPath()
		i := slices.IndexFunc(p.outlet.Articles, func(re *regexp.Regexp) bool { return re.MatchString(path) })
		switch {
		case i >= 0 && isAside(path):
			excluded[asideExpr(path)] = true
		case i >= 0:
			p.report[i].Matches++
		case c.from == fromFeed && len(p.missed) < 3:
			p.missed = append(p.missed, c.url.String())
		}
	}
	p.exclude = slices.Sorted(maps.Keys(excluded))
}

// asideExpr is a pattern of paths that are aside in the way this one is.
func asideExpr(path string) string {
	for _, word := range known(knownAside) {
		if isSegment(path, word) {
			return "(?:^|/)" + word + "/"
		}
	}
	return "-" + tagMark(path) + `\d*(?:\.[a-z]+)?$`
}

// isArticle reports an address that a pattern matches and nothing excludes.
func (p *patterns) isArticle(u *url.URL) bool {
	_, ok := p.outlet.Article(u)
	return ok && !isAside(u.EscapedPath())
}
