package docref

import (
	"slices"
	"strconv"
	"strings"
)

// A Query is what somebody typed, read as the look-up of a document: number,
// type, issuer, province, year and date in any order and any spelling.
type Query struct {
	Text      string   `json:"text"`
	Number    string   `json:"number,omitempty"` // as typed, leading zeros kept
	Year      int      `json:"year,omitempty"`   // inside the number: 10/2022
	Types     []string `json:"types,omitempty"`  // slugs the type word or code may mean, most likely first
	Code      string   `json:"code,omitempty"`   // of the type, official spelling: "NQ"
	Issuer    string   `json:"issuer,omitempty"` // suffix, official spelling: "TU"
	Canonical string   `json:"canonical,omitempty"`
	Key       string   `json:"key,omitempty"`     // with number, type and issuer: "4-nq-tu"
	Partial   string   `json:"partial,omitempty"` // with less: "4-nq", "10-2022", "257"; a prefix of the keys meant
	Scope     string   `json:"scope,omitempty"`   // province slug
	Date      string   `json:"date,omitempty"`    // ISO day, or a year outside the number
	Words     []string `json:"words,omitempty"`   // what was not understood
	IsNumber  bool     `json:"is_number"`         // nothing is left over, and a number, a symbol or a day is there
}

// The longest query that is read, in bytes; nobody types a longer number.
const longestQuery = 1000

// ParseQuery reads a query. It never fails: what it does not understand is in
// Words, and a query without any sense of a number has IsNumber false.
func ParseQuery(text string) Query {
	if len(text) > longestQuery {
		text = text[:wordStart(text, longestQuery)]
	}
	p := queryParser{scan: scan{tables: world(), text: text, words: true}}
	p.toks = p.cutter.cut(text, 0, len(text))
	p.used = make([]bool, len(p.toks))
	p.q.Text = text

	p.fullNumber()
	p.dates()
	p.typeWord()
	p.number()
	p.province()
	p.codes()
	p.issuerWord()
	p.yearAlone()
	p.leftOver()
	p.finish()
	return p.q
}

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

func (p *queryParser) take(from, next int) {
	for i := from; i < next; i++ {
		p.used[i] = true
	}
}

func (p *queryParser) free(i int) bool { return i >= 0 && i < len(p.toks) && !p.used[i] }

// fullNumber takes a number with its symbol, as it would stand in an article.
func (p *queryParser) fullNumber() {
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
		return
	}
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
		if _, ok := p.year(i); ok && !l.marked || n.value() == "" {
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

// lettered reports digits that belong to the letters before them: QH15.
func (p *queryParser) lettered(i int) bool {
	if !p.toks[i].glued || !p.is(i-1, word) {
		return false
	}
	row := p.issuers[p.suffixKey(i-1)]
	return row != nil && row.numbered
}

// codes takes type codes and issuer suffixes. In capitals they stand for
// themselves; in small letters, where "tu" and "da" are words, only beside a
// number or another code.
func (p *queryParser) codes() {
	for range 3 { // each pass may prove the neighbours of the one before
		for i := range p.toks {
			if !p.free(i) || !p.is(i, word) || p.accented(i) || !(p.toks[i].code() && p.toks[i].letters > 1 || p.besideCode(i, -1) || p.besideCode(i, 1)) {
				continue
			}
			p.codeAt(i)
		}
	}
}

// accented reports marks no code carries: Đà is no ĐA.
func (p *queryParser) accented(i int) bool {
	return strings.Trim(marks(p.text[p.toks[i].start:p.toks[i].end]), "đ\u031b") != ""
}

func (p *queryParser) codeAt(i int) {
	key := p.suffixKey(i)
	code, row := p.splitCode(key)
	switch {
	case p.code == nil && code != nil && row != nil && p.issuer == nil: // TTBNV
		p.code, p.issuer = code, row
	case p.code == nil && p.issuers[key] == nil && p.tables.codes[key] != nil, p.code == nil && p.tables.codes[key] != nil && p.issuer != nil:
		p.code = p.tables.codes[key]
	case p.issuer == nil && p.issuers[key] != nil:
		p.issuer = p.issuers[key]
		p.sym.parts = []string{p.issuer.suffix}
		if p.issuer.numbered && p.is(i+1, number) && p.toks[i+1].glued {
			p.sym.parts[0] += p.toks[i+1].fold
			p.take(i+1, i+2)
		}
	default:
		return
	}
	p.take(i, i+1)
}

// splitCode splits a word into a code and a suffix that lost what stood between.
func (p *queryParser) splitCode(key string) (*typeCode, *issuerRow) {
	if p.tables.codes[key] != nil || p.issuers[key] != nil {
		return nil, nil
	}
	for cut := len(key) - 2; cut >= 2; cut-- {
		if code, row := p.tables.codes[key[:cut]], p.issuers[key[cut:]]; code != nil && row != nil {
			return code, row
		}
	}
	return nil, nil
}

// besideCode reports a number or an accepted code next to token i, signs
// between them passed over.
func (p *queryParser) besideCode(i, step int) bool {
	j := i + step
	for p.is(j, dash) || p.is(j, slash) || p.is(j, stop) || p.is(j, comma) {
		j += step
	}
	if j < 0 || j >= len(p.toks) {
		return false
	}
	if p.toks[j].kind == number {
		return p.used[j] || p.plainYear(j)
	}
	return p.used[j] && p.isCode(j)
}

func (p *queryParser) plainYear(j int) bool { _, ok := p.year(j); return ok && p.q.Number != "" }

func (p *queryParser) isCode(j int) bool {
	key := p.suffixKey(j)
	return p.tables.codes[key] != nil || p.issuers[key] != nil
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
	for _, r := range []role{marker, and, dateLead, ofIssuer, placeLead, titleLead, filler} {
		if _, next, ok := p.roles[r].match(p.toks, i, nil); ok && !slices.Contains(p.used[i:next], true) {
			return next, true
		}
	}
	return i + 1, p.says(i, "nam") || p.says(i, "year") || p.says(i, "annee") || p.says(i, "anul")
}
