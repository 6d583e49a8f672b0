package index

import (
	"strings"

	"khotin/internal/concept"
	"khotin/internal/lang"
)

// marker knows which words of a hit made it match.
type marker struct {
	route    route
	keys     map[string]bool
	folds    map[string]bool
	stems    map[lang.Tag]map[string]bool
	numbers  map[string]bool
	concepts map[string]bool
	prefixes []string
	known    map[seen][]span // what parts found
}

func newMarker() marker {
	return marker{keys: map[string]bool{}, folds: map[string]bool{}, stems: map[lang.Tag]map[string]bool{}, numbers: map[string]bool{}, concepts: map[string]bool{}, known: map[seen][]span{}}
}

func (m *marker) vietnamese(t token) {
	m.keys[t.term], m.folds[t.fold] = true, true
}

func (m *marker) stem(tag lang.Tag, t token) {
	if m.stems[tag] == nil {
		m.stems[tag] = map[string]bool{}
	}
	m.stems[tag][t.term] = true
}

func (m *marker) number(key string)    { m.numbers[key] = true }
func (m *marker) prefix(folded string) { m.prefixes = append(m.prefixes, folded) }

// span is a marked stretch of a text, in bytes; what tells words apart that
// matched.
type span struct {
	start, end int
	what       string
}

// spans finds what to mark in a text, in order and without overlap.
func (m *marker) spans(a *analyzer, tag lang.Tag, text string) []span {
	found := m.names(tag, text)
	names := len(found)
	next := 0
	for word, numeral := range pieces(text) {
		for next < names && found[next].end <= word.Start {
			next++
		}
		if next < names && word.End > found[next].start {
			continue // part of a marked name
		}
		for _, part := range m.parts(a, tag, word, numeral) {
			found = append(found, span{word.Start + part.start, word.Start + part.end, part.what})
		}
	}
	if names > 0 && names < len(found) {
		sortSpans(found)
	}
	return found
}

// names finds the numbers and concepts asked for.
func (m *marker) names(tag lang.Tag, text string) (found []span) {
	if len(m.numbers) > 0 {
		for _, n := range numbers(text, tag) {
			if m.numbers[n.key] {
				found = append(found, span{n.start, n.end, n.key})
			}
		}
	}
	if len(m.concepts) > 0 {
		for _, c := range concept.Find(text, tag) {
			if m.concepts[c.ID] {
				found = append(found, span{c.Start, c.End, c.ID})
			}
		}
	}
	sortSpans(found)
	kept := found[:0]
	for _, s := range found {
		if len(kept) == 0 || s.start >= kept[len(kept)-1].end {
			kept = append(kept, s)
		}
	}
	return kept
}

// seen is a word as it is written in one language.
type seen struct {
	tag  lang.Tag
	text string
}

// parts returns what to mark within a word, as offsets from its start. Articles
// repeat their words, so each is analysed once a search.
func (m *marker) parts(a *analyzer, tag lang.Tag, word lang.Token, numeral string) []span {
	at := seen{tag, word.Text}
	if known, ok := m.known[at]; ok {
		return known
	}
	tokens := []token{{word.Start, word.End, numeral, numeral}}
	if numeral == "" {
		tokens = a.word(nil, tag, word)
	}
	var found []span
	for _, t := range tokens {
		if m.matches(tag, t) {
			found = append(found, span{t.start - word.Start, t.end - word.Start, t.term})
		}
	}
	m.known[at] = found
	return found
}

func (m *marker) matches(tag lang.Tag, t token) bool {
	for _, p := range m.prefixes {
		if strings.HasPrefix(t.fold, p) {
			return true
		}
	}
	if tag != lang.Vietnamese {
		if _, ok := m.stems[tag]; !ok {
			tag = lang.Unknown
		}
		return m.stems[tag][t.term]
	}
	if m.route.marked {
		return m.keys[t.term]
	}
	return m.folds[t.fold]
}
