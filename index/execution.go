package index

import (
	"context"
	"encoding/binary"
	"fmt"

	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// execution is one search under way. It implements bleve's query.Query: its
// Searcher reads the postings of the snapshot bleve hands it, counts what
// matches, and leaves to bleve what can be on the page.
type execution struct {
	query     query.Query
	plan      *plan
	analyzers *analyzerPool
	shelf     *shelf
	after     place // the last hit of the page before

	otherStems bool // the index may hold other stems than the query

	total    int
	stories  int
	near     []query.Near
	scorer   *scorer // with a hold on the snapshot until release
	docs     bitset  // all hits
	facets   map[string][]query.Bucket
	position int64 // of the snapshot that was searched
}

var _ blevequery.Query = (*execution)(nil)

func (e *execution) Searcher(ctx context.Context, r bleveindex.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	a := e.analyzers.get()
	defer e.analyzers.put(a)
	s, err := newScorer(ctx, r, e.shelf)
	if err != nil {
		return nil, err
	}
	s.analyzer, s.keep, s.otherStems = a, e.query.Explain, e.otherStems
	stored, err := r.GetInternal(tallyKey)
	if err != nil {
		return nil, fmt.Errorf("read the field totals: %w", err)
	}
	if s.tally, err = decodeTally(stored); err != nil {
		return nil, err
	}
	if e.position, err = readPosition(r.GetInternal); err != nil {
		return nil, err
	}
	if e.plan == nil {
		if err := e.prepare(a, r); err != nil {
			return nil, err
		}
	}
	docs, total, err := s.search(e.plan)
	if err != nil {
		return nil, err
	}
	e.total = total
	s.ownFirst(docs)
	if e.query.Facets {
		if e.facets, err = s.facets(docs); err != nil {
			return nil, err
		}
	}
	if e.near, err = s.instead(e, total); err != nil {
		return nil, err
	}
	shown := docs
	if e.query.GroupBy == query.ByStory {
		if shown, err = s.stories(docs); err != nil {
			return nil, err
		}
		e.stories = shown.count()
	}
	e.hold(s, docs)
	if isByScore(e.query.Sort) {
		if err := s.find(&e.after, docs); err != nil {
			return nil, err
		}
		return s.page(shown, e.query.Limit, e.after)
	}
	return s.all(shown), nil
}

// prepare plans the query, after decoding what was typed in Telex.
func (e *execution) prepare(a *analyzer, r bleveindex.IndexReader) (err error) {
	if e.query, err = a.decodeTelex(r, e.query); err != nil {
		return fmt.Errorf("look up the words of the query: %w", err)
	}
	e.plan, err = a.read(e.query, r)
	return err
}

// readPosition reads the change-sequence number from bleve's internal storage.
func readPosition(get func([]byte) ([]byte, error)) (int64, error) {
	stored, err := get(positionKey)
	if err != nil || len(stored) != 8 {
		return 0, err
	}
	return int64(binary.BigEndian.Uint64(stored)), nil
}

// hit reads a match back into what is shown.
func (e *execution) hit(m *search.DocumentMatch) (query.Hit, error) {
	stored, _ := m.Fields[recordField].(string)
	rec, err := unpack([]byte(stored), m.ID)
	if err != nil {
		return query.Hit{}, err
	}
	a := e.analyzers.get()
	defer e.analyzers.put(a)
	return query.Hit{
		ID: m.ID, URL: rec.URL, Headline: rec.Headline, Lang: rec.Lang, Outlet: rec.Outlet,
		Published: rec.Published, Group: rec.Group, State: rec.State, Score: m.Score,
		Marked:   markAll(rec.Headline, e.plan.marks.spans(a, rec.Lang, rec.Headline)),
		Passages: passages(a, &e.plan.marks, rec.Blocks),
	}, nil
}

// counted is a snapshot that lives until everybody has let go of it.
type counted interface {
	AddRef()
	DecRef() error
}

// hold keeps the snapshot for complete; bleve itself lets go of it before it
// says which hits are on the page.
func (e *execution) hold(s *scorer, docs bitset) {
	if snapshot, ok := s.reader.(counted); ok {
		snapshot.AddRef()
		e.scorer, e.docs = s, docs
	}
}

func (e *execution) release() {
	if e.scorer == nil {
		return
	}
	if snapshot, ok := e.scorer.reader.(counted); ok {
		_ = snapshot.DecRef() // nothing was written through it
	}
	e.scorer = nil
}

// complete adds to the hits of the page what was asked for besides: the other
// versions of their stories, and why they match.
func (e *execution) complete(hits []query.Hit) error {
	if e.scorer == nil {
		return nil
	}
	docs := make([]uint64, 0, len(hits))
	for i := range hits {
		h := &hits[i]
		id, err := e.scorer.reader.InternalID(h.ID)
		if err != nil {
			return err
		}
		docs = append(docs, id.Value())
		if e.query.GroupBy == query.ByStory && h.Group != "" {
			if h.Others, err = e.scorer.others(e.docs, h.Group, h.ID); err != nil {
				return err
			}
		}
	}
	if !e.query.Explain {
		return nil
	}
	why, err := e.scorer.explain(docs, e.plan)
	for i := range hits {
		hits[i].Why = why[docs[i]]
	}
	return err
}
