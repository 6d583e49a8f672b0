package index

import (
	"strings"
)

// holders returns the documents that have a unit.
func (s *scorer) holders(u unit) (docs bitset, err error) {
	for _, t := range u.terms {
		if err := s.collectTerm(&docs, t); err != nil {
			return nil, err
		}
	}
	for _, p := range u.phrases {
		found, err := s.hold(p)
		if err != nil {
			return nil, err
		}
		docs = docs.or(found)
	}
	for _, q := range u.cites {
		if err := s.cited(&docs, q); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// collectTerm adds the documents that have a term of a scored field.
func (s *scorer) collectTerm(docs *bitset, t weighted) error {
	terms, err := s.kept(t.field, t.term)
	if err != nil {
		return err
	}
	for _, term := range terms {
		if err := s.collect(docs, names[t.field.keptIn()], term); err != nil {
			return err
		}
	}
	return nil
}

// collect adds the documents that have a term in a field of bleve's.
func (s *scorer) collect(docs *bitset, field, term string) error {
	all, err := s.open(field, term, false)
	if err != nil {
		return err
	}
	return s.each(all, func(one posting) { docs.set(one.doc) })
}

// Bounds of the words that a prefix stands for, in one field, and of the letters
// a stem may be shorter than the prefix: "mobilisati" means the stem "mobilis".
const (
	maxExpansion = 200
	maxStripped  = 4
	minStripped  = 5 // letters that must remain
)

// expand puts the words of the index in the place of prefixes.
func (s *scorer) expand(terms []weighted) (all []weighted, err error) {
	for _, t := range terms {
		if t.field != prefixed {
			all = append(all, t)
			continue
		}
		more, err := s.completions(viFold, t, all)
		if err != nil {
			return nil, err
		}
		all = more
		for _, f := range stemmedFields {
			if all, err = s.completions(f.stem, t, all); err != nil {
				return nil, err
			}
			for n := len(t.term) - 1; n >= max(minStripped, len(t.term)-maxStripped); n-- {
				all = append(all, weighted{f.stem, t.term[:n], t.weight})
			}
		}
	}
	return all, nil
}

// completions appends the terms of a field that begin with a prefix.
func (s *scorer) completions(f field, prefix weighted, all []weighted) ([]weighted, error) {
	last := ""
	if f == viFold { // a whole word may be kept with another last letter
		last = bareSyllable(prefix.term)
		all = append(all, weighted{f, last, prefix.weight})
	}
	err := eachTerm(s.reader, names[f.keptIn()], prefix.term, func(term string) {
		if term, _, _ = strings.Cut(term, labelMark); term != last {
			last = strings.Clone(term)
			all = append(all, weighted{f, last, prefix.weight})
		}
	})
	return all, err
}
