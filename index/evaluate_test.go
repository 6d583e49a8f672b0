package index

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/testkit"

	"github.com/blevesearch/bleve/v2"
)

// judged reads the relevant document of every query of a set.
func judged(t *testing.T, set string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(set, "qrels.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	relevant := map[string]string{}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(line, "\t")
		relevant[f[0]] = f[1]
	}
	return relevant
}

// reciprocalRanks returns MRR@10 by variant of the queries: the part of the id
// after the tilde.
func reciprocalRanks(relevant map[string]string, run string) map[string]float64 {
	best := map[string]float64{}
	for line := range strings.Lines(run) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if rank, err := strconv.Atoi(f[2]); err == nil && rank <= 10 && relevant[f[0]] == f[1] {
			best[f[0]] = max(best[f[0]], 1/float64(rank))
		}
	}
	sums, counts := map[string]float64{}, map[string]float64{}
	for id := range relevant {
		_, variant, _ := strings.Cut(id, "~")
		sums[variant] += best[id]
		counts[variant]++
	}
	for v := range sums {
		sums[v] /= counts[v]
	}
	return sums
}

// top lists the first ten documents of every query of a run.
func top(run string) map[string]string {
	lists := map[string]string{}
	for line := range strings.Lines(run) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if rank, err := strconv.Atoi(f[2]); err == nil && rank <= 10 {
			lists[f[0]] += f[1] + " "
		}
	}
	return lists
}

// TestEvaluateSets holds the ranking to what it reached, on sets that are for
// judging only, and prints stock bleve beside it.
func TestEvaluateSets(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("SKIP: seven thousand queries are not short")
	}
	for _, tt := range []struct {
		set   string
		least map[string]float64
		same  []string // variants that must get the very answers of orig
	}{
		{"xquad-vi", map[string]float64{"orig": .962, "nodia": .955, "nfd": .962, "upper": .962, "oldtone": .950}, []string{"nfd", "upper", "oldtone"}},
		{"xquad-en", map[string]float64{"orig": .967}, nil},
		{"cnil-faq", map[string]float64{"orig": .595, "nodia": .587, "nfd": .587}, []string{"nfd", "nodia"}},
	} {
		t.Run(tt.set, func(t *testing.T) {
			set := testkit.Shared(t, "eval", tt.set)
			relevant := judged(t, set)
			var run bytes.Buffer
			f, err := Evaluate(t.Context(), set, Options{}, &run)
			if err != nil {
				t.Fatal(err)
			}
			got := reciprocalRanks(relevant, run.String())
			stock := reciprocalRanks(relevant, stockRun(t, set))
			for _, v := range slices.Sorted(maps.Keys(tt.least)) {
				t.Logf("%s %-8s MRR@10 %.4f, stock bleve %.4f", tt.set, v, got[v], stock[v])
				if got[v] < tt.least[v] {
					t.Errorf("%s: MRR@10 %.4f, want at least %.3f", v, got[v], tt.least[v])
				}
			}
			t.Logf("%d documents at %.0f a second, %.1f bytes of index a byte of text; %d queries, p50 %v p95 %v p99 %v",
				f.Documents, float64(f.Documents)/f.Indexing.Seconds(), float64(f.IndexSize)/float64(f.TextBytes), f.Queries, f.P50, f.P95, f.P99)
			lists := top(run.String())
			for id, list := range lists {
				base, variant, _ := strings.Cut(id, "~")
				if slices.Contains(tt.same, variant) && lists[base+"~orig"] != list {
					t.Errorf("%s answers %s, as typed %s", id, list, lists[base+"~orig"])
				}
			}
		})
	}
}

// stockRun is the run of bleve's default mapping over one field of title and
// text.
func stockRun(t *testing.T, set string) string {
	t.Helper()
	ix, err := bleve.NewMemOnly(bleve.NewIndexMapping())
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	for d, err := range jsonLines[testDocument](filepath.Join(set, "docs.jsonl")) {
		if err == nil {
			err = ix.Index(d.ID, map[string]string{"text": d.Title + " " + d.Text})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var run strings.Builder
	for q, err := range jsonLines[testQuery](filepath.Join(set, "queries.jsonl")) {
		if err != nil {
			t.Fatal(err)
		}
		found, err := ix.Search(bleve.NewSearchRequestOptions(bleve.NewMatchQuery(q.Text), 10, 0, false))
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range found.Hits {
			fmt.Fprintf(&run, "%s\t%s\t%d\n", q.ID, h.ID, i+1)
		}
	}
	return run.String()
}

func TestEvaluateRefuses(t *testing.T) {
	if _, err := Evaluate(t.Context(), t.TempDir(), Options{}, io.Discard); err == nil {
		t.Error("a folder without documents was evaluated")
	}
}
