package index

import (
	"fmt"
	"slices"

	"khotin/internal/concept"
	"khotin/internal/lang"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// run is a stretch of plain words of a query, read as one text. Each word has a
// unit of the plan.
type run struct {
	text     string
	words    []lang.Token
	function []bool // which words are function words of the query's language
	ordinal  []bool // which words number what headlines name
	first    int    // unit of the first word
}

// at returns which word of the run a token was read from.
func (r *run) at(t token) int {
	for i, w := range r.words {
		if t.start < w.End {
			return i
		}
	}
	return len(r.words) - 1
}

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
	this := &run{text: text, words: words, first: len(p.units), function: a.functional(p, r, text, words)}
	p.units = append(p.units, make([]unit, len(words))...)
	if this.ordinal, err = a.ordinals(p.archive, this); err != nil {
		return fmt.Errorf("look up the headlines: %w", err)
	}
	conceptRun(p, this)
	a.vietnameseRun(p, r, this)
	for _, f := range stemmedFields {
		a.stemmedRun(p, f, this)
	}
	if !r.strict {
		a.translatedRun(p, this)
	}
	return nil
}

// ordinals says which words of a run are numbers after a word that some headline
// has: the 12 of an article, not of metres or years.
func (a *analyzer) ordinals(archive bleveindex.IndexReader, r *run) ([]bool, error) {
	flags := make([]bool, len(r.words))
	for i := 1; i < len(r.words) && archive != nil; i++ {
		if digit := r.words[i].Text[0]; digit < '0' || digit > '9' || r.function[i-1] && !isCodeLetter(r.words[i-1].Text) {
			continue
		}
		before := lang.Fold(r.words[i-1].Text)
		known, err := knows(archive, viTitleFold, before)
		for _, f := range stemmedFields {
			if err == nil && !known {
				known, err = knows(archive, f.title, a.stem(f.tag, before))
			}
		}
		if err != nil {
			return nil, err
		}
		flags[i] = known
	}
	return flags, nil
}

// stemmedRun adds the terms of a run in a language that is stemmed.
func (a *analyzer) stemmedRun(p *plan, f stemmed, r *run) {
	tokens := a.tokens(nil, f.tag, r.text)
	p.note(r.text, tokens)
	skipped := true
	for i, t := range tokens {
		at := r.at(t)
		function, before := r.function[at], skipped
		if skipped = function && f.tag != p.lang; skipped {
			continue
		}
		p.word(r, at, weighted{f.stem, t.term, stemWeight})
		p.bonus = append(p.bonus, weighted{f.title, t.term, p.title(r, at) * p.share(function)})
		if !before {
			weight := stemPairWeight
			if p.prose && function && r.function[r.at(tokens[i-1])] {
				weight *= functionPairs
			}
			p.bonus = append(p.bonus, weighted{f.paired, tokens[i-1].fold + " " + t.fold, weight})
		}
		p.marks.stem(f.tag, t, function)
	}
}

// share is what a word counts beside another.
func (p *plan) share(function bool) float64 {
	if p.prose && function {
		return functionShare
	}
	return 1
}

// title is what a word counts in a headline, beside what it counts in the text.
func (p *plan) title(r *run, at int) float64 {
	if p.prose && !r.ordinal[at] {
		return questionTitle
	}
	return titleWeight
}

// word adds a term to the unit of its word. The function words of a sentence
// score a little, and no hit must have them.
func (p *plan) word(r *run, at int, t weighted) {
	if p.prose && r.function[at] {
		t.weight *= functionShare
		p.bonus = append(p.bonus, t)
		return
	}
	u := &p.units[r.first+at]
	u.terms = append(u.terms, t)
}

// vietnameseRun adds the Vietnamese terms of a run: exact ones where the query
// is marked, folded ones unless the search is strict.
func (a *analyzer) vietnameseRun(p *plan, r route, this *run) {
	tokens := a.tokens(nil, lang.Vietnamese, this.text)
	fold, pair := plainWeight, plainPairWeight
	if r.marked {
		fold, pair = foldWeight, foldPairWeight
		a.exactRun(p, tokens, this)
	}
	p.note(this.text, tokens)
	skipped := true
	for i, t := range tokens {
		at := this.at(t)
		function, before := this.function[at], skipped
		if skipped = function && p.isForeign(lang.Vietnamese); skipped {
			continue
		}
		p.marks.vietnamese(t, function)
		if r.strict && r.marked {
			continue
		}
		p.word(this, at, weighted{viFold, t.fold, fold})
		p.bonus = append(p.bonus, weighted{viTitleFold, t.fold, p.title(this, at) * fold * p.share(function)})
		if !before {
			p.bonus = append(p.bonus, weighted{viFoldPair, tokens[i-1].fold + " " + t.fold, pair})
		}
	}
}

// isForeign reports whether the query is known to be in another language.
func (p *plan) isForeign(tag lang.Tag) bool { return p.lang != lang.Unknown && p.lang != tag }

// exactRun adds keys and compounds.
func (a *analyzer) exactRun(p *plan, tokens []token, r *run) {
	for len(tokens) > 0 {
		n, word := a.words.match(tokens)
		weight := keyWeight
		if n > 1 {
			share := p.share(r.function[r.at(tokens[0])])
			p.bonus = append(p.bonus, weighted{viWord, word, wordWeight * share})
		} else {
			weight += wordWeight
		}
		for _, t := range tokens[:n] {
			at := r.at(t)
			if function := r.function[at]; !function || !p.isForeign(lang.Vietnamese) {
				p.word(r, at, weighted{viKey, t.term, weight})
				p.bonus = append(p.bonus, weighted{viTitle, t.term, p.title(r, at) * p.share(function)})
			}
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
func conceptRun(p *plan, r *run) {
	covered, count := 0, 0
	for _, m := range concept.InQuery(r.text) {
		from, to := wordsIn(r.words, m.Start, m.End)
		if from == covered && to > covered {
			covered = to
			count++
		}
		if p.marks.concepts[m.ID] {
			continue // named twice
		}
		if !slices.Contains(r.function[from:to], false) {
			continue // "ĐÃ" in a query all in capitals is no abbreviation
		}
		p.marks.concepts[m.ID] = true
		p.concepts = append(p.concepts, m.ID)
		for i := from; i < to; i++ {
			u := &p.units[r.first+i]
			u.terms = append(u.terms, weighted{concepts, m.ID, conceptWeight * m.Weight / float64(to-from)})
		}
	}
	p.whole = r.first == 0 && covered == len(r.words) && count <= maxNamed
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
