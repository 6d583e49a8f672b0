package index

import (
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// page lists the documents that can be on the page of limit hits that begins
// below the score after (+Inf for the first page): the best, and whatever ties
// with the last of them, for ties are broken by id later. Sorting, ids and stored
// records then cost what a page costs, not what all hits cost.
func (s *scorer) page(docs bitset, limit int, after float64) *hitList {
	if limit == 0 {
		return &hitList{}
	}
	best := make([]float64, 0, limit) // sorted once full
	for doc := range docs.all {
		score := s.score(doc)
		switch {
		case score >= after: // on an earlier page, or tied with its last hit
		case len(best) < limit:
			best = append(best, score)
			if len(best) == limit {
				slices.Sort(best)
			}
		case score > best[0]:
			replaceLeast(best, score)
		}
	}
	least := math.Inf(-1)
	if len(best) == limit {
		least = best[0]
	}
	list := &hitList{}
	for doc := range docs.all {
		if score := s.score(doc); score <= after && score >= least {
			list.docs = append(list.docs, doc)
			list.scores = append(list.scores, score)
		}
	}
	return list
}

// replaceLeast puts score into a sorted list in the place of its least.
func replaceLeast(sorted []float64, score float64) {
	i, _ := slices.BinarySearch(sorted, score)
	copy(sorted, sorted[1:i])
	sorted[i-1] = score
}

// all lists every document, for orders other than by score.
func (s *scorer) all(docs bitset) *hitList {
	list := &hitList{}
	for doc := range docs.all {
		list.docs = append(list.docs, doc)
		list.scores = append(list.scores, s.score(doc))
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
