package index

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"khotin/internal/lang"
	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// nearEqual is from which share of a story's best score on a version in the
// language of the query stands for the story.
const nearEqual = .7

// stories folds the hits of every story into one: the best, or one nearly as
// good in the language of the query. It gets the story's best score. Articles
// without translations stay as they are.
func (s *scorer) stories(docs bitset, own lang.Tag) (bitset, error) {
	mine, err := s.in(own)
	if err != nil {
		return nil, err
	}
	versions := map[string][]uint64{}
	single := slices.Clone(docs)
	err = s.valuesOf(groupField, docs, func(doc uint64, term []byte) {
		versions[string(term)] = append(versions[string(term)], doc)
	})
	if err != nil {
		return nil, err
	}
	for _, list := range versions {
		best := list[0]
		for _, doc := range list[1:] {
			if s.score(doc) > s.score(best) {
				best = doc
			}
		}
		first := best
		for _, doc := range list {
			if mine.has(doc) && !mine.has(first) && s.score(doc) >= nearEqual*s.score(best) {
				first = doc
			}
		}
		if top := s.score(best); top > 0 {
			s.scores[first] = top
		}
		for _, doc := range list {
			if doc != first {
				single[doc/64] &^= 1 << (doc % 64)
			}
		}
	}
	return single, nil
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
			err = json.Unmarshal(f.Value(), &rec)
		}
	})
	if err != nil {
		return id, rec, fmt.Errorf("read the stored record of %s: %w", id, err)
	}
	return id, rec, nil
}

// languageOf is the language a query was typed in, as far as its text tells.
func languageOf(q query.Query) lang.Tag {
	text := ""
	for _, c := range q.Clauses {
		text += c.Text + " "
	}
	tag, _ := lang.Detect(text)
	return tag
}
