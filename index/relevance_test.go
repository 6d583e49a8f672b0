package index

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/testkit"
)

// TestRelevance holds judged queries over the sample newspaper to what they
// reached: one query a line, a tab, what answers it. A number or a name is the
// same in every language, so any version of a story (204117) answers it; words
// ask for the version in their language (204117-fr). The golden file has the
// share of queries with a right answer first, among the first five, and the mean
// reciprocal rank, so that every change of ranking is seen in a diff.
func TestRelevance(t *testing.T) {
	ix := open(t, t.TempDir())
	list := newspaper(t)
	put(t, ix, list...)
	known := map[string]bool{}
	for _, s := range list {
		known[s.ID], known[s.Group] = true, true
	}
	var report strings.Builder
	for _, name := range []string{"vi", "fr", "ro", "cross"} {
		text, err := os.ReadFile(filepath.Join("testdata", "relevance", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		n, first, five, sum := 0, 0, 0, 0.
		for line := range strings.Lines(string(text)) {
			asked, answers, _ := strings.Cut(strings.TrimSpace(line), "\t")
			want := strings.Fields(answers)
			for _, id := range want {
				if !known[id] {
					t.Errorf("%s: %q expects %s, which is not in the newspaper", name, asked, id)
				}
			}
			got := ids(findAll(t, ix, asked))
			rank := 1 + slices.IndexFunc(got, func(id string) bool {
				story, _, _ := strings.Cut(id, "-")
				return slices.Contains(want, id) || slices.Contains(want, story)
			})
			n++
			if rank > 0 {
				sum += 1 / float64(rank)
			}
			if rank == 1 {
				first++
			} else {
				t.Logf("%s: rank %d of %q", name, rank, asked)
			}
			if rank > 0 && rank <= 5 {
				five++
			}
		}
		of := float64(n)
		fmt.Fprintf(&report, "%-5s %d queries, recall@1 %.3f, recall@5 %.3f, MRR %.3f\n", name, n, float64(first)/of, float64(five)/of, sum/of)
	}
	testkit.Golden(t, "relevance/mrr.txt", []byte(report.String()))
}
