package server

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"khotin/internal/docref"
	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/query"
)

// How many documents of each list are shown.
const (
	maxInBox  = 5 // above the hits of a search
	maxOnPage = 100
)

// addDocuments looks up the documents when a document number was typed. Later
// pages of the hits do not repeat them.
func (s *site) addDocuments(ctx context.Context, v *searchView, ask search) error {
	number := numberIn(ask)
	if number == "" || ask.Query.Cursor != "" || !s.holdsDocuments() {
		return nil
	}
	a, err := s.Documents.LookUp(ctx, number)
	if err != nil {
		return err
	}
	found := newAnswerView(v.frame, a, maxInBox)
	v.Found = &found
	return nil
}

// numberIn returns the document number of a search, "" where there is none.
// Filters typed beside it are not part of it.
func numberIn(ask search) string {
	words := ""
	for _, c := range ask.Query.Clauses {
		if c.Exclude || c.Or || c.Kind == query.Prefix {
			return ""
		}
		words = strings.TrimSpace(words + " " + c.Text)
	}
	for _, text := range []string{ask.Text, words} {
		if docref.ParseQuery(text).IsNumber {
			return text
		}
	}
	return ""
}

// documentsView is the page that looks a number up.
type documentsView struct {
	frame
	Asked  string
	Wrong  []wrongView
	Answer *answerView // nil before anything was asked
}

// lookUpPage answers GET /documents. A number that one document has leads to
// that document.
func (s *site) lookUpPage(w http.ResponseWriter, r *http.Request) error {
	if !s.holdsDocuments() {
		return errNoDocuments()
	}
	p := readParams(r.URL.RawQuery, false, numberName, uiName)
	l, ui := s.readUI(r, p)
	v := documentsView{frame: s.frameFor(r, p, l, ui)}
	v.Title = l.T("documents.title")
	if !p.values.Has(numberName) && len(p.wrong) == 0 {
		return s.render(w, r, http.StatusOK, "documents", v)
	}
	number := p.number()
	v.Asked, v.NoIndex = shorten(number), true
	if len(p.wrong) > 0 {
		for _, one := range p.wrong {
			v.Wrong = append(v.Wrong, wrongView{one.text(l), one.detail})
		}
		return s.render(w, r, http.StatusBadRequest, "documents", v)
	}
	a, err := s.Documents.LookUp(r.Context(), number)
	if err != nil {
		return err
	}
	if a.Status == dossier.Exact {
		return redirect(w, r, documentLink(documentsPage, a.Documents[0].ID, v.UI))
	}
	v.Asked = number
	return s.showAnswer(w, r, http.StatusOK, v, a)
}

func (s *site) showAnswer(w http.ResponseWriter, r *http.Request, status int, v documentsView, a dossier.Answer) error {
	answer := newAnswerView(v.frame, a, maxOnPage)
	v.Answer, v.Title = &answer, answer.Asked+" – "+v.L.T("site.title")
	link(w, address(documentsAPI, url.Values{numberName: {v.Asked}}, ""), "alternate", `type="application/json"`)
	return s.render(w, r, status, "documents", v)
}

// documentPage answers GET /documents/{id...}. A number in place of an
// identity is looked up, and so is an identity that an article tells only in
// part once another article tells the rest.
func (s *site) documentPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName)
	l, ui := s.readUI(r, p)
	if err := p.err(); err != nil {
		return err
	}
	f, asked := s.frameFor(r, p, l, ui), r.PathValue("id")
	id, err := documentID(asked)
	if err == nil {
		var d dossier.Dossier
		if d, err = s.Documents.Dossier(r.Context(), id); err == nil {
			return s.showDossier(w, r, f, d)
		}
	}
	if fault.Of(err) != fault.NotFound || !s.holdsDocuments() || len(asked) > maxNumber {
		return err
	}
	a, to, err := s.elsewhere(r.Context(), asked)
	if err != nil {
		return err
	}
	switch {
	case to != "":
		return redirect(w, r, documentLink(documentsPage, to, f.UI))
	case a.Status == dossier.Candidates || a.Status == dossier.Partial:
		return redirect(w, r, numberLink(asked, f.UI))
	}
	f.NoIndex = true
	return s.showAnswer(w, r, http.StatusNotFound, documentsView{frame: f, Asked: shorten(asked)}, a)
}
