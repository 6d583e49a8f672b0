package index

import (
	"fmt"

	"khotin/internal/concept"
	"khotin/internal/lang"
)

// run plans words typed one after another: each is a unit in every language,
// and their pairs and compounds are a bonus.
func (a *analyzer) run(p *plan, r route, text string) error {
	text = a.takeNumbers(p, text)
	text, err := a.takePersons(p, r, text)
	if err != nil {
		return fmt.Errorf("look up the names of the query: %w", err)
	}
	words := a.spans(text)
	if len(words) == 0 {
		return nil
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
	conceptRun(p, text, words, first)
	a.vietnameseRun(p, r, text, at)
	for _, f := range stemmedFields {
		tokens := a.tokens(nil, f.tag, text)
		p.note(text, tokens)
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
	return nil
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
	p.note(text, tokens)
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

// maxNamed is how many concepts a query may name to be read as their names.
const maxNamed = 3

// conceptRun lets the concepts a run names stand for its words: an article of
// another language that names the concept has the words. Where names are all
// there is, a hit must have every one of them, in whatever language: the same
// question in another language then has the same answer.
func conceptRun(p *plan, text string, words []lang.Token, first int) {
	covered, count := 0, 0
	for _, m := range concept.InQuery(text) {
		from, to := wordsIn(words, m.Start, m.End)
		if from == covered && to > covered {
			covered = to
			count++
		}
		if p.marks.concepts[m.ID] {
			continue // named twice
		}
		p.marks.concepts[m.ID] = true
		p.concepts = append(p.concepts, m.ID)
		for i := from; i < to; i++ {
			u := &p.units[first+i]
			u.terms = append(u.terms, weighted{concepts, m.ID, conceptWeight * m.Weight / float64(to-from)})
		}
	}
	p.whole = first == 0 && covered == len(words) && count <= maxNamed
}

// wordsIn returns which of the words lie in the bytes start to end of their
// text.
func wordsIn(words []lang.Token, start, end int) (from, to int) {
	for from < len(words) && words[from].End <= start {
		from++
	}
	for to = from; to < len(words) && words[to].Start < end; {
		to++
	}
	return from, to
}

// note remembers how the words behind terms were typed.
func (p *plan) note(text string, tokens []token) {
	for _, t := range tokens {
		p.typed[t.term], p.typed[t.fold] = text[t.start:t.end], text[t.start:t.end]
	}
}
