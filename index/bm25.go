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
	parts    []*part
	shelf    *shelf
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

	otherStems bool // the index may hold other stems than the query

	gains   []gain
	lengths []uint32 // of the longest stream of the document that was read
	places  []int32  // scratch of merged, all 0
}

// newScorer begins a search of a snapshot.
func newScorer(ctx context.Context, snapshot bleveindex.IndexReader, kept *shelf) (*scorer, error) {
	parts, err := partsOf(snapshot)
	if err != nil {
		return nil, err
	}
	kept.visit(parts)
	return &scorer{ctx: ctx, reader: snapshot, parts: parts, shelf: kept}, nil
}

// gain is what a term of one field adds to the score of a document.
type gain struct {
	weighted
	most   float64 // weight times idf
	mean   float64 // length of the field
	except bitset  // documents it is not added in
}

func (g gain) of(p posting) float64 { return g.most * saturate(p.tf, p.length, g.mean) }

// add scores one term in one field and sets bit in the documents that have it.
func (s *scorer) add(f field, term string, weight float64, bit uint64) error {
	docs := s.tally.docs[f.keptIn()]
	if docs == 0 {
		return nil
	}
	found, err := s.postingsOf(f, term)
	if err != nil {
		return err
	}
	df := s.count(found)
	if df == 0 {
		return nil
	}
	g := gain{weighted{f, term, weight}, weight * idf(docs, df), s.tally.mean(f.keptIn()), s.except}
	err = s.each(found, func(one posting) {
		if s.narrow && !s.only.has(one.doc) || s.except.has(one.doc) {
			return
		}
		s.grow(one.doc)
		if f.isPair() {
			one = s.pair(one.doc, g.mean)
		} else if f.isStream() {
			s.lengths[one.doc] = max(s.lengths[one.doc], uint32(one.length))
		}
		s.scores[one.doc] += g.of(one)
		s.units[one.doc] |= bit
	})
	if s.keep {
		s.gains = append(s.gains, g)
	}
	return err
}

// pair is a pair in a document: it is there, and its field is as long as the
// stream of its words, which have been added before it.
func (s *scorer) pair(doc uint64, mean float64) posting {
	p := posting{doc: doc, tf: 1, length: mean}
	if n := s.lengths[doc]; n > 0 {
		p.length = float64(n)
	}
	return p
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
	more := int(n) - len(s.scores)
	s.scores = append(s.scores, make([]float64, more)...)
	s.units = append(s.units, make([]uint64, more)...)
	s.lengths = append(s.lengths, make([]uint32, more)...)
	s.places = append(s.places, make([]int32, more)...)
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
