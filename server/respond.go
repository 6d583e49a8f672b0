package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// Cache-Control of the four sorts of answer.
const (
	cacheResult = "public, max-age=60" // what a crawl may change
	cacheAsset  = "public, max-age=31536000, immutable"
	cacheNever  = "no-store" // probes and errors
)

// Media types sent.
const (
	mediaJSON    = "application/json; charset=utf-8"
	mediaSchema  = "application/schema+json"
	mediaOpenAPI = "application/vnd.oai.openapi+json;version=3.1"
	mediaProblem = "application/problem+json"
	mediaHTML    = "text/html; charset=utf-8"
	mediaText    = "text/plain; charset=utf-8"
)

// reply is a finished answer. It is complete before its first byte is sent, so
// a failure on the way never leaves half an answer behind a status of 200.
type reply struct {
	status int // 0 is 200
	media  string
	cache  string
	etag   string // "" for an answer that is never the same twice
	body   []byte
}

// send writes the answer, or 304 to a reader who has it already. What a broken
// connection does to the last write is nobody's news, so it is not reported.
func send(w http.ResponseWriter, r *http.Request, a reply) error {
	h := w.Header()
	h.Set("Cache-Control", a.cache)
	if a.etag != "" {
		h.Set("ETag", a.etag)
		if noneMatch(r.Header.Values("If-None-Match"), a.etag) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	h.Set("Content-Type", a.media)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(max(a.status, http.StatusOK))
	if r.Method != http.MethodHead {
		w.Write(a.body)
	}
	return nil
}

// sendJSON sends an answer of the moment, which no cache may keep.
func sendJSON(w http.ResponseWriter, r *http.Request, status int, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	return send(w, r, reply{status: status, media: mediaJSON, cache: cacheNever, body: body})
}

// encode writes one line of JSON. Letters such as < stay as they are: the
// answers are declared and sniff-protected JSON, never parts of a page.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return b.Bytes(), nil
}

// link adds a Link field (RFC 8288). The target must be a valid URI reference
// and the relation and attributes need no escaping.
func link(w http.ResponseWriter, target, rel string, attributes ...string) {
	value := "<" + target + `>; rel="` + rel + `"`
	for _, a := range attributes {
		value += "; " + a
	}
	w.Header().Add("Link", value)
}
