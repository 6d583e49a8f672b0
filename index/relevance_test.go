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
	for _, q := range judgements(t, "vi", "fr", "ro", "cross", "lexicon") {
		for _, id := range q.want {
			if !known[id] {
				t.Errorf("%q expects %s, which is not in the newspaper", q.text, id)
			}
		}
	}
	var report strings.Builder
	for _, name := range []string{"vi", "fr", "ro", "cross"} {
		first, five, mrr := judge(t, ix, name)
		fmt.Fprintf(&report, "%-5s %d queries, recall@1 %.3f, recall@5 %.3f, MRR %.3f\n", name, len(judgements(t, name)), first, five, mrr)
	}
	testkit.Golden(t, "relevance/mrr.txt", []byte(report.String()))
}

// judgement is a query and what answers it.
type judgement struct {
	text string
	want []string
}

// judgements reads the files of judged queries.
func judgements(t *testing.T, names ...string) (list []judgement) {
	t.Helper()
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join("testdata", "relevance", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			asked, answers, _ := strings.Cut(strings.TrimSpace(line), "\t")
			list = append(list, judgement{asked, strings.Fields(answers)})
		}
	}
	return list
}

// judge puts the queries of a file to an index.
func judge(t *testing.T, ix *Index, name string) (first, five, mrr float64) {
	t.Helper()
	list := judgements(t, name)
	for _, q := range list {
		rank := 1 + slices.IndexFunc(ids(findAll(t, ix, q.text)), func(id string) bool {
			story, _, _ := strings.Cut(id, "-")
			return slices.Contains(q.want, id) || slices.Contains(q.want, story)
		})
		if rank > 0 {
			mrr += 1 / float64(rank)
		}
		if rank == 1 {
			first++
		} else {
			t.Logf("%s: rank %d of %q", name, rank, q.text)
		}
		if rank > 0 && rank <= 5 {
			five++
		}
	}
	n := float64(len(list))
	return first / n, five / n, mrr / n
}
