package index

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"khotin/internal/lang"
	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// stories folds the hits of every story into one, the best. As hits in the
// language of the query come first, it is the version in that language if that
// is a hit. Articles without translations stay as they are.
func (s *scorer) stories(docs bitset) (single bitset, err error) {
	best := map[string]uint64{}
	single = slices.Clone(docs)
	drop := func(doc uint64) { single[doc/64] &^= 1 << (doc % 64) }
	read := s.valuesOf(groupField, docs, func(doc uint64, term []byte) {
		first, seen := best[string(term)]
		better := false
		if seen {
			var failed error
			better, failed = s.outranks(doc, first)
			err = errors.Join(err, failed)
		}
		switch {
		case !seen:
			best[string(term)] = doc
		case better:
			drop(first)
			best[string(term)] = doc
		default:
			drop(doc)
		}
	})
	return single, errors.Join(read, err)
}

// outranks compares two hits as a page does, where ties are broken by id: the
// numbers of documents are other ones after every merge.
func (s *scorer) outranks(a, b uint64) (bool, error) {
	if s.score(a) != s.score(b) {
		return s.score(a) > s.score(b), nil
	}
	first, err := s.reader.ExternalID(bleveindex.NewIndexInternalID(nil, a))
	if err != nil {
		return false, fmt.Errorf("read the id of a hit: %w", err)
	}
	second, err := s.reader.ExternalID(bleveindex.NewIndexInternalID(nil, b))
	if err != nil {
		return false, fmt.Errorf("read the id of a hit: %w", err)
	}
	return first < second, nil
}

// valuesOf hands out the values of a field with doc values, document by
// document.
func (s *scorer) valuesOf(field string, docs bitset, yield func(doc uint64, term []byte)) error {
	values, err := s.reader.DocValueReader([]string{field})
	if err != nil {
		return err
	}
	n := 0
	for doc := range docs.all {
		if n++; n%checkEvery == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		id := bleveindex.NewIndexInternalID(nil, doc)
		if err := values.VisitDocValues(id, func(_ string, term []byte) { yield(doc, term) }); err != nil {
			return err
		}
	}
	return nil
}

// in returns the documents in a language.
func (s *scorer) in(tag lang.Tag) (docs bitset, err error) {
	if tag != lang.Unknown {
		err = s.collect(&docs, langField, tag.String())
	}
	return docs, err
}

// maxVersions bounds the versions of a story that a hit lists.
const maxVersions = 20

// others lists the hits of a story but one, by language.
func (s *scorer) others(docs bitset, group, but string) (list []query.Other, err error) {
	var versions bitset
	if err := s.collect(&versions, groupField, group); err != nil {
		return nil, err
	}
	for doc := range versions.and(docs).all {
		id, rec, err := s.record(doc)
		if err != nil {
			return nil, err
		}
		if id != but && len(list) < maxVersions {
			list = append(list, query.Other{ID: id, Lang: rec.Lang, Headline: rec.Headline})
		}
	}
	slices.SortFunc(list, func(a, b query.Other) int { return cmp.Or(cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

// record reads the stored record of a document.
func (s *scorer) record(doc uint64) (id string, rec record, err error) {
	if id, err = s.reader.ExternalID(bleveindex.NewIndexInternalID(nil, doc)); err != nil {
		return "", rec, fmt.Errorf("read the id of a hit: %w", err)
	}
	stored, err := s.reader.Document(id)
	if err != nil || stored == nil {
		return id, rec, err
	}
	stored.VisitFields(func(f bleveindex.Field) {
		if f.Name() == recordField {
			rec, err = unpack(f.Value(), id)
		}
	})
	return id, rec, err
}
