package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"khotin/internal/fault"
	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Search answers a query with one page of hits. It returns an Invalid fault for
// a page that cannot be, and an Unavailable fault while the index is being
// rebuilt after damage, when too many searches wait, or at the deadline of ctx.
func (ix *Index) Search(ctx context.Context, q query.Query) (query.Result, error) {
	start := time.Now()
	if err := ix.admit(ctx); err != nil {
		return query.Result{}, err
	}
	defer ix.leave()
	if q.Limit < 0 || q.Limit > query.MaxLimit {
		return query.Result{}, fault.New(fault.Invalid, "limit %d: a page has at most %d hits", q.Limit, query.MaxLimit)
	}
	request, run, err := ix.request(q)
	if err != nil {
		return query.Result{}, err
	}
	found, err := ix.alias.SearchInContext(ctx, request)
	if err != nil {
		return query.Result{}, searchFault(ctx, err)
	}
	result := query.Result{
		Total: run.total, Hits: make([]query.Hit, 0, len(found.Hits)), Facets: run.facets,
		Concepts: run.plan.concepts, Read: run.query.String(), Seq: run.position,
	}
	for _, m := range found.Hits {
		h, err := run.hit(m)
		if err != nil {
			return query.Result{}, err
		}
		result.Hits = append(result.Hits, h)
	}
	if n := len(found.Hits); n > 0 && n == q.Limit {
		result.Next = cursorAfter(q.Sort, found.Hits[n-1])
	}
	result.TookMS = float64(time.Since(start).Microseconds()) / 1000
	return result, nil
}

// searchFault tells the deadline and a closed index from real failures.
func searchFault(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return fault.New(fault.Unavailable, "the search was stopped: %w", context.Cause(ctx)).
			WithHint("search for fewer or longer words")
	case errors.Is(err, bleve.ErrorIndexClosed):
		return fault.New(fault.Unavailable, "the index is closing: %w", err)
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	return fmt.Errorf("search the index: %w", err)
}

// request turns a query into what bleve is asked.
func (ix *Index) request(q query.Query) (*bleve.SearchRequest, *execution, error) {
	run := &execution{query: q, analyzers: &ix.analyzers, after: math.Inf(1)}
	request := bleve.NewSearchRequestOptions(run, q.Limit, 0, false)
	request.Fields = []string{recordField}
	order, err := sortOrder(q.Sort)
	if err != nil {
		return nil, nil, err
	}
	request.Sort = order
	if q.Cursor == "" {
		return request, run, nil
	}
	if request.SearchAfter, err = readCursor(q.Sort, q.Cursor); err != nil {
		return nil, nil, err
	}
	if isByScore(q.Sort) {
		if run.after, err = strconv.ParseFloat(request.SearchAfter[0], 64); err != nil {
			return nil, nil, errCursor()
		}
	}
	return request, run, nil
}

// execution is one search under way. It implements bleve's query.Query: its
// Searcher reads the postings of the snapshot bleve hands it, counts what
// matches, and leaves to bleve what can be on the page.
type execution struct {
	query     query.Query
	plan      *plan
	analyzers *analyzerPool
	after     float64 // score of the last hit of the page before

	total    int
	facets   map[string][]query.Bucket
	position int64 // of the snapshot that was searched
}

var _ blevequery.Query = (*execution)(nil)

func (e *execution) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	a := e.analyzers.get()
	defer e.analyzers.put(a)
	s := &scorer{ctx: ctx, reader: r, analyzer: a}
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
	docs, total, err := s.search(e.plan, m)
	if err != nil {
		return nil, err
	}
	e.total = total
	if e.query.Facets {
		if e.facets, err = s.facets(docs); err != nil {
			return nil, err
		}
	}
	if isByScore(e.query.Sort) {
		return s.page(docs, e.query.Limit, e.after), nil
	}
	return s.all(docs), nil
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
	var rec record
	if err := json.Unmarshal([]byte(stored), &rec); err != nil {
		return query.Hit{}, fmt.Errorf("read the stored record of %s: %w", m.ID, err)
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
