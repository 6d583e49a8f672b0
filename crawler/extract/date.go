package extract

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"khotin/internal/article"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// claim is one place of a page that states the date of publication.
type claim struct {
	date    article.Date
	basis   string
	printed string
	trust   float64
}

// readDates decides on the date of publication. Only places that are meant to
// state it are asked: the profile's element, metadata, time elements and date
// lines beside the headline. Prose, teasers, clocks and the dates of cited
// documents never are, so a page that does not say has no date.
func (p *page) readDates() {
	claims := p.dateClaims()
	p.settle(claims)
	for _, s := range p.meta.modified {
		if f, ok := dateIn(s, p.reading(true)); ok {
			p.a.Modified = p.local(f.date)
			break
		}
	}
}

// reading tells how the page's numbers are ordered; the family's order holds
// for metadata only, what readers see is always day first.
func (p *page) reading(meta bool) reading {
	r := reading{}
	if p.prof != nil {
		r.zone = p.prof.zone
		r.monthFirst = meta && p.prof.Order == "mdy"
	}
	return r
}

func (p *page) dateClaims() []claim {
	var claims []claim
	add := func(s, basis string, trust float64, meta bool) {
		if f, ok := dateIn(s, p.reading(meta)); ok {
			claims = append(claims, claim{f.date, basis, s, trust})
		}
	}
	if p.prof != nil {
		if n := firstText(p.doc, p.prof.date); n != nil {
			value := cmp.Or(attr(n, "datetime"), attr(n, "content"))
			printed := p.field(n)
			add(cmp.Or(value, printed), article.BasisProfile, .99, false)
			if value != "" {
				add(printed, article.BasisProfile, .9, false)
			}
		}
	}
	for _, s := range p.meta.published {
		add(unpacked(s), article.BasisMetadata, .97, true)
	}
	for _, c := range append(p.timeElements(), p.classedDates()...) {
		add(c, article.BasisText, .9, false)
	}
	for _, c := range p.dateLines() {
		add(c, article.BasisText, .85, false)
	}
	if len(claims) == 0 {
		add(p.labelledDate(), article.BasisText, .75, false)
	}
	return claims
}

// timeElements returns the values of the time elements, and of elements marked
// as date of publication, that belong to the article: those between headline
// and prose, not those of teasers.
func (p *page) timeElements() []string {
	var values []string
	tried := 0
	for n := range elements(p.doc) {
		marked := strings.Contains(attr(n, "itemprop"), "datePublished") || slices.Contains(strings.Fields(attr(n, "class")), "published")
		if n.DataAtom != atom.Time && !marked || n.DataAtom == atom.Meta {
			continue
		}
		if value := attr(n, "content"); marked && value != "" {
			values = append(values, value)
			continue
		}
		if tried++; tried > maxTried {
			break
		}
		if !p.besideHeadline(n) {
			continue
		}
		if value := cmp.Or(attr(n, "datetime"), cmp.Or(attr(n, "content"), textOf(n))); value != "" {
			values = append(values, value)
		}
	}
	return values
}

// maxTried bounds how many elements that say they hold a field are looked at.
const maxTried = 100

// besideHeadline reports whether an element stands in the head of the article:
// in a box with the headline and before the third line of prose after it.
func (p *page) besideHeadline(n *html.Node) bool {
	if p.title < 0 {
		return false
	}
	for m := n; m != nil; m = m.Parent {
		if p.prune.drop(m) || m.DataAtom == atom.A && attr(m, "href") != "" {
			return false
		}
	}
	prose := 0
	for i := p.title; i < len(p.all) && i < p.title+25; i++ {
		b := &p.all[i]
		if b.node != nil && (within(b.node, n) || within(n, b.node)) && i != p.title {
			return true
		}
		if b.prose() && b.level == 0 {
			if prose++; prose > 2 {
				return false
			}
		}
	}
	return false
}

// dateLines returns the lines around the article that consist of a date of
// publication and little else. Before the headline stands the clock, so the
// search begins after it; the end of the article comes last.
func (p *page) dateLines() []string {
	var lines []string
	if p.title < 0 {
		return nil
	}
	for i := max(p.title-2, 0); i < p.title; i++ { // "Par X | 30 septembre 2018" is no clock
		b := &p.all[i]
		if f, ok := dateIn(b.text, p.reading(false)); ok && p.isDateLine(b.text) && p.signed(b.text[:f.start]) {
			lines = append(lines, b.text)
		}
	}
	prose := 0
	for i := p.title + 1; i < len(p.all) && i < p.title+25 && prose < 2; i++ {
		b := &p.all[i]
		if b.prose() && !p.isDateLine(b.text) {
			prose++
			continue
		}
		if b.linked*2 <= b.runes && p.isDateLine(b.text) && !p.clock(b.node) {
			lines = append(lines, b.text)
		}
	}
	return lines
}

// isDateLine reports whether a line is a date with at most a weekday, a label,
// a name and a time around it. A line that tells only of a change is none, and
// neither is a sentence or a heading in which a date occurs.
func (p *page) isDateLine(s string) bool {
	if len(s) > 160 {
		return false
	}
	f, ok := dateIn(s, p.reading(false))
	if !ok {
		return false
	}
	before, after := strings.TrimRight(s[:f.start], separators), s[f.end:]
	words := plain(before)
	if p.x.words.ends("changed", words) || strings.Contains(words, "#") {
		return false
	}
	if p.x.words.has("issued", words) {
		return len(after) < 80
	}
	if !p.trails(after) {
		return false
	}
	if _, doubled := undouble(before); words == "" || strings.HasPrefix(before, "(") && p.isSite(strings.Trim(before, separators+")")) || doubled || named(before) || p.signed(before) {
		return true
	}
	return p.signs(before) && f.date.Precision > article.Day
}

// separators stand between the parts of a date line.
const separators = " \u00A0|-–—•·([/,:"

// trails reports whether a text may stand behind the date of a date line:
// nothing, what a sign sets apart, or the author.
func (p *page) trails(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || p.x.words.tools(plain(s)) || strings.ContainsAny(s[:1], "|-([/") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "•") || strings.HasPrefix(s, "·") {
		return !sentence(s) || len(strings.Fields(s)) < 2
	}
	return p.signed(s)
}

// signed reports a text that names an author and says so: "Par X", "Accueil |
// Par X |", "Publié par X".
func (p *page) signed(s string) bool {
	s = strings.Trim(s, separators)
	words := strings.Fields(s)
	for i, w := range words {
		if !p.x.words.has("by", plain(w)) || plain(w) == "de" && i > 0 {
			continue
		}
		head := strings.Join(words[:i], " ")
		apart := head == "" || strings.ContainsAny(head, "|·•") || p.x.words.has("issued", plain(head))
		if apart && named(strings.Trim(strings.Join(words[i+1:], " "), separators)) {
			return true
		}
	}
	return false
}

// clock reports an element that shows the time of day.
func (p *page) clock(n *html.Node) bool {
	for up := 0; n != nil && n.Type == html.ElementNode && up < 3; n, up = n.Parent, up+1 {
		if p.x.words.classed(n, "clock") || n.DataAtom == atom.Nav || n.DataAtom == atom.Header && !p.prune.title[n] {
			return true
		}
	}
	return false
}

// tolerance is how far two statements of one publication may be apart: zones
// and a late edit, not more.
const tolerance = 36 * time.Hour

// drift is how far a picture or an identity may be from the article's date.
const drift = 3 * 24 * time.Hour

// settle takes one of the claims, in its most exact form among those that
// agree, and flags what contradicts it.
func (p *page) settle(claims []claim) {
	hints := p.hints()
	if len(claims) == 0 {
		if len(hints.exact) > 0 { // the address carries the very time of publication
			h := hints.exact[0]
			p.a.Published = h.date
			p.a.Note("published", article.Evidence{Basis: h.basis, Confidence: .8, Printed: h.printed})
		}
		return
	}
	best := p.choose(claims, hints)
	for _, c := range claims {
		if !agree(best.date, c.date, tolerance) {
			p.a.Add(article.FlagDateConflict)
		} else if c.date.Precision > best.date.Precision && c.date.Day() == best.date.Day() {
			best.date, best.basis, best.printed = c.date, c.basis, c.printed
		}
	}
	for _, h := range hints.exact {
		p.doubt(&best, !agree(best.date, h.date, drift))
	}
	for _, h := range hints.near { // an older picture is the archive's
		p.doubt(&best, h.date.Time.Sub(best.date.Time) > drift)
	}
	p.a.Published = p.local(best.date)
	p.a.Note("published", article.Evidence{Basis: best.basis, Confidence: best.trust, Printed: best.printed})
}

// local puts a moment in UTC, in which some systems of the Vietnamese press
// print it, into the day that their readers have.
func (p *page) local(d article.Date) article.Date {
	if d.Precision > article.Day && d.Time.Location() == time.UTC && p.vietnamese() {
		d.Time = d.Time.In(article.Hanoi)
	}
	return d
}

// choose picks among claims: the profile's; else the earliest of the metadata,
// for later ones tell of changes; else the first of the text. Another claim is
// taken instead if an address on the page bears it out and the choice not, or
// if the choice is that very date with day and month confused.
func (p *page) choose(claims []claim, h hints) claim {
	best := claims[0]
	for _, c := range claims[1:] {
		if best.basis == article.BasisMetadata && c.basis == best.basis && c.date.Time.Before(best.date.Time) && c.date.Day() != best.date.Day() {
			best = c
		}
	}
	for _, c := range claims {
		if agree(c.date, best.date, tolerance) {
			continue
		}
		if h.support(c.date) && !h.support(best.date) || confused(best, c) {
			return c
		}
	}
	return best
}

// doubt flags a claim that another contradicts.
func (p *page) doubt(c *claim, contradicted bool) {
	if contradicted {
		p.a.Add(article.FlagDateConflict)
		c.trust = min(c.trust, .6)
	}
}

func agree(a, b article.Date, within time.Duration) bool {
	return a.Time.Sub(b.Time).Abs() <= within
}
