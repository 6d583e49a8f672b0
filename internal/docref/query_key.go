package docref

import (
	"slices"
	"strconv"
	"strings"
)

// finish joins the parts into a key, or as much of one as they make.
func (p *queryParser) finish() {
	q := &p.q
	if p.code == nil && p.issuer != nil && !p.issuer.numbered && !p.sym.letter {
		p.code = p.codeByTypes()
	}
	if p.code != nil {
		p.sym.code, q.Code = p.code, p.code.code
		if len(q.Types) == 0 {
			q.Types = p.code.all()
		}
	}
	if p.issuer != nil {
		q.Issuer = p.issuer.suffix
		if p.sym.issuer = p.issuer; len(p.sym.parts) == 0 {
			p.sym.parts = []string{p.issuer.suffix}
		}
		if p.issuer.numbered {
			q.Issuer = p.sym.parts[0]
		}
	} else if len(p.sym.parts) > 0 {
		q.Issuer = p.sym.parts[0]
	}
	p.key()
	day := len(q.Date) == len("2006-01-02")
	q.IsNumber = len(q.Words) == 0 && (q.Number != "" || day || q.Code != "" && q.Issuer != "")
}

func (p *queryParser) key() {
	q := &p.q
	if q.Number == "" {
		return
	}
	digits := strings.TrimLeft(q.Number, "0")
	complete := len(p.sym.parts) > 0 && (p.code != nil || p.sym.letter || p.issuer != nil && p.issuer.numbered && p.sym.parts[0] != p.issuer.suffix)
	if p.sym.next > 0 || complete {
		slug := ""
		if len(q.Types) > 0 {
			slug = q.Types[0]
		}
		p.sym.year, p.sym.dotted = q.Year, p.sym.dotted || p.sym.next == 0
		q.Canonical = p.sym.canonical(numeral{printed: q.Number}.paddedQuery(), slug)
		q.Key = Key(q.Canonical)
		return
	}
	q.Partial = strings.ToLower(digits)
	if q.Year != 0 {
		q.Partial += "-" + strconv.Itoa(q.Year)
	}
	switch {
	case p.code != nil:
		q.Partial += "-" + fold(p.code.code)
	case len(q.Types) > 0 && p.hasCode(q.Types[0]):
		q.Partial += "-" + fold(p.shortCode(q.Types[0]))
	}
}

// paddedQuery pads a number that may end in a letter: 30a.
func (n numeral) paddedQuery() string {
	value := strings.TrimLeft(n.printed, "0")
	if len(strings.TrimRight(value, "abcd")) < 2 {
		value = "0" + value
	}
	return value
}

func (p *queryParser) hasCode(slug string) bool {
	return slug != "luat" && p.shortCode(slug) != slug
}

// codeByTypes is the code the issuer writes for the type in words.
func (p *queryParser) codeByTypes() *typeCode {
	for _, slug := range p.q.Types {
		if len(p.issuer.infer) > 0 && !slices.Contains(p.issuer.infer, slug) && len(p.q.Types) > 1 {
			continue
		}
		if c := p.codeFor(slug, p.issuer.system); c != nil {
			return c
		}
	}
	return nil
}

// all lists the types a code may mean, each once.
func (c *typeCode) all() []string {
	var list []string
	for _, slugs := range c.slugs {
		for _, slug := range slugs {
			if !slices.Contains(list, slug) {
				list = append(list, slug)
			}
		}
	}
	return list
}

// Keys lists the keys the query may mean, the likeliest first: the same
// number under the codes of one class, QĐ, QĐi and QyĐ.
func (q Query) Keys() []string { return q.widen(q.Key) }

// Partials does the same for a partial key.
func (q Query) Partials() []string { return q.widen(q.Partial) }

func (q Query) widen(key string) []string {
	if key == "" {
		return nil
	}
	parts := strings.Split(key, "-")
	at := 1
	if q.Year != 0 {
		at = 2
	}
	if len(parts) <= at {
		return []string{key}
	}
	var keys []string
	for _, code := range Class(parts[at]) {
		parts[at] = code
		keys = append(keys, strings.Join(parts, "-"))
	}
	return keys
}

// DidYouMean is the key with TU and TW exchanged, the commonest slip; empty
// when the query names neither. It is a question for the reader and never
// part of the answer.
func (q Query) DidYouMean() string {
	if rest, ok := strings.CutSuffix(q.Key, "-tu"); ok {
		return rest + "-tw"
	}
	if rest, ok := strings.CutSuffix(q.Key, "-tw"); ok {
		return rest + "-tu"
	}
	return ""
}
