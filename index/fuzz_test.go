package index

import (
	"os"
	"path/filepath"
	"testing"

	"khotin/internal/query"
)

// FuzzBolt reads damaged root files: whatever stands there, nothing panics and
// nothing runs for ever.
func FuzzBolt(f *testing.F) {
	dir := f.TempDir()
	ix, err := Open(f.Context(), dir, Options{})
	if err != nil {
		f.Fatal(err)
	}
	put(f, ix, library(20)...)
	name := filepath.Join(ix.live.path, "store", "root.bolt")
	if err := ix.Close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	segments, err := readBolt(whole)
	if err != nil || len(segments) == 0 {
		f.Fatalf("a whole root.bolt: segments %v, %v", segments, err)
	}
	f.Add(8200, byte(0xff), len(whole))
	f.Add(12300, byte(1), len(whole))
	f.Add(0, byte(1), 5000)
	f.Fuzz(func(t *testing.T, at int, flip byte, size int) {
		data := append([]byte(nil), whole...)
		if at >= 0 && at < len(data) {
			data[at] ^= flip
		}
		if size >= 0 && size < len(data) {
			data = data[:size]
		}
		if segments, err := readBolt(data); err == nil && size >= len(whole) && flip == 0 && len(segments) == 0 {
			t.Error("a whole file without segments")
		}
	})
}

// FuzzCursor reads cursors from outside.
func FuzzCursor(f *testing.F) {
	f.Add("eyJzIjoic2NvcmUiLCJrIjpbIjEuNSIsImEiXX0")
	f.Add("")
	f.Add("eyJrIjpbXX0")
	f.Fuzz(func(t *testing.T, text string) {
		for _, by := range []query.Sort{query.ByScore, query.Newest} {
			if keys, err := readCursor(by, text); err == nil && len(keys) != 2 {
				t.Errorf("the cursor %q has %d keys", text, len(keys))
			}
		}
	})
}
