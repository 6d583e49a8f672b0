// Package server is the way in for people and programs: a small HTTP API under
// /api/v1 and a search page that works without JavaScript. It asks a Searcher
// and a Reader and knows nothing of what stands behind them.
package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"khotin/internal/article"
	"khotin/internal/query"
)

// Searcher answers queries. An error of kind Invalid is shown to whoever asked.
type Searcher interface {
	Search(ctx context.Context, q query.Query) (query.Result, error)
}

// Reader gives records by identity; an unknown one is an error of kind NotFound.
// StateAt tells whether the page behind one stood at a time.
type Reader interface {
	Get(ctx context.Context, id string) (article.Stored, error)
	Versions(ctx context.Context, id string) ([]article.Stored, error)
	StateAt(ctx context.Context, id string, at time.Time) (article.State, error)
}

// Options are what a server needs. Searcher and Reader are required; the zero
// value of everything else is a sensible default.
type Options struct {
	Searcher  Searcher
	Reader    Reader
	Documents Documents                    // nil: this server holds none
	Calendar  Calendar                     // nil: this server holds no events
	Suggester Suggester                    // nil: this server makes no suggestions
	Ledger    Ledger                       // nil: this server tells nothing of runs
	Monitor   Monitor                      // nil: this server tells nothing of how outlets do
	Stories   Stories                      // nil: this server does not know which articles tell one story
	Origin    string                       // public scheme and host, for addresses that must be absolute; "" as asked
	Health    func(context.Context) Health // nil: ready as soon as it answers
	Outlets   article.Outlets              // for their titles; others are shown by name
	Log       *slog.Logger                 // nil: no log
	Version   string                       // of the program, shown on /healthz
	Schema    []byte                       // JSON Schema of the record

	MaxConcurrent int              // searches and look-ups at one time, 64
	Timeout       time.Duration    // for one of them, 10 s
	MaxLag        int64            // changes the index may be behind and still be ready, 1000
	Now           func() time.Time // time.Now
}

// New returns the handler of the whole site, or an error that says which
// option is missing or which embedded file is damaged.
func New(o Options) (http.Handler, error) {
	if o.Searcher == nil || o.Reader == nil {
		return nil, errors.New("server: a Searcher and a Reader are required")
	}
	if o.MaxConcurrent < 0 || o.Timeout < 0 || o.MaxLag < 0 {
		return nil, errors.New("server: MaxConcurrent, Timeout and MaxLag cannot be negative")
	}
	if u, err := url.Parse(o.Origin); o.Origin != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("server: Origin is not a scheme and a host, such as https://example.org")
	}
	if len(o.Schema) > 0 && !json.Valid(o.Schema) {
		return nil, errors.New("server: Schema is not JSON")
	}
	o.fill()
	s := &site{Options: o, slots: make(chan struct{}, o.MaxConcurrent)}
	if err := s.load(); err != nil {
		return nil, err
	}
	return s.handler(), nil
}

// fill puts defaults where nothing was said.
func (o *Options) fill() {
	o.MaxConcurrent = cmp.Or(o.MaxConcurrent, 64)
	o.Timeout = cmp.Or(o.Timeout, 10*time.Second)
	o.MaxLag = cmp.Or(o.MaxLag, 1000)
	if o.Documents == nil {
		o.Documents = noDocuments{}
	}
	if o.Calendar == nil {
		o.Calendar = noCalendar{}
	}
	if o.Suggester == nil {
		o.Suggester = noSuggestions{}
	}
	if o.Ledger == nil {
		o.Ledger = noLedger{}
	}
	if o.Monitor == nil {
		o.Monitor = noMonitor{}
	}
	if o.Stories == nil {
		o.Stories = noStories{}
	}
	if o.Health == nil {
		o.Health = func(context.Context) Health { return Health{Index: true, Archive: true} }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
}

// site is a server at work; nothing in it changes after New.
type site struct {
	Options
	slots     chan struct{} // one token for each search or look-up under way
	mux       *http.ServeMux
	locales   locales
	templates *template.Template
	assets    assets
	build     string // fingerprint of program and embedded files, part of every ETag
}

// route is one line of the table below. The contract test holds it against
// openapi.json in both directions.
type route struct {
	pattern string
	handler http.Handler
	doc     string
}

func (s *site) routes() []route {
	return []route{
		{"GET /{$}", s.page(s.searchPage), "search page"},
		{"GET /articles/{id}", s.page(s.recordPage), "page of one record"},
		{"GET /articles/{id}/versions", s.page(s.versionsPage), "what changed in one record"},
		{"GET /articles/{id}/translations", s.page(s.translationsPage), "two articles of one story side by side"},
		{"GET /documents", s.page(s.lookUpPage), "documents by number"},
		{"GET /documents/{id...}", s.page(s.documentPage), "page of one document"},
		{"GET /events", s.page(s.eventsPage), "events by month"},
		{"GET /events/{id}", s.page(s.eventPage), "page of one event"},
		{"GET /runs", s.page(s.runsPage), "the last runs of the crawler"},
		{"GET /runs/{id}", s.page(s.runPage), "one run by outlet"},
		{"GET /outlets", s.page(s.outletsPage), "how the outlets do"},
		{"GET /outlets/{name}", s.page(s.outletPage), "how one outlet does"},

		{"GET /api/v1/search", s.api(s.search), "search the archive"},
		{"GET /api/v1/suggest", s.api(s.suggest), "complete what is being typed"},
		{"GET /api/v1/articles/{id}", s.api(s.article), "read one record"},
		{"GET /api/v1/articles/{id}/versions", s.api(s.versions), "read every version of a record"},
		{"GET /api/v1/articles/{id}/diff", s.api(s.difference), "compare two versions of a record"},
		{"GET /api/v1/articles/{id}/translations", s.api(s.translations), "lay a record beside those that tell its story"},
		{"GET /api/v1/documents", s.api(s.lookUp), "look a document up by its number"},
		{"GET /api/v1/documents/{id}", s.api(s.document), "read what is known of one document"},
		{"GET /api/v1/events", s.api(s.events), "list events"},
		{"GET /api/v1/events/{id}", s.api(s.event), "read one event with its reports"},
		{"GET /api/v1/runs", s.api(s.runs), "list the last runs of the crawler"},
		{"GET /api/v1/runs/{id}", s.api(s.run), "read one run by outlet and reason"},
		{"GET /api/v1/outlets", s.api(s.outlets), "how the outlets do, and what is wrong"},
		{"GET /api/v1/outlets/{name}", s.api(s.outlet), "how one outlet does"},
		{"POST /api/v1/citations", s.open(s.citations), "find citations in a text, or look up many numbers"},
		{"OPTIONS /api/v1/citations", s.open(preflight), "let pages of other origins ask"},
		{"GET /api/v1/schema/article", s.open(s.schema), "JSON Schema of the record"},

		{"GET /openapi.json", s.open(s.openapi), "this description of the API"},
		{"GET /robots.txt", s.open(s.robots), "what crawlers may read"},
		{"GET /opensearch.xml", s.open(s.openSearchFile), "description of the search for browsers"},
		{"GET /favicon.ico", s.open(s.icon), "the icon, where browsers look for it"},
		{"GET /healthz", s.open(s.alive), "the process answers"},
		{"GET /readyz", s.open(s.ready), "searches can be answered"},
		{"GET /static/{file}", s.open(s.static), "style sheet and icon, named by content"},
	}
}

// handler wires the table and wraps it, the outermost layer last.
func (s *site) handler() http.Handler {
	s.mux = http.NewServeMux()
	for _, r := range s.routes() {
		s.mux.Handle(r.pattern, r.handler)
	}
	return s.logged(s.recovered(secured(s.limited(http.HandlerFunc(s.dispatch)))))
}
