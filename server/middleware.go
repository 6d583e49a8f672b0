package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"khotin/internal/fault"
)

// Limits of a request. The longest honest one is a query of 500 letters,
// percent-encoded from Vietnamese at up to nine bytes a letter.
const (
	maxTarget = 8 << 10  // bytes of path and query
	maxHeader = 16 << 10 // bytes of all header fields
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

// limited refuses what is too large to be a request of this site, and lets
// nobody read a body: no route takes one.
func (s *site) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		size := 0
		for name, values := range r.Header {
			for _, v := range values {
				size += len(name) + len(v)
			}
		}
		r.Body = http.MaxBytesReader(w, r.Body, 0)
		switch {
		case len(r.RequestURI) > maxTarget:
			s.fail(w, r, refuse(http.StatusRequestURITooLong, "TooLarge", fmt.Sprintf("The address is %d bytes long; at most %d are taken.", len(r.RequestURI), maxTarget), "Shorten the query."))
		case size > maxHeader:
			s.fail(w, r, refuse(http.StatusRequestHeaderFieldsTooLarge, "TooLarge", fmt.Sprintf("The header fields take %d bytes; at most %d are taken.", size, maxHeader), "Send fewer or smaller header fields."))
		case r.ContentLength > 0:
			s.fail(w, r, refuse(http.StatusRequestEntityTooLarge, "TooLarge", "The request has a body; nothing here takes one.", "Send parameters in the address."))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// secured sets the header fields that every answer carries. Nothing here is
// private or writable and no cookie is ever set, so any origin may read.
func secured(next http.Handler) http.Handler {
	const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After")
		}
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into an answer. When part of an answer is out
// already, the connection is cut so that nobody takes the part for the whole.
func (s *site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			rec, ok := w.(*recorder)
			if v == http.ErrAbortHandler || ok && rec.status != 0 {
				panic(http.ErrAbortHandler)
			}
			s.fail(w, r, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}

// logged writes one line for each request. The query is left out: what a
// reader looks for is nobody's business.
func (s *site) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, rec := s.Now(), &recorder{ResponseWriter: w}
		defer func() {
			s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.String("route", r.Pattern),
				slog.Int("status", rec.status),
				slog.Int64("bytes", rec.bytes),
				slog.Duration("took", s.Now().Sub(start).Round(time.Microsecond)))
		}()
		next.ServeHTTP(rec, r)
	})
}

// recorder remembers what was sent.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// blank is an answer that goes nowhere.
type blank struct{ header http.Header }

func (b blank) Header() http.Header         { return b.header }
func (b blank) WriteHeader(int)             {}
func (b blank) Write(p []byte) (int, error) { return len(p), nil }
