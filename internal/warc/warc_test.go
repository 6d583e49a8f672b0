package warc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// child names the environment variable that makes the test binary act as a
// second process; see kill_test.go.
const child = "KHOTIN_WARC_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(child); dir != "" {
		appendForEver(dir)
	}
	os.Exit(m.Run())
}

// clock is a hand-wound clock.
type clock struct{ now time.Time }

func newClock() *clock {
	return &clock{time.Date(2026, 8, 6, 4, 42, 0, 123_456_789, time.UTC)}
}

// counter is a source of "random" bytes that can be told apart.
type counter struct{ n uint64 }

func (c *counter) Read(p []byte) (int, error) {
	clear(p)
	c.n++
	binary.BigEndian.PutUint64(p[max(0, len(p)-8):], c.n)
	return len(p), nil
}

// fixed are options under which the same calls write the same bytes.
func fixed(c *clock) Options {
	return Options{
		Now:    func() time.Time { return c.now },
		Random: &counter{},
		Info: Info{
			Software:  "khotin/1.0",
			Operator:  "Thư viện tỉnh, archive@example.org",
			UserAgent: "khotinbot/1.0 (+https://example.org/bot)",
			Robots:    "obeyed, RFC 9309",
		},
	}
}

// newWriter opens a writer and closes it with the test.
func newWriter(t testing.TB, dir string, o Options) *Writer {
	t.Helper()
	w, err := NewWriter(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// page is an exchange with an HTML answer.
func page(n int, body string) Exchange {
	return Exchange{
		URI:     fmt.Sprintf("https://www.example.vn/tin/%d?b=2&a=1", n),
		IP:      netip.MustParseAddr("192.0.2.7"),
		Request: Message{Head: fmt.Appendf(nil, "GET /tin/%d?b=2&a=1 HTTP/1.1\r\nHost: www.example.vn\r\n", n)},
		Response: Message{
			Head: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"),
			Body: bytes.NewReader([]byte(body)),
		},
		Note: &Note{FetchTime: 1234 * time.Millisecond, Via: "https://www.example.vn/", Outcome: "stored"},
	}
}

func mustAppend(t testing.TB, w *Writer, ex Exchange) Location {
	t.Helper()
	loc, err := w.Append(t.Context(), ex)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// noise are bytes that do not compress.
func noise(seed uint64, n int) []byte {
	out := make([]byte, n)
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	_, _ = rand.NewChaCha8(key).Read(out)
	return out
}

// seen is what a test compares of a record.
type seen struct {
	Type, URI string
	Block     string
}

// readAll reads a file that must be whole.
func readAll(t testing.TB, path string) (out []seen) {
	t.Helper()
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for rec, err := range r.Records() {
		if err != nil {
			t.Fatal(err)
		}
		block, err := io.ReadAll(rec.Block())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, seen{rec.Type, rec.URI, string(block)})
	}
	return out
}

// wantWhole lets Verify read a file and returns what it found.
func wantWhole(t testing.TB, path string) Summary {
	t.Helper()
	sum, err := Verify(path)
	if err != nil {
		t.Fatal(err)
	}
	if !sum.Whole() || sum.Digests.Unknown > 0 {
		t.Fatalf("%s is not whole: %+v", filepath.Base(path), sum)
	}
	return sum
}

func wantSame(t testing.TB, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// names lists a folder.
func names(t testing.TB, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}
