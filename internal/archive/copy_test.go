package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"khotin/internal/fault"
)

// An archive is copied as it is, beside a writer, and stays as it was.
func TestOpenCopy(t *testing.T) {
	dir := filled(t, 20)
	a := open(t, dir, Options{})
	want := everything(t, a)
	c, err := OpenCopy(t.Context(), dir, t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	wantSame(t, "copied", want, everything(t, c))
	mustPut(t, c, news(99, "Một."))
	wantSame(t, "the archive after a change of the copy", want, everything(t, a))
}

// An archive of an older schema cannot be read; its copy can, and the archive is
// still of the older schema.
func TestOpenCopyOfOlderSchema(t *testing.T) {
	all, err := migrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w, err := newWriter(t.Context(), filepath.Join(dir, File), defaultBusy, syncFull, make(chan struct{}, 1))
	if err != nil {
		t.Fatal(err)
	}
	defer w.close() // an older program that goes on
	if _, err := w.conn.ExecContext(t.Context(), all[0]+"; PRAGMA user_version = 1"); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		row := fmt.Sprintf(`INSERT INTO article VALUES ('id%[1]d', 'https://example.vn/%[1]d', 'example.vn', 'vi', '', '', 'live', %[1]d, %[1]d, 0);
			INSERT INTO change VALUES (%[1]d, 'id%[1]d', 'stored', 0);
			INSERT INTO version VALUES (%[1]d, 'id%[1]d', 1, '', 0, 0);
			INSERT INTO record VALUES (%[1]d, '{"id": "id%[1]d", "headline": "Tin %[1]d"}')`, i+1)
		if _, err := w.conn.ExecContext(t.Context(), row); err != nil {
			t.Fatal(err)
		}
	}
	_, err = Open(t.Context(), dir, Options{ReadOnly: true})
	if wantKind(t, err, fault.Invalid); !errors.Is(err, ErrOlderSchema) {
		t.Errorf("opening it for reading: %v, want ErrOlderSchema", err)
	}
	c, err := OpenCopy(t.Context(), dir, t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if got := everything(t, c); len(got) != 3 || got[2].Seq != 3 || got[2].Headline != "Tin 3" {
		t.Errorf("the copy holds %+v", got)
	}
	if version, err := schemaVersion(t.Context(), w.conn); err != nil || version != 1 {
		t.Errorf("the archive now has schema %d, %v", version, err)
	}
}

func TestOpenCopyFails(t *testing.T) {
	if _, err := OpenCopy(t.Context(), t.TempDir(), t.TempDir(), Options{}); fault.Of(err) != fault.NotFound {
		t.Errorf("no archive: %v, want a NotFound fault", err)
	}
	dir, to := filled(t, 1), t.TempDir()
	if err := os.WriteFile(filepath.Join(to, File), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenCopy(t.Context(), dir, to, Options{}); fault.Of(err) != fault.Invalid {
		t.Errorf("a file in the way: %v, want an Invalid fault", err)
	}
}
