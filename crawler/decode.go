package crawler

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"

	"khotin/crawler/robots"
	"khotin/internal/visit"
)

// limit is the most of a body that is taken, in bytes, as sent and decoded.
type limit struct{ raw, decoded int64 }

// limits holds for pages; sitemaps, feeds and robots.txt have their own.
func limits(kind visit.Kind) limit {
	switch kind {
	case visit.Sitemap:
		return limit{60 << 20, 60 << 20}
	case visit.Feed:
		return limit{5 << 20, 5 << 20}
	case visit.Robots:
		return limit{robots.MaxSize, robots.MaxSize}
	}
	return limit{8 << 20, 16 << 20}
}

// errTooLarge ends a body that exceeds its limit. A cut body is never handed
// on as a whole one.
var errTooLarge = errors.New("the answer is too large")

// decode asks for compressed answers and decodes them under a limit, so that a
// small download cannot become a large one in memory.
type decode struct{ next http.RoundTripper }

func (d *decode) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("Accept-Encoding", "gzip, br")
	resp, err := d.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	kind := tripOf(req.Context()).kind
	body, err := Decoded(resp.Header, resp.Body, kind)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = handOn(body, resp.Body, kind)
	resp.Header.Del("Content-Encoding")
	resp.Header.Del("Content-Length")
	resp.ContentLength = -1
	resp.Uncompressed = true // nobody above may try again
	return resp, nil
}

// handOn holds a body back until it is whole. Only of robots.txt the beginning
// counts (RFC 9309, section 2.5).
func handOn(body io.Reader, source io.Closer, kind visit.Kind) io.ReadCloser {
	if kind == visit.Robots {
		return struct {
			io.Reader
			io.Closer
		}{body, source}
	}
	return &whole{source: body, closer: source}
}

// Decoded undoes the content coding of a body, just received or kept. Reading
// more from it than is taken of such an address fails, as it does for a body
// that is more than that before it is decoded.
func Decoded(header http.Header, body io.Reader, kind visit.Kind) (io.Reader, error) {
	most := limits(kind)
	raw := bufio.NewReader(&capped{body, most.raw})
	if _, err := raw.Peek(1); err != nil {
		return raw, nil // empty, as a 304 is, whatever its headers say; or broken, as Read will tell
	}
	coding := strings.ToLower(strings.TrimSpace(header.Get("Content-Encoding")))
	switch coding {
	case "", "identity":
		if kind != visit.Sitemap || !isGzip(raw) {
			return raw, nil
		}
		fallthrough // sitemap.xml.gz is a file of its own, not a coded one
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, fmt.Errorf("the answer is not the gzip it says: %w", err)
		}
		return &capped{z, most.decoded}, nil
	case "br":
		return &capped{brotli.NewReader(raw), most.decoded}, nil
	}
	return nil, fmt.Errorf("the answer is encoded as %.40q, which was not asked for", coding)
}

func isGzip(r *bufio.Reader) bool {
	magic, _ := r.Peek(2)
	return string(magic) == "\x1f\x8b"
}

// capped reads at most left bytes and fails where there are more.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	if int64(n) > c.left {
		return int(c.left), errTooLarge
	}
	c.left -= int64(n)
	return n, err
}
