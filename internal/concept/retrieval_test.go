package concept

import (
	"cmp"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/testkit"
)

// pair is a Vietnamese caption and the index of the French line that
// translates it.
type pair struct {
	caption string
	answer  int
}

// captionPairs reads four sample articles, two of which print captions in both
// languages, the French one on the line below. The others make it harder.
func captionPairs(t *testing.T) (pairs []pair, french []string) {
	for _, seed := range []string{"000", "001", "002", "003"} {
		paths, err := filepath.Glob(filepath.Join(testkit.Shared(t, "seeds"), seed+"_*.txt"))
		if err != nil || len(paths) != 1 {
			t.Fatalf("seed %s: %v %v", seed, paths, err)
		}
		raw, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			line = strings.TrimSpace(line)
			switch {
			case line == "":
			case strings.ContainsAny(line, "ảẢộạ"):
				pairs = append(pairs, pair{line, len(french)})
			default:
				french = append(french, line)
			}
		}
	}
	return pairs, french
}

// rank orders documents by BM25 over concept identifiers (k1 1.2, b 0.75;
// Robertson and Zaragoza 2009, equation 3.15).
func rank(query []string, docs [][]string) []int {
	total, df := 0, map[string]int{}
	for _, d := range docs {
		total += len(d)
		for _, id := range slices.Compact(slices.Sorted(slices.Values(d))) {
			df[id]++
		}
	}
	mean := float64(total) / float64(len(docs))
	scores := make([]float64, len(docs))
	for n, d := range docs {
		for _, id := range query {
			tf := 0.0
			for _, have := range d {
				if have == id {
					tf++
				}
			}
			idf := math.Log(1 + (float64(len(docs)-df[id])+.5)/(float64(df[id])+.5))
			scores[n] += idf * tf * 2.2 / (tf + 1.2*(.25+.75*float64(len(d))/mean))
		}
	}
	order := make([]int, len(docs))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return order
}

// A Vietnamese caption must find its French translation by concepts alone.
func TestCaptionsFindTheirTranslation(t *testing.T) {
	pairs, french := captionPairs(t)
	docs := make([][]string, len(french))
	bare := 0
	for n, line := range french {
		if docs[n] = ids(Find(line, lang.French)); len(docs[n]) == 0 {
			bare++
		}
	}
	mrr, first := 0.0, 0
	for _, p := range pairs {
		place := slices.Index(rank(ids(Find(p.caption, lang.Vietnamese)), docs), p.answer) + 1
		mrr += 1 / float64(place)
		if place == 1 {
			first++
		} else {
			t.Logf("place %d: %s\n  %q\n  %q", place, p.caption, show(p.caption, Find(p.caption, "vi")), docs[p.answer])
		}
	}
	mrr /= float64(len(pairs))
	t.Logf("%d captions, %d lines (%d without a concept): MRR %.3f, first %d", len(pairs), len(french), bare, mrr, first)
	if len(pairs) != 13 || mrr < .90 || first < 11 {
		t.Errorf("want 13 captions, MRR at least .90 and 11 first")
	}
}
