package warc

import (
	"os"
	"path/filepath"
	"testing"

	"khotin/internal/fault"
	"khotin/internal/testkit"
)

// TestEveryCutOfTheLastRecord cuts a file at every byte of its last record, and
// changes every byte of it, and wants the records before it back each time.
func TestEveryCutOfTheLastRecord(t *testing.T) {
	dir := t.TempDir()
	locs := exchanges(t, dir)
	path := filepath.Join(dir, names(t, dir)[0])
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := readAll(t, path)
	last := locs[len(locs)-1].Offset
	for cut := last; cut < int64(len(content)); cut++ {
		tail(t, content[:cut], last, want[:len(want)-1])
		changed := append([]byte(nil), content...)
		changed[cut] ^= 0x55
		file := recovered(t, changed)
		if got := len(readLenient(t, file)); got < len(want)-1 {
			t.Fatalf("byte %d changed: %d records left of %d", cut, got, len(want))
		}
	}
}

// recovered lets a writer start beside an open file of that content.
func recovered(t *testing.T, content []byte) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.warc.gz")
	if err := os.WriteFile(path+open, content, 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := NewWriter(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func tail(t *testing.T, content []byte, end int64, want []seen) {
	t.Helper()
	path := recovered(t, content)
	if sum := wantWhole(t, path); sum.Size != end {
		t.Fatalf("cut at %d: %d bytes are left, want %d", len(content), sum.Size, end)
	}
	wantSame(t, "records", want, readAll(t, path))
}

// readLenient counts what Records hands out as whole.
func readLenient(t *testing.T, path string) (ids []string) {
	t.Helper()
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for rec, err := range r.Records() {
		if err != nil {
			continue
		}
		if _, err := rec.Finish(); err == nil {
			ids = append(ids, rec.ID)
		}
	}
	return ids
}

func TestRecoveryOfAFolder(t *testing.T) {
	dir := t.TempDir()
	one, two := plain("\r\n", "first"), plain("\r\n", "second")
	middle := pack(t, one, two, one)
	middle[len(pack(t, one))+30] ^= 0xff
	for name, content := range map[string][]byte{
		"a.warc.gz.open": pack(t, one, two),
		"b.warc.gz.open": pack(t, one, two)[:len(pack(t, one))+20],
		"c.warc.gz.open": nil,
		"d.warc.gz.open": pack(t, ""),
		"e.warc.gz.open": []byte("\x1f\x8b\x08 broken at once"),
		"f.warc.gz.open": middle,
		"g.warc.gz.open": pack(t, one+two)[:60],
		"h.warc.gz":      pack(t, one)[:30], // finished files are nobody's business
		"notes.txt":      []byte("x"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w := newWriter(t, dir, Options{})
	wantSame(t, "recovered", []Recovery{
		{File: "a.warc.gz", Records: 2},
		{File: "b.warc.gz", Records: 1, Cut: 20},
		{},
		{},
		{File: "e.warc.gz.damaged", Damaged: 1},
		{File: "f.warc.gz", Records: 2, Damaged: 1},
		{File: "g.warc.gz.damaged", Damaged: 1},
	}, w.Recovered())
	wantSame(t, "files", []string{
		"a.warc.gz", "b.warc.gz", "e.warc.gz.damaged", "f.warc.gz", "g.warc.gz.damaged", "h.warc.gz", "notes.txt",
	}, names(t, dir))
}

func TestRecoveryOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.warc.gz", "a.warc.gz.open"} {
		if err := os.WriteFile(filepath.Join(dir, name), pack(t, plain("\r\n", name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := NewWriter(dir, Options{}); fault.Of(err) != fault.Invalid {
		t.Errorf("NewWriter: %v, want an Invalid fault", err)
	}
	wantSame(t, "files", []string{"a.warc.gz", "a.warc.gz.open"}, names(t, dir))
}

func TestRepair(t *testing.T) {
	one, two := plain("\r\n", "first"), plain("\r\n", "second")
	for name, c := range map[string]struct {
		content []byte
		left    int
		kind    fault.Kind
	}{
		"whole":             {pack(t, one, two), len(pack(t, one, two)), fault.Internal},
		"cut":               {pack(t, one, two)[:len(pack(t, one))+9], len(pack(t, one)), fault.Internal},
		"unpacked, cut":     {[]byte(one + two[:20]), len(one), fault.Internal},
		"not captures":      {[]byte("GIF89a"), 6, fault.Invalid},
		"packed as a whole": {pack(t, one+one+string(noise(1, 3000)))[:3000], 3000, fault.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			path := temp(t, c.content)
			_, err := Repair(path)
			if (err != nil) != (c.kind != fault.Internal) || err != nil && fault.Of(err) != c.kind {
				t.Errorf("Repair: %v", err)
			}
			info, err := os.Stat(path)
			if err != nil || info.Size() != int64(c.left) {
				t.Errorf("%d bytes are left, want %d", info.Size(), c.left)
			}
		})
	}
	dir := t.TempDir()
	w := newWriter(t, dir, Options{})
	loc := mustAppend(t, w, page(1, "x"))
	if _, err := Repair(filepath.Join(dir, loc.File+open)); fault.Of(err) != fault.InUse {
		t.Errorf("Repair of a file that is written to: %v, want an InUse fault", err)
	}
}

func TestRecoveryOfSharedFiles(t *testing.T) {
	shared := testkit.Shared(t, "eval", "suites", "warc")
	dir := t.TempDir()
	for _, name := range names(t, shared) {
		content, err := os.ReadFile(filepath.Join(shared, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w := newWriter(t, dir, Options{})
	wantSame(t, "recovered", []Recovery{
		{File: "corrupted-mid-record.warc.gz", Records: 12, Cut: 34},
		{File: "corrupted-trailing-bytes.warc.gz", Records: 30, Cut: 55},
		{},
		{File: "good.warc.gz", Records: 50},
		{File: "single-record.warc.gz", Records: 1},
	}, w.Recovered())
	for _, name := range names(t, dir) {
		wantWhole(t, filepath.Join(dir, name))
	}
}
