package warc

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestWhatBecomesARevisit goes through the cases of a body that the archive
// holds already.
func TestWhatBecomesARevisit(t *testing.T) {
	original := Original{"<urn:uuid:1>", "http://a.vn/old", time.Date(2026, 1, 2, 3, 4, 5, 6_000_000, time.UTC), ""}
	for name, c := range map[string]struct {
		change  func(*Exchange)
		profile string
		refers  string
		asked   int // how often Lookup is
	}{
		"same body":      {func(*Exchange) {}, ProfileIdentical, "<urn:uuid:1>", 1},
		"other body":     {func(ex *Exchange) { ex.Response.Body = bytes.NewReader([]byte("other")) }, "", "", 1},
		"no body":        {func(ex *Exchange) { ex.Response.Body = nil }, "", "", 0},
		"empty body":     {func(ex *Exchange) { ex.Response.Body = bytes.NewReader(nil) }, "", "", 0},
		"half a body":    {func(ex *Exchange) { ex.Truncated = TruncatedTime }, "", "", 0},
		"404, same body": {func(ex *Exchange) { ex.Response.Head = []byte("HTTP/1.1 404 Not Found") }, ProfileIdentical, "<urn:uuid:1>", 1},
		"304": {func(ex *Exchange) {
			ex.Response = Message{Head: []byte("HTTP/1.1 304 Not Modified")}
			ex.NotModified = &Original{RecordID: "<urn:uuid:2>", PayloadDigest: "sha256:x"}
		}, ProfileNotModified, "<urn:uuid:2>", 0},
		"304 of something unknown": {func(ex *Exchange) { ex.Response = Message{Head: []byte("HTTP/2 304")} }, ProfileNotModified, "", 0},
		"304 with a body":          {func(ex *Exchange) { ex.Response.Head = []byte("HTTP/1.1 304 Not Modified") }, ProfileNotModified, "", 0},
		"200 with validators":      {func(ex *Exchange) { ex.NotModified = &original; ex.Response.Body = bytes.NewReader([]byte("new")) }, "", "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			asked, dir := 0, t.TempDir()
			w := newWriter(t, dir, Options{Lookup: func(_ context.Context, digest string) (Original, bool, error) {
				asked++
				return original, digest == PayloadDigest([]byte("same")), nil
			}})
			ex := page(1, "same")
			c.change(&ex)
			loc := mustAppend(t, w, ex)
			if loc.Revisit != (c.profile != "") || asked != c.asked {
				t.Errorf("revisit %v, Lookup asked %d times, want %d", loc.Revisit, asked, c.asked)
			}
			path := filepath.Join(dir, loc.File)
			rec, err := ReadAt(path, loc.Offset)
			if err != nil {
				t.Fatal(err)
			}
			defer rec.Close()
			wantSame(t, "profile and original", []string{c.profile, c.refers}, []string{rec.Header.Get("WARC-Profile"), rec.Header.Get("WARC-Refers-To")})
			if c.profile == ProfileIdentical {
				wantSame(t, "fields", []string{"http://a.vn/old", "2026-01-02T03:04:05.006Z", "length", PayloadDigest([]byte("same"))},
					[]string{rec.Header.Get("WARC-Refers-To-Target-URI"), rec.Header.Get("WARC-Refers-To-Date"), rec.Header.Get("WARC-Truncated"), loc.PayloadDigest})
			}
			if c.profile != "" && rec.Size != int64(len(ex.Response.Head))+2 && !strings.HasSuffix(readAll(t, path)[1].Block, "\r\n\r\n") {
				t.Errorf("a revisit of %d bytes has more than the head", rec.Size)
			}
			wantWhole(t, path)
		})
	}
}

func TestRecordNamesAreUnique(t *testing.T) {
	for _, source := range []*ids{{}, {random: &counter{}}} {
		var group sync.WaitGroup
		var mu sync.Mutex
		seen := map[string]bool{}
		for range 4 {
			group.Go(func() {
				for range 500 {
					id, err := source.next()
					if err != nil || len(id) != len("<urn:uuid:00000000-0000-4000-8000-000000000000>") || id[24] != '4' || !strings.ContainsRune("89ab", rune(id[29])) {
						t.Errorf("%q, %v", id, err)
					}
					mu.Lock()
					seen[id] = true
					mu.Unlock()
				}
			})
		}
		group.Wait()
		if len(seen) != 2000 {
			t.Errorf("%d different names of 2000", len(seen))
		}
	}
	broken := ids{random: strings.NewReader("short")}
	if _, err := broken.next(); err == nil {
		t.Error("a name without randomness")
	}
}

func TestNotesAndInfo(t *testing.T) {
	note := Note{FetchTime: 1999 * time.Microsecond, Via: "http://a.vn/\r\nx: y", More: map[string]string{"b c": "2", "a": "1", "empty": ""}}
	wantSame(t, "note", "via: http://a.vn/ x: y\r\nfetchTimeMs: 1\r\na: 1\r\nb-c: 2\r\n", string(note.fields()))
	info := Info{Operator: "Thư viện\ntỉnh"}
	if got := string(info.fields()); !strings.Contains(got, "\r\noperator: Thư viện tỉnh\r\n") || strings.Contains(got, "software") {
		t.Errorf("info:\n%s", got)
	}
}
