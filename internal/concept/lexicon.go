package concept

import (
	"cmp"
	"errors"
	"slices"

	"khotin/internal/lang"
)

// An Entry is a group of names for a [Lexicon]. A language may be missing.
// The marks of the glossary serve here as well: an asterisk behind a name that
// several entries share, a tilde behind one word that counts in every form.
type Entry struct {
	ID     string
	Weight float64
	Names  map[lang.Tag][]string
}

// A Lexicon finds names the way [Find] does, from a table of its own.
type Lexicon struct{ g *glossary }

// NewLexicon builds a lexicon; the error names every entry that breaks a rule
// of the glossary.
func NewLexicon(entries []Entry) (*Lexicon, error) {
	g := &glossary{index: map[string]int32{}, books: map[lang.Tag]*book{}}
	var errs []error
	for _, e := range slices.SortedFunc(slices.Values(entries), func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) }) {
		names := map[lang.Tag][]string{}
		for tag, list := range e.Names {
			names[tag] = slices.Clone(list)
		}
		errs = append(errs, g.enter(&Concept{ID: e.ID, Weight: e.Weight, variants: names}))
	}
	errs = append(errs, g.bind())
	return &Lexicon{g}, errors.Join(errs...)
}

// Find returns the entries named in a text, as the function of that name does
// for concepts.
func (l *Lexicon) Find(text string, tag lang.Tag) []Match { return l.g.find(text, tag, nil) }
