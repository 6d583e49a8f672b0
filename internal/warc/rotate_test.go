package warc

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
)

func TestAFileForEveryDay(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	w := newWriter(t, dir, fixed(c))
	c.now = time.Date(2026, 8, 6, 23, 59, 59, 0, time.UTC)
	mustAppend(t, w, page(1, "x"))
	mustAppend(t, w, page(2, "x"))
	wantSame(t, "before midnight", []string{"khotin-20260806235959-00001.warc.gz.open"}, names(t, dir))
	c.now = c.now.Add(time.Second).In(time.FixedZone("+07", 7*3600)) // the day is that of UTC
	loc := mustAppend(t, w, page(3, "x"))
	wantSame(t, "after midnight", []string{
		"khotin-20260806235959-00001.warc.gz",
		"khotin-20260807000000-00002.warc.gz.open",
	}, names(t, dir))
	if loc.File != "khotin-20260807000000-00002.warc.gz" {
		t.Errorf("location in %s", loc.File)
	}
	if err := w.Rotate(); err != nil {
		t.Fatal(err)
	}
	wantSame(t, "after Rotate", []string{
		"khotin-20260806235959-00001.warc.gz",
		"khotin-20260807000000-00002.warc.gz",
	}, names(t, dir))
	if err := w.Rotate(); err != nil {
		t.Errorf("Rotate without a file: %v", err)
	}
}

func TestNoFileGrowsPastItsSize(t *testing.T) {
	dir := t.TempDir()
	o := fixed(newClock())
	o.MaxSize, o.Prefix = 10_000, "thu-vien.1"
	w := newWriter(t, dir, o)
	for n := range 20 {
		mustAppend(t, w, page(n, string(noise(uint64(n), 2000))))
	}
	huge := mustAppend(t, w, page(99, string(noise(99, 50_000))))
	mustAppend(t, w, page(100, "x"))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	exchanges := 0
	for i, name := range names(t, dir) {
		if want := fmt.Sprintf("thu-vien.1-20260806044200-%05d.warc.gz", i+1); name != want {
			t.Errorf("file %d is %s, want %s", i, name, want)
		}
		sum := wantWhole(t, filepath.Join(dir, name))
		if sum.Types[TypeInfo] != 1 {
			t.Errorf("%s: %d warcinfo records", name, sum.Types[TypeInfo])
		}
		if sum.Size > o.MaxSize && (name != huge.File || sum.Types[TypeResponse] != 1) {
			t.Errorf("%s has %d bytes", name, sum.Size)
		}
		exchanges += sum.Types[TypeResponse]
	}
	if exchanges != 22 {
		t.Errorf("%d exchanges, want 22", exchanges)
	}
}

func TestNamesAreNeverTakenTwice(t *testing.T) {
	dir := t.TempDir()
	for range 3 { // three starts within one second
		w := newWriter(t, dir, fixed(newClock()))
		mustAppend(t, w, page(1, "x"))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(names(t, dir)); got != 3 {
		t.Errorf("%d files, want 3", got)
	}
}

func TestPrefixes(t *testing.T) {
	for _, bad := range []string{"a/b", "..\\x", "a b", "tin tức", "a_b"} {
		if _, err := NewWriter(t.TempDir(), Options{Prefix: bad}); fault.Of(err) != fault.Invalid {
			t.Errorf("prefix %q: %v, want an Invalid fault", bad, err)
		}
	}
}

var errFull = errors.New("no space left on device")

// fullDisk is a disk on which the calls numbered from…to fail, writes after
// half of their bytes.
type fullDisk struct {
	calls, from, to int
	truncates       bool // whether Truncate works all the same
}

func (d *fullDisk) fails() bool {
	d.calls++
	return d.from <= d.calls && d.calls <= d.to
}

type fullFile struct {
	*os.File
	disk *fullDisk
}

func (d *fullDisk) create(path string) (file, error) {
	if d.fails() {
		return nil, errFull
	}
	f, err := createFile(path)
	if err != nil {
		return nil, err
	}
	return fullFile{f.(*os.File), d}, nil
}

func (f fullFile) Write(p []byte) (int, error) {
	if !f.disk.fails() {
		return f.File.Write(p)
	}
	n, err := f.File.Write(p[:len(p)/2])
	return n, errors.Join(errFull, err)
}

func (f fullFile) Truncate(size int64) error {
	if !f.disk.truncates && f.disk.fails() {
		return errFull
	}
	return f.File.Truncate(size)
}

func (f fullFile) Sync() error {
	if f.disk.fails() {
		return errFull
	}
	return f.File.Sync()
}

// TestDiskFullAtEveryCall lets every call to the disk fail in turn, once and
// from then on, and wants: what was acknowledged is there, every file reads to
// its end after the next start, and appending goes on when there is room again.
func TestDiskFullAtEveryCall(t *testing.T) {
	const rounds = 9
	for _, last := range []int{0, 1, 1000} {
		for _, truncates := range []bool{true, false} {
			for n := 1; ; n++ {
				disk := &fullDisk{from: n, to: n + last, truncates: truncates}
				if !fillDisk(t, disk, rounds) {
					break
				}
			}
		}
	}
}

// fillDisk says whether the disk got as far as failing.
func fillDisk(t *testing.T, disk *fullDisk, rounds int) bool {
	t.Helper()
	dir := t.TempDir()
	o := fixed(newClock())
	o.MaxSize, o.create = 5000, disk.create
	w, err := NewWriter(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	acknowledged, failed := map[string]Location{}, false
	for i := range rounds {
		loc, err := w.Append(t.Context(), page(i, string(noise(uint64(i), 1000))))
		if err == nil {
			acknowledged[loc.RecordID] = loc
			continue
		}
		failed = true
		if !errors.Is(err, errFull) || fault.Of(err) != fault.Unavailable {
			t.Errorf("%+v: round %d: %v", *disk, i, err)
		}
	}
	broken := disk.from <= disk.calls
	if !broken && failed {
		t.Errorf("%+v: Append failed on a sound disk", *disk)
	}
	disk.to = 0 // room again
	mustAppend(t, w, page(rounds, "x"))
	if err := w.Close(); err != nil {
		t.Errorf("%+v: Close: %v", *disk, err)
	}
	newWriter(t, dir, Options{}) // the next start
	for _, name := range names(t, dir) {
		if strings.HasSuffix(name, damaged) {
			continue
		}
		wantWhole(t, filepath.Join(dir, name))
	}
	for id, loc := range acknowledged {
		rec, err := ReadAt(filepath.Join(dir, loc.File), loc.Offset)
		if err != nil {
			t.Fatalf("%+v: acknowledged capture lost: %v", *disk, err)
		}
		if _, err := rec.Finish(); err != nil || rec.ID != id {
			t.Errorf("%+v: acknowledged capture %s is %s, %v", *disk, id, rec.ID, err)
		}
		rec.Close()
	}
	return broken
}
