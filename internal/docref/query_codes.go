package docref

import "strings"

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
	for p.is(j, dash) || p.is(j, slash) || p.is(j, stop) || p.is(j, comma) || p.is(j, word) && p.used[j] && p.marks(j) {
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

// marks reports a marker: in "nq so 4" it stands between code and number.
func (p *queryParser) marks(j int) bool {
	_, _, ok := p.roles[marker].match(p.toks, j, nil)
	return ok
}

func (p *queryParser) plainYear(j int) bool { _, ok := p.year(j); return ok && p.q.Number != "" }

func (p *queryParser) isCode(j int) bool {
	key := p.suffixKey(j)
	return p.tables.codes[key] != nil || p.issuers[key] != nil
}
