package crawler

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"khotin/internal/visit"
)

// Kept is what a site once answered to one request.
type Kept struct {
	Capture int64  // the number it is known by, which the outcome of the visit names
	URL     string // that was asked for
	Via     string // the page that named it
	Kind    visit.Kind
	At      time.Time

	Status    int
	Header    http.Header
	Truncated string // why the body is not whole, "" when it is

	// Body opens what was received, content codings in place.
	Body func(context.Context) (io.ReadCloser, error)
}

// target is where the answer redirects to, "" when it does not.
func (a Kept) target() string {
	location := a.Header.Get("Location")
	if !isRedirect(a.Status) || location == "" {
		return ""
	}
	base, err := url.Parse(a.URL)
	if err != nil {
		return ""
	}
	u, err := base.Parse(location)
	if err != nil {
		return ""
	}
	return u.String()
}

// ledTo reports whether the answer redirects to what was asked for next, on the
// same errand.
func (a Kept) ledTo(next Kept) bool {
	return a.target() == next.URL && a.Kind == next.Kind && a.Via == next.Via
}

// recorded is the last of the round trippers where nothing may leave the machine:
// it answers from what was kept.
type recorded struct {
	answers []Kept // of the pass
	way     []int  // of those, what the visit being made has yet to ask for, in order
}

func (k *recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	t := tripOf(req.Context())
	i := k.find(req.URL, t.kind)
	if i < 0 {
		return nil, refuse(visit.Failed, "the answer of %s was not kept", req.URL)
	}
	a := k.answers[i]
	body, err := a.Body(req.Context())
	if err != nil {
		return nil, err
	}
	t.requests++
	t.answered = true
	t.capture = a.Capture
	resp := &http.Response{
		StatusCode: a.Status, Status: http.StatusText(a.Status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.Header.Clone(), Body: body, ContentLength: -1, Request: req,
	}
	if a.Truncated != "" {
		resp.Body = &cut{body, a.Truncated}
	}
	return resp, nil
}

// find returns the answer to a request, or -1. What a probe asked for was made
// up, so any probe of the host that follows will do.
func (k *recorded) find(u *url.URL, kind visit.Kind) int {
	if len(k.way) == 0 || k.answers[k.way[0]].URL != u.String() {
		return k.probe(u, kind)
	}
	i := k.way[0]
	k.way = k.way[1:]
	return i
}

func (k *recorded) probe(u *url.URL, kind visit.Kind) int {
	if kind != visit.Probe {
		return -1
	}
	for i, a := range k.answers {
		asked, err := url.Parse(a.URL)
		if a.Kind == visit.Probe && err == nil && asked.Host == u.Host {
			return i
		}
	}
	return -1
}

// cut is a body that was not received to its end: it fails there again.
type cut struct {
	io.ReadCloser
	why string
}

func (c *cut) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the answer was cut off: " + c.why)
	}
	return n, err
}
