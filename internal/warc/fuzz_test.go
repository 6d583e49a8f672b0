package warc

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/testkit"
)

func FuzzHeader(f *testing.F) {
	f.Add([]byte("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\n"))
	f.Add([]byte("WARC/1.0\nwarc-type : a\n\tb\nno colon\nContent-Length: 1\nContent-Length: 1\n\n"))
	f.Add([]byte("WARC/0.18\r\n: x\r\n \r\nContent-Length: 18446744073709551616\r\n\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := newStream(bytes.NewReader(append([]byte("W"), text...)), 1) // not packed
		if err != nil {
			return
		}
		s.packed = false
		_, fields, err := parseHeader(s.line)
		if err != nil {
			return
		}
		if size, err := fields.contentLength(); err == nil && (size < 0 || size > maxBlock) {
			t.Errorf("Content-Length %d", size)
		}
		var out bytes.Buffer
		if fields.write(&out) != nil {
			return // NUL or CR inside a value: read, never written
		}
		again, err := newStream(bytes.NewReader(out.Bytes()), 0)
		if err != nil {
			t.Fatal(err)
		}
		_, back, err := parseHeader(again.line)
		if err != nil {
			t.Fatalf("%v in what was written:\n%s", err, out.Bytes())
		}
		wantSame(t, "fields", fields, back)
	})
}

func FuzzFile(f *testing.F) {
	two := plain("\r\n", "first", "second")
	f.Add([]byte(two))
	f.Add([]byte(plain("\n", "x")))
	f.Add(pack(f, two))
	f.Add(pack(f, plain("\r\n", "first"), plain("\r\n", "second"), "", "rubbish"))
	f.Add(pack(f, chop(two, 50)...))
	f.Add(pack(f, claim("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip, deflate", "3\r\nabc\r\n", "sha1:x", "md5:y")))
	f.Add(append(pack(f, two), pack(f, two)[:40]...))
	for _, content := range sharedSeeds(f) {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		s, err := newStream(bytes.NewReader(content), 0)
		if err != nil {
			return
		}
		r := &Reader{path: "fuzz", s: s}
		last := int64(-1)
		for rec, err := range r.Records() {
			if err != nil {
				continue
			}
			if rec.Offset < last || rec.Offset >= int64(len(content)) {
				t.Fatalf("record at %d after one at %d", rec.Offset, last)
			}
			last = rec.Offset
			readSomehow(t, rec)
			if length, err := rec.Finish(); err == nil && length > int64(len(content))-rec.Offset {
				t.Fatalf("record at %d of %d bytes in a file of %d", rec.Offset, length, len(content))
			}
		}
		if r.end < 0 || r.end > int64(len(content)) {
			t.Fatalf("end at %d of %d", r.end, len(content))
		}
	})
}

// readSomehow reads a record in one of the ways there are.
func readSomehow(t *testing.T, rec *Record) {
	if rec.Size%2 == 0 {
		_ = rec.CheckDigests()
		return
	}
	resp, err := rec.Response()
	if err != nil {
		return
	}
	body, err := resp.Decoded(1<<20, nil)
	if err != nil {
		return
	}
	if n, _ := io.Copy(io.Discard, body); n > 1<<20 {
		t.Fatalf("%d bytes past the limit", n)
	}
}

// sharedSeeds are the reference files, where they are at hand.
func sharedSeeds(f *testing.F) (out [][]byte) {
	dir := filepath.Join(testkit.Root(f), "..", "shared", "eval", "suites", "warc")
	entries, err := os.ReadDir(dir)
	if err != nil {
		f.Logf("SKIP: no seeds from the reference material: %v", err)
		return nil
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			f.Fatal(err)
		}
		out = append(out, content)
	}
	return out
}

func FuzzHead(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n"))
	f.Add([]byte("HTTP/1.1\n\ttransfer-encoding:x"))
	f.Fuzz(func(t *testing.T, head []byte) {
		normal, err := normaliseHead(head)
		if err != nil {
			return
		}
		if !bytes.HasSuffix(normal, []byte("\r\n\r\n")) && string(normal) != "\r\n" && !bytes.HasSuffix(normal, []byte("\r\n")) {
			t.Fatalf("%q has no end", normal)
		}
		again, err := normaliseHead(normal)
		if err != nil || !bytes.Equal(normal, again) {
			t.Fatalf("%q becomes %q, %v", normal, again, err)
		}
		resp := &Response{head: normal}
		resp.parse()
		if strings.HasPrefix(string(head), "HTTP/") && resp.chunked() {
			t.Fatalf("%q is chunked still", normal)
		}
	})
}
