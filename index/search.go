package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"khotin/internal/fault"
	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2"
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
	if q.GroupBy != query.NoGroups && q.GroupBy != query.ByStory {
		return query.Result{}, fault.New(fault.Invalid, "hits cannot be grouped by %q", q.GroupBy).WithHint("group by %s", query.ByStory)
	}
	g, err := ix.use()
	if err != nil {
		return query.Result{}, err
	}
	defer g.users.Done()
	request, run, err := ix.request(q)
	if err != nil {
		return query.Result{}, err
	}
	defer run.release()
	run.otherStems = g.otherStems
	found, err := g.index.SearchInContext(ctx, request)
	if err != nil {
		return query.Result{}, searchFault(ctx, err)
	}
	result := query.Result{
		Total: run.total, Stories: run.stories, Near: run.near, Hits: make([]query.Hit, 0, len(found.Hits)), Facets: run.facets,
		Lang: run.plan.lang, Concepts: run.plan.concepts, Translations: run.plan.translations, Read: run.query.String(), Seq: run.position,
	}
	for _, m := range found.Hits {
		h, err := run.hit(m)
		if err != nil {
			return query.Result{}, err
		}
		result.Hits = append(result.Hits, h)
	}
	if err := run.complete(result.Hits); err != nil {
		return query.Result{}, searchFault(ctx, err)
	}
	if n := len(found.Hits); n > 0 && n == q.Limit {
		result.Next = cursorAfter(q.Sort, found.Hits[n-1])
	}
	result.TookMS = float64(time.Since(start).Microseconds()) / 1000
	return result, nil
}

// searchFault tells the deadline from real failures.
func searchFault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fault.New(fault.Unavailable, "the search was stopped: %w", context.Cause(ctx)).
			WithHint("search for fewer or longer words")
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	return fmt.Errorf("search the index: %w", err)
}

// request turns a query into what bleve is asked.
func (ix *Index) request(q query.Query) (*bleve.SearchRequest, *execution, error) {
	run := &execution{query: q, analyzers: &ix.analyzers, shelf: &ix.shelf, after: place{score: math.Inf(1)}}
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
	keys, err := readCursor(q.Sort, q.Cursor)
	if err != nil {
		return nil, nil, err
	}
	if !isByScore(q.Sort) {
		request.SearchAfter = keys
		return request, run, nil
	}
	run.after.id = keys[1]
	if run.after.score, err = strconv.ParseFloat(keys[0], 64); err != nil {
		return nil, nil, errCursor()
	}
	return request, run, nil
}
