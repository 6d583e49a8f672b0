package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/pressroom"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// stockBatch is as many articles as khotin takes at a time in a rebuild.
const stockBatch = 2000

// stockFolder is where the index of stock bleve is in its folder.
func stockFolder(dir string) string { return filepath.Join(dir, "bleve") }

// buildStock indexes an archive with bleve's default mapping.
func buildStock(ctx context.Context, dir string, all iter.Seq2[article.Stored, error]) error {
	ix, err := bleve.New(stockFolder(dir), bleve.NewIndexMapping())
	if err != nil {
		return err
	}
	batch := ix.NewBatch()
	for s, err := range all {
		if err == nil {
			err = batch.Index(s.ID, plainRecord(&s))
		}
		if err == nil && batch.Size() >= stockBatch {
			err = ix.Batch(batch)
			batch = ix.NewBatch()
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return errors.Join(err, ix.Close())
		}
	}
	return errors.Join(ix.Batch(batch), ix.Close())
}

// plainRecord is what a program with no mapping of its own would index.
func plainRecord(s *article.Stored) map[string]any {
	return map[string]any{
		"url": s.URL, "outlet": s.Outlet, "lang": string(s.Lang), "group": s.Group, "section": s.Section,
		"byline": s.Byline, "published": s.Published.Time, "headline": s.Headline, "text": pressroom.Text(s),
	}
}

// openStock serves an index of stock bleve with as little as can be between
// bleve and HTTP.
func openStock(_ context.Context, dir string) (http.Handler, io.Closer, error) {
	ix, err := bleve.Open(stockFolder(dir))
	if err != nil {
		return nil, nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found, err := ix.SearchInContext(r.Context(), stockRequest(r.URL.Query().Get("q")))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(found)
	}), ix, nil
}

// stockRequest asks bleve what the load benchmark asks khotin: ten hits with
// what is shown of them and their passages. A number is words like others to it.
// Only what is filtered is counted by field, as far as the default mapping can:
// khotin counts in every answer.
func stockRequest(text string) *bleve.SearchRequest {
	request := bleve.NewSearchRequestOptions(stockQuery(text), 10, 0, false)
	request.Highlight = bleve.NewHighlight()
	request.Fields = []string{"url", "headline", "outlet", "lang", "published"}
	if strings.Contains(text, ":") {
		for _, field := range []string{"lang", "outlet", "section"} {
			request.AddFacet(field, bleve.NewFacetRequest(field, 20))
		}
		years := bleve.NewFacetRequest("published", 20)
		for year := 2015; year < 2025; year++ {
			start := time.Date(year, 1, 1, 0, 0, 0, 0, article.Hanoi)
			years.AddDateTimeRange(start.Format("2006"), start, start.AddDate(1, 0, 0))
		}
		request.AddFacet("published", years)
	}
	return request
}

// stockQuery writes a query of package pressroom as bleve has it: words match,
// quoted ones match as a phrase, filters must hold besides.
func stockQuery(text string) query.Query {
	if strings.HasPrefix(text, `"`) {
		return bleve.NewMatchPhraseQuery(strings.Trim(text, `"`))
	}
	var words []string
	var filters []query.Query
	for word := range strings.FieldsSeq(text) {
		switch name, value, _ := strings.Cut(word, ":"); name {
		case "outlet":
			outlet := bleve.NewMatchQuery(value)
			outlet.SetField("outlet")
			filters = append(filters, outlet)
		case "from": // and to, which is the same year
			start, err := time.ParseInLocation("2006", value, article.Hanoi)
			if err != nil {
				return bleve.NewMatchNoneQuery()
			}
			year := bleve.NewDateRangeQuery(start, start.AddDate(1, 0, 0))
			year.SetField("published")
			filters = append(filters, year)
		case "to":
		default:
			words = append(words, word)
		}
	}
	match := bleve.NewMatchQuery(strings.Join(words, " "))
	if len(filters) == 0 {
		return match
	}
	return bleve.NewConjunctionQuery(append(filters, match)...)
}
