package crawler

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"khotin/internal/visit"
)

func TestCapped(t *testing.T) {
	for _, tt := range []struct {
		size, most int
		err        error
	}{{0, 0, nil}, {1, 0, errTooLarge}, {9, 10, nil}, {10, 10, nil}, {11, 10, errTooLarge}, {1000, 10, errTooLarge}} {
		body, err := io.ReadAll(&capped{strings.NewReader(strings.Repeat("x", tt.size)), int64(tt.most)})
		if !errors.Is(err, tt.err) || len(body) != min(tt.size, tt.most) {
			t.Errorf("%d bytes under a cap of %d: %d read, %v", tt.size, tt.most, len(body), err)
		}
	}
}

// TestLimitsByKind sends each kind a body at its limit and one byte more, plain
// and compressed. Of one that is too large only robots.txt hands its beginning
// on.
func TestLimitsByKind(t *testing.T) {
	const mb = 1 << 20
	tests := []struct {
		kind           visit.Kind
		plain, decoded int
	}{
		{visit.Article, 8 * mb, 16 * mb}, {visit.Listing, 8 * mb, 16 * mb}, {visit.Feed, 5 * mb, 5 * mb},
		{visit.Sitemap, 60 * mb, 60 * mb}, {visit.Robots, 500 << 10, 500 << 10},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind), func(t *testing.T) {
			for _, over := range []int{0, 1} {
				whole := over == 0 || tt.kind == visit.Robots
				if n, err := through(t, tt.kind, "", make([]byte, tt.plain+over)); n != tt.plain && whole || n > 0 && !whole || (err != nil) != (over > 0) {
					t.Errorf("%d bytes over: read %d, %v", over, n, err)
				}
				if n, err := through(t, tt.kind, "gzip", packed(t, tt.decoded+over)); n != tt.decoded && whole || n > 0 && !whole || (err != nil) != (over > 0) {
					t.Errorf("compressed, %d bytes over: read %d, %v", over, n, err)
				}
			}
		})
	}
}

// through sends a body through decode and counts what arrives.
func through(t *testing.T, kind visit.Kind, coding string, body []byte) (int, error) {
	t.Helper()
	d := &decode{next: roundTrip(func(r *http.Request) (*http.Response, error) {
		if got := r.Header.Get("Accept-Encoding"); got != "gzip, br" {
			t.Errorf("Accept-Encoding %q", got)
		}
		resp := response(200, "", "Content-Encoding", coding)
		resp.Body = io.NopCloser(bytes.NewReader(body))
		return resp, nil
	})}
	resp, err := d.RoundTrip(request(t.Context(), "https://a.vn/", &trip{kind: kind}))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.Header.Get("Content-Encoding") != "" || !resp.Uncompressed {
		t.Error("somebody above could decode it again")
	}
	n, err := io.Copy(io.Discard, resp.Body)
	return int(n), err
}

func packed(t *testing.T, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(z, zeros{}, int64(size)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestGzippedFiles are unpacked where they are sitemaps, and nowhere else.
func TestGzippedFiles(t *testing.T) {
	file := packed(t, 1000)
	if n, err := through(t, visit.Sitemap, "", file); n != 1000 || err != nil {
		t.Errorf("sitemap.xml.gz: %d bytes, %v", n, err)
	}
	if n, err := through(t, visit.Article, "", file); n != len(file) || err != nil {
		t.Errorf("an archive in place of an article: %d bytes, %v", n, err)
	}
	if n, err := through(t, visit.Article, "br", nil); n != 0 || err != nil {
		t.Errorf("no body: %d bytes, %v", n, err)
	}
}
