package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// Limits of a request. The longest honest one is a query of 500 characters,
// percent-encoded at up to twelve bytes each.
const (
	maxTarget = 8 << 10  // bytes of path and query
	maxHeader = 16 << 10 // bytes of all header fields
)

// limited refuses what is too large to be a request of this site, and bounds
// the body: only POST has one.
func (s *site) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		size := 0
		for name, values := range r.Header {
			for _, v := range values {
				size += len(name) + len(v)
			}
		}
		most := int64(0)
		if r.Method == http.MethodPost {
			most = maxBody
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		switch {
		case len(r.RequestURI) > maxTarget:
			s.fail(w, r, refuse(http.StatusRequestURITooLong, "TooLarge", fmt.Sprintf("The address is %d bytes long; at most %d are taken.", len(r.RequestURI), maxTarget), "Shorten the query."))
		case size > maxHeader:
			s.fail(w, r, refuse(http.StatusRequestHeaderFieldsTooLarge, "TooLarge", fmt.Sprintf("The header fields take %d bytes; at most %d are taken.", size, maxHeader), "Send fewer or smaller header fields."))
		case r.ContentLength > most && most > 0:
			s.fail(w, r, tooLarge("The body is longer than %d bytes.", maxBody))
		case r.ContentLength > most:
			s.fail(w, r, refuse(http.StatusRequestEntityTooLarge, "TooLarge", "The request has a body; "+r.Method+" takes none here.", "Send parameters in the address."))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// secured sets the header fields that every answer carries. Nothing here is
// private or writable and no cookie is ever set, so any origin may read and ask.
func secured(next http.Handler) http.Handler {
	const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "ETag, Link, Memento-Datetime, Retry-After")
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
