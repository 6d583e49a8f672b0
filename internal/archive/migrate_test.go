package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"khotin/internal/fault"
)

func TestMigrationNames(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("SELECT 1")}
	for _, test := range []struct {
		names []string
		want  int // files, -1 for an error
	}{
		{nil, 0},
		{[]string{"0001_a", "0002_b"}, 2},
		{[]string{"0002_b"}, -1},
		{[]string{"0001_a", "0001_b"}, -1},
		{[]string{"0001_a", "0003_c"}, -1},
		{[]string{"first"}, -1},
	} {
		files := fstest.MapFS{}
		for _, name := range test.names {
			files["migrations/"+name+".sql"] = file
		}
		got, err := migrations(files)
		if (err != nil) != (test.want < 0) || (err == nil && len(got) != test.want) {
			t.Errorf("%v: %d files, error %v", test.names, len(got), err)
		}
	}
}

func setSchema(t *testing.T, dir string, version int) {
	t.Helper()
	a := open(t, dir, Options{})
	if _, err := a.durable.conn.ExecContext(t.Context(), fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSchemaOfAnotherProgram(t *testing.T) {
	all, err := migrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	setSchema(t, dir, len(all)+1)
	for _, o := range []Options{{}, {ReadOnly: true}} {
		_, err := Open(t.Context(), dir, o)
		wantKind(t, err, fault.Invalid)
		if fault.Hint(err) == "" {
			t.Errorf("%v does not say what to do", err)
		}
	}
}

func TestOlderSchema(t *testing.T) {
	all, err := migrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w, err := newWriter(t.Context(), filepath.Join(dir, File), defaultBusy, syncFull, make(chan struct{}, 1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.conn.ExecContext(t.Context(), all[0]+"; PRAGMA user_version = 1"); err != nil {
		t.Fatal(err)
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, Options{ReadOnly: true})
	wantKind(t, err, fault.Invalid)
	a := open(t, dir, Options{})
	mustPut(t, a, news(1, "Một."))
	mustRun(t, a)
}

// TestOpenAtOnce lets eight callers create one archive.
func TestOpenAtOnce(t *testing.T) {
	dir := t.TempDir()
	var callers sync.WaitGroup
	for i := range 8 {
		callers.Go(func() {
			a, err := Open(t.Context(), dir, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer a.Close()
			if _, _, err := a.Put(t.Context(), news(i, "Một.")); err != nil {
				t.Error(err)
			}
		})
	}
	callers.Wait()
	a := open(t, dir, Options{ReadOnly: true})
	if last, err := a.LastSeq(t.Context()); err != nil || last != 8 {
		t.Errorf("LastSeq = %d, %v, want 8", last, err)
	}
}

func TestEveryMigrationIsEmbedded(t *testing.T) {
	names, err := filepath.Glob("migrations/*")
	if err != nil {
		t.Fatal(err)
	}
	all, err := migrations(migrationFiles)
	if err != nil || len(all) != len(names) {
		t.Errorf("%d of %d files in migrations are embedded, %v", len(all), len(names), err)
	}
	for i, name := range names {
		if text, err := os.ReadFile(name); err != nil || string(text) != all[i] {
			t.Errorf("%s is not what is embedded: %v", name, err)
		}
	}
}
