package index

import (
	"fmt"
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
	if len(ix.shelf.lists) == 0 {
		t.Fatal("nothing was kept of long lists")
	}
	if diff := cmp.Diff(read, ask(), cmpopts.IgnoreFields(query.Result{}, "TookMS")); diff != "" {
		t.Errorf("held postings answer otherwise (-read +held):\n%s", diff)
	}
	put(t, ix, version(int64(len(all)+1), "fr0", lang.French, "Autre chose", "Un incendie."))
	if after := ask(); after.Total != read.Total-1 {
		t.Errorf("after one article of %d was changed, %d are found", read.Total, after.Total)
	}
}

// TestShelfIsBounded: lists make room for others, and none is larger than an
// eighth of the shelf.
func TestShelfIsBounded(t *testing.T) {
	var s shelf
	s.visit(nil)
	for i := range 100 {
		s.put(nil, listName{"f", fmt.Sprint(i), true}, make([]held, shelfSize/heldSize/16))
		if s.bytes > shelfSize {
			t.Fatalf("%d bytes are held", s.bytes)
		}
	}
	if len(s.lists) < 15 {
		t.Errorf("%d lists are held, where 16 have room", len(s.lists))
	}
	s.put(nil, listName{"f", "huge", true}, make([]held, shelfSize/heldSize/4))
	if _, ok := s.get(nil, listName{"f", "huge", true}); ok {
		t.Error("one list takes a quarter of the shelf")
	}
}
