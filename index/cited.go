package index

import (
	"strings"

	"khotin/internal/docref"
)

// Documents are asked for by key, whatever the issuer and the day, or by an id
// of which scope and date are known as well. The number field holds the keys
// that the text prints or that the article as a whole settles; the doc field
// holds ids.

// maxCited bounds the documents that one question may mean.
const maxCited = 500

// cited adds the documents of the index that cite what q asks for.
func (s *scorer) cited(docs *bitset, q docref.Query) error {
	for _, key := range q.Keys() {
		if q.Scope == "" && q.Date == "" {
			if err := s.collect(docs, names[number], key); err != nil {
				return err
			}
		}
		err := s.eachTerm(docField, key+"@", maxCited, func(term string, _ uint64) error {
			value, _ := cutLabel(term)
			if id, err := docref.ParseID(value); err != nil || !answers(q, id) {
				return nil
			}
			return s.collect(docs, docField, term)
		})
		if err != nil {
			return err
		}
	}
	for _, partial := range q.Partials() {
		err := s.eachTerm(names[number], partial, maxCited, func(term string, _ uint64) error {
			if term != partial && !strings.HasPrefix(term, partial+"-") {
				return nil
			}
			return s.collect(docs, names[number], term)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// answers reports whether a document has the scope and date that q names.
func answers(q docref.Query, id docref.ID) bool {
	return (q.Scope == "" || id.Scope == q.Scope) && strings.HasPrefix(id.Date, q.Date)
}

// eachTerm walks at most limit terms of a field that begin with a prefix, with
// the number of documents that have each.
func (s *scorer) eachTerm(field, prefix string, limit int, yield func(term string, count uint64) error) error {
	dict, err := s.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return err
	}
	defer dict.Close()
	for range limit {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return err
		}
		if err := yield(entry.Term, entry.Count); err != nil {
			return err
		}
	}
	return nil
}
