package warc

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"khotin/internal/fault"
	"khotin/internal/testkit"
)

// exchanges is a small file with every kind of record.
func exchanges(t testing.TB, dir string) []Location {
	t.Helper()
	held := map[string]Original{}
	c := newClock()
	o := fixed(c)
	o.Lookup = func(_ context.Context, digest string) (Original, bool, error) {
		original, ok := held[digest]
		return original, ok, nil
	}
	w := newWriter(t, dir, o)
	var locs []Location
	put := func(ex Exchange) Location {
		loc := mustAppend(t, w, ex)
		if !loc.Revisit && ex.Truncated == "" {
			held[loc.PayloadDigest] = Original{loc.RecordID, ex.URI, loc.Date, loc.PayloadDigest}
		}
		locs = append(locs, loc)
		return loc
	}
	first := put(page(1, "<p>Xin chào</p>"))
	c.now = c.now.Add(90_000_000_000)
	put(page(2, "<p>Xin chào</p>"))
	cut := page(3, "<p>Một nửa")
	cut.Truncated, cut.Protocol = TruncatedDisconnect, "h2"
	put(cut)
	same := page(1, "")
	same.Response = Message{Head: []byte("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n")}
	same.NotModified = &Original{first.RecordID, page(1, "").URI, first.Date, first.PayloadDigest}
	put(same)
	bare := Exchange{URI: "https://example.vn/robots.txt", Response: Message{Head: []byte("HTTP/1.1 404 Not Found")}}
	put(bare)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return locs
}

func TestGolden(t *testing.T) {
	dir := t.TempDir()
	locs := exchanges(t, dir)
	file := "khotin-20260806044200-00001.warc.gz"
	wantSame(t, "files", []string{file}, names(t, dir))
	packed, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	gz, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(gz)
	if err != nil {
		t.Fatal(err)
	}
	testkit.Golden(t, "exchanges.warc", text)
	sum := wantWhole(t, filepath.Join(dir, file))
	wantSame(t, "types", map[string]int{"warcinfo": 1, "response": 3, "revisit": 2, "request": 4, "metadata": 4}, sum.Types)
	for i, loc := range locs {
		if want := i == 1 || i == 3; loc.Revisit != want {
			t.Errorf("exchange %d: revisit %v, want %v", i, loc.Revisit, want)
		}
	}
}

func TestLocationsReadBack(t *testing.T) {
	dir := t.TempDir()
	bodies := map[int]string{0: "", 1: "x", 2: strings.Repeat("Đồng chí ", 9000), 3: string(noise(1, 3<<20))}
	w := newWriter(t, dir, Options{})
	locs := map[int]Location{}
	for n, body := range bodies {
		locs[n] = mustAppend(t, w, page(n, body))
	}
	for range 2 { // while the file is open, and after
		for n, loc := range locs {
			rec, err := ReadAt(filepath.Join(dir, loc.File), loc.Offset)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := rec.Response()
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			if err != nil || string(body) != bodies[n] {
				t.Errorf("page %d: %d bytes, %v, want %d", n, len(body), err, len(bodies[n]))
			}
			if PayloadDigest(body) != loc.PayloadDigest || rec.Header.Get("WARC-Block-Digest") != loc.BlockDigest {
				t.Errorf("page %d: digests differ from the location's", n)
			}
			if length, err := rec.Finish(); err != nil || length != loc.Length {
				t.Errorf("page %d: %d bytes, %v, want %d", n, length, err, loc.Length)
			}
			if rec.ID != loc.RecordID || !rec.Date.Equal(loc.Date) {
				t.Errorf("page %d: %s of %v, want %s of %v", n, rec.ID, rec.Date, loc.RecordID, loc.Date)
			}
			if err := rec.Close(); err != nil {
				t.Error(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRefusedExchanges(t *testing.T) {
	ok := page(1, "x")
	for name, change := range map[string]func(*Exchange){
		"no address":          func(ex *Exchange) { ex.URI = "" },
		"line break":          func(ex *Exchange) { ex.URI += "\r\nWARC-Type: warcinfo" },
		"endless address":     func(ex *Exchange) { ex.URI += strings.Repeat("a", maxHeader) },
		"no answer":           func(ex *Exchange) { ex.Response.Head = nil },
		"not HTTP":            func(ex *Exchange) { ex.Response.Head = []byte("SSH-2.0-x\r\n\r\n") },
		"body in the head":    func(ex *Exchange) { ex.Response.Head = []byte("HTTP/1.1 200 OK\r\n\r\n<p>") },
		"endless head":        func(ex *Exchange) { ex.Response.Head = append([]byte("HTTP/1.1 200 "), noise(1, maxHead)...) },
		"endless request":     func(ex *Exchange) { ex.Request.Head = bytes.Repeat([]byte("x: y\n"), maxHead) },
		"unknown reason":      func(ex *Exchange) { ex.Truncated = "bored" },
		"protocol with break": func(ex *Exchange) { ex.Protocol = "h2\r\nx: y" },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			w := newWriter(t, dir, Options{})
			ex := ok
			change(&ex)
			if _, err := w.Append(t.Context(), ex); fault.Of(err) != fault.Invalid {
				t.Errorf("Append: %v, want an Invalid fault", err)
			}
			loc := mustAppend(t, w, page(1, "x"))
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if sum := wantWhole(t, filepath.Join(dir, loc.File)); sum.Records != 4 {
				t.Errorf("%d records, want 4", sum.Records)
			}
		})
	}
}

// shrinking is a body that loses bytes between the two readings.
type shrinking struct {
	*bytes.Reader
	reads int
}

func (s *shrinking) Seek(off int64, whence int) (int64, error) {
	if s.reads++; s.reads > 1 {
		s.Reader = bytes.NewReader([]byte("short"))
	}
	return s.Reader.Seek(off, whence)
}

func TestABodyThatChangesIsNoRecord(t *testing.T) {
	w := newWriter(t, t.TempDir(), Options{})
	ex := page(1, "")
	ex.Response.Body = &shrinking{Reader: bytes.NewReader(make([]byte, 1000))}
	if _, err := w.Append(t.Context(), ex); err == nil {
		t.Error("a record whose digest cannot hold was written")
	}
	mustAppend(t, w, page(2, "x"))
}

func TestLookupErrorIsToldAndNothingWritten(t *testing.T) {
	broken := errors.New("database is closed")
	dir := t.TempDir()
	w := newWriter(t, dir, Options{Lookup: func(context.Context, string) (Original, bool, error) { return Original{}, false, broken }})
	if _, err := w.Append(t.Context(), page(1, "x")); !errors.Is(err, broken) {
		t.Errorf("Append: %v", err)
	}
	wantSame(t, "files", []string(nil), names(t, dir))
}

func TestOneWriterPerFolder(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, Options{})
	if _, err := NewWriter(dir, Options{}); fault.Of(err) != fault.InUse {
		t.Errorf("second writer: %v, want an InUse fault", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Append(t.Context(), page(1, "x")); fault.Of(err) != fault.Unavailable {
		t.Errorf("Append after Close: %v, want an Unavailable fault", err)
	}
	newWriter(t, dir, Options{})
}

func TestConcurrentAppends(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, Options{MaxSize: 200_000})
	const workers, each = 8, 40
	locs := make(chan Location, workers*each)
	var group sync.WaitGroup
	for i := range workers {
		group.Go(func() {
			for j := range each {
				loc, err := w.Append(t.Context(), page(i*each+j, string(noise(uint64(i*each+j), 2000))))
				if err != nil {
					t.Error(err)
					return
				}
				locs <- loc
				if j%10 == 0 {
					if err := w.Sync(); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	group.Wait()
	close(locs)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	byFile := map[string]int{}
	for loc := range locs {
		byFile[loc.File]++
		rec, err := ReadAt(filepath.Join(dir, loc.File), loc.Offset)
		if err != nil {
			t.Fatal(err)
		}
		if rec.ID != loc.RecordID {
			t.Errorf("%s at %d is %s, want %s", loc.File, loc.Offset, rec.ID, loc.RecordID)
		}
		rec.Close()
	}
	if len(byFile) < 3 {
		t.Errorf("%d files, want several", len(byFile))
	}
	for file, n := range byFile {
		if sum := wantWhole(t, filepath.Join(dir, file)); sum.Types["response"] != n {
			t.Errorf("%s: %d responses, want %d", file, sum.Types["response"], n)
		}
	}
}
