package index

import (
	"time"

	"khotin/internal/docref"
	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
)

// filter narrows the search; it never scores.
func (s *scorer) filter(f query.Filter, m mapping.IndexMapping) error {
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
	return s.period(f.From, f.To, m)
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

// period narrows to articles published at or after from and before to. It is
// the only part of a search that bleve answers with a disjunction, of at most a
// few hundred terms of a date's trie whatever the period, so bleve's limit on
// clauses, which is a global of the process, stays unset; prefixes, names and
// numbers have bounds of their own where they are expanded.
func (s *scorer) period(from, to time.Time, m mapping.IndexMapping) error {
	yes, no := true, false
	q := blevequery.NewDateRangeInclusiveQuery(from, to, &yes, &no)
	q.SetField(publishedField)
	found, err := q.Searcher(s.ctx, s.reader, m, search.SearcherOptions{Score: "none"})
	if err != nil {
		return err
	}
	defer found.Close()
	ctx := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(found.DocumentMatchPoolSize()+1, 0), IndexReader: s.reader}
	var docs bitset
	for {
		d, err := found.Next(ctx)
		if err != nil {
			return err
		}
		if d == nil {
			break
		}
		docs.set(d.IndexInternalID.Value())
		ctx.DocumentMatchPool.Put(d)
	}
	s.narrowTo(docs)
	return nil
}
