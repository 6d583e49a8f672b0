package index

import (
	"context"
	"math"
	"math/bits"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// The free parameters of BM25 (Robertson and Zaragoza 2009).
const (
	k1 = 1.2
	b  = 0.75
)

// idf is the weight of a term that df of n documents have. It is never
// negative.
func idf(n, df uint64) float64 {
	return math.Log(1 + (float64(n)-float64(df)+.5)/(float64(df)+.5))
}

// saturate is BM25's gain for tf occurrences in a text of the given length.
func saturate(tf, length, mean float64) float64 {
	return tf * (k1 + 1) / (tf + k1*(1-b+b*length/mean))
}

// bleve's own bm25 squares the idf, takes the root of tf, averages over distinct
// terms and multiplies by the share of clauses matched; none of that is BM25.
// The types below read the postings and leave the rest of bleve's scoring out.

// scorer adds up the scores of documents, term by term. Documents are numbered
// densely by bleve's internal ids, so slices serve as the accumulator.
type scorer struct {
	ctx      context.Context
	reader   bleveindex.IndexReader
	analyzer *analyzer
	tally    tally
	scores   []float64
	units    []uint64 // which units of the query the document has, one bit each
	skip     bitset   // documents that must not be found
	only     bitset   // when narrowed: the documents that may be
	narrow   bool
	own      bitset // documents in the language of the query
	except   bitset // documents that the terms added now do not score in
	keep     bool   // what was added, for explain
	added    []scored
}

// lengthOf reads bleve's norm, 1/√length; lengths below 2^20 come back exactly.
func lengthOf(norm float64) float64 { return math.Round(1 / (norm * norm)) }

// add scores one term in one field and sets bit in the documents that have it.
func (s *scorer) add(f field, term string, weight float64, bit uint64) error {
	if s.tally.docs[f] == 0 {
		return nil
	}
	tfr, err := s.reader.TermFieldReader(s.ctx, []byte(term), names[f], true, true, false)
	if err != nil {
		return err
	}
	defer tfr.Close()
	df := tfr.Count()
	if df == 0 {
		return nil
	}
	weight *= idf(s.tally.docs[f], df)
	mean := s.tally.mean(f)
	if s.keep {
		s.added = append(s.added, scored{weighted{f, term, weight}, weight, mean, s.except})
	}
	var posting bleveindex.TermFieldDoc
	for n := 0; ; n++ {
		if n%checkEvery == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		p, err := tfr.Next(&posting)
		if err != nil || p == nil {
			return err
		}
		doc := p.ID.Value()
		if s.narrow && !s.only.has(doc) || s.except.has(doc) {
			continue
		}
		s.grow(doc)
		s.scores[doc] += weight * saturate(float64(p.Freq), lengthOf(p.Norm), mean)
		s.units[doc] |= bit
	}
}

// named is the bit of documents with a concept that a longer query names. In
// another language they cannot have the words around it.
const named = 1 << 63

// checkEvery is how many postings are read between two looks at the deadline.
const checkEvery = 4096

func (s *scorer) grow(doc uint64) {
	if doc < uint64(len(s.scores)) {
		return
	}
	n := max(doc+1, uint64(2*len(s.scores)), 1024)
	scores, units := make([]float64, n), make([]uint64, n)
	copy(scores, s.scores)
	copy(units, s.units)
	s.scores, s.units = scores, units
}

// hits returns the documents that have the required units and at least so many
// of the others.
func (s *scorer) hits(required, optional uint64, least int) (docs bitset, total int) {
	for doc, have := range s.units {
		enough := bits.OnesCount64(have&optional) >= least || have&named != 0
		if have == 0 || have&required != required || !enough || s.skip.has(uint64(doc)) {
			continue
		}
		docs.set(uint64(doc))
		total++
	}
	return docs, total
}

// score is 0 for a document no term was found in.
func (s *scorer) score(doc uint64) float64 {
	if doc < uint64(len(s.scores)) {
		return s.scores[doc]
	}
	return 0
}
