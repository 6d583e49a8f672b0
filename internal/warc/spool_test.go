package warc

import (
	"bytes"
	"io"
	"path/filepath"
	"testing"
)

func TestSpool(t *testing.T) {
	for _, size := range []int{0, 1, spoolMemory - 1, spoolMemory, spoolMemory + 1, 5 * spoolMemory / 2} {
		for _, limit := range []int{0, 1, spoolMemory, 2 * spoolMemory} {
			content := noise(uint64(size), size)
			want := content
			if limit > 0 && size > limit {
				want = content[:limit]
			}
			dir := t.TempDir()
			s := NewSpool(dir, int64(limit))
			for round := range 2 { // a closed spool is as good as new
				for part := range bytes.SplitSeq(content, []byte{'x'}) {
					for _, p := range [][]byte{part, {'x'}} {
						if n, err := s.Write(p); n != len(p) || err != nil {
							t.Fatal(n, err)
						}
					}
				}
				want := want
				if limit == 0 || size < limit { // the last x is one too many
					want = append(bytes.Clone(content), 'x')
				}
				for range 2 {
					got, err := io.ReadAll(s.Reader())
					if err != nil || !bytes.Equal(got, want) {
						t.Fatalf("size %d, limit %d, round %d: %d bytes, %v, want %d", size, limit, round, len(got), err, len(want))
					}
				}
				if s.Len() != int64(len(want)) || s.Truncated() != (limit > 0 && size >= limit) {
					t.Errorf("size %d, limit %d: Len %d, Truncated %v", size, limit, s.Len(), s.Truncated())
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			wantSame(t, "files left", []string(nil), names(t, dir))
		}
	}
}

func TestSpoolWithoutAFolder(t *testing.T) {
	s := NewSpool(filepath.Join(t.TempDir(), "none"), 0)
	if _, err := s.Write(make([]byte, spoolMemory)); err != nil {
		t.Errorf("in memory: %v", err)
	}
	if _, err := s.Write([]byte("x")); err == nil {
		t.Error("a file was made in a folder that is not there")
	}
}
