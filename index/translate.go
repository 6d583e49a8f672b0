package index

import (
	"fmt"
	"slices"
	"strings"

	"khotin/internal/concept"
	"khotin/internal/lang"
	"khotin/internal/lexicon"
	"khotin/internal/query"
)

// translations is the mined lexicon, made ready to be found in queries and, to
// mark them, in texts. Nothing of it is in the index, which does not change when
// the table does.
type translations struct {
	names   *concept.Lexicon
	entries map[string]lexicon.Entry // by id in names
}

// newTranslations takes in what is not rejected. The error names every entry
// that cannot be found in a text.
func newTranslations(entries []lexicon.Entry) (*translations, error) {
	tr := &translations{entries: make(map[string]lexicon.Entry)}
	var list []concept.Entry
	for _, e := range entries {
		if e.Status == lexicon.Rejected {
			continue
		}
		id := fmt.Sprintf("%s %s = %s %s", e.Lang, e.Term, e.Into, e.Translation)
		tr.entries[id] = e
		list = append(list, concept.Entry{ID: id, Weight: 1, Names: map[lang.Tag][]string{
			e.Lang: {anyForm(e.Lang, e.Term)}, e.Into: {anyForm(e.Into, e.Translation)},
		}})
	}
	var err error
	if tr.names, err = concept.NewLexicon(list); err != nil {
		return nil, fmt.Errorf("read the lexicon: %w", err)
	}
	return tr, nil
}

// anyForm marks a name as package concept wants it: several entries may have it,
// and a single word, unless it is Vietnamese, is found in all its forms.
func anyForm(tag lang.Tag, term string) string {
	if tag != lang.Vietnamese && !strings.Contains(term, " ") {
		term += "~"
	}
	return term + "*"
}

// found is a translation of words of a query.
type found struct {
	id         string
	start, end int // of the words, in bytes
	query.Translation
	weight float64
}

// of lists the translations of what a text in a language says.
func (tr *translations) of(text string, tag lang.Tag) (list []found) {
	if tr == nil || tag == lang.Unknown {
		return nil
	}
	for _, m := range tr.names.Find(text, tag) {
		e := tr.entries[m.ID]
		f := found{id: m.ID, start: m.Start, end: m.End, weight: lexiconWeight * e.Score}
		f.Asked = text[m.Start:m.End]
		switch {
		case e.Lang == tag:
			f.Text, f.Lang = e.Translation, e.Into
		default:
			f.Text, f.Lang = e.Term, e.Lang
		}
		if e.Status == lexicon.Accepted {
			f.weight = lexiconWeight
		}
		list = append(list, f)
	}
	return list
}

// lexiconWeight is what a translation counts beside the word itself, which
// counts 1, and a concept, which counts 2.
const lexiconWeight = .8

// translatedRun lets translations stand for the words of a run that no concept
// covers, in other languages than the query's: they change nothing in its own.
func (a *analyzer) translatedRun(p *plan, r *run) {
	for _, f := range a.lexicon.of(r.text, p.lang) {
		from, to := wordsIn(r.words, f.start, f.end)
		if from >= to || p.named(r, from, to) {
			continue
		}
		for _, t := range a.translated(f) {
			t.weight /= float64(to - from)
			if p.has(r, from, to, t) {
				continue // the same word in both languages
			}
			p.translated[fieldTerm{t.field, t.term}] = f.Asked + " → " + f.Text
			for i := from; i < to; i++ {
				u := &p.units[r.first+i]
				u.foreign = append(u.foreign, t)
			}
		}
		p.marks.translations[f.id] = true
		if !slices.Contains(p.translations, f.Translation) {
			p.translations = append(p.translations, f.Translation)
		}
	}
}

// named reports whether concepts cover words of a run.
func (p *plan) named(r *run, from, to int) bool {
	for i := from; i < to; i++ {
		if !slices.ContainsFunc(p.units[r.first+i].terms, func(t weighted) bool { return t.field == concepts }) {
			return false
		}
	}
	return true
}

// has reports whether the words of a run bring a term with them.
func (p *plan) has(r *run, from, to int, t weighted) bool {
	for _, u := range p.units[r.first+from : r.first+to] {
		if slices.ContainsFunc(u.terms, func(o weighted) bool { return o.field == t.field && o.term == t.term }) {
			return true
		}
	}
	return false
}

// translated are the terms of a translation: the key of a Vietnamese syllable,
// the pairs of several, the stems of words of content.
func (a *analyzer) translated(f found) (terms []weighted) {
	tokens := a.tokens(nil, f.Lang, f.Text)
	switch {
	case f.Lang == lang.Vietnamese && len(tokens) == 1:
		return []weighted{{viKey, tokens[0].term, f.weight}}
	case f.Lang == lang.Vietnamese:
		terms = pairs(viFoldPair, tokens)
	default:
		for _, t := range tokens {
			if !lang.IsFunctionWord(f.Lang, t.fold) {
				terms = append(terms, weighted{fieldsOf(f.Lang).stem, t.term, 1})
			}
		}
	}
	for i := range terms {
		terms[i].weight = f.weight / float64(len(terms))
	}
	return terms
}

// fieldTerm is a term in a field.
type fieldTerm struct {
	field field
	term  string
}
