package server

import (
	"context"
	"net/http"
	"strings"

	"khotin/internal/fault"
)

// handler is how the handlers of this package look: the adapters below turn
// what they return into an answer.
type handler func(http.ResponseWriter, *http.Request) error

// api is for handlers that do work and answer programs.
func (s *site) api(h handler) http.Handler { return s.open(s.capped(h)) }

// open is for answers from memory: they cost nothing, so a full server still
// gives them.
func (s *site) open(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.failJSON(w, r, err)
		}
	})
}

// page is for handlers that do work and answer people.
func (s *site) page(h handler) http.Handler {
	h = s.capped(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.failPage(w, r, err)
		}
	})
}

// capped gives the handler a deadline and one of a fixed number of places.
// Without a free place it refuses at once: a queue would only make everybody
// wait for answers that nobody is waiting for any more.
func (s *site) capped(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
		default:
			return fault.New(fault.Unavailable, "%d requests are being answered, and no more are taken at one time", cap(s.slots))
		}
		ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
		defer cancel()
		return h(w, r.WithContext(ctx))
	}
}

// dispatch hands the request to the mux, but answers in this server's own form
// where the mux would refuse in plain text.
func (s *site) dispatch(w http.ResponseWriter, r *http.Request) {
	h, pattern := s.mux.Handler(r)
	if pattern != "" {
		s.mux.ServeHTTP(w, r)
		return
	}
	verdict := recorder{ResponseWriter: blank{make(http.Header)}}
	h.ServeHTTP(&verdict, r)
	switch verdict.status {
	case http.StatusNotFound:
		s.fail(w, r, refuse(http.StatusNotFound, "NotFound", "There is nothing at "+r.URL.Path+".", "See /openapi.json for what there is."))
	case http.StatusMethodNotAllowed:
		allow := verdict.Header().Get("Allow")
		w.Header().Set("Allow", allow)
		s.fail(w, r, refuse(http.StatusMethodNotAllowed, "MethodNotAllowed", r.Method+" is not possible here.", "Use "+strings.ReplaceAll(allow, ", ", " or ")+"."))
	default: // a redirect to the clean form of the path
		s.mux.ServeHTTP(w, r)
	}
}
