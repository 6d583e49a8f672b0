package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
	"khotin/internal/query"
)

// search answers GET /api/v1/search.
func (s *site) search(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, searchNames()...)
	ask := readSearch(p)
	if !ask.Asked() && len(p.wrong) == 0 {
		p.note("q", "missing")
	}
	if err := p.err(); err != nil {
		return err
	}
	res, err := s.answer(r.Context(), ask)
	if err != nil {
		return err
	}
	etag, err := s.resultTag(res, ask)
	if err != nil {
		return err
	}
	body, err := encode(res)
	if err != nil {
		return err
	}
	if res.Next != "" {
		link(w, ask.link("/api/v1/search", "cursor", res.Next), "next")
	}
	link(w, "/openapi.json#/components/schemas/Result", "describedby", `type="application/json"`)
	link(w, ask.link("/"), "alternate", `type="text/html"`)
	if number := numberIn(ask); number != "" && s.holdsDocuments() {
		link(w, address(documentsAPI, url.Values{numberName: {number}}, ""), "related", `type="application/json"`)
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	return send(w, r, reply{media: mediaJSON, cache: cacheResult, etag: etag, body: body})
}

// resultTag is the validator of an answer. The hits are part of it because an
// index rebuilt with other rules answers differently at the same place of the
// change sequence; the time it took is not.
func (s *site) resultTag(res result, ask search) (string, error) {
	res.TookMS = 0
	body, err := encode(res)
	if err != nil {
		return "", err
	}
	return etagOf(s.build, "json", ask.values.Encode(), string(body)), nil
}

// whole makes the lists that a Searcher left nil empty ones, so that a program
// never meets null where the description promises a list.
func whole(res query.Result) query.Result {
	res.Hits = list(slices.Clone(res.Hits)) // the Searcher may still hold its own
	for i := range res.Hits {
		h := &res.Hits[i]
		h.Marked, h.Passages, h.State = list(h.Marked), list(h.Passages), cmp.Or(h.State, article.Live)
	}
	res.Near = slices.Clone(res.Near)
	for i := range res.Near {
		res.Near[i].Instead = list(res.Near[i].Instead)
	}
	return res
}

func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// record reads the record that the path names. An identity that cannot exist
// is not looked up.
func (s *site) record(r *http.Request) (article.Stored, error) {
	id := r.PathValue("id")
	if !article.IsID(id) {
		return article.Stored{}, fault.New(fault.NotFound, "there is no article %q", shorten(id)).
			WithHint("an id has 16 letters and digits, as in the answers of a search")
	}
	return s.Reader.Get(r.Context(), id)
}

// article answers GET /api/v1/articles/{id}, with at=2024-08 or version=2 for
// an earlier state.
func (s *site) article(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, atName, versionName)
	ask := p.readWhen(r)
	if err := p.err(); err != nil {
		return err
	}
	a, all, err := s.state(r, ask)
	if err != nil {
		return err
	}
	self := "/api/v1/articles/" + url.PathEscape(a.ID)
	memento(w, self, ask, a, all)
	link(w, "/api/v1/schema/article", "describedby", `type="application/schema+json"`)
	link(w, self+"/versions", "version-history") // RFC 5829
	link(w, "/articles/"+url.PathEscape(a.ID), "alternate", `type="text/html"`)
	if ask.isLatest() {
		if err := s.linkStory(w, r, a); err != nil {
			return err
		}
	}
	return s.sendRecord(w, r, filled(a))
}

// history is every version of a record, oldest first, and what kind of change
// lies between neighbours.
type history struct {
	ID       string           `json:"id"`
	Versions []article.Stored `json:"versions"`
	Changes  []step           `json:"changes"`
}

type step struct {
	From  int        `json:"from"`
	To    int        `json:"to"`
	Class diff.Class `json:"class"` // the weightiest change
}

// versions answers GET /api/v1/articles/{id}/versions.
func (s *site) versions(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	all, err := s.allVersions(r)
	if err != nil {
		return err
	}
	body := history{ID: all[0].ID, Versions: make([]article.Stored, len(all)), Changes: make([]step, 0, len(all)-1)}
	for i, v := range all {
		body.Versions[i] = filled(v)
		if i > 0 {
			body.Changes = append(body.Changes, step{all[i-1].Version, v.Version, diff.Classify(all[i-1].Article, v.Article)})
		}
	}
	link(w, "/api/v1/articles/"+url.PathEscape(body.ID), "latest-version")
	link(w, "/api/v1/schema/article", "describedby", `type="application/schema+json"`)
	return s.sendRecord(w, r, body)
}

// sendRecord sends what the archive says of an article. The answer is the same
// until the archive looks at the page again, so its content is its validator.
func (s *site) sendRecord(w http.ResponseWriter, r *http.Request, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	return send(w, r, reply{media: mediaJSON, cache: cacheResult, etag: etagOf("json", string(body)), body: body})
}

// filled is the record with empty lists for absent ones.
func filled(a article.Stored) article.Stored {
	a.Paragraphs, a.Captions, a.Flags = list(a.Paragraphs), list(a.Captions), list(a.Flags)
	a.Persons = wholePersons(a.Article)
	return a
}

// schema answers GET /api/v1/schema/article.
func (s *site) schema(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	if len(s.Schema) == 0 {
		return fault.New(fault.NotFound, "this server was started without the schema of the record")
	}
	return send(w, r, reply{media: mediaSchema, cache: cacheResult, etag: etagOf(string(s.Schema)), body: s.Schema})
}

// openapi answers GET /openapi.json.
func (s *site) openapi(w http.ResponseWriter, r *http.Request) error {
	body, err := files.ReadFile("openapi.json")
	if err != nil {
		return err
	}
	return send(w, r, reply{media: mediaOpenAPI, cache: cacheResult, etag: etagOf(string(body)), body: body})
}
