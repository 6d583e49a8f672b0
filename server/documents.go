package server

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"khotin/internal/docref"
	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/lang"
)

// Documents answers for the numbered documents that articles cite. Any text
// has an answer; an identity that no article cites is an error of kind NotFound.
type Documents interface {
	LookUp(ctx context.Context, text string) (dossier.Answer, error)
	Dossier(ctx context.Context, id string) (dossier.Dossier, error)
	Recognise(ctx context.Context, text, tag string) ([]dossier.Recognised, error)
}

// noDocuments stands in where a server was started without any.
type noDocuments struct{}

func errNoDocuments() error {
	return fault.New(fault.NotFound, "this server holds no documents")
}

func (noDocuments) LookUp(context.Context, string) (dossier.Answer, error) {
	return dossier.Answer{}, errNoDocuments()
}

func (noDocuments) Dossier(context.Context, string) (dossier.Dossier, error) {
	return dossier.Dossier{}, errNoDocuments()
}

func (noDocuments) Recognise(context.Context, string, string) ([]dossier.Recognised, error) {
	return nil, errNoDocuments()
}

// holdsDocuments reports whether pages may lead to documents.
func (s *site) holdsDocuments() bool {
	_, none := s.Documents.(noDocuments)
	return !none
}

const (
	documentsAPI  = "/api/v1/documents"
	documentsPage = "/documents"
	numberName    = "number"
	maxNumber     = 200 // characters of a document number as typed
)

// lookUp answers GET /api/v1/documents.
func (s *site) lookUp(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, numberName)
	number := p.number()
	if err := p.err(); err != nil {
		return err
	}
	a, err := s.Documents.LookUp(r.Context(), number)
	if err != nil {
		return err
	}
	if a.Status == dossier.Exact {
		link(w, documentLink(documentsAPI, a.Documents[0].ID, ""), "item") // RFC 6573
	}
	link(w, "/openapi.json#/components/schemas/Answer", "describedby", `type="application/json"`)
	link(w, numberLink(number, ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, wholeAnswer(a))
}

// document answers GET /api/v1/documents/{id}.
func (s *site) document(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	id, err := documentID(r.PathValue("id"))
	if err != nil {
		return err
	}
	d, err := s.Documents.Dossier(r.Context(), id)
	if fault.Of(err) == fault.NotFound && s.holdsDocuments() {
		_, to, lookErr := s.elsewhere(r.Context(), id)
		if lookErr == nil && to != "" {
			return redirect(w, r, documentLink(documentsAPI, to, ""))
		}
		err = cmp.Or(lookErr, err)
	}
	if err != nil {
		return err
	}
	link(w, "/openapi.json#/components/schemas/Dossier", "describedby", `type="application/json"`)
	link(w, documentLink(documentsPage, d.ID, ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, wholeDossier(d))
}

// elsewhere looks up what is no document's identity: a number, or an identity
// that one article tells in part and that another has since completed. To is
// the one document meant, "" where there is none or there are several.
func (s *site) elsewhere(ctx context.Context, asked string) (a dossier.Answer, to string, err error) {
	a, err = s.Documents.LookUp(ctx, asked)
	if err == nil && a.Status == dossier.Exact && a.Documents[0].ID != asked {
		to = a.Documents[0].ID
	}
	return a, to, err
}

// redirect sends a reader to the address of what was asked for (RFC 9110,
// section 15.4.4). The next article may change where that is.
func redirect(w http.ResponseWriter, r *http.Request, to string) error {
	w.Header().Set("Location", to)
	return send(w, r, reply{status: http.StatusSeeOther, media: mediaText, cache: cacheResult})
}

// documentID returns the one form of a document's identity. What can be none
// is not looked up.
func documentID(text string) (string, error) {
	if len(text) <= maxNumber {
		if id, err := docref.ParseID(text); err == nil {
			return id.String(), nil
		}
	}
	return "", fault.New(fault.NotFound, "there is no document %q", shorten(text)).
		WithHint("an id looks like 4-nq-tu@nghean:2021-11-19; %s?%s=04-NQ/TU finds it by its number", documentsAPI, numberName)
}

// number reads the document number as it was typed.
func (p *params) number() string {
	before := len(p.wrong)
	v := strings.Join(strings.Fields(printable(p.one(numberName))), " ")
	switch {
	case len(p.wrong) > before:
	case v == "":
		p.note(numberName, "number")
	case utf8.RuneCountInString(v) > maxNumber:
		p.note(numberName, "long", "max", maxNumber)
	}
	return v
}

// documentLink is the address under path of a document, and numberLink that of
// the page that looks a number up, in the language asked for.
func documentLink(path, id, ui string) string {
	return address(path+"/"+url.PathEscape(id), url.Values{}, ui)
}

func numberLink(number, ui string) string {
	return address(documentsPage, url.Values{numberName: {number}}, ui)
}

func address(path string, v url.Values, ui string) string {
	if ui != "" {
		v.Set(uiName, ui)
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// wholeAnswer and wholeDossier make what was left nil empty, so that a program
// never meets null where the description promises a list.
func wholeAnswer(a dossier.Answer) dossier.Answer {
	a.Documents, a.Others, a.Nearest = list(a.Documents), list(a.Others), list(a.Nearest)
	return a
}

func wholeDossier(d dossier.Dossier) dossier.Dossier {
	if d.TypeNames == nil {
		d.TypeNames = map[lang.Tag]string{}
	}
	if d.Variants == nil {
		d.Variants = map[lang.Tag][]dossier.Count{}
	}
	d.Titles, d.CitedBy, d.Months = list(d.Titles), list(d.CitedBy), list(d.Months)
	d.Together, d.Siblings, d.Conflicts = list(d.Together), list(d.Siblings), list(d.Conflicts)
	return d
}
