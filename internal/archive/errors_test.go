package archive

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/fault"
)

// TestFullDisk lets SQLite run out of pages, which it reports as a full disk.
func TestFullDisk(t *testing.T) {
	a, _ := fresh(t)
	limit := func(pages int) {
		t.Helper()
		for _, w := range []*writer{a.durable, a.relaxed} {
			if _, err := w.conn.ExecContext(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
				t.Fatal(err)
			}
		}
	}
	limit(60)
	n, err := 0, error(nil)
	for n < 1000 && err == nil {
		if _, _, err = a.Put(t.Context(), thick(n)); err == nil {
			n++
		}
	}
	wantKind(t, err, fault.Unavailable)
	if !strings.Contains(err.Error(), "full") || fault.Hint(err) == "" {
		t.Errorf("the error does not say that the disk is full: %v", err)
	}
	check := func(want int) {
		t.Helper()
		stats, err := a.Stats(t.Context())
		if err != nil || stats.Articles != want || stats.Seq != int64(want) {
			t.Errorf("%+v, %v, want %d articles", stats, err, want)
		}
		if problems, err := a.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("Check: %v, %v", problems, err)
		}
	}
	check(n)
	limit(10_000)
	mustPut(t, a, thick(n))
	check(n + 1)
}

// damage overwrites part of a closed archive.
func damage(t *testing.T, dir string, at int64, with []byte) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, File), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(with, at); err != nil {
		t.Fatal(err)
	}
}

// filled makes an archive of n articles and closes it, so that it is one file.
func filled(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	a, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		mustPut(t, a, thick(i))
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Fatalf("a closed archive is %v, %v, want one file", files, err)
	}
	return dir
}

func TestDamagedHeader(t *testing.T) {
	for name, o := range map[string]Options{"writing": {}, "reading": {ReadOnly: true}} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t, 3)
			damage(t, dir, 0, []byte("not a database at all"))
			_, err := Open(t.Context(), dir, o)
			if wantKind(t, err, fault.Internal); err == nil {
				return
			}
			if !strings.Contains(err.Error(), File) || !strings.Contains(fault.Hint(err), "khotin check") {
				t.Errorf("error %v with hint %q names neither file nor remedy", err, fault.Hint(err))
			}
		})
	}
}

// TestDamagedPages overwrites the middle of the file: what still can be read
// is read, and Check says what cannot.
func TestDamagedPages(t *testing.T) {
	dir := filled(t, 60)
	info, err := os.Stat(filepath.Join(dir, File))
	if err != nil {
		t.Fatal(err)
	}
	damage(t, dir, info.Size()/2/4096*4096, []byte(strings.Repeat("\xff", 16*4096)))
	a, err := Open(t.Context(), dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	problems, err := a.Check(t.Context())
	if err != nil || len(problems) == 0 {
		t.Errorf("Check finds %v, %v in a damaged file", problems, err)
	}
	failed := 0
	for i := range 60 {
		if _, err := a.Get(t.Context(), thick(i).ID); err != nil {
			wantKind(t, err, fault.Internal)
			failed++
		}
	}
	if failed == 0 {
		t.Error("the damage touched no article; the test shows nothing")
	}
}

func TestCutOffFile(t *testing.T) {
	dir := filled(t, 10)
	if err := os.Truncate(filepath.Join(dir, File), 10_000); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), dir, Options{})
	if err == nil {
		defer a.Close()
		_, err = a.Get(t.Context(), thick(1).ID)
	}
	wantKind(t, err, fault.Internal)
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	db, err := newPool(filepath.Join(dir, File), "rwc", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "CREATE TABLE music (title TEXT)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, Options{})
	wantKind(t, err, fault.Invalid)
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), filepath.Join(file, "data"), Options{}); err == nil {
		t.Error("an archive was opened inside a file")
	}
}

func TestPlainErrorsAreInternal(t *testing.T) {
	a := &Archive{path: "x"}
	wantKind(t, a.fault("read", io.ErrUnexpectedEOF), fault.Internal)
	if err := a.fault("read", nil); err != nil {
		t.Errorf("no error became %v", err)
	}
}
