package index

import (
	"fmt"
	"strings"

	"khotin/internal/docref"
	"khotin/internal/lang"
	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// plan is a query in the terms of the index.
type plan struct {
	units   []unit
	bonus   []weighted // score, but make nothing match: pairs, compounds, titles
	filter  query.Filter
	lang    lang.Tag               // of the query, Unknown where it does not tell
	archive bleveindex.IndexReader // whose persons queries name; may be nil
	marks   marker                 // which words of a hit to mark

	concepts     []string             // ids that the query names
	translations []query.Translation  // of its words, from the lexicon
	translated   map[fieldTerm]string // terms that stand for a translation, and how it reads
	typed        map[string]string    // terms, as they were typed
	prose        bool                 // a sentence, in which not every word counts
	whole        bool                 // names of concepts and nothing else: they are meant, not their words
}

// unit is one thing a document has or has not: a word typed, a phrase, a group
// of alternatives.
type unit struct {
	terms    []weighted     // any of them
	foreign  []weighted     // or, in another language than the query's, any of these
	phrases  []phrase       // or any of these
	cites    []docref.Query // or the documents that these mean
	required bool           // a hit must have it; words are optional in numbers
	excluded bool
}

// weighted is a term in a field and what it counts.
type weighted struct {
	field  field
	term   string
	weight float64
}

// Weights of the fields. Where the query carries Vietnamese diacritics, exact
// keys and compounds lead, and a syllable outside of any compound counts as one;
// where it does not, folded syllables and their pairs stand in.
const (
	keyWeight       = .5
	wordWeight      = 1.
	foldWeight      = .25
	foldPairWeight  = .5
	plainWeight     = 1.
	plainPairWeight = .5
	stemWeight      = 1.
	stemPairWeight  = .15 // a pair is there or not; how often is not kept
	titleWeight     = .5  // few words are often what something is called: Article 12
	questionTitle   = .25 // the words of a question are so less often
	numberWeight    = 2.
	nameWeight      = 2.
	conceptWeight   = 2. // of a whole name

	functionShare = .3 // of a word's weight, for a function word in a sentence
	functionPairs = .5 // of a pair's weight, for two of them
)

// maxUnits is how many words of a query can decide whether a document matches;
// further ones only score.
const maxUnits = 60

// route says which of the Vietnamese fields a query goes to.
type route struct {
	marked bool // the query carries Vietnamese diacritics
	strict bool // accents must match as typed
}

// read plans a query. What it names of the archive is looked up there, unless
// it is nil.
func (a *analyzer) read(q query.Query, archive bleveindex.IndexReader) (p *plan, err error) {
	p = &plan{filter: q.Filter, archive: archive, marks: newMarker(), typed: make(map[string]string), translated: make(map[fieldTerm]string)}
	p.marks.lexicon = a.lexicon
	r := routeOf(q)
	p.marks.route = r
	p.marks.typed(q)
	var run []string // neighbouring plain words, read as one text
	p.prose = isProse(q.Clauses)
	if p.lang, err = a.languageOf(q, p.prose, archive); err != nil {
		return nil, fmt.Errorf("tell the language of the query: %w", err)
	}
	flush := func() error {
		text := strings.Join(run, " ")
		run = nil
		return a.run(p, r, text)
	}
	for i := 0; i < len(q.Clauses); {
		n := 1
		for i+n < len(q.Clauses) && q.Clauses[i+n].Or {
			n++
		}
		group := q.Clauses[i : i+n]
		i += n
		c := group[0]
		if n == 1 && !c.Exclude && (c.Kind == query.Word || c.Kind == query.Phrase && p.prose) {
			run = append(run, c.Text)
			continue
		}
		if err := flush(); err != nil {
			return nil, err
		}
		a.group(p, r, group)
	}
	return p, flush()
}

// routeOf tells the route of a query. With marks or without, a name that is all
// there is is the same name, whether the archive knows the person or not: its
// translations have no marks.
func routeOf(q query.Query) route {
	r := route{strict: q.Strict}
	var words []string
	for _, c := range q.Clauses {
		r.marked = r.marked || lang.HasVietnameseMarks(c.Text)
		if c.Kind == query.Word && !c.Exclude {
			words = append(words, c.Text)
		}
	}
	if !r.strict && len(words) == len(q.Clauses) && isVietnameseName(strings.Join(words, " ")) {
		r.marked = false
	}
	return r
}

// proseWords is from how many plain words on a query counts as prose.
const proseWords = 5

// isProse reports a question or sentence. Quotation marks in one quote; they
// do not ask for a phrase.
func isProse(clauses []query.Clause) bool {
	n := 0
	for _, c := range clauses {
		if c.Kind == query.Word && !c.Exclude && !c.Or {
			n++
		}
	}
	return n >= proseWords
}

// group plans alternatives, or a single phrase, prefix, number or exclusion.
func (a *analyzer) group(p *plan, r route, clauses []query.Clause) {
	u := unit{required: true, excluded: clauses[0].Exclude}
	for _, c := range clauses {
		switch keys := wholeNumber(c.Text); {
		case len(keys) > 0:
			u.terms = append(u.terms, numberUnit(p, keys).terms...)
		case c.Kind == query.Prefix:
			u.terms = append(u.terms, weighted{prefixed, lang.Fold(c.Text), 1})
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
	var all []phrase
	tokens := a.tokens(nil, lang.Vietnamese, text)
	switch {
	case len(tokens) > 1:
		all = append(all, newPhrase(lang.Vietnamese, viFoldPair, tokens, r.marked))
	case len(tokens) == 1 && r.marked:
		u.terms = append(u.terms, weighted{viKey, tokens[0].term, 1})
		p.marks.vietnamese(tokens[0], false)
	case len(tokens) == 1:
		u.terms = append(u.terms, weighted{viFold, tokens[0].fold, 1})
		p.marks.vietnamese(tokens[0], false)
	}
	for _, f := range stemmedFields {
		tokens := a.tokens(nil, f.tag, text)
		switch len(tokens) {
		case 0:
		case 1:
			u.terms = append(u.terms, weighted{f.stem, tokens[0].term, 1})
			p.marks.stem(f.tag, tokens[0], false)
		default:
			all = append(all, newPhrase(f.tag, f.paired, tokens, false))
		}
	}
	u.phrases = append(u.phrases, all...)
	p.marks.phrases = append(p.marks.phrases, all...)
}
