package index

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/query"
)

// program opens the index as a khotin of some encoding does.
func program(t *testing.T, root string, encoding int) *Index {
	t.Helper()
	ix, err := openEncoding(t.Context(), root, encoding, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

// beforeEncodings leaves an index as it lay in the folder before encodings had
// folders of their own.
func beforeEncodings(t *testing.T, root string, list []article.Stored) {
	t.Helper()
	ix := program(t, root, encoding-1)
	put(t, ix, list...)
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(root, os.DirFS(ix.dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(ix.dir); err != nil {
		t.Fatal(err)
	}
}

// entries lists a folder.
func entries(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range list {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

// A program of a new encoding builds its index while the one of the old encoding
// answers and follows, and answers from its first search when it takes over.
func TestBuiltBeside(t *testing.T) {
	const n = 120
	root, list := t.TempDir(), holdings(n+30)
	old := program(t, root, encoding-1)
	put(t, old, list[:n]...)
	asking := newCrowd(t, old, n)

	beside := program(t, root, encoding)
	if _, err := beside.Search(t.Context(), query.Query{Limit: 1}); fault.Of(err) != fault.Unavailable || !strings.Contains(err.Error(), "older khotin") {
		t.Errorf("the new program before it has built: %v, want an Unavailable fault that names the older one", err)
	}
	if written, err := beside.Rebuild(t.Context(), archive(list[:n])); err != nil || written != n {
		t.Fatalf("built %d beside, %v", written, err)
	}
	if err := beside.Put(t.Context()); err != nil { // takes over, but the old one is in use
		t.Fatal(err)
	}
	if err := beside.Close(); err != nil {
		t.Fatal(err)
	}
	asking.wait(500)
	asking.stop()
	put(t, old, list[n:]...)
	if got := find(t, old, "Ky Son").Total; got != n+30 {
		t.Errorf("the old program finds %d articles after the other was there, want %d", got, n+30)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}

	taken := program(t, root, encoding)
	if got := find(t, taken, "Ky Son").Total; got != n || taken.Outdated() {
		t.Errorf("%d articles at once after the restart, outdated %v; want %d", got, taken.Outdated(), n)
	}
	put(t, taken, list[n:]...)
	if got := find(t, taken, "Ky Son").Total; got != n+30 {
		t.Errorf("%d articles after following, want %d", got, n+30)
	}
	if got, want := entries(t, root), filepath.Base(taken.dir); got != want {
		t.Errorf("the folder holds %s after the change, want %s alone", got, want)
	}
}

// The same with an index from before encodings had folders.
func TestBuiltBesideTheFirst(t *testing.T) {
	root, list := t.TempDir(), holdings(40)
	beforeEncodings(t, root, list)
	lock, err := tryLock(filepath.Join(root, lockName)) // its program runs
	if err != nil || lock == nil {
		t.Fatal(lock, err)
	}
	whole := entries(t, root)
	ix := program(t, root, encoding)
	if _, err := ix.Rebuild(t.Context(), archive(list)); err != nil {
		t.Fatal(err)
	}
	put(t, ix)
	if got, want := entries(t, root), strings.Replace(whole, "lock", filepath.Base(ix.dir)+" lock", 1); got != want {
		t.Errorf("beside a running program the folder holds %s, want %s", got, want)
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, ix)
	if got := entries(t, root); got != filepath.Base(ix.dir) {
		t.Errorf("the folder holds %s after the change", got)
	}
}

// Rebuild alone does not take over: the program of the older encoding may be about
// to be started again.
func TestRebuildKeepsOlderEncodings(t *testing.T) {
	root, list := t.TempDir(), holdings(40)
	old := program(t, root, encoding-1)
	put(t, old, list...)
	ix := program(t, root, encoding)
	err := old.Close()
	if err == nil {
		_, err = ix.Rebuild(t.Context(), archive(list))
	}
	if err != nil {
		t.Fatal(err)
	}
	if old = program(t, root, encoding-1); find(t, old, "Ky Son").Total != len(list) {
		t.Error("the index of the older encoding is gone")
	}
}

// An older program leaves the index of a newer one alone, says what it does, and
// builds its own. The newer one then finds its index as it was.
func TestOlderProgramBesideNewerIndex(t *testing.T) {
	root, list := t.TempDir(), holdings(60)
	newer := program(t, root, encoding+1)
	put(t, newer, list...)
	if err := newer.Close(); err != nil {
		t.Fatal(err)
	}
	ix := program(t, root, encoding)
	_, err := ix.Search(t.Context(), query.Query{Limit: 1})
	if fault.Of(err) != fault.Unavailable || !strings.Contains(err.Error(), "newer khotin") {
		t.Errorf("a search before it has built its own: %v, want an Unavailable fault that names the newer one", err)
	}
	put(t, ix, list...)
	if got := find(t, ix, "Ky Son").Total; got != len(list) {
		t.Errorf("%d articles, want %d", got, len(list))
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	newer = program(t, root, encoding+1)
	if got := find(t, newer, "Ky Son").Total; got != len(list) || newer.Position() != int64(len(list)) {
		t.Errorf("the newer program finds %d articles at %d, want %d", got, newer.Position(), len(list))
	}
}

// Within an encoding an older program answers from what a newer one has built, and
// puts its own in the place.
func TestOlderProgramOnNewerSchema(t *testing.T) {
	root, list := t.TempDir(), holdings(60)
	otherSchema(t, root, list)
	ix := program(t, root, encoding)
	if got := find(t, ix, "Ky Son").Total; got != len(list) || !ix.Outdated() {
		t.Errorf("%d articles, outdated %v; want %d from the other generation", got, ix.Outdated(), len(list))
	}
	if n, err := ix.Rebuild(t.Context(), archive(list)); err != nil || n != len(list) || ix.Outdated() {
		t.Errorf("rebuilt %d, outdated %v, %v", n, ix.Outdated(), err)
	}
}

// What else lies in the folder is nobody's index.
func TestForeignFilesStay(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"format6-saved", "formatted", "notes"} {
		if err := os.Mkdir(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "format5"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	ix := program(t, root, encoding)
	put(t, ix, library(5)...)
	if got := find(t, ix, "Ky Son").Total; got != 5 {
		t.Errorf("%d articles, want 5", got)
	}
	for _, name := range []string{"format5", "format6-saved", "formatted", "notes"} {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Error(err)
		}
	}
}

// One encoding has one owner, whatever others do.
func TestOneOwnerOfAnEncoding(t *testing.T) {
	root := t.TempDir()
	program(t, root, encoding)
	program(t, root, encoding-1)
	_, err := openEncoding(t.Context(), root, encoding, Options{})
	if fault.Of(err) != fault.InUse || errors.Is(err, os.ErrNotExist) {
		t.Errorf("a second owner: %v, want an InUse fault", err)
	}
}
