package server

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"khotin/internal/dossier"
	"khotin/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func lookUp(t *testing.T, h http.Handler, number string) dossier.Answer {
	t.Helper()
	w := get(h, "/api/v1/documents?number="+url.QueryEscape(number))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", number, w.Code, w.Body)
	}
	return decode[dossier.Answer](t, w)
}

func TestLookUp(t *testing.T) {
	h := newHandler(t, Options{})
	for number, want := range map[string]struct {
		status dossier.Status
		first  string
		key    string
	}{
		"23-QĐ/TW":                       {dossier.Exact, decisionID, "23-qd-tw"},
		"  Décision\tn° 23-QD/TW ":       {dossier.Exact, decisionID, "23-qd-tw"},
		"04-NQ/TU":                       {dossier.Candidates, resolutionID, "4-nq-tu"},
		"04-NQ/TU Nghệ An":               {dossier.Exact, resolutionID, "4-nq-tu"},
		resolutionID:                     {dossier.Exact, resolutionID, "4-nq-tu"},
		"nghi quyet 04":                  {dossier.Partial, resolutionID, ""},
		"04-NQ/TW":                       {dossier.None, "", "4-nq-tw"},
		"/":                              {dossier.None, "", ""},
		strings.Repeat("ữ", maxNumber):   {dossier.None, "", ""},
		"<script>alert(1)</script>\x00x": {dossier.None, "", ""},
	} {
		got := lookUp(t, h, number)
		if got.Status != want.status || got.Read.Key != want.key {
			t.Errorf("%q: %s, read as %q; want %s, %q", number, got.Status, got.Read.Key, want.status, want.key)
		}
		if want.first != "" && (len(got.Documents) == 0 || got.Documents[0].ID != want.first) {
			t.Errorf("%q: documents %+v, want %s first", number, got.Documents, want.first)
		}
	}
	if got := lookUp(t, h, "04-NQ/TU Thái Bình"); len(got.Documents) != 0 || len(got.Others) != 2 {
		t.Errorf("another province's documents must be others: %+v", got)
	}
	if got := lookUp(t, h, "04-KL/TU"); len(got.Nearest) != 2 {
		t.Errorf("what exists instead must be shown: %+v", got)
	}
}

func TestLookUpLinksToWhatItFound(t *testing.T) {
	h := newHandler(t, Options{})
	want := []string{
		`</api/v1/documents/` + decisionID + `>; rel="item"`,
		`</openapi.json#/components/schemas/Answer>; rel="describedby"; type="application/json"`,
		`</documents?number=23-QD%2FTW>; rel="alternate"; type="text/html"`,
	}
	if diff := cmp.Diff(want, get(h, "/api/v1/documents?number=23-QD/TW").Header().Values("Link")); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	if links := strings.Join(get(h, "/api/v1/documents?number=04-NQ/TU").Header().Values("Link"), "\n"); strings.Contains(links, "item") {
		t.Errorf("several candidates, and one is linked: %s", links)
	}
	links := strings.Join(get(h, "/api/v1/search?q=04-NQ/TU+lang:vi").Header().Values("Link"), "\n")
	if !strings.Contains(links, `</api/v1/documents?number=04-NQ%2FTU>; rel="related"`) {
		t.Errorf("a search for a number does not lead to its documents: %s", links)
	}
}

func TestWrongNumbersAreNamed(t *testing.T) {
	h := newHandler(t, Options{})
	for query, says := range map[string]string{
		"":                    "such as 04-NQ/TU",
		"number=+":            "such as 04-NQ/TU",
		"number=%00":          "such as 04-NQ/TU",
		"number=04&number=05": "more than once",
		"number=%FF":          "UTF-8",
		"nubmer=04&number=04": "“number”",
		"number=" + strings.Repeat("4", maxNumber+1): "at most 200",
	} {
		w := get(h, "/api/v1/documents?"+query)
		if w.Code != http.StatusBadRequest || !strings.Contains(decode[problem](t, w).Detail, says) {
			t.Errorf("%.40s: %d %s, want %q", query, w.Code, w.Body, says)
		}
	}
}

func TestDossier(t *testing.T) {
	h := newHandler(t, Options{})
	for _, target := range []string{"/api/v1/documents/" + resolutionID, "/api/v1/documents/4-nq-tu%40nghean%3A2021-11-19"} {
		w := get(h, target)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", target, w.Code, w.Body)
		}
		if diff := cmp.Diff(sampleLibrary()[0], decode[dossier.Dossier](t, w)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", target, diff)
		}
		if links := strings.Join(w.Header().Values("Link"), "\n"); !strings.Contains(links, `</documents/`+resolutionID+`>; rel="alternate"`) {
			t.Errorf("links: %s", links)
		}
	}
	if w := get(h, "/api/v1/documents/249-mttq-btt@%3F:%3F"); w.Code != http.StatusOK {
		t.Errorf("an identity with parts unknown: %d %s", w.Code, w.Body)
	}
}

// TestPartOfAnIdentityLeadsOn proves that the identity that one article tells
// in part leads to the document once another article tells the rest.
func TestPartOfAnIdentityLeadsOn(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{
		"/api/v1/documents/4-nq-tu@nghean:%3F": "/api/v1/documents/" + resolutionID,
		"/api/v1/documents/23-qd-tw":           "/api/v1/documents/" + decisionID,
		"/documents/4-nq-tu@nghean:%3F?ui=ro":  "/documents/" + resolutionID + "?ui=ro",
		"/documents/23-QĐ/TW":                  "/documents/" + decisionID,
		"/documents/23-QD%2FTW?ui=fr":          "/documents/" + decisionID + "?ui=fr",
		"/documents/04-NQ/TU":                  "/documents?number=04-NQ%2FTU",
		"/documents/18-nq-tw@tw:%3F?ui=en":     "/documents?number=18-nq-tw%40tw%3A%3F&ui=en",
		"/documents?number=23+qd+tw&ui=vi":     "/documents/" + decisionID + "?ui=vi",
	} {
		w := get(h, target)
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != want {
			t.Errorf("%s: %d, Location %q, want %q", target, w.Code, got, want)
		}
	}
}

// TestNobodyIsSentInCircles proves that a look-up that names a document whose
// dossier has gone in that moment ends there.
func TestNobodyIsSentInCircles(t *testing.T) {
	h := newHandler(t, Options{Documents: lostDossiers{sampleLibrary()}})
	for _, target := range []string{"/documents/" + decisionID, "/api/v1/documents/" + decisionID} {
		if w := get(h, target); w.Code != http.StatusNotFound || w.Header().Get("Location") != "" {
			t.Errorf("%s: %d, Location %q", target, w.Code, w.Header().Get("Location"))
		}
	}
}

// TestAnIdentityOfOtherTablesEndsSomewhere proves the same of a document that
// was stored while a province still had another name.
func TestAnIdentityOfOtherTablesEndsSomewhere(t *testing.T) {
	d := sampleLibrary()[5]
	d.ID = "23-qd-tw@formerly:2021-07-30"
	w := get(newHandler(t, Options{Documents: circular{d}}), "/documents/"+d.ID)
	if w.Code != http.StatusNotFound {
		t.Errorf("%d, Location %q", w.Code, w.Header().Get("Location"))
	}
}

// circular finds one document, whatever is asked for.
type circular struct{ it dossier.Dossier }

func (c circular) Dossier(context.Context, string) (dossier.Dossier, error) { return c.it, nil }

func (c circular) LookUp(context.Context, string) (dossier.Answer, error) {
	return dossier.Answer{Status: dossier.Exact, Documents: []dossier.Document{c.it.Document}}, nil
}

func (c circular) Recognise(context.Context, string, string) ([]dossier.Recognised, error) {
	return nil, nil
}

// lostDossiers find documents and have no dossier of any.
type lostDossiers struct{ library }

func (lostDossiers) Dossier(context.Context, string) (dossier.Dossier, error) {
	return dossier.Dossier{}, fault.New(fault.NotFound, "it is gone").WithHint("look elsewhere")
}

func TestUnknownDocuments(t *testing.T) {
	asked := 0
	h := newHandler(t, Options{Documents: countingDocuments{sampleLibrary(), &asked}})
	for _, id := range []string{"4-nq-tu@camau:2020", "4-nq-tu@nowhere:2020", "4-nq-tu@nghean:soon", "%00", "..%2Fetc", strings.Repeat("4", 1000), "4-nq-tu@%3F:%3F"} {
		w := get(h, "/api/v1/documents/"+id)
		if p := decode[problem](t, w); w.Code != http.StatusNotFound || p.Hint == "" {
			t.Errorf("%.40s: %d %+v", id, w.Code, p)
		}
	}
	if asked != 2 {
		t.Errorf("the archive was asked for %d dossiers, want the 2 that can exist", asked)
	}
}

// countingDocuments counts the dossiers asked for.
type countingDocuments struct {
	library
	dossiers *int
}

func (c countingDocuments) Dossier(ctx context.Context, id string) (dossier.Dossier, error) {
	*c.dossiers++
	return c.library.Dossier(ctx, id)
}

func TestServerWithoutDocuments(t *testing.T) {
	h := newHandler(t, Options{Documents: noDocuments{}})
	for _, target := range []string{"/api/v1/documents?number=04", "/api/v1/documents/" + resolutionID, "/documents", "/documents?number=04", "/documents/" + resolutionID} {
		if w := get(h, target); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "This server holds no documents.") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	if w := post(h, "/api/v1/citations", "text/plain", "x"); w.Code != http.StatusNotFound {
		t.Errorf("citations: %d", w.Code)
	}
	for _, target := range []string{"/", "/?q=04-NQ/TU", "/articles/" + idOf(1)} {
		w := get(h, target)
		checkHTML(t, target, w.Body.Bytes())
		if w.Code != http.StatusOK || strings.Contains(w.Body.String(), `href="/documents`) {
			t.Errorf("%s: %d, or a link to documents that are not there", target, w.Code)
		}
	}
	if page := get(h, "/articles/"+idOf(1)).Body.String(); !strings.Contains(page, "<mark>résolution n° 04-NQ/TU</mark>") {
		t.Error("a mention is not marked")
	}
	o := Options{Searcher: searcherFunc(nil), Reader: shelf{}}
	bare, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if w := get(bare, "/api/v1/documents?number=04"); w.Code != http.StatusNotFound {
		t.Errorf("the zero option: %d, want 404", w.Code)
	}
}

func TestDocumentsAreNeverNull(t *testing.T) {
	h := newHandler(t, Options{Documents: failingDocuments{}})
	for _, target := range []string{"/api/v1/documents?number=04", "/api/v1/documents/" + resolutionID} {
		if w := get(h, target); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "null") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	for _, body := range []string{`{"text":"x"}`, `{"numbers":["x"]}`, `{"numbers":[]}`} {
		if w := post(h, "/api/v1/citations", "application/json", body); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "null") {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
}

func TestDocumentValidators(t *testing.T) {
	h := newHandler(t, Options{})
	for _, target := range []string{"/api/v1/documents?number=04", "/api/v1/documents/" + resolutionID, "/documents/" + resolutionID, "/documents?number=04"} {
		full, head := get(h, target), do(h, http.MethodHead, target)
		if diff := cmp.Diff(full.Header(), head.Header()); diff != "" || head.Body.Len() > 0 || head.Code != full.Code {
			t.Errorf("HEAD %s: %d, %d bytes\n%s", target, head.Code, head.Body.Len(), diff)
		}
		if w := get(h, target, "If-None-Match", full.Header().Get("ETag")); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: %d with %d bytes, want 304", target, w.Code, w.Body.Len())
		}
	}
}

func TestFailingDocuments(t *testing.T) {
	for err, status := range map[error]int{
		fault.New(fault.Unavailable, "closing"): 503, fault.New(fault.InUse, "busy"): 503, context.DeadlineExceeded: 503, context.Canceled: 503,
	} {
		h := newHandler(t, Options{Documents: failingDocuments{err}})
		for _, target := range []string{"/?q=04-NQ/TU", "/documents?number=04", "/documents/" + resolutionID, "/api/v1/documents?number=04", "/api/v1/documents/" + resolutionID} {
			if w := get(h, target); w.Code != status || w.Header().Get("Location") != "" {
				t.Errorf("%s with %v: %d, want %d", target, err, w.Code, status)
			}
		}
		if w := get(h, "/?q=d%C3%A2n+v%E1%BA%ADn"); w.Code != http.StatusOK {
			t.Errorf("a search for words needs the documents: %d", w.Code)
		}
	}
}
