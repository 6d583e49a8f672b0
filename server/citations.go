package server

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/lang"
)

// Limits of what is sent to have its citations found.
const (
	maxText    = 64 << 10    // bytes of the text
	maxNumbers = 500         // in one list
	maxBody    = 4 * maxText // bytes; JSON may spend twice those of its text on escapes
)

// asked is what somebody sent: a text, or a list of numbers.
type asked struct {
	Text    string
	Lang    lang.Tag // of the text, Unknown when it was not given
	Numbers []string // nil for a text
}

const hintAsked = `send text/plain, or {"text": "…", "lang": "vi"}, or {"numbers": ["04-NQ/TU", …]} as application/json`

// citations answers POST /api/v1/citations. The body is read before a place
// is taken, so that a slow sender holds up nobody.
func (s *site) citations(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	ask, err := readAsked(r)
	if err != nil {
		return err
	}
	link(w, "/openapi.json#/components/schemas/Recognition", "describedby", `type="application/json"`)
	work := s.recognise
	if ask.Numbers != nil {
		work = s.lookUpAll
	}
	return s.capped(func(w http.ResponseWriter, r *http.Request) error { return work(w, r, ask) })(w, r)
}

// recognise answers with the citations of a text, in the order they stand.
func (s *site) recognise(w http.ResponseWriter, r *http.Request, ask asked) error {
	found, err := s.Documents.Recognise(r.Context(), ask.Text, string(ask.Lang))
	if err != nil {
		return err
	}
	body := struct {
		Citations []dossier.Recognised `json:"citations"`
	}{make([]dossier.Recognised, len(found))}
	for i, f := range found {
		f.Candidates = list(f.Candidates)
		body.Citations[i] = f
	}
	return sendJSON(w, r, http.StatusOK, body)
}

// lookUpAll answers each number, in the order they were sent.
func (s *site) lookUpAll(w http.ResponseWriter, r *http.Request, ask asked) error {
	body := struct {
		Answers []dossier.Answer `json:"answers"`
	}{make([]dossier.Answer, len(ask.Numbers))}
	for i, number := range ask.Numbers {
		a, err := s.Documents.LookUp(r.Context(), number)
		if err != nil {
			return err
		}
		body.Answers[i] = wholeAnswer(a)
	}
	return sendJSON(w, r, http.StatusOK, body)
}

// preflight answers OPTIONS /api/v1/citations: a browser asks before it sends
// JSON from a page of another origin (Fetch standard, section 3.2).
func preflight(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Set("Allow", "OPTIONS, POST")
	h.Set("Access-Control-Allow-Methods", "POST")
	h.Set("Access-Control-Allow-Headers", "Content-Type")
	h.Set("Access-Control-Max-Age", "86400") // seconds
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// readAsked reads the body in the form that its Content-Type declares.
func readAsked(r *http.Request) (ask asked, err error) {
	media, err := mediaOf(r)
	if err != nil {
		return ask, err
	}
	body, err := io.ReadAll(r.Body) // which limited has bounded
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return ask, tooLarge("The body is longer than %d bytes.", maxBody)
	}
	if err != nil {
		return ask, fault.New(fault.Invalid, "the body broke off: %w", err)
	}
	if at := invalidUTF8(body); at < len(body) {
		return ask, wrongAt(body, at, "not valid UTF-8")
	}
	if media == "text/plain" {
		ask.Text = string(body)
	} else if ask, err = readJSON(body); err != nil {
		return ask, err
	}
	return ask, ask.bounded()
}

// mediaOf returns the media type of the body, of the two that are understood.
func mediaOf(r *http.Request) (string, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(params["charset"])
	coding := r.Header.Get("Content-Encoding")
	known := media == "text/plain" || media == "application/json"
	readable := (charset == "" || charset == "utf-8" || charset == "us-ascii") && (coding == "" || coding == "identity")
	if err != nil || !known || !readable {
		return "", refuse(http.StatusUnsupportedMediaType, "UnsupportedMediaType",
			"Only text/plain and application/json are read, in UTF-8 and without a content coding.", sentence(hintAsked))
	}
	return media, nil
}

func invalidUTF8(body []byte) (at int) {
	for at < len(body) {
		r, size := utf8.DecodeRune(body[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return at
}

// bounded refuses more than is answered at one time.
func (a asked) bounded() error {
	if len(a.Text) > maxText {
		return tooLarge("The text is longer than %d bytes.", maxText)
	}
	if len(a.Numbers) > maxNumbers {
		return tooLarge("The list has more than %d numbers.", maxNumbers)
	}
	for i, n := range a.Numbers {
		if size := utf8.RuneCountInString(n); size > maxNumber {
			return fault.New(fault.Invalid, "number %d of the list is %d characters long; at most %d are allowed", i+1, size, maxNumber).
				WithHint("send running text as text, not as a number")
		}
	}
	return nil
}
