package index

import (
	"context"
	"math"
	"math/bits"

	"github.com/blevesearch/bleve/v2/search"
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
	ctx    context.Context
	reader bleveindex.IndexReader
	tally  tally
	scores []float64
	units  []uint64 // which units of the query the document has, one bit each
	skip   bitset   // documents that must not be found
	only   bitset   // when narrowed: the documents that may be
	narrow bool
}

// add scores one term in one field and sets bit in the documents that have it.
func (s *scorer) add(f field, term string, weight float64, bit uint64) error {
	tfr, err := s.reader.TermFieldReader(s.ctx, []byte(term), names[f], true, true, false)
	if err != nil {
		return err
	}
	defer tfr.Close()
	df := tfr.Count()
	if df == 0 {
		return nil
	}
	weight *= idf(max(s.tally.docs[f], df), df)
	mean := s.tally.mean(f)
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
		if s.narrow && !s.only.has(doc) {
			continue
		}
		s.grow(doc)
		// bleve keeps 1/√length; lengths below 2^20 come back exactly.
		length := math.Round(1 / (p.Norm * p.Norm))
		s.scores[doc] += weight * saturate(float64(p.Freq), length, mean)
		s.units[doc] |= bit
	}
}

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

// hits lists the documents that have the required units and at least so many of
// the others, in the order of internal ids.
func (s *scorer) hits(required, optional uint64, least int) *hitList {
	list := &hitList{}
	for doc, have := range s.units {
		if have&required != required || bits.OnesCount64(have&optional) < least || s.skip.has(uint64(doc)) {
			continue
		}
		if required|optional != 0 && have == 0 {
			continue
		}
		list.docs = append(list.docs, uint64(doc))
		list.scores = append(list.scores, s.scores[doc])
	}
	return list
}

// hitList hands finished hits to bleve's collector. It implements
// search.Searcher.
type hitList struct {
	docs   []uint64
	scores []float64
	next   int
}

var _ search.Searcher = (*hitList)(nil)

func (h *hitList) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if h.next >= len(h.docs) {
		return nil, nil
	}
	m := ctx.DocumentMatchPool.Get()
	m.IndexInternalID = bleveindex.NewIndexInternalID(m.IndexInternalID, h.docs[h.next])
	m.Score = h.scores[h.next]
	h.next++
	return m, nil
}

func (h *hitList) Advance(ctx *search.SearchContext, id bleveindex.IndexInternalID) (*search.DocumentMatch, error) {
	for h.next < len(h.docs) && h.docs[h.next] < id.Value() {
		h.next++
	}
	return h.Next(ctx)
}

func (h *hitList) Close() error               { return nil }
func (h *hitList) Weight() float64            { return 0 }
func (h *hitList) SetQueryNorm(float64)       {}
func (h *hitList) Count() uint64              { return uint64(len(h.docs)) }
func (h *hitList) Min() int                   { return 0 }
func (h *hitList) Size() int                  { return 16 * len(h.docs) }
func (h *hitList) DocumentMatchPoolSize() int { return 1 }
