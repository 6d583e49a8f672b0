package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/lang"
	"khotin/internal/query"
)

// marker knows which words of a hit made it match.
type marker struct {
	route        route
	keys         map[string]mark
	folds        map[string]mark
	stems        map[lang.Tag]map[string]mark
	numbers      map[string]bool
	concepts     map[string]bool
	prefixes     []string
	phrases      []phrase // marked as a whole: their words alone are not what was asked for
	lexicon      *translations
	translations map[string]bool                // ids in lexicon
	together     map[string]bool                // folded words that were typed one after the other, as "le hong"
	words        int                            // typed
	known        map[lang.Tag]map[string][]span // what parts found, by the word as it is written
}

// mark says how a word is marked.
type mark uint8

const (
	unmarked mark = iota
	beside        // only between other marked words
	marked
)

func markOf(function bool) mark {
	if function {
		return beside
	}
	return marked
}

func newMarker() marker {
	return marker{keys: map[string]mark{}, folds: map[string]mark{}, stems: map[lang.Tag]map[string]mark{}, numbers: map[string]bool{}, concepts: map[string]bool{}, translations: map[string]bool{}, together: map[string]bool{}, known: map[lang.Tag]map[string][]span{}}
}

func (m *marker) vietnamese(t token, function bool) {
	m.keys[t.term] = max(m.keys[t.term], markOf(function))
	m.folds[t.fold] = max(m.folds[t.fold], markOf(function))
}

func (m *marker) stem(tag lang.Tag, t token, function bool) {
	if m.stems[tag] == nil {
		m.stems[tag] = map[string]mark{}
	}
	m.stems[tag][t.term] = max(m.stems[tag][t.term], markOf(function))
}

// typed notes which words of the query follow which.
func (m *marker) typed(q query.Query) {
	last := ""
	for _, c := range q.Clauses {
		if c.Exclude {
			last = ""
			continue
		}
		for word := range lang.Tokens(c.Text) {
			fold := lang.Fold(word.Text)
			m.together[last+" "+fold] = true
			m.words++
			last = fold
		}
	}
}

func (m *marker) number(key string)    { m.numbers[key] = true }
func (m *marker) prefix(folded string) { m.prefixes = append(m.prefixes, folded) }

// span is a marked stretch of a text, in bytes; what tells words apart that
// matched.
type span struct {
	start, end int
	what       string
	function   bool // a function word
}

// spans finds what to mark in a text, in order and without overlap. Articles
// repeat their words, so each is analysed once a search.
func (m *marker) spans(a *analyzer, tag lang.Tag, text string) []span {
	found := m.names(a, tag, text)
	names := len(found)
	next := 0
	known := m.known[tag]
	if known == nil {
		known = map[string][]span{}
		m.known[tag] = known
	}
	for word, numeral := range pieces(text) {
		for next < names && found[next].end <= word.Start {
			next++
		}
		if next < names && word.End > found[next].start {
			continue // part of a marked name
		}
		parts, ok := known[word.Text]
		if !ok {
			parts = m.parts(a, tag, word, numeral)
			known[word.Text] = parts
		}
		for _, part := range parts {
			found = append(found, span{word.Start + part.start, word.Start + part.end, part.what, part.function})
		}
	}
	if names > 0 && names < len(found) {
		sortSpans(found)
	}
	return m.between(text, found)
}

// between drops the function words that do not stand between other marked
// words, and are no part of a name: a "de" alone explains nothing, the Le of Le
// Hong Vinh belongs to it.
func (m *marker) between(text string, spans []span) []span {
	kept := spans[:0]
	for len(spans) > 0 {
		n := 1
		for n < len(spans) && isSpace(text[spans[n-1].end:spans[n].start]) {
			n++
		}
		kept = append(kept, m.trim(text, spans[:n])...)
		spans = spans[n:]
	}
	return kept
}

// trim takes the function words off both ends of neighbouring spans.
func (m *marker) trim(text string, spans []span) []span {
	from, to := 0, len(spans)
	for from < to && spans[from].function {
		from++
	}
	for to > from && spans[to-1].function {
		to--
	}
	if from == to {
		return nil
	}
	for from > 0 && m.beside(text, spans[from-1], spans[from]) {
		from--
	}
	for to < len(spans) && m.beside(text, spans[to-1], spans[to]) {
		to++
	}
	return spans[from:to]
}

// beside reports two words with capitals that were also typed one after the
// other: parts of a name.
func (m *marker) beside(text string, a, b span) bool {
	first, second := text[a.start:a.end], text[b.start:b.end]
	return isCapital(first) && isCapital(second) && m.together[lang.Fold(first)+" "+lang.Fold(second)]
}

func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// names finds what is marked as a whole: the numbers, phrases, concepts and
// translations asked for.
func (m *marker) names(a *analyzer, tag lang.Tag, text string) (found []span) {
	if slices.ContainsFunc(m.phrases, func(p phrase) bool { return p.readsIn(tag) }) {
		tokens := a.tokens(nil, tag, text)
		for _, p := range m.phrases {
			if p.readsIn(tag) {
				found = slices.AppendSeq(found, p.spans(tokens))
			}
		}
	}
	if len(m.numbers) > 0 {
		for _, n := range numbers(text, tag) {
			if m.numbers[n.key] {
				found = append(found, span{n.start, n.end, n.key, false})
			}
		}
	}
	if len(m.concepts) > 0 {
		for _, c := range a.concepts.Find(text, tag) {
			if m.concepts[c.ID] {
				found = append(found, span{c.Start, c.End, c.ID, false})
			}
		}
	}
	if len(m.translations) > 0 {
		for _, t := range m.lexicon.names.Find(text, tag) {
			if m.translations[t.ID] {
				found = append(found, span{t.Start, t.End, t.ID, false})
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

// parts returns what to mark within a word, as offsets from its start.
func (m *marker) parts(a *analyzer, tag lang.Tag, word lang.Token, numeral string) (found []span) {
	tokens := []token{{word.Start, word.End, a.numeral(tag, numeral)}}
	if numeral == "" {
		tokens = a.word(nil, tag, word)
	}
	for _, t := range tokens {
		if how := m.matches(tag, t); how != unmarked {
			small := how == beside || m.words > 1 && lang.IsFunctionWord(tag, t.fold) && tag != lang.Vietnamese
			found = append(found, span{t.start - word.Start, t.end - word.Start, t.term, small})
		}
	}
	if tag == lang.French && len(tokens) > 1 && len(found) > 0 { // L1234, of which 1234 was asked for
		whole := found[len(found)-1]
		whole.start, whole.end = tokens[0].start-word.Start, tokens[1].end-word.Start
		return []span{whole}
	}
	return found
}

func (m *marker) matches(tag lang.Tag, t token) mark {
	for _, p := range m.prefixes {
		if strings.HasPrefix(t.fold, p) {
			return marked
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
