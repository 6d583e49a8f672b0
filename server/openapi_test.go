package server

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/query"

	"github.com/getkin/kin-openapi/openapi3"
)

func loadOpenAPI(t *testing.T) *openapi3.T {
	t.Helper()
	body := get(newHandler(t, Options{}), "/openapi.json").Body.Bytes()
	doc, err := openapi3.NewLoader().LoadFromData(body)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return doc
}

// recording is an answer of the program and the operation that it belongs to.
type recording struct {
	method string
	path   string // as in openapi.json
	target string
	w      *httptest.ResponseRecorder
}

// recordings cover every operation and every status that it is described with.
func recordings(t *testing.T) []recording {
	searchFails := func(err error) Options {
		return Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { return query.Result{}, err })}
	}
	readFails := func(err error) Options {
		return Options{Reader: readerFunc(func(string) (article.Stored, error) { return article.Stored{}, err })}
	}
	broken, closing := errors.New("disk"), fault.New(fault.Unavailable, "the server is closing")
	const search, one, versions, schema = "/api/v1/search", "/api/v1/articles/{id}", "/api/v1/articles/{id}/versions", "/api/v1/schema/article"
	var out []recording
	add := func(path, target string, o Options, header ...string) {
		target = existing(target)
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	add(search, "/api/v1/search?q=x&lang=vi&from=2024", Options{})
	add(search, "/api/v1/search?q=mobilisaton", Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) {
		return query.Result{Near: []query.Near{{Kind: "word", Asked: "mobilisaton", Instead: []query.Suggestion{{Kind: "word", Text: "mobilisation", Query: "mobilisation", Count: 2}}}}}, nil
	})})
	add(search, "/api/v1/search?q=x", Options{}, "If-None-Match", "*")
	add(search, "/api/v1/search?x=y&from=z", Options{})
	add(search, "/api/v1/search?q=x", searchFails(broken))
	add(search, "/api/v1/search?q=x", searchFails(closing))
	for _, path := range []string{one, versions} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
		add(path, path+"?x=y", Options{})
		add(path, strings.Replace(path, "{id}", idOf(9), 1), Options{})
		add(path, path, readFails(broken))
		add(path, path, readFails(closing))
	}
	add(one, one+"?at=2024-08-07", Options{})
	add(one, one+"?at=2024", Options{}, "Accept-Datetime", "Tue, 06 Aug 2024 00:00:00 GMT")
	add(one, one+"?at=2023", Options{})
	add(schema, schema, Options{})
	add(schema, schema, Options{}, "If-None-Match", "*")
	add(schema, schema+"?x=y", Options{})
	add(schema, schema, Options{Schema: []byte{}})
	add("/openapi.json", "/openapi.json", Options{})
	add("/openapi.json", "/openapi.json", Options{}, "If-None-Match", "*")
	for _, path := range []string{"/robots.txt", "/opensearch.xml", "/favicon.ico"} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
	}
	add("/opensearch.xml", "/opensearch.xml?ui=xx", Options{})
	add("/healthz", "/healthz", Options{Version: "v1"})
	add("/readyz", "/readyz", Options{})
	add("/readyz", "/readyz", Options{Health: func(context.Context) Health { return Health{Note: "closed"} }})
	add("/static/{file}", newSite(t).assets.address("style.css"), Options{})
	add("/static/{file}", "/static/none.css", Options{})
	add("/", "/?q=x", Options{})
	add("/", "/?q=x", Options{}, "If-None-Match", "*")
	add("/", "/?from=x", Options{})
	add("/articles/{id}", "/articles/{id}", Options{})
	add("/articles/{id}", "/articles/{id}", Options{}, "If-None-Match", "*")
	add("/articles/{id}", "/articles/"+idOf(9), Options{})
	return slices.Concat(out, documentRecordings(t), eventRecordings(t), suggestRecordings(t), runRecordings(t), versionRecordings(t), storyRecordings(t), outletRecordings(t))
}

// eventRecordings are those of the operations on events.
func eventRecordings(t *testing.T) (out []recording) {
	add := func(path, target string, o Options, header ...string) {
		target = existing(target)
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	for _, path := range []string{"/api/v1/events", "/api/v1/events/{id}"} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
		add(path, path+"?x=y", Options{})
		add(path, path, Options{Calendar: noCalendar{}})
		add(path, path, Options{Calendar: failingCalendar{errors.New("disk")}})
		add(path, path, Options{Calendar: failingCalendar{fault.New(fault.Unavailable, "the server is closing")}})
	}
	for _, path := range []string{"/events", "/events/{id}"} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
		add(path, path+"?ui=xx", Options{})
	}
	return out
}

// documentRecordings are those of the operations on documents.
func documentRecordings(t *testing.T) (out []recording) {
	none, broken, closing := Options{Documents: noDocuments{}}, Options{Documents: failingDocuments{errors.New("disk")}},
		Options{Documents: failingDocuments{fault.New(fault.Unavailable, "the server is closing")}}
	add := func(path, target string, o Options, header ...string) {
		target = existing(target)
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	const one, page = "/api/v1/documents/{id}", "/documents/{id}"
	for path, target := range map[string]string{"/api/v1/documents": "/api/v1/documents?number=04", one: one} {
		add(path, target, Options{})
		add(path, target, Options{}, "If-None-Match", "*")
		add(path, path+"?x=y", Options{})
		add(path, target, none)
		add(path, target, broken)
		add(path, target, closing)
	}
	for _, number := range []string{"04-NQ/TU", "23-QD/TW", "04-NQ/TW", "23/02/2024", "04 xyz"} {
		add("/api/v1/documents", "/api/v1/documents?number="+url.QueryEscape(number), Options{})
	}
	add(one, "/api/v1/documents/23-qd-tw@tw:%3F", Options{})
	add("/documents", "/documents?number=04", Options{})
	add("/documents", "/documents?number=04", Options{}, "If-None-Match", "*")
	add("/documents", "/documents?number=23-QD/TW", Options{})
	add("/documents", "/documents?number=", Options{})
	add(page, page, Options{})
	add(page, page, Options{}, "If-None-Match", "*")
	add(page, "/documents/23-QD/TW", Options{})
	add(page, "/documents/99-nq-tu@nghean:2021", Options{})
	for _, c := range []struct {
		media, body string
		o           Options
	}{
		{"text/plain", "Nghị quyết số 04-NQ/TU, Chỉ thị 05 và Kết luận 107-KH/TU của Ban Bí thư", Options{}},
		{"application/json", `{"numbers": ["04-NQ/TU", "", "x"]}`, Options{}},
		{"application/json", `{"numbers": []}`, Options{}},
		{"application/json", `{`, Options{}},
		{"text/plain", strings.Repeat("x", maxText+1), Options{}},
		{"text/html", "x", Options{}},
		{"text/plain", "x", none}, {"text/plain", "x", broken}, {"text/plain", "x", closing},
	} {
		out = append(out, recording{http.MethodPost, "/api/v1/citations", "/api/v1/citations", post(newHandler(t, c.o), "/api/v1/citations", c.media, c.body)})
	}
	return append(out, recording{http.MethodOptions, "/api/v1/citations", "/api/v1/citations", do(newHandler(t, Options{}), http.MethodOptions, "/api/v1/citations")})
}

// TestAnswersAreAsDescribed holds recorded answers against openapi.json, and
// openapi.json against them: no answer is undescribed, no description unused.
func TestAnswersAreAsDescribed(t *testing.T) {
	doc := loadOpenAPI(t)
	used := map[string]bool{}
	for _, r := range recordings(t) {
		op := doc.Paths.Value(r.path).GetOperation(r.method)
		status := strconv.Itoa(r.w.Code)
		described := op.Responses.Value(status)
		if described == nil {
			status = "default"
			described = op.Responses.Value(status)
		}
		if described == nil {
			t.Errorf("%s %s: status %d is not described", r.method, r.target, r.w.Code)
			continue
		}
		used[r.method+" "+r.path+" "+status] = true
		checkAnswer(t, r, described.Value)
	}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			for status := range op.Responses.Map() {
				if !used[method+" "+path+" "+status] {
					t.Errorf("%s %s: status %s is described and was never recorded", method, path, status)
				}
			}
		}
	}
}

func checkAnswer(t *testing.T, r recording, described *openapi3.Response) {
	t.Helper()
	for name, h := range described.Headers {
		value := r.w.Header().Get(name)
		if value == "" {
			t.Errorf("%s %s: %d without %s", r.method, r.target, r.w.Code, name)
			continue
		}
		var v any = value
		if h.Value.Schema.Value.Type.Is("integer") {
			v, _ = strconv.ParseFloat(value, 64)
		}
		if err := h.Value.Schema.Value.VisitJSON(v, openapi3.EnableJSONSchema2020()); err != nil {
			t.Errorf("%s %s: %s: %v", r.method, r.target, name, err)
		}
	}
	if len(described.Content) == 0 {
		if r.w.Body.Len() > 0 {
			t.Errorf("%s %s: %d is described without a body", r.method, r.target, r.w.Code)
		}
		return
	}
	media, _, err := mime.ParseMediaType(r.w.Header().Get("Content-Type"))
	content := described.Content[media]
	if err != nil || content == nil {
		t.Errorf("%s %s: %d is described without %q", r.method, r.target, r.w.Code, media)
		return
	}
	if !strings.HasSuffix(media, "json") {
		return
	}
	var body any
	if err := json.Unmarshal(r.w.Body.Bytes(), &body); err != nil {
		t.Errorf("%s %s: %v", r.method, r.target, err)
		return
	}
	if err := content.Schema.Value.VisitJSON(body, openapi3.EnableJSONSchema2020(), openapi3.EnableFormatValidation()); err != nil {
		t.Errorf("%s %s: %d: %v\n%s", r.method, r.target, r.w.Code, err, r.w.Body)
	}
}

// TestDescriptionIsStrict proves that the check above can fail: a field that
// nobody described, a missing one and a wrong kind are each noticed.
func TestDescriptionIsStrict(t *testing.T) {
	schemas := loadOpenAPI(t).Components.Schemas
	good := map[string]map[string]any{}
	for name, target := range map[string]string{"Result": "/api/v1/search?q=x", "Record": "/api/v1/articles/" + idOf(1), "Problem": "/api/v1/search",
		"Answer": "/api/v1/documents?number=04", "Dossier": existing("/api/v1/documents/{id}"),
		"EventDetail": existing("/api/v1/events/{id}"), "RunDetail": existing("/api/v1/runs/{id}"), "Comparison": existing("/api/v1/articles/{id}/diff"), "Versions": existing("/api/v1/articles/{id}/versions"),
		"OutletList": "/api/v1/outlets", "OutletDetail": "/api/v1/outlets/baomau.vn",
		"Telling": "/api/v1/articles/" + idOf(5) + "/translations"} {
		good[name] = decode[map[string]any](t, get(newHandler(t, Options{}), target))
	}
	for _, c := range []struct {
		schema, field string
		value         any // nil drops the field
	}{
		{"Result", "surprise", 1.0}, {"Result", "hits", nil}, {"Result", "total", "many"}, {"Result", "hits", []any{map[string]any{"id": "x"}}},
		{"Record", "surprise", true}, {"Record", "published", "yesterday"}, {"Record", "state", "lost"}, {"Record", "version", nil},
		{"Problem", "type", "about:blank"}, {"Problem", "status", 200.0}, {"Problem", "errors", []any{}},
		{"Answer", "status", "maybe"}, {"Answer", "nearest", nil}, {"Answer", "documents", []any{map[string]any{"id": "x"}}}, {"Answer", "surprise", 1.0},
		{"Dossier", "date", "2021-11"}, {"Dossier", "months", []any{map[string]any{"value": 1.0, "count": 1.0}}}, {"Dossier", "cited_by", nil}, {"Dossier", "surprise", ""},
		{"EventDetail", "date", "soon"}, {"EventDetail", "reports", nil}, {"EventDetail", "hosts", nil}, {"EventDetail", "qualifier", "many"}, {"EventDetail", "surprise", ""},
		{"RunDetail", "totals", nil}, {"RunDetail", "started", "now"}, {"RunDetail", "outcomes", map[string]any{"new": "many"}}, {"RunDetail", "surprise", ""},
		{"Versions", "changes", nil}, {"Versions", "changes", []any{map[string]any{"from": 1.0, "to": 2.0, "class": "big"}}}, {"Versions", "surprise", 1.0},
		{"OutletList", "alarms", nil}, {"OutletList", "outlets", []any{map[string]any{"name": "x"}}}, {"OutletList", "surprise", ""},
		{"OutletDetail", "circuit", "ajar"}, {"OutletDetail", "robots_files", nil}, {"OutletDetail", "completeness", []any{map[string]any{"month": "2024"}}}, {"OutletDetail", "surprise", ""},
		{"Telling", "total", nil}, {"Telling", "translations", []any{map[string]any{"article": 1.0}}}, {"Telling", "surprise", ""},
		{"Comparison", "class", "big"}, {"Comparison", "changes", []any{map[string]any{"part": "headline", "runs": []any{}}}}, {"Comparison", "from", nil}, {"Comparison", "surprise", ""},
	} {
		bad := map[string]any{}
		for k, v := range good[c.schema] {
			bad[k] = v
		}
		bad[c.field] = c.value
		if c.value == nil {
			delete(bad, c.field)
		}
		if err := schemas[c.schema].Value.VisitJSON(bad, openapi3.EnableJSONSchema2020()); err == nil {
			t.Errorf("%s with %s = %v is accepted", c.schema, c.field, c.value)
		}
	}
}
