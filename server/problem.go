package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/fault"
)

// problem is an error as programs receive it (RFC 9457). Type is the place in
// openapi.json that describes it: a reference that resolves on every
// installation and never changes.
type problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Hint   string         `json:"hint,omitempty"`
	Errors []paramProblem `json:"errors,omitempty"` // one for each wrong parameter
}

// paramProblem is what is wrong with one parameter.
type paramProblem struct {
	Parameter string `json:"parameter"`
	Detail    string `json:"detail"`
}

// class is what the world is told of a kind of failure.
type class struct {
	name   string // of the response in openapi.json, and of the texts in the catalogs
	title  string
	status int
	retry  int    // seconds after which another attempt makes sense, 0 for never
	public string // detail for everyone; "" where the error's own sentence may be shown
	hint   string // used when the error brings none
}

// classes maps the kinds of fault, once for the whole server.
var classes = [...]class{
	fault.Internal: {
		name: "Internal", title: "The server met a defect", status: http.StatusInternalServerError,
		public: "Something went wrong on this server. It has been recorded.",
		hint:   "Try again; if it happens again, tell the operator the time and the address.",
	},
	fault.Invalid: {
		name: "Invalid", title: "The request cannot be understood", status: http.StatusBadRequest,
		hint: "Every parameter is described in /openapi.json.",
	},
	fault.NotFound: {name: "NotFound", title: "Not in this archive", status: http.StatusNotFound},
	fault.InUse: {
		name: "InUse", title: "The data are in use", status: http.StatusServiceUnavailable, retry: 30,
		public: "Another process holds the data or the index at this moment.",
		hint:   "Try again in half a minute.",
	},
	fault.Unavailable: {
		name: "Unavailable", title: "Not available at this moment", status: http.StatusServiceUnavailable, retry: 5,
		hint: "Try again in a few seconds.",
	},
}

// refusal is a failure that only HTTP knows, such as a wrong method.
type refusal struct {
	class
	detail string
}

func (r *refusal) Error() string { return r.detail }

func refuse(status int, name, detail, hint string) *refusal {
	return &refusal{class{name: name, title: http.StatusText(status), status: status, hint: hint}, detail}
}

// classOf returns the class of an error and the sentence that may be shown.
func classOf(err error) (class, string) {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r.class, r.detail
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		c := classes[fault.Unavailable]
		c.hint = "Ask for less: more words, a shorter span of time, fewer hits."
		return c, "The answer took longer than this server allows."
	}
	c := classes[fault.Of(err)]
	if c.public != "" {
		return c, c.public
	}
	f, _ := errors.AsType[*fault.Error](err) // Of found one: every other kind is one
	return c, sentence(f.Msg)
}

// sentence makes a message that was written to be wrapped one that can stand
// by itself.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// problemOf is the one place where an error becomes a document.
func (s *site) problemOf(err error) problem {
	c, detail := classOf(err)
	hint := c.hint
	if own := fault.Hint(err); own != "" && c.public == "" {
		hint = sentence(own)
	}
	p := problem{"/openapi.json#/components/responses/" + c.name, c.title, c.status, detail, hint, nil}
	if wrong, ok := errors.AsType[wrongParams](err); ok {
		p.Errors = wrong.problems(s.locales.english())
		p.Detail = sentences(p.Errors)
	}
	return p
}

// sentences joins what is wrong with each parameter into one text.
func sentences(errors []paramProblem) string {
	parts := make([]string, len(errors))
	for i, e := range errors {
		parts[i] = strings.TrimPrefix(e.Parameter+": "+e.Detail, ": ")
	}
	return strings.Join(parts, " ")
}

// prepare clears what a handler had set for its answer, sets what every error
// carries, and records a failure that is the server's own. It is logged here
// and nowhere else.
func (s *site) prepare(w http.ResponseWriter, r *http.Request, err error) class {
	c, _ := classOf(err)
	h := w.Header()
	for _, name := range []string{"ETag", "Link", "Content-Length", "Content-Type"} {
		h.Del(name)
	}
	if c.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(c.retry))
	}
	switch {
	case c.status == http.StatusInternalServerError:
		s.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	case c.status == http.StatusServiceUnavailable && r.Context().Err() == nil:
		s.Log.WarnContext(r.Context(), "request refused", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	return c
}

// failJSON answers a program.
func (s *site) failJSON(w http.ResponseWriter, r *http.Request, err error) {
	c := s.prepare(w, r, err)
	body, err := encode(s.problemOf(err))
	if err != nil { // a problem holds strings and numbers only
		body = []byte("{}\n")
	}
	send(w, r, reply{status: c.status, media: mediaProblem, cache: cacheNever, body: body})
}

// fail answers where no handler was reached, in the form the path promises.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.URL.Path == "/api" || strings.HasPrefix(r.URL.Path, "/api/") {
		s.failJSON(w, r, err)
		return
	}
	s.failPage(w, r, err)
}
