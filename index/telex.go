package index

import (
	"errors"
	"strings"

	"khotin/internal/lang"
	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// decodeTelex reads words that were typed by the Telex rules with no input
// method running: "daan vaanj" is dân vận. Foreign words decode by chance, so a
// word is replaced only if the index does not know it and knows what comes out.
func (a *analyzer) decodeTelex(r bleveindex.IndexReader, q query.Query) (query.Query, error) {
	var decoded []query.Clause
	for i, c := range q.Clauses {
		words := strings.Fields(c.Text)
		changed := false
		for j, w := range words {
			plain, ok := lang.Telex(w)
			if !ok {
				continue
			}
			guarded, err := a.guards(r, w, plain)
			if err != nil {
				return q, err
			}
			if guarded {
				words[j], changed = plain, true
			}
		}
		if !changed {
			continue
		}
		if decoded == nil {
			decoded = append(decoded, q.Clauses...)
		}
		decoded[i].Text = strings.Join(words, " ")
	}
	if decoded != nil {
		q.Clauses = decoded
	}
	return q, nil
}

// guards reports whether typed is in no language's vocabulary and its decoding
// is.
func (a *analyzer) guards(r bleveindex.IndexReader, typed, decoded string) (bool, error) {
	known, err := knows(r, viFold, lang.Fold(typed))
	for _, f := range stemmedFields {
		if err != nil || known {
			return false, err
		}
		known, err = knows(r, f.stem, a.stem(f.tag, lang.Fold(typed)))
	}
	if err != nil || known {
		return false, err
	}
	return knows(r, viFold, lang.Fold(decoded))
}

// knows reports whether a field holds a term.
func knows(r bleveindex.IndexReader, f field, term string) (bool, error) {
	if f.keptIn() != f {
		terms, err := kept(r, f, term)
		return len(terms) > 0, err
	}
	dict, err := r.FieldDictRange(names[f], []byte(term), []byte(term))
	if err != nil {
		return false, err
	}
	// The range is every term that begins with this one, and it comes first.
	entry, err := dict.Next()
	found := entry != nil && entry.Term == term
	return found, errors.Join(err, dict.Close())
}
