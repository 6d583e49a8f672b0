package index

import (
	"strings"

	"khotin/internal/lang"
	"khotin/internal/query"
)

// plan is a query in the terms of the index.
type plan struct {
	units  []unit
	bonus  []weighted // score, but make nothing match: pairs, compounds, titles
	filter query.Filter
	marks  marker // which words of a hit to mark
}

// unit is one thing a document has or has not: a word typed, a phrase, a group
// of alternatives.
type unit struct {
	terms    []weighted   // any of them
	phrases  [][]weighted // or all terms of any of these
	required bool         // a hit must have it; words are optional in numbers
	excluded bool
}

// weighted is a term in a field and what it counts.
type weighted struct {
	field  field
	term   string
	weight float64
}

// Weights of the fields, from the measurements in the reference: exact keys and
// compounds lead where the query carries Vietnamese diacritics, folded
// syllables and their pairs stand in where it does not.
const (
	keyWeight       = .5
	wordWeight      = 1.
	keyPairWeight   = .25
	foldWeight      = .25
	foldPairWeight  = .25
	plainWeight     = 1.
	plainPairWeight = .5
	stemWeight      = 1.
	titleWeight     = .25
	codeWeight      = 2.
)

// maxUnits is how many words of a query can decide whether a document matches;
// further ones only score.
const maxUnits = 60

// route says which of the Vietnamese fields a query goes to.
type route struct {
	marked bool // the query carries Vietnamese diacritics
	strict bool // accents must match as typed
}

// read plans a query.
func (a *analyzer) read(q query.Query) *plan {
	p := &plan{filter: q.Filter, marks: newMarker()}
	r := route{strict: q.Strict}
	for _, c := range q.Clauses {
		r.marked = r.marked || lang.HasVietnameseMarks(c.Text)
	}
	p.marks.route = r
	var run []string // neighbouring plain words, read as one text
	flush := func() {
		a.run(p, r, strings.Join(run, " "))
		run = nil
	}
	for i := 0; i < len(q.Clauses); {
		n := 1
		for i+n < len(q.Clauses) && q.Clauses[i+n].Or {
			n++
		}
		group := q.Clauses[i : i+n]
		i += n
		if n == 1 && group[0].Kind == query.Word && !group[0].Exclude && !isCode(group[0].Text) {
			run = append(run, group[0].Text)
			continue
		}
		flush()
		a.group(p, r, group)
	}
	flush()
	return p
}

// isCode reports a word that is one document number and nothing else.
func isCode(text string) bool {
	found := codes(text)
	return len(found) == 1 && found[0].start == 0 && found[0].end == len(text)
}

// run plans words typed one after another: each is a unit in every language,
// and their pairs and compounds are a bonus.
func (a *analyzer) run(p *plan, r route, text string) {
	if text == "" {
		return
	}
	words := a.spans(text)
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
	tokens := a.tokens(nil, lang.Vietnamese, text)
	for _, t := range tokens {
		u := at(t)
		if r.marked {
			u.terms = append(u.terms, weighted{viKey, t.term, keyWeight})
			p.bonus = append(p.bonus, weighted{viTitle, t.term, titleWeight})
		}
		if !r.strict || !r.marked {
			u.terms = append(u.terms, weighted{viFold, t.fold, r.fold()})
			p.bonus = append(p.bonus, weighted{viTitleFold, t.fold, titleWeight * r.fold()})
		}
		p.marks.vietnamese(t)
	}
	p.bonus = append(p.bonus, a.neighbours(r, tokens)...)
	for _, f := range stemmedFields {
		for _, t := range a.tokens(nil, f.tag, text) {
			u := at(t)
			u.terms = append(u.terms, weighted{f.stem, t.term, stemWeight})
			p.bonus = append(p.bonus, weighted{f.title, t.term, titleWeight})
			p.marks.stem(f.tag, t)
		}
	}
}

func (r route) fold() float64 {
	if r.marked {
		return foldWeight
	}
	return plainWeight
}

// neighbours returns the pairs and compounds of a run of Vietnamese syllables.
func (a *analyzer) neighbours(r route, tokens []token) (terms []weighted) {
	for i := 1; i < len(tokens); i++ {
		s, t := tokens[i-1], tokens[i]
		switch {
		case !r.marked:
			terms = append(terms, weighted{viFoldPair, s.fold + " " + t.fold, plainPairWeight})
		case r.strict:
			terms = append(terms, weighted{viKeyPair, s.term + " " + t.term, keyPairWeight})
		default:
			terms = append(terms, weighted{viKeyPair, s.term + " " + t.term, keyPairWeight},
				weighted{viFoldPair, s.fold + " " + t.fold, foldPairWeight})
		}
	}
	if !r.marked {
		return terms
	}
	for len(tokens) > 0 {
		n, word := a.words.match(tokens)
		terms = append(terms, weighted{viWord, word, wordWeight})
		tokens = tokens[n:]
	}
	return terms
}

// group plans alternatives, or a single phrase, prefix, number or exclusion.
func (a *analyzer) group(p *plan, r route, clauses []query.Clause) {
	u := unit{required: true, excluded: clauses[0].Exclude}
	for _, c := range clauses {
		switch {
		case isCode(c.Text):
			u.terms = append(u.terms, weighted{number, codeTerm(c.Text), codeWeight})
			p.marks.code(codeTerm(c.Text))
		case c.Kind == query.Prefix:
			u.terms = append(u.terms, weighted{numScored, lang.Fold(c.Text), 1})
			p.marks.prefix(lang.Fold(c.Text))
		default:
			a.phrase(p, &u, r, c.Text)
			if c.Kind == query.Word && r.marked && !r.strict {
				a.phrase(p, &u, route{}, c.Text)
			}
		}
	}
	p.units = append(p.units, u)
}

// phrase adds the words of a text, in this order, to the unit in every
// language. One word stands for itself.
func (a *analyzer) phrase(p *plan, u *unit, r route, text string) {
	key := func(t token) string { return t.term }
	fold := func(t token) string { return t.fold }
	add := func(tokens []token, single, paired field, form func(token) string) {
		switch len(tokens) {
		case 0:
		case 1:
			u.terms = append(u.terms, weighted{single, tokens[0].term, 1})
		default:
			var pairs []weighted
			for i := 1; i < len(tokens); i++ {
				pairs = append(pairs, weighted{paired, form(tokens[i-1]) + " " + form(tokens[i]), 1})
			}
			u.phrases = append(u.phrases, pairs)
		}
	}
	tokens := a.tokens(nil, lang.Vietnamese, text)
	if r.marked {
		add(tokens, viKey, viKeyPair, key)
	} else {
		plain := make([]token, len(tokens))
		for i, t := range tokens {
			plain[i] = token{term: t.fold, fold: t.fold}
		}
		add(plain, viFold, viFoldPair, fold)
	}
	for _, t := range tokens {
		p.marks.vietnamese(t)
	}
	for _, f := range stemmedFields {
		tokens := a.tokens(nil, f.tag, text)
		add(tokens, f.stem, f.paired, fold)
		for _, t := range tokens {
			p.marks.stem(f.tag, t)
		}
	}
}
