package index

import (
	"khotin/internal/lang"
)

// run plans words typed one after another: each is a unit in every language,
// and their pairs and compounds are a bonus.
func (a *analyzer) run(p *plan, r route, text string) {
	text = takeNumbers(p, text)
	words := a.spans(text)
	if len(words) == 0 {
		return
	}
	first := len(p.units)
	p.units = append(p.units, make([]unit, len(words))...)
	at := func(t token) *unit {
		for i, w := range words {
			if t.start < w.End {
				return &p.units[first+i]
			}
		}
		return &p.units[len(p.units)-1]
	}
	a.vietnameseRun(p, r, text, at)
	for _, f := range stemmedFields {
		tokens := a.tokens(nil, f.tag, text)
		a.conceptRun(p, f.tag, tokens, at)
		for i, t := range tokens {
			u := at(t)
			u.terms = append(u.terms, weighted{f.stem, t.term, stemWeight})
			p.bonus = append(p.bonus, weighted{f.title, t.term, titleWeight})
			if i > 0 {
				p.bonus = append(p.bonus, weighted{f.paired, tokens[i-1].fold + " " + t.fold, stemPairWeight})
			}
			p.marks.stem(f.tag, t)
		}
	}
}

// vietnameseRun adds the Vietnamese terms of a run: exact ones where the query
// is marked, folded ones unless the search is strict.
func (a *analyzer) vietnameseRun(p *plan, r route, text string, at func(token) *unit) {
	tokens := a.tokens(nil, lang.Vietnamese, text)
	fold, pair := plainWeight, plainPairWeight
	if r.marked {
		fold, pair = foldWeight, foldPairWeight
		a.exactRun(p, tokens, at)
	}
	a.conceptRun(p, lang.Vietnamese, tokens, at)
	for i, t := range tokens {
		p.marks.vietnamese(t)
		if r.strict && r.marked {
			continue
		}
		u := at(t)
		u.terms = append(u.terms, weighted{viFold, t.fold, fold})
		p.bonus = append(p.bonus, weighted{viTitleFold, t.fold, titleWeight * fold})
		if i > 0 {
			p.bonus = append(p.bonus, weighted{viFoldPair, tokens[i-1].fold + " " + t.fold, pair})
		}
	}
}

// exactRun adds keys and compounds.
func (a *analyzer) exactRun(p *plan, tokens []token, at func(token) *unit) {
	for len(tokens) > 0 {
		n, word := a.words.match(tokens)
		weight := keyWeight
		if n > 1 {
			p.bonus = append(p.bonus, weighted{viWord, word, wordWeight})
		} else {
			weight += wordWeight
		}
		for _, t := range tokens[:n] {
			u := at(t)
			u.terms = append(u.terms, weighted{viKey, t.term, weight})
			p.bonus = append(p.bonus, weighted{viTitle, t.term, titleWeight})
		}
		tokens = tokens[n:]
	}
}

// conceptRun lets the concepts a run names stand for its words: an article of
// another language that names the concept has the words.
func (a *analyzer) conceptRun(p *plan, tag lang.Tag, tokens []token, at func(token) *unit) {
	for _, m := range a.concepts.find(tag, tokens) {
		if p.marks.concepts[m.id] {
			continue // another language has found it
		}
		p.marks.concepts[m.id] = true
		p.concepts = append(p.concepts, m.id)
		share := conceptWeight / float64(m.to-m.from)
		for _, t := range tokens[m.from:m.to] {
			u := at(t)
			u.terms = append(u.terms, weighted{concept, m.id, share})
		}
	}
}
