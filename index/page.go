package index

import (
	"fmt"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// place is a hit of an order by score: its score and, where scores tie, its id.
type place struct {
	score float64
	id    string // "" before the first hit
}

// find brings the score of a place up to date, if it still is a hit: scores change
// with every article that comes, and with the words and fields of the index.
func (s *scorer) find(at *place, docs bitset) error {
	if at.id == "" {
		return nil
	}
	id, err := s.reader.InternalID(at.id)
	if err != nil {
		return fmt.Errorf("find the last hit of the page before: %w", err)
	}
	if id != nil && docs.has(id.Value()) {
		at.score = s.score(id.Value())
	}
	return nil
}

// page lists the documents that can be on the page of limit hits that begins
// behind a place: the best, and whatever ties with the last of them, for ties are
// broken by id later. Sorting, ids and stored records then cost what a page costs,
// not what all hits cost.
func (s *scorer) page(docs bitset, limit int, after place) (*hitList, error) {
	list := &hitList{}
	if limit == 0 {
		return list, nil
	}
	least := s.least(docs, limit, after.score)
	for doc := range docs.all {
		score, id := s.score(doc), ""
		if score > after.score || score < least {
			continue
		}
		if score == after.score {
			var err error
			if id, err = s.reader.ExternalID(bleveindex.NewIndexInternalID(nil, doc)); err != nil {
				return nil, fmt.Errorf("read the id of a hit: %w", err)
			}
			if id <= after.id {
				continue
			}
		}
		list.docs = append(list.docs, doc)
		list.scores = append(list.scores, score)
		if after.id != "" {
			list.ids = append(list.ids, id)
		}
	}
	return list, nil
}

// least returns the score of the last of limit documents that score less than
// after, -Inf where there are not so many.
func (s *scorer) least(docs bitset, limit int, after float64) float64 {
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
	if len(best) < limit {
		return math.Inf(-1)
	}
	return best[0]
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
	ids    []string // as far as they were read, or nil; bleve reads the others
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
	if h.ids != nil {
		m.ID = h.ids[h.next]
	}
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
