package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// fewest is how many words a headline has at least that only its place or
// class betrays; menus and kickers have less.
const fewest = 4

// portalTitle is the headline of a page that states none: portals give all
// their pages one title, which no line of theirs repeats, and print the
// headline in a box named for it, or as their only long heading.
func (p *page) portalTitle(headings []string) string {
	if p.meta.ogTitle != "" || p.meta.headline != "" {
		return ""
	}
	if h := p.classedTitle(); h != "" && (len(headings) == 0 || slices.Contains(headings, h)) {
		return h
	}
	title := p.withoutSite(p.meta.title)
	printed := slices.ContainsFunc(p.all, func(b block) bool { return same(b.text, title) || same(b.text, p.meta.title) })
	long := slices.DeleteFunc(slices.Clone(headings), func(h string) bool { return strings.Count(h, " ")+1 < fewest || p.isSite(h) })
	if printed || len(long) != 1 {
		return ""
	}
	return long[0]
}

// classedTitle is the first text in a box named for a title that is not the
// page's own.
func (p *page) classedTitle() string {
	for n := range elements(p.doc) {
		if !p.x.words.classed(n, "title") || concealed(n) || n.DataAtom == atom.A {
			continue
		}
		s := textOf(n)
		if strings.Count(s, " ")+1 >= fewest && len(s) < 400 && !p.isSite(s) && !same(s, p.meta.title) && !p.prune.drop(n) {
			return s
		}
	}
	return ""
}
