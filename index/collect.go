package index

import (
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// holders returns the documents that have a unit.
func (s *scorer) holders(u unit) (docs bitset, err error) {
	for _, t := range u.terms {
		if t.field == numScored {
			err = s.prefixed(&docs, t.term)
		} else {
			err = s.collect(&docs, names[t.field], t.term)
		}
		if err != nil {
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
	return docs, nil
}

// collect adds the documents that have a term in a field.
func (s *scorer) collect(docs *bitset, field, term string) error {
	tfr, err := s.reader.TermFieldReader(s.ctx, []byte(term), field, false, false, false)
	if err != nil {
		return err
	}
	defer tfr.Close()
	var posting bleveindex.TermFieldDoc
	for n := 0; ; n++ {
		if n%checkEvery == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		p, err := tfr.Next(&posting)
		if err != nil || p == nil {
			return err
		}
		docs.set(p.ID.Value())
	}
}

// maxExpansion bounds the words that a prefix stands for, in one field.
const maxExpansion = 200

// prefixed adds the documents with a word that begins so, in any language.
func (s *scorer) prefixed(docs *bitset, prefix string) error {
	fields := []field{viFold}
	for _, f := range stemmedFields {
		fields = append(fields, f.stem)
	}
	for _, f := range fields {
		dict, err := s.reader.FieldDictPrefix(names[f], []byte(prefix))
		if err != nil {
			return err
		}
		for range maxExpansion {
			entry, err := dict.Next()
			if err != nil || entry == nil {
				break
			}
			if err := s.collect(docs, names[f], entry.Term); err != nil {
				return err
			}
		}
		if err := dict.Close(); err != nil {
			return err
		}
	}
	return nil
}
