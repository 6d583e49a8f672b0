package index

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// Which version stands for a story does not depend on the order in which they
// came into the index.
func TestStoriesOfTiedVersions(t *testing.T) {
	var list []article.Stored
	for i, tag := range []lang.Tag{lang.Romanian, lang.French, lang.Vietnamese} {
		s := version(int64(i+1), "story-"+string(tag), tag, "04-NQ/TU", "Tin 04-NQ/TU.")
		s.Group = "g1"
		list = append(list, s)
	}
	for range 2 {
		ix := open(t, t.TempDir())
		for _, s := range list {
			put(t, ix, s)
		}
		q, err := query.Parse("outlet:example.vn")
		if err != nil {
			t.Fatal(err)
		}
		q.GroupBy, q.Limit = query.ByStory, 10
		r, err := ix.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"story-fr"}, ids(r)); diff != "" || r.Total != 3 || r.Stories != 1 {
			t.Errorf("%d hits of %d stories (-want +got):\n%s", r.Total, r.Stories, diff)
		}
		slices.Reverse(list)
	}
}
