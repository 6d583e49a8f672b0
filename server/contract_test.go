package server

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// description is the part of openapi.json that the tests of this file hold
// against the program. The schemas are held against recorded answers in
// openapi_test.go.
type description struct {
	Paths      map[string]map[string]operation
	Components struct {
		Parameters map[string]parameter
		Responses  map[string]json.RawMessage
	}
}

type operation struct {
	OperationID string
	Summary     string
	Parameters  []parameter
	Responses   map[string]struct {
		Ref string `json:"$ref"`
	}
}

type parameter struct {
	Ref  string `json:"$ref"`
	Name string
	In   string
}

func readDescription(t *testing.T) description {
	t.Helper()
	return decode[description](t, get(newHandler(t, Options{}), "/openapi.json"))
}

// inQuery returns the names of an operation's query parameters, sorted.
func (d description) inQuery(op operation) []string {
	names := []string{}
	for _, p := range op.Parameters {
		if name, ok := strings.CutPrefix(p.Ref, "#/components/parameters/"); ok {
			p = d.Components.Parameters[name]
		}
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	slices.Sort(names)
	return names
}

func TestRoutesAndDescriptionAgree(t *testing.T) {
	var routed, described []string
	for _, r := range newSite(t).routes() {
		method, path, ok := strings.Cut(r.pattern, " ")
		if !ok || r.doc == "" {
			t.Errorf("route %q names no method or has no doc", r.pattern)
		}
		routed = append(routed, strings.ToLower(method)+" "+strings.Replace(strings.TrimSuffix(path, "{$}"), "...}", "}", 1))
	}
	for path, methods := range readDescription(t).Paths {
		for method := range methods {
			described = append(described, method+" "+path)
		}
	}
	slices.Sort(routed)
	slices.Sort(described)
	if diff := cmp.Diff(routed, described); diff != "" {
		t.Errorf("routes (-) and openapi.json (+):\n%s", diff)
	}
}

// TestParametersAndDescriptionAgree proves, over HTTP, that exactly the
// parameters that are described are known.
func TestParametersAndDescriptionAgree(t *testing.T) {
	h, d := newHandler(t, Options{}), readDescription(t)
	every := []string{"q", "lang", "outlet", "from", "to", "sort", "accents", "number", "cursor", "limit", "ui", "version", "page", "x",
		"place", "host", "type", "document", "person", "attendance_min", "section", "author", "event", "doc", "concept", "explain", "group", "at", "with"}
	for path, methods := range d.Paths {
		if !strings.HasPrefix(path, "/api/v1/") {
			continue
		}
		op, ok := methods["get"]
		if !ok {
			continue
		}
		described := d.inQuery(op)
		target := existing(path)
		for _, name := range every {
			w := get(h, target+"?"+name+"=")
			unknown := w.Code == http.StatusBadRequest && slices.ContainsFunc(decode[problem](t, w).Errors, func(e paramProblem) bool {
				return e.Parameter == name && (strings.HasPrefix(e.Detail, "There is no parameter") || strings.HasPrefix(e.Detail, "There are no parameters"))
			})
			if unknown == slices.Contains(described, name) {
				t.Errorf("%s: parameter %s is described: %v, refused: %v", path, name, slices.Contains(described, name), unknown)
			}
		}
	}
	for _, path := range []string{"/api/v1/citations?q=x", "/api/v1/citations?lang=vi"} {
		if w := post(h, path, "text/plain", "x"); w.Code != http.StatusBadRequest {
			t.Errorf("POST %s: %d, want 400 for a parameter", path, w.Code)
		}
	}
	for path, names := range map[string][]string{"/": searchNames(), "/events": eventNames()} {
		page := d.inQuery(d.Paths[path]["get"])
		if want := slices.Sorted(slices.Values(append(names, uiName))); !slices.Equal(page, want) {
			t.Errorf("the page %s takes %v and is described with %v", path, want, page)
		}
	}
}

// TestProblemTypesAreDescribed proves that the type of every error leads to its
// description.
func TestProblemTypesAreDescribed(t *testing.T) {
	d := readDescription(t)
	names := []string{"MethodNotAllowed", "TooLarge", "UnsupportedMediaType"}
	for _, c := range classes {
		names = append(names, c.name)
	}
	for _, name := range names {
		if _, ok := d.Components.Responses[name]; !ok {
			t.Errorf("openapi.json describes no response %s", name)
		}
	}
}

// TestKindsOfEventsAreDescribed holds the values of type against openapi.json.
func TestKindsOfEventsAreDescribed(t *testing.T) {
	body := decode[struct {
		Components struct {
			Parameters map[string]struct {
				Schema struct{ Enum []string }
			}
		}
	}](t, get(newHandler(t, Options{}), "/openapi.json"))
	if diff := cmp.Diff(eventKinds(), body.Components.Parameters["type"].Schema.Enum); diff != "" {
		t.Errorf("kinds of the form (-) and of openapi.json (+):\n%s", diff)
	}
}
