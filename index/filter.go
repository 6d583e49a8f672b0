package index

import (
	"khotin/internal/docref"
	"khotin/internal/query"
)

// filter narrows the search; it never scores.
func (s *scorer) filter(f query.Filter) error {
	var langs, groups []string
	for _, l := range f.Langs {
		langs = append(langs, l.String())
	}
	if f.Group != "" {
		groups = []string{f.Group}
	}
	for _, n := range []struct {
		values []string
		find   func(docs *bitset, value string) error
	}{
		{langs, s.having(langField)},
		{groups, s.having(groupField)},
		{f.Outlets, s.having(outletField)},
		{f.Events, s.having(eventField)},
		{f.Types, s.having(typeField)},
		{f.Concepts, s.having(names[concepts])},
		{f.Persons, func(docs *bitset, v string) error { return s.collect(docs, names[name], foldName(v)) }},
		{f.Sections, s.havingLabelled(sectionField)},
		{f.Authors, s.havingLabelled(authorField)},
		{f.Places, s.havingLabelled(placeField)},
		{f.Docs, func(docs *bitset, v string) error { return s.cited(docs, docref.ParseQuery(v)) }},
	} {
		if len(n.values) == 0 {
			continue
		}
		var docs bitset
		for _, v := range n.values {
			if err := n.find(&docs, v); err != nil {
				return err
			}
		}
		s.narrowTo(docs)
	}
	if f.From.IsZero() && f.To.IsZero() {
		return nil
	}
	return s.period(timespan{f.From, f.To})
}

// having finds the documents that have a value in a field.
func (s *scorer) having(field string) func(*bitset, string) error {
	return func(docs *bitset, value string) error { return s.collect(docs, field, value) }
}

// havingLabelled is having for a field with labels.
func (s *scorer) havingLabelled(field string) func(*bitset, string) error {
	return func(docs *bitset, value string) error {
		return s.eachTerm(field, labelled(foldName(value), ""), maxExpansion, func(term string, _ uint64) error {
			return s.collect(docs, field, term)
		})
	}
}
