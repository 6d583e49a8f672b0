package index

import (
	"time"

	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
)

// filter narrows the search; it never scores.
func (s *scorer) filter(f query.Filter, m mapping.IndexMapping) error {
	narrow := func(field string, values []string) error {
		if len(values) == 0 {
			return nil
		}
		var docs bitset
		for _, v := range values {
			if err := s.collect(&docs, field, v); err != nil {
				return err
			}
		}
		s.narrowTo(docs)
		return nil
	}
	var langs, groups []string
	for _, l := range f.Langs {
		langs = append(langs, l.String())
	}
	if f.Group != "" {
		groups = []string{f.Group}
	}
	if err := narrow(langField, langs); err != nil {
		return err
	}
	if err := narrow(outletField, f.Outlets); err != nil {
		return err
	}
	if err := narrow(groupField, groups); err != nil {
		return err
	}
	if f.From.IsZero() && f.To.IsZero() {
		return nil
	}
	return s.period(f.From, f.To, m)
}

// period narrows to articles published at or after from and before to.
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
