package crawler

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/andybalholm/brotli"
)

// Answers of a test server.

func status(code int) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(code) }
}

func text(body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) { io.WriteString(rw, body) }
}

func redirectTo(location string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Location", location)
		rw.WriteHeader(http.StatusFound)
	}
}

// gzipped answers with a body that is compressed whether or not that was asked
// for.
func gzipped(body, contentType string) http.HandlerFunc {
	coded := gzipOf(body)
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Encoding", "gzip")
		rw.Header().Set("Content-Type", contentType)
		io.WriteString(rw, coded)
	}
}

func gzipOf(body string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, body)
	z.Close()
	return b.String()
}

// anyArticle answers every address with an article of its own.
func anyArticle(rw http.ResponseWriter, r *http.Request) {
	html("<h1>"+r.URL.Path+"</h1><p>Văn bản.</p>")(rw, r)
}

func html(body string) http.HandlerFunc { return typed("text/html", body) }

func typed(contentType, body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		io.WriteString(rw, body)
	}
}

func encoded(coding, body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Encoding", coding)
		typed("text/html", body)(rw, nil)
	}
}

func brotlied(body string) http.HandlerFunc { return encoded("br", brotliPacked(body)) }

func brotliPacked(body string) string {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	io.WriteString(z, body)
	z.Close()
	return b.String()
}

func headers(size int) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("X-Long", strings.Repeat("x", size))
	}
}

func mustCompile(expr string) *regexp.Regexp { return regexp.MustCompile(expr) }
