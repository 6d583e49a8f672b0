package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"khotin/internal/article"
	"khotin/internal/fault"
)

// everything is what a reader can see of the articles.
func everything(t *testing.T, a *Archive) []article.Stored {
	t.Helper()
	var all []article.Stored
	for s, err := range a.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out
}

func TestBackup(t *testing.T) {
	a, _ := fresh(t)
	for i := range 50 {
		mustPut(t, a, thick(i))
	}
	want := everything(t, a)
	dir := t.TempDir()
	err := a.durable.do(t.Context(), func(*writer) error { // a writer does not hold it up
		return a.Backup(t.Context(), filepath.Join(dir, File))
	})
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, a, thick(99))
	wantSame(t, "files", []string{File}, names(t, dir))
	for _, o := range []Options{{ReadOnly: true}, {}} {
		b := open(t, dir, o)
		wantSame(t, "restored", want, everything(t, b))
		if problems, err := b.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("Check of the backup: %v, %v", problems, err)
		}
	}
}

func TestBackupOfAReadOnlyArchive(t *testing.T) {
	a := open(t, filled(t, 3), Options{ReadOnly: true})
	path := filepath.Join(t.TempDir(), "x.db")
	if err := a.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	wantSame(t, "files", []string{"x.db"}, names(t, filepath.Dir(path)))
}

func TestBackupLeavesOthersAlone(t *testing.T) {
	a, _ := fresh(t)
	mustPut(t, a, news(1, "Một."))
	wantKind(t, a.Backup(t.Context(), a.Path()), fault.Invalid)

	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	wantKind(t, a.Backup(t.Context(), filepath.Join(dir, "no", "x.db")), fault.Unavailable)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.Backup(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want a cancelled context", err)
	}
	wantSame(t, "files", []string{}, names(t, dir))
}
