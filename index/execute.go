package index

import (
	"math"
	"math/bits"
	"time"

	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// search runs a plan: filters and required units first, because they narrow
// what has to be scored, then the words, then the bonus terms.
func (s *scorer) search(p *plan, m mapping.IndexMapping) (docs bitset, total int, err error) {
	if err := s.filter(p.filter, m); err != nil {
		return nil, 0, err
	}
	var required, optional uint64
	positive := false
	for pass := range 2 { // required units, then words
		for i, u := range p.units {
			if u.required != (pass == 0) {
				continue
			}
			bit := uint64(0)
			if i < maxUnits {
				bit = 1 << i
			}
			switch {
			case u.excluded:
				if err := s.exclude(u); err != nil {
					return nil, 0, err
				}
				continue
			case u.required:
				required |= bit
				if err := s.require(u, bit); err != nil {
					return nil, 0, err
				}
			default:
				optional |= bit
				for _, t := range u.terms {
					if err := s.add(t.field, t.term, t.weight, bit); err != nil {
						return nil, 0, err
					}
				}
			}
			positive = true
		}
	}
	if !positive {
		return s.everything()
	}
	for _, t := range p.bonus {
		if err := s.add(t.field, t.term, t.weight, 0); err != nil {
			return nil, 0, err
		}
	}
	docs, total = s.hits(required, optional, leastOf(optional))
	return docs, total, nil
}

// leastShare is how many of the words of a query a hit must have at least.
const leastShare = .2

func leastOf(optional uint64) int {
	n := bits.OnesCount64(optional)
	if n <= 2 {
		return n
	}
	return int(math.Ceil(leastShare * float64(n)))
}

// require scores a unit and narrows the search to the documents that have it.
func (s *scorer) require(u unit, bit uint64) error {
	docs, err := s.holders(u)
	if err != nil {
		return err
	}
	s.narrowTo(docs)
	for doc := range s.only.all {
		s.grow(doc)
		s.units[doc] |= bit
	}
	for _, t := range u.terms {
		if t.field == numScored {
			continue
		}
		if err := s.add(t.field, t.term, t.weight, 0); err != nil {
			return err
		}
	}
	for _, p := range u.phrases {
		for _, t := range p.terms {
			if err := s.add(t.field, t.term, t.weight, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *scorer) exclude(u unit) error {
	docs, err := s.holders(u)
	s.skip = s.skip.or(docs)
	return err
}

func (s *scorer) narrowTo(docs bitset) {
	if s.narrow {
		docs = s.only.and(docs)
	}
	s.only, s.narrow = docs, true
}

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

// everything answers a query of filters and exclusions alone.
func (s *scorer) everything() (docs bitset, total int, err error) {
	docs = s.only
	if !s.narrow {
		if docs, err = s.live(); err != nil {
			return nil, 0, err
		}
	}
	docs = docs.without(s.skip)
	return docs, docs.count(), nil
}

// live returns all documents.
func (s *scorer) live() (docs bitset, err error) {
	all, err := s.reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer all.Close()
	for {
		id, err := all.Next()
		if err != nil || id == nil {
			return docs, err
		}
		docs.set(id.Value())
	}
}

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
