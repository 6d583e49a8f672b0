package index

import (
	"cmp"
	"slices"

	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// facets are the fields that hits are counted by. Each has few values, so the
// hits are counted value by value along the postings: exact however many hits
// there are, and cheaper than visiting the values of every hit.
var facets = [...]string{langField, outletField, yearField}

// facets counts the documents: most frequent value first, years newest first.
func (s *scorer) facets(docs bitset) (map[string][]query.Bucket, error) {
	all := make(map[string][]query.Bucket, len(facets))
	for _, name := range facets {
		list, err := s.buckets(name, docs)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(list, func(a, b query.Bucket) int {
			if name == yearField {
				return cmp.Compare(b.Value, a.Value)
			}
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		all[name] = list
	}
	return all, nil
}

// buckets counts the documents by the values of one field.
func (s *scorer) buckets(field string, docs bitset) (list []query.Bucket, err error) {
	list = []query.Bucket{}
	dict, err := s.reader.FieldDict(field)
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return list, err
		}
		n, err := s.common(field, entry.Term, docs)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			list = append(list, query.Bucket{Value: entry.Term, Count: n})
		}
	}
}

// common counts the documents that have a term.
func (s *scorer) common(field, term string, docs bitset) (n int, err error) {
	tfr, err := s.reader.TermFieldReader(s.ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, err
	}
	defer tfr.Close()
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	var posting bleveindex.TermFieldDoc
	for {
		p, err := tfr.Next(&posting)
		if err != nil || p == nil {
			return n, err
		}
		if docs.has(p.ID.Value()) {
			n++
		}
	}
}
