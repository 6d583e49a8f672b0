package crawler

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"time"

	"khotin/internal/visit"
)

// Capturer keeps what was asked and answered. It returns the number under which
// the answer is known, which the outcome of the visit names. When Capture
// returns, the answer must outlive the death of the process: only then is a
// record made of it. An error ends the pass.
type Capturer interface {
	Capture(ctx context.Context, ex Exchange) (id int64, err error)
}

// Exchange is one request and what was answered to it.
type Exchange struct {
	URL  string // that was asked for
	Via  string // the page that named it
	Kind visit.Kind
	Run  time.Time // the pass it belongs to, by its start; zero for none
	At   time.Time
	Took time.Duration
	Addr netip.AddrPort // of the server; invalid when it is not known

	Request  *http.Request
	Response *http.Response // its Body is not to be read

	// Body is what was received, content codings in place and transfer coding
	// removed. It is gone when Capture returns.
	Body      io.ReadSeeker
	Truncated string // why Body is not whole: "length", "time" or "disconnect"; "" when it is
}

// capture is the layer that sees bytes as they were received, and hands them
// to the Capturer before anything above can make use of their end.
type capture struct {
	next http.RoundTripper
	keep Capturer // nil: nothing is kept
	now  func() time.Time
}

func (c *capture) RoundTrip(req *http.Request) (*http.Response, error) {
	if c.keep == nil {
		return c.next.RoundTrip(req)
	}
	t := tripOf(req.Context())
	ex := Exchange{URL: req.URL.String(), Via: t.via, Kind: t.kind, Run: t.run, At: c.now(), Request: req}
	traced := httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		ex.Addr, _ = netip.ParseAddrPort(info.Conn.RemoteAddr().String())
	}})
	resp, err := c.next.RoundTrip(req.WithContext(traced))
	if err != nil {
		return nil, err
	}
	head := *resp
	head.Header = resp.Header.Clone() // the layers above take fields away and put others in
	ex.Response = &head
	tee := &tee{ctx: req.Context(), body: resp.Body, most: limits(t.kind).raw, length: resp.ContentLength}
	tee.done = func() {
		ex.Took, ex.Truncated = c.now().Sub(ex.At), tee.truncated()
		err := tee.lost
		if err == nil {
			ex.Body, err = tee.copy.reader()
		}
		if err == nil {
			t.capture, err = c.keep.Capture(context.WithoutCancel(req.Context()), ex)
		}
		t.lost = errors.Join(t.lost, err)
	}
	resp.Body = tee
	return resp, nil
}

// tee copies a body while it is read, up to a limit.
type tee struct {
	ctx    context.Context
	body   io.ReadCloser
	copy   spool
	most   int64 // bytes
	length int64 // announced; -1 for none
	err    error // what ended it
	lost   error // what kept it from being copied
	done   func()
}

func (b *tee) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	keep := min(int64(n), b.most-b.copy.size)
	if b.lost == nil && keep > 0 {
		b.lost = b.copy.write(p[:keep])
	}
	if b.err == nil && err != nil {
		if b.err = err; err != io.EOF && b.ctx.Err() != nil {
			b.err = context.Cause(b.ctx)
		}
	}
	return n, err
}

// tailSize is what is still read of a body that nobody above has read to its
// end: the end of a compressed stream, or the text of a redirect.
const tailSize = 64 << 10

// Close hands the copy on. A visit that was given up leaves none.
func (b *tee) Close() error {
	if b.err == nil && b.copy.size < b.most {
		io.CopyN(io.Discard, b, min(tailSize, b.most-b.copy.size))
	}
	err := b.body.Close()
	if b.done != nil && !errors.Is(b.err, context.Canceled) && !errors.Is(b.err, context.DeadlineExceeded) {
		b.done()
	}
	b.done = nil
	return errors.Join(err, b.copy.close())
}

// truncated says why the copy is not whole, in the words of WARC-Truncated (ISO
// 28500, section 5.13).
func (b *tee) truncated() string {
	switch {
	case b.err == io.EOF || b.err == nil && b.copy.size == b.length:
		return ""
	case b.err == nil:
		return "length"
	case errors.Is(b.err, errTimeout) || errors.Is(b.err, errTooSlow):
		return "time"
	}
	return "disconnect"
}
