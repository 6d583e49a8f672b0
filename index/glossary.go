package index

import (
	_ "embed"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"khotin/internal/lang"
)

// glossaryTable names the concepts of the field in four languages: one a line,
// concept, kind, vi, vi_abbr, fr, ro, en, separated by tabs; variants by |. It was
// reviewed by hand; machine translation has many names for one thing.
//
//go:embed glossary.tsv
var glossaryTable string

// glossary finds concepts in text. Names are compared as terms, so cases,
// plurals and missing accents make no difference.
type glossary struct {
	names   map[lang.Tag]map[string]string // terms joined by spaces, to concept
	first   map[lang.Tag]map[string]bool   // first terms of the names
	longest int                            // terms of the longest name
}

// columns of glossaryTable after concept and kind.
var glossaryColumns = [...]lang.Tag{lang.Vietnamese, lang.Vietnamese, lang.French, lang.Romanian, lang.English}

// Short abbreviations are ambiguous (CB, TT, QĐ) or part of numbers (NQ); from
// four letters on they are names like any other.
const (
	abbreviations    = 1 // index of their column
	safeAbbreviation = 4
)

// newGlossary reads the table with the terms of an analyzer.
func newGlossary(a *analyzer) (*glossary, error) {
	g := &glossary{names: make(map[lang.Tag]map[string]string), first: make(map[lang.Tag]map[string]bool)}
	for n, line := range lines(glossaryTable) {
		cells := strings.Split(line, "\t")
		if len(cells) != 2+len(glossaryColumns) {
			return nil, fmt.Errorf("glossary line %d: %d columns instead of %d", n, len(cells), 2+len(glossaryColumns))
		}
		for i, tag := range glossaryColumns {
			for name := range strings.SplitSeq(cells[2+i], "|") {
				if i == abbreviations && utf8.RuneCountInString(name) < safeAbbreviation {
					continue
				}
				if err := g.add(a, cells[0], tag, name); err != nil {
					return nil, fmt.Errorf("glossary line %d: %w", n, err)
				}
			}
		}
	}
	return g, nil
}

// lines walks the lines of a table after its heading, numbered as in the file.
func lines(table string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(table) {
			n++
			if n > 1 && !yield(n, strings.TrimRight(line, "\r\n")) {
				return
			}
		}
	}
}

func (g *glossary) add(a *analyzer, id string, tag lang.Tag, name string) error {
	tokens := a.tokens(nil, tag, lang.NFC(name))
	if len(tokens) == 0 {
		return nil
	}
	if g.names[tag] == nil {
		g.names[tag], g.first[tag] = make(map[string]string), make(map[string]bool)
	}
	key := joinConcept(tag, tokens)
	if other, ok := g.names[tag][key]; ok && other != id {
		return fmt.Errorf("%q names both %s and %s", name, other, id)
	}
	g.names[tag][key] = id
	g.first[tag][conceptTerm(tag, tokens[0])] = true
	g.longest = max(g.longest, len(tokens))
	return nil
}

func joinConcept(tag lang.Tag, tokens []token) string {
	var key strings.Builder
	for i, t := range tokens {
		if i > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(conceptTerm(tag, t))
	}
	return key.String()
}

// conceptTerm is folded in Vietnamese, where a query may come without accents.
func conceptTerm(tag lang.Tag, t token) string {
	if tag == lang.Vietnamese {
		return t.fold
	}
	return t.term
}

// mention is a concept at tokens[from:to].
type mention struct {
	id       string
	from, to int
}

// find returns every concept named in a text, the ones within longer names too:
// whoever asks for dân vận also means the Ban Dân vận.
func (g *glossary) find(tag lang.Tag, tokens []token) (found []mention) {
	names := g.names[tag]
	if len(names) == 0 {
		return nil
	}
	for from := range tokens {
		if !g.first[tag][conceptTerm(tag, tokens[from])] {
			continue
		}
		key := ""
		for to := from + 1; to <= min(len(tokens), from+g.longest); to++ {
			if key != "" {
				key += " "
			}
			key += conceptTerm(tag, tokens[to-1])
			if id, ok := names[key]; ok {
				found = append(found, mention{id, from, to})
			}
		}
	}
	return found
}
