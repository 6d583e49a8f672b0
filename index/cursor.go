package index

import (
	"encoding/base64"
	"encoding/json"
	"strconv"

	"khotin/internal/fault"
	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2/search"
)

// cursor is the place after a hit: base64url of this JSON. It holds sort keys,
// not a number of pages, so it survives restarts and articles that come or go.
type cursor struct {
	Sort query.Sort `json:"s"`
	Keys []string   `json:"k"` // of the last hit, in the order of sortOrder
}

// sortOrder is the order of the hits for bleve; ties end in the id.
func sortOrder(by query.Sort) (search.SortOrder, error) {
	published := &search.SortField{Field: publishedField, Missing: search.SortFieldMissingLast}
	switch by {
	case query.ByScore, "":
		return search.SortOrder{&search.SortScore{Desc: true}, &search.SortDocID{}}, nil
	case query.Newest:
		published.Desc = true
		return search.SortOrder{published, &search.SortDocID{}}, nil
	case query.Oldest:
		return search.SortOrder{published, &search.SortDocID{}}, nil
	}
	return nil, fault.New(fault.Invalid, "sort %q is not an order of hits", by).
		WithHint("use %s, %s or %s", query.ByScore, query.Newest, query.Oldest)
}

// cursorAfter is the cursor of the page after a hit.
func cursorAfter(by query.Sort, last *search.DocumentMatch) string {
	first := ""
	if len(last.Sort) > 0 {
		first = last.Sort[0]
	}
	if isByScore(by) {
		by, first = query.ByScore, strconv.FormatFloat(last.Score, 'g', -1, 64)
	}
	text, err := json.Marshal(cursor{by, []string{first, last.ID}})
	if err != nil {
		return "" // strings always encode
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// readCursor returns the sort keys in a cursor of the given order.
func readCursor(by query.Sort, text string) ([]string, error) {
	var c cursor
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	if err != nil || len(c.Keys) != 2 {
		return nil, errCursor()
	}
	if isByScore(by) {
		by = query.ByScore
	}
	if c.Sort != by {
		return nil, fault.New(fault.Invalid, "the cursor belongs to the order %q, not %q", c.Sort, by).
			WithHint("start again at the first page")
	}
	return c.Keys, nil
}

func errCursor() error {
	return fault.New(fault.Invalid, "the cursor cannot be read").WithHint("take it unchanged from next of the page before")
}

// isByScore reports the order by score, which is also the default.
func isByScore(by query.Sort) bool { return by == query.ByScore || by == "" }
