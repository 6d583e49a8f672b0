package server

import (
	"context"
	"net/http"

	"khotin/internal/fault"
	"khotin/internal/query"
)

// Suggester completes what somebody has begun to type with what the archive
// holds: numbers, names, places, headlines.
type Suggester interface {
	Suggest(ctx context.Context, prefix string, limit int) ([]query.Suggestion, error)
}

// noSuggestions stands in where a server was started without any.
type noSuggestions struct{}

func (noSuggestions) Suggest(context.Context, string, int) ([]query.Suggestion, error) {
	return nil, fault.New(fault.NotFound, "this server makes no suggestions")
}

// Limits of a list of suggestions.
const (
	defaultSuggestions = 10
	maxSuggestions     = 50
)

// suggest answers GET /api/v1/suggest. Of nothing typed nothing can be made.
func (s *site) suggest(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, "q", "limit")
	typed, limit := p.words("q"), p.count("limit", defaultSuggestions, maxSuggestions)
	if typed == "" && len(p.wrong) == 0 {
		p.note("q", "typed")
	}
	if err := p.err(); err != nil {
		return err
	}
	found, err := s.Suggester.Suggest(r.Context(), typed, limit)
	if err != nil {
		return err
	}
	link(w, "/openapi.json#/components/schemas/Suggestions", "describedby", `type="application/json"`)
	return s.sendRecord(w, r, struct {
		Suggestions []query.Suggestion `json:"suggestions"`
	}{list(found[:min(len(found), limit)])})
}
