package index

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// TestShelf: postings that are held answer as those that are read, also to
// explain, and not beyond a change of the index.
func TestShelf(t *testing.T) {
	ix := open(t, t.TempDir())
	var all []article.Stored
	for i := range int64(longList + 100) {
		all = append(all, version(i+1, fmt.Sprintf("fr%d", i), lang.French, fmt.Sprintf("Conférence %d", i%7),
			fmt.Sprintf("La mobilisation de la commune et de la province, %d fois.", i%11)))
	}
	put(t, ix, all...)
	ask := func() query.Result {
		t.Helper()
		q, err := query.Parse("mobilisation de la province conférence")
		if err != nil {
			t.Fatal(err)
		}
		q.Limit, q.Explain, q.Facets = 20, true, true
		r, err := ix.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	read := ask()
	kept := lists(&ix.shelf)
	if kept == 0 {
		t.Fatal("nothing was kept of long lists")
	}
	if diff := cmp.Diff(read, ask(), cmpopts.IgnoreFields(query.Result{}, "TookMS")); diff != "" {
		t.Errorf("held postings answer otherwise (-read +held):\n%s", diff)
	}
	put(t, ix, version(int64(len(all)+1), "fr0", lang.French, "Autre chose", "Un incendie."))
	if after := ask(); after.Total != read.Total-1 {
		t.Errorf("after one article of %d was changed, %d are found", read.Total, after.Total)
	}
	if left := lists(&ix.shelf); left < kept {
		t.Errorf("a write of one article left %d of %d lists", left, kept)
	}
}

// lists counts what is kept.
func lists(s *shelf) (n int) {
	for _, r := range s.rooms {
		n += len(r.lists)
	}
	return n
}

// TestShelfIsBounded: lists make room for others, and none is larger than an
// eighth of the shelf.
func TestShelfIsBounded(t *testing.T) {
	var s shelf
	p := &part{}
	s.visit([]*part{p})
	for i := range 100 {
		s.put(p.room, listName{"f", fmt.Sprint(i), true}, make([]entry, shelfSize/entrySize/16))
		if s.bytes > shelfSize {
			t.Fatalf("%d bytes are held", s.bytes)
		}
	}
	if n := lists(&s); n < 15 {
		t.Errorf("%d lists are held, where 16 have room", n)
	}
	s.put(p.room, listName{"f", "huge", true}, make([]entry, shelfSize/entrySize/4))
	if _, ok := s.get(p.room, listName{"f", "huge", true}); ok {
		t.Error("one list takes a quarter of the shelf")
	}
}

// TestShelfForgetsSegments: what is kept of a segment goes when it has been
// merged into another, and nothing is kept of it afterwards.
func TestShelfForgetsSegments(t *testing.T) {
	ix := open(t, t.TempDir())
	for part := range slices.Chunk(library(3*longList), longList) {
		put(t, ix, part...)
		find(t, ix, "Ky Son")
	}
	var old []*room
	for _, r := range ix.shelf.rooms {
		old = append(old, r)
	}
	if _, err := ix.Rebuild(t.Context(), archive(library(longList/2))); err != nil {
		t.Fatal(err)
	}
	for range 100 * staleRoom { // bleve is still writing and merging
		find(t, ix, "Ky Son")
		if live := segments(t, ix); len(ix.shelf.rooms) == live && len(ix.shelf.cabinet.segments) == live {
			break
		}
	}
	if live := segments(t, ix); len(ix.shelf.rooms) > live || len(ix.shelf.cabinet.segments) > live {
		t.Errorf("the lists of %d segments are kept and the columns of %d, of %d", len(ix.shelf.rooms), len(ix.shelf.cabinet.segments), live)
	}
	ix.shelf.put(old[0], listName{"f", "late", true}, make([]entry, longList))
	if old[0].lists != nil || ix.shelf.bytes != 0 {
		t.Errorf("%d bytes are held of segments that are gone or have short lists only", ix.shelf.bytes)
	}
}

// TestRebuildWarms: what facets need is there before the first search of a new
// generation.
func TestRebuildWarms(t *testing.T) {
	ix := open(t, t.TempDir())
	if _, err := ix.Rebuild(t.Context(), archive(library(50))); err != nil {
		t.Fatal(err)
	}
	if len(ix.shelf.cabinet.segments) == 0 {
		t.Error("no column has been read")
	}
}

// segments counts the segments of the live generation.
func segments(t *testing.T, ix *Index) int {
	t.Helper()
	advanced, err := ix.live.index.Advanced()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	parts, err := partsOf(reader)
	if err != nil {
		t.Fatal(err)
	}
	return len(parts)
}
