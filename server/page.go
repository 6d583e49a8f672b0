package server

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"khotin/internal/fault"
	"khotin/internal/lang"
)

// readUI settles the language of a page: the parameter if it is there, else
// what the reader's program asks for. No cookie is kept.
func (s *site) readUI(r *http.Request, p *params) (*locale, lang.Tag) {
	asked := p.one(uiName)
	if asked == "" {
		return s.locales.negotiate(r), lang.Unknown
	}
	tag := lang.ParseTag(asked)
	if l := s.locales.by(tag); l != nil {
		p.values.Set(uiName, string(tag))
		return l, tag
	}
	p.note(uiName, "ui", "value", shorten(asked))
	p.values.Del(uiName)
	return s.locales.negotiate(r), lang.Unknown
}

// searchPage answers GET /. Without anything to look for it is the empty form;
// with wrong parameters it is the form as filled in, with what to mend.
func (s *site) searchPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, append(searchNames(), uiName)...)
	l, ui := s.readUI(r, p)
	ask := readSearch(p)
	view := s.newSearchView(s.frameFor(r, p, l, ui), ask)
	if len(p.wrong) > 0 {
		return s.refuseSearch(w, r, view, p.wrong)
	}
	if !ask.Asked() {
		return s.render(w, r, http.StatusOK, "search", view)
	}
	res, err := s.answer(r.Context(), ask)
	if err != nil && fault.Of(err) == fault.Invalid {
		why := s.problemOf(err)
		return s.refuseSearch(w, r, view, wrongParams{{code: "refused", detail: strings.TrimSpace(why.Detail + " " + why.Hint)}})
	}
	if err != nil {
		return err
	}
	s.addResult(&view, ask, res.Result)
	if err := s.addDocuments(r.Context(), &view, ask); err != nil {
		return err
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	return s.render(w, r, http.StatusOK, "search", view)
}

func (s *site) refuseSearch(w http.ResponseWriter, r *http.Request, view searchView, wrong wrongParams) error {
	for _, one := range wrong {
		view.Wrong = append(view.Wrong, wrongView{one.text(view.L), one.detail})
	}
	view.NoIndex = true
	return s.render(w, r, http.StatusBadRequest, "search", view)
}

// errorView is a page that says what went wrong and what to do.
type errorView struct {
	frame
	Text   string
	Detail string // in English, for those who report it
	Hint   string
}

// failPage answers a person. It must not fail itself, so whatever goes wrong
// while the page is made ends as plain text.
func (s *site) failPage(w http.ResponseWriter, r *http.Request, err error) {
	c := s.prepare(w, r, err)
	p := readParams(r.URL.RawQuery, false, slices.Concat(searchNames(), eventNames(), []string{uiName, versionName, atName, numberName})...)
	l, ui := s.readUI(r, p)
	view := errorView{frame: s.frameFor(r, p, l, ui), Text: l.T("error." + c.name + ".text")}
	view.Title, view.NoIndex = l.T("error."+c.name+".title"), true
	problem := s.problemOf(err)
	if early, ok := errors.AsType[unseen](err); ok {
		view.Text = l.T("versions.unseen", "date", l.Moment(early.first))
	} else if c.public == "" {
		view.Detail, view.Hint = problem.Detail, problem.Hint
	}
	if err := s.render(w, r, c.status, "error", view); err != nil {
		s.Log.ErrorContext(r.Context(), "error page failed", "error", err)
		http.Error(w, problem.Title, c.status)
	}
}

// render executes a template into memory and sends it. A page is the same for
// all who read one language; errors are not kept.
func (s *site) render(w http.ResponseWriter, r *http.Request, status int, name string, view any) error {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, view); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	w.Header().Add("Vary", "Accept-Language")
	a := reply{status: status, media: mediaHTML, cache: cacheNever, body: b.Bytes()}
	if status == http.StatusOK {
		a.cache, a.etag = cacheResult, etagOf("html", b.String())
	}
	return send(w, r, a)
}
