package index

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// library returns n short articles in three languages.
func library(n int) []article.Stored {
	texts := [...]struct {
		tag  lang.Tag
		text string
	}{
		{lang.Vietnamese, "Hội nghị tập huấn công tác dân vận năm %d ở xã Kỳ Sơn"},
		{lang.French, "La conférence sur la mobilisation des masses, année %d, commune de Ky Son"},
		{lang.Romanian, "Conferința privind mobilizarea maselor, anul %d, comuna Ky Son"},
	}
	list := make([]article.Stored, n)
	for i := range list {
		s := texts[i%len(texts)]
		list[i] = version(int64(i+1), fmt.Sprintf("id%05d", i), s.tag, "Ky Son", fmt.Sprintf(s.text, i))
	}
	return list
}

// template makes an index of some segments and leaves it closed in order, or as
// a crash leaves it.
func template(t *testing.T, crashed bool) (dir string) {
	t.Helper()
	dir = t.TempDir()
	ix, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for chunk := range 3 {
		put(t, ix, library(60)[chunk*20:chunk*20+20]...)
	}
	live := ix.live.path
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if crashed {
		if err := unseal(live); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// copyOf copies an index folder and returns the copy and its generation.
func copyOf(t *testing.T, dir string) (to, live string) {
	t.Helper()
	to = filepath.Join(t.TempDir(), "index")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(folderOf(to, encoding), "*-000001"))
	if err != nil || len(found) != 1 {
		t.Fatalf("generations %v, %v", found, err)
	}
	return to, found[0]
}

// files lists what a generation consists of.
func files(t *testing.T, path string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != manifestName {
			list = append(list, name)
		}
		return err
	})
	if err != nil || len(list) < 3 {
		t.Fatalf("%s has the files %v, %v", path, list, err)
	}
	return list
}

// expectRebuilt opens a damaged index and checks that it refuses to answer,
// keeps what it found, and is whole again once it has followed the archive.
// After a crash, damage may also have hit what no segment needs any more; then
// the index must be whole at once.
func expectRebuilt(t *testing.T, what, dir string, crashed bool) {
	t.Helper()
	ix, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	defer ix.Close()
	if ix.live.reason == "" {
		if got := find(t, ix, "Ky Son").Total; !crashed || got != 60 {
			t.Fatalf("%s: went unnoticed, %d articles", what, got)
		}
		return
	}
	if _, err := ix.Search(t.Context(), query.Query{Limit: 10}); fault.Of(err) != fault.Unavailable {
		t.Fatalf("%s: a search before the rebuild: %v, want an Unavailable fault", what, err)
	}
	if got := ix.Position(); got != 0 {
		t.Fatalf("%s: position %d, want 0", what, got)
	}
	put(t, ix, library(60)...)
	if got := find(t, ix, "Ky Son").Total; got != 60 {
		t.Fatalf("%s: %d articles after the rebuild, want 60", what, got)
	}
	if kept, _ := filepath.Glob(filepath.Join(ix.dir, damaged+"*")); len(kept) != 1 {
		t.Fatalf("%s: the damaged generation was not kept: %v", what, kept)
	}
}

func TestDamage(t *testing.T) {
	flip := func(data []byte, r *rand.Rand) []byte {
		data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		return data
	}
	cut := func(data []byte, r *rand.Rand) []byte { return data[:r.IntN(len(data))] }
	empty := func([]byte, *rand.Rand) []byte { return nil }
	for _, tt := range []struct {
		name    string
		crashed bool
		only    string // files whose damage is told after a crash
		harm    func([]byte, *rand.Rand) []byte
	}{
		{"flip", false, "", flip}, {"cut", false, "", cut}, {"empty", false, "", empty}, {"missing", false, "", nil},
		{"flip after crash", true, ".zap", flip}, {"cut after crash", true, "", cut},
		{"empty after crash", true, "", empty}, {"missing after crash", true, "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			whole := template(t, tt.crashed)
			_, probe := copyOf(t, whole)
			for i := range files(t, probe) {
				dir, live := copyOf(t, whole)
				name := files(t, live)[i]
				if !strings.HasSuffix(name, tt.only) {
					continue
				}
				if tt.harm == nil {
					if err := os.Remove(name); err != nil {
						t.Fatal(err)
					}
				} else {
					data, err := os.ReadFile(name)
					if err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(name, tt.harm(data, rand.New(rand.NewPCG(uint64(i), 7))), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				expectRebuilt(t, tt.name+" "+filepath.Base(name), dir, tt.crashed)
			}
		})
	}
}

func TestReopen(t *testing.T) {
	for _, crashed := range []bool{false, true} {
		ix := open(t, template(t, crashed))
		if got := ix.Position(); got != 60 || ix.live.reason != "" {
			t.Errorf("crashed %t: position %d, rebuild %q", crashed, got, ix.live.reason)
		}
		if got := find(t, ix, "Ky Son").Total; got != 60 {
			t.Errorf("crashed %t: %d articles, want 60", crashed, got)
		}
	}
}
