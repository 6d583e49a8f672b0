package crawler

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"khotin/internal/visit"
)

// maxHops is the number of redirects followed; RFC 9309 section 2.3.1.2 asks
// for at least five for robots.txt.
const maxHops = 5

// errHops is a chain of redirects longer than maxHops.
var errHops = errors.New("more than 5 redirects")

// redirect follows redirects above admit, so that every hop is judged like the
// first. The response it returns carries the request that was answered.
type redirect struct{ next http.RoundTripper }

func (r *redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	for hop := 0; ; hop++ {
		resp, err := r.next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		resp.Request = req
		location := resp.Header.Get("Location")
		if !isRedirect(resp.StatusCode) || location == "" {
			return resp, nil
		}
		// A short body read to its end lets the connection be used again.
		io.CopyN(io.Discard, resp.Body, 2<<10)
		resp.Body.Close()
		if hop == maxHops {
			return nil, errHops
		}
		target, err := req.URL.Parse(location)
		if err != nil {
			return nil, refuse(visit.Failed, "it redirects to %.200q, which cannot be read", location)
		}
		if err := sensible(tripOf(req.Context()), target); err != nil {
			return nil, err
		}
		req = req.Clone(req.Context())
		req.URL, req.Host = target, ""
	}
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// sensible refuses a redirect that leads from an article to something else:
// outlets send the readers of a withdrawn page to a section or the front page.
func sensible(t *trip, target *url.URL) error {
	if t.kind != visit.Article || !t.outlet.owns(target.Host) {
		return nil // admit judges hosts
	}
	if _, ok := t.outlet.Article(target); !ok {
		return refuse(visit.Missing, "it redirects to %s, which is not an article", target)
	}
	return nil
}
