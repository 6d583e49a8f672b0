package docref

import (
	"slices"
	"strconv"
)

// A queryParser takes tokens off the query, the surest readings first.
type queryParser struct {
	scan
	used []bool
	q    Query

	sym     symbol
	code    *typeCode
	issuer  *issuerRow
	numbers []int // tokens taken as the number
}

func newQueryParser(text string) *queryParser {
	p := &queryParser{scan: scan{tables: world(), text: text, words: true, typed: true}}
	p.toks = p.cutter.cut(text, 0, len(text))
	p.used = make([]bool, len(p.toks))
	return p
}

func (p *queryParser) take(from, next int) {
	for i := from; i < next; i++ {
		p.used[i] = true
	}
}

func (p *queryParser) free(i int) bool { return i >= 0 && i < len(p.toks) && !p.used[i] }

// fullNumber takes a number with its symbol, as it would stand in an article.
func (p *queryParser) fullNumber() bool {
	for i := range p.toks {
		if p.toks[i].kind != number {
			continue
		}
		n := p.numeral(i)
		l := p.leftOf(n.first)
		sym, ok := p.symbol(n, l)
		if !ok {
			continue
		}
		p.q.Number, p.q.Year, p.sym = n.printed+n.letter, sym.year, sym
		p.code, p.issuer = sym.code, sym.issuer
		if slug, _ := p.decide(sym, l.word); slug != "" {
			p.q.Types = []string{slug}
		} else {
			p.q.Types, _ = sym.slugs()
		}
		p.take(l.start, sym.next)
		p.take(n.first, sym.next)
		if l.marked && n.first > 0 {
			p.take(max(0, min(l.listFrom, n.first-1)), n.first)
		}
		return true
	}
	return false
}

func (p *queryParser) dates() {
	for i := range p.toks {
		if !p.free(i) {
			continue
		}
		if iso, next, ok := p.dateAt(i); ok && !slices.Contains(p.used[i:next], true) {
			p.q.Date = iso
			p.take(i, next)
			return
		}
	}
}

// typeWord takes the type in words: "nghi quyet", "Décision", "projet".
func (p *queryParser) typeWord() {
	for j := len(p.toks) - 1; j >= 0; j-- {
		if !p.free(j) {
			continue
		}
		w, before, ok := p.typeWordAt(j)
		if !ok || slices.Contains(p.used[before+1:j+1], true) {
			continue
		}
		p.take(before+1, j+1)
		if p.sym.parts != nil {
			if slug, _ := p.decide(p.sym, w); slug != "" {
				p.q.Types = []string{slug}
			}
		} else {
			p.q.Types = w.slugs
		}
		return
	}
}

// number takes the first free number that is no year, with a year glued on:
// "10/2022". A year counts as a number only behind a marker.
func (p *queryParser) number() {
	if p.q.Number != "" {
		return
	}
	for i := range p.toks {
		if p.toks[i].kind != number || !p.free(i) || len(p.toks[i].fold) > longestNumber || p.lettered(i) {
			continue
		}
		n := p.numeral(i)
		l := p.leftOf(n.first)
		if _, ok := p.year(i); ok && !l.marked || n.value() == "" || p.counts(n) {
			continue
		}
		p.q.Number = n.printed
		p.take(n.first, n.next)
		if l.marked {
			p.take(l.listFrom, n.first)
			if at, ok := p.markerBefore(n.first - 1); ok {
				p.take(at, n.first)
			}
		}
		if year, ok := p.year(n.next + 1); ok && (p.is(n.next, slash) || p.is(n.next, dash)) {
			p.q.Year = year
			p.take(n.next, n.next+2)
		}
		p.numbers = []int{n.first, n.next - 1}
		return
	}
}

// counts reports a number that measures what follows it, as in "30 năm", or
// tells the plenum, as in "Trung ương 4".
func (p *queryParser) counts(n numeral) bool {
	if p.says(n.first-1, "uong") && p.says(n.first-2, "trung") {
		return true
	}
	next, ok := p.measures(n.next)
	return ok && !p.is(next, number)
}

// lettered reports digits that belong to the letters before them: QH15.
func (p *queryParser) lettered(i int) bool {
	if !p.toks[i].glued || !p.is(i-1, word) {
		return false
	}
	row := p.issuers[p.suffixKey(i-1)]
	return row != nil && row.numbered
}

func (p *queryParser) issuerWord() {
	if p.issuer != nil {
		return
	}
	for i := range p.toks {
		if !p.free(i) {
			continue
		}
		if w, next, ok := p.issuerWordAt(i); ok && !slices.Contains(p.used[i:next], true) {
			p.issuer = w.row
			p.take(i, next)
			return
		}
	}
}

func (p *queryParser) province() {
	for i := range p.toks {
		if !p.free(i) {
			continue
		}
		entry, next, ok := p.places.match(p.toks, i, nil)
		if province, _ := entry.(*Province); ok && province != nil && !slices.Contains(p.used[i:next], true) {
			p.q.Scope = province.Slug
			p.take(i, next)
			return
		}
	}
}

// yearAlone takes a year that stands apart: it belongs to the number when
// one is missing between number and legislature, else it is a date.
func (p *queryParser) yearAlone() {
	for i := range p.toks {
		year, ok := p.year(i)
		if !ok || !p.free(i) {
			continue
		}
		p.take(i, i+1)
		switch {
		case p.q.Year == 0 && len(p.numbers) > 0 && i == p.numbers[1]+1 && p.issuer != nil && p.issuer.system == state:
			p.q.Year = year
		case p.q.Date == "":
			p.q.Date = strconv.Itoa(year)
		}
		return
	}
}

// leftOver collects the words nothing claimed; small words beside what was
// understood are no loss.
func (p *queryParser) leftOver() {
	for i := 0; i < len(p.toks); i++ {
		if !p.free(i) || p.toks[i].kind != word && p.toks[i].kind != number {
			continue
		}
		if next, ok := p.connective(i); ok {
			i = next - 1
			continue
		}
		p.q.Words = append(p.q.Words, p.text[p.toks[i].start:p.toks[i].end])
	}
}

func (p *queryParser) connective(i int) (next int, ok bool) {
	for _, r := range []role{marker, and, dateLead, ofIssuer, placeLead} {
		if _, next, ok := p.roles[r].match(p.toks, i, nil); ok && !slices.Contains(p.used[i:next], true) {
			return next, true
		}
	}
	return i + 1, p.says(i, "nam") || p.says(i, "year") || p.says(i, "annee") || p.says(i, "anul")
}
