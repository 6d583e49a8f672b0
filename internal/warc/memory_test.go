package warc

import (
	"io"
	"path/filepath"
	"runtime"
	"testing"
)

// zeros is a body of n bytes that takes little memory: zeros, and every
// sixteenth byte noise, so that it does not compress away.
type zeros struct {
	n, at   int64
	pattern []byte // longer than the window of deflate
}

func newZeros(n int64) *zeros {
	pattern := make([]byte, 1<<18)
	for i, b := range noise(1, len(pattern)/16) {
		pattern[16*i] = b
	}
	return &zeros{n: n, pattern: pattern}
}

func (z *zeros) Read(p []byte) (int, error) {
	if z.at == z.n {
		return 0, io.EOF
	}
	n := copy(p, z.pattern[z.at%int64(len(z.pattern)):])
	n = int(min(int64(n), z.n-z.at))
	z.at += int64(n)
	return n, nil
}

func (z *zeros) Seek(off int64, _ int) (int64, error) {
	z.at = off
	return off, nil
}

// peak runs fn and returns how many bytes of heap it had at most, beyond what
// was there before, at the points where it calls look.
func peak(fn func(look func())) int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := int64(m.HeapAlloc), int64(0)
	fn(func() {
		runtime.GC()
		runtime.ReadMemStats(&m)
		most = max(most, int64(m.HeapAlloc)-before)
	})
	return most
}

// watched looks at the heap every 16 MiB of reading.
type watched struct {
	io.ReadSeeker
	look func()
	n    int
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadSeeker.Read(p)
	if before := w.n >> 24; (w.n+n)>>24 > before {
		w.look()
	}
	w.n += n
	return n, err
}

// TestMemoryOfALargeBody writes, reads, checks and repacks 100 MB bodies within
// a few MB of memory.
func TestMemoryOfALargeBody(t *testing.T) {
	const size, most = 100 << 20, 8 << 20
	dir := t.TempDir()
	w := newWriter(t, dir, Options{})
	var loc Location
	got := peak(func(look func()) {
		ex := page(1, "")
		ex.Response.Body = &watched{ReadSeeker: newZeros(size), look: look}
		loc = mustAppend(t, w, ex)
	})
	if got > most {
		t.Errorf("Append held %d MB", got>>20)
	}
	if loc.Length < 6<<20 {
		t.Fatalf("a record of %d bytes tests nothing", loc.Length)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, loc.File)
	got = peak(func(look func()) {
		rec, err := ReadAt(path, loc.Offset)
		if err != nil {
			t.Fatal(err)
		}
		defer rec.Close()
		resp, err := rec.Response()
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, &watched{ReadSeeker: unseekable{resp.Body}, look: look}); n != size || err != nil {
			t.Errorf("%d bytes, %v", n, err)
		}
	})
	if got > most {
		t.Errorf("reading held %d MB", got>>20)
	}
	got = peak(func(look func()) {
		wantWhole(t, path)
		look()
		if err := WriteWACZ(t.Context(), io.Discard, Package{Files: []string{path}}); err != nil {
			t.Error(err)
		}
		look()
	})
	if got > most {
		t.Errorf("Verify and WriteWACZ left %d MB", got>>20)
	}
}

type unseekable struct{ io.Reader }

func (unseekable) Seek(int64, int) (int64, error) { return 0, io.ErrUnexpectedEOF }
