package server

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"khotin/internal/fault"
	"khotin/internal/query"
)

// suggesterFunc is a Suggester made of one function.
type suggesterFunc func(prefix string, limit int) ([]query.Suggestion, error)

func (f suggesterFunc) Suggest(_ context.Context, prefix string, limit int) ([]query.Suggestion, error) {
	return f(prefix, limit)
}

func sampleSuggestions(string, int) ([]query.Suggestion, error) {
	return []query.Suggestion{
		{Kind: "number", Text: "04-NQ/TU", Query: "doc:04-NQ/TU", Count: 3},
		{Kind: "headline", Text: "Hội nghị <dân vận>", Query: `"hội nghị dân vận"`, ID: idOf(1)},
	}, nil
}

func TestSuggest(t *testing.T) {
	var prefix string
	var limit int
	h := newHandler(t, Options{Suggester: suggesterFunc(func(p string, n int) ([]query.Suggestion, error) {
		prefix, limit = p, n
		return sampleSuggestions(p, n)
	})})
	w := get(h, "/api/v1/suggest?q="+url.QueryEscape("  nghị  quy ")+"&limit=2")
	if body := w.Body.String(); prefix != "nghị quy" || limit != 2 || !strings.Contains(body, `{"kind":"headline","text":"Hội nghị <dân vận>"`) {
		t.Errorf("asked for %d of %q: %s", limit, prefix, body)
	}
	if w := get(h, "/api/v1/suggest?q=x&limit=1"); strings.Contains(w.Body.String(), "headline") {
		t.Error("more suggestions than asked for")
	}
	for target, want := range map[string]string{"": "at least one letter", "q=++": "at least one letter", "q=x&limit=51": "1 to 50", "q=x&prefix=y": "no parameter", "q=" + strings.Repeat("x", 201): "at most 200"} {
		if w := get(h, "/api/v1/suggest?"+target); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%q: %d %s", target, w.Code, w.Body)
		}
	}
	none := newHandler(t, Options{Suggester: suggesterFunc(func(string, int) ([]query.Suggestion, error) { return nil, nil })})
	if w := get(none, "/api/v1/suggest?q=x"); w.Body.String() != "{\"suggestions\":[]}\n" {
		t.Errorf("no suggestions: %s", w.Body)
	}
}

// suggestRecordings are those of the operation on suggestions.
func suggestRecordings(t *testing.T) (out []recording) {
	fails := func(err error) Options {
		return Options{Suggester: suggesterFunc(func(string, int) ([]query.Suggestion, error) { return nil, err })}
	}
	const path, target = "/api/v1/suggest", "/api/v1/suggest?q=x"
	add := func(target string, o Options, header ...string) {
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	add(target, Options{})
	add(target, Options{}, "If-None-Match", "*")
	add(path, Options{})
	add(target, Options{Suggester: noSuggestions{}})
	add(target, fails(errors.New("disk")))
	add(target, fails(fault.New(fault.Unavailable, "the server is closing")))
	return out
}
