package cmd

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/internal/query"
	"khotin/internal/testkit"
)

// olderArchive makes an archive as the first version of the program left it.
func olderArchive(t *testing.T, dir string, articles int) {
	t.Helper()
	first, err := os.ReadFile(filepath.Join(testkit.Root(t), "internal", "archive", "migrations", "0001_store.sql"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, archive.File))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	script := "PRAGMA journal_mode = wal;" + string(first) + "; PRAGMA user_version = 1;"
	for i := range articles {
		script += fmt.Sprintf(`INSERT INTO article VALUES ('id%[1]d', 'https://example.vn/%[1]d', 'example.vn', 'vi', '', '', 'live', %[1]d, %[1]d, 0);
			INSERT INTO change VALUES (%[1]d, 'id%[1]d', 'stored', 0);
			INSERT INTO version VALUES (%[1]d, 'id%[1]d', 1, '', 0, 0);
			INSERT INTO record VALUES (%[1]d, '{"id": "id%[1]d", "lang": "vi", "headline": "Tin hòa giải %[1]d"}');`, i+1)
	}
	if _, err := db.ExecContext(t.Context(), script); err != nil {
		t.Fatal(err)
	}
}

// The index of a new version is built from an archive that only an older version
// can read, and which stays so until the new one is started.
func TestReindexBesideAnOlderVersion(t *testing.T) {
	a, _ := testApp(t)
	olderArchive(t, a.config.Data, 3)
	killed := filepath.Join(a.config.Data, copyFolder)
	if err := os.Mkdir(killed, 0o755); err != nil {
		t.Fatal(err)
	}
	if n, seq, err := a.reindex(t.Context()); err != nil || n != 3 || seq != 3 {
		t.Fatalf("reindex: %d articles up to change %d, %v; want 3", n, seq, err)
	}
	if _, err := os.Stat(killed); err == nil {
		t.Error("the copy of the archive is still there")
	}
	if _, err := a.openArchive(t.Context(), true); !errors.Is(err, archive.ErrOlderSchema) {
		t.Errorf("the archive after it: %v, want ErrOlderSchema", err)
	}
	ix, err := a.openIndex(t.Context()) // as the new version does when it starts
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	q, err := query.Parse("hoa giai")
	if err != nil {
		t.Fatal(err)
	}
	if found, err := ix.Search(t.Context(), q); err != nil || found.Total != 3 || ix.Outdated() {
		t.Errorf("the first search: %d of 3, outdated %v, %v", found.Total, ix.Outdated(), err)
	}
}

// Beside a server that holds the same index there is nothing to do.
func TestReindexBesideAServer(t *testing.T) {
	a, _ := testApp(t)
	_, stop := running(t, a, a.serve)
	if _, _, err := a.reindex(t.Context()); exitCode(err) != exitInUse || fault.Hint(err) == "" {
		t.Errorf("reindex beside a server: %v, want exit code %d and what to do", err, exitInUse)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// A folder without an archive stays as it was.
func TestReindexOfNothing(t *testing.T) {
	a, _ := testApp(t)
	if _, _, err := a.reindex(t.Context()); fault.Of(err) != fault.NotFound {
		t.Errorf("reindex without an archive: %v, want a NotFound fault", err)
	}
	if left, err := os.ReadDir(a.config.Data); err != nil || len(left) > 0 {
		t.Errorf("the data folder holds %v, %v", left, err)
	}
}
