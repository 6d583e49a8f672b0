package warc

import (
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestNormaliseHead(t *testing.T) {
	for head, want := range map[string]string{
		"HTTP/1.1 200 OK":                                  "HTTP/1.1 200 OK\r\n\r\n",
		"HTTP/1.1 200 OK\n":                                "HTTP/1.1 200 OK\r\n\r\n",
		"HTTP/1.1 200 OK\r\nA: b\r\n\r\n\r\n":              "HTTP/1.1 200 OK\r\nA: b\r\n\r\n",
		"HTTP/1.1 200 OK\nA: b\nC: d\n\n":                  "HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n\r\n",
		"HTTP/1.1 200 OK\r\ntransfer-ENCODING:chunked\r\n": "HTTP/1.1 200 OK\r\nX-Orig-Transfer-Encoding:chunked\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding-X: a":        "HTTP/1.1 200 OK\r\nTransfer-Encoding-X: a\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Encoding: br":          "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n",
		"HTTP/1.1 200 OK\r\nA: b\r\n folded":               "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
	} {
		got, err := normaliseHead([]byte(head))
		if err != nil {
			t.Errorf("%q: %v", head, err)
		}
		wantSame(t, head, want, string(got))
	}
	for _, bad := range []string{"HTTP/1.1 200 OK\r\n\r\n<p>", "HTTP/1.1 200 OK\n\nA: b", strings.Repeat("a", maxHead)} {
		if got, err := normaliseHead([]byte(bad)); err == nil {
			t.Errorf("%.40q: taken as %.40q", bad, got)
		}
	}
}

func TestStatus(t *testing.T) {
	for head, want := range map[string]string{
		"HTTP/1.1 304 Not Modified\r\n": "304",
		"HTTP/2 304\r\n\r\n":            "304",
		"HTTP/1.1  304":                 "304",
		"HTTP/1.1 3040 x":               "3040",
		"HTTP/1.1":                      "",
		"":                              "",
	} {
		if got := status([]byte(head)); got != want {
			t.Errorf("status(%q) = %q, want %q", head, got, want)
		}
	}
}

// TestFieldsOfAnExchange writes what an exchange may say of itself and reads
// the fields back.
func TestFieldsOfAnExchange(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Exchange)
		field  string
		want   string
	}{
		"IPv4":            {func(*Exchange) {}, "WARC-IP-Address", "192.0.2.7"},
		"IPv6":            {func(ex *Exchange) { ex.IP = netip.MustParseAddr("2001:DB8::1") }, "WARC-IP-Address", "2001:db8::1"},
		"IPv4 in IPv6":    {func(ex *Exchange) { ex.IP = netip.MustParseAddr("::ffff:192.0.2.8") }, "WARC-IP-Address", "192.0.2.8"},
		"IPv6 with zone":  {func(ex *Exchange) { ex.IP = netip.MustParseAddr("fe80::1%eth0") }, "WARC-IP-Address", "fe80::1"},
		"no address":      {func(ex *Exchange) { ex.IP = netip.Addr{} }, "WARC-IP-Address", ""},
		"protocol":        {func(ex *Exchange) { ex.Protocol = "h2" }, "WARC-Protocol", "h2"},
		"clock":           {func(*Exchange) {}, "WARC-Date", "2026-08-06T04:42:00.123Z"},
		"time":            {func(ex *Exchange) { ex.Time = time.Date(2025, 1, 1, 7, 0, 0, 0, time.FixedZone("+07", 7*3600)) }, "WARC-Date", "2025-01-01T00:00:00.000Z"},
		"too long":        {func(ex *Exchange) { ex.Truncated = TruncatedLength }, "WARC-Truncated", "length"},
		"too slow":        {func(ex *Exchange) { ex.Truncated = TruncatedTime }, "WARC-Truncated", "time"},
		"broken off":      {func(ex *Exchange) { ex.Truncated = TruncatedDisconnect }, "WARC-Truncated", "disconnect"},
		"whole":           {func(*Exchange) {}, "WARC-Truncated", ""},
		"fragment stays":  {func(ex *Exchange) { ex.URI = "http://a.vn/tìm#x" }, "WARC-Target-URI", "http://a.vn/tìm#x"},
		"length of block": {func(ex *Exchange) { ex.Response = Message{Head: []byte("HTTP/1.1 200 OK")} }, "Content-Length", "19"},
	} {
		dir := t.TempDir()
		w := newWriter(t, dir, fixed(newClock()))
		ex := page(1, "x")
		c.change(&ex)
		loc := mustAppend(t, w, ex)
		rec, err := ReadAt(filepath.Join(dir, loc.File), loc.Offset)
		if err != nil {
			t.Fatal(err)
		}
		if got := rec.Header.Get(c.field); got != c.want {
			t.Errorf("%s: %s is %q, want %q", name, c.field, got, c.want)
		}
		if !loc.Date.Equal(rec.Date) {
			t.Errorf("%s: location of %v, record of %v", name, loc.Date, rec.Date)
		}
		if err := rec.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestParseDigest(t *testing.T) {
	empty := "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	if got := PayloadDigest(nil); got != empty {
		t.Errorf("digest of nothing: %s", got)
	}
	for text, want := range map[string]bool{
		empty:                                           true,
		strings.ToUpper(empty):                          true,
		" sha-256 : " + empty[7:] + " ":                 true,
		"sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ":         true, // of nothing, in base32
		"sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709": true,
		"md5:d41d8cd98f00b204e9800998ecf8427e":          true,
		empty[:70]:                                      false,
		empty[7:]:                                       false,
		"sha256:":                                       false,
		"sha3:" + empty[7:]:                             false,
		"":                                              false,
		"sha1:" + empty[7:]:                             false,
		empty[:70] + "g":                                false,
	} {
		c := newCheck(text)
		if (c != nil) != want {
			t.Errorf("newCheck(%q): %v, want %v", text, c != nil, want)
		}
		if c != nil && !c.holds() {
			t.Errorf("%q is the digest of nothing, and does not hold", text)
		}
	}
}
