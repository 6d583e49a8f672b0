package index

import (
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
	"khotin/internal/testkit"

	"golang.org/x/text/unicode/norm"
)

// The sets of testdata/judged are questions about law and news, in each of the
// three languages, of our own writing. A query has the number of its document set
// and its own; odd ones are for looking at, of even ones only the figures are.
var judgedSets = [...]string{"vi-law", "vi-news", "fr-law", "fr-news", "ro-law", "ro-news"}

// judgedSet is a test set in the layout that Evaluate reads, with its judgements.
type judgedSet struct {
	name     string
	lang     lang.Tag
	docs     []article.Stored
	queries  []testQuery
	relevant map[string]map[string]int // by query: documents and how well they answer
}

// readSet reads a test set. Of queries typed in several ways it keeps those as
// they were written.
func readSet(t *testing.T, dir string) judgedSet {
	t.Helper()
	set := judgedSet{name: filepath.Base(dir), relevant: map[string]map[string]int{}}
	var size int64
	for d, err := range documents(filepath.Join(dir, "docs.jsonl"), &size) {
		if err != nil {
			t.Fatal(err)
		}
		set.docs = append(set.docs, d)
	}
	for q, err := range jsonLines[testQuery](filepath.Join(dir, "queries.jsonl")) {
		if err != nil {
			t.Fatal(err)
		}
		if _, variant, _ := strings.Cut(q.ID, "~"); variant == "" || variant == "orig" {
			set.queries = append(set.queries, q)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "qrels.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		grade, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		if set.relevant[f[0]] == nil {
			set.relevant[f[0]] = map[string]int{}
		}
		set.relevant[f[0]][f[1]] = grade
	}
	set.lang = set.docs[0].Lang
	return set
}

// quality are the measures of a run, summed over n queries.
type quality struct {
	n, mrr, first, ndcg float64
}

// add counts a list of documents against what answers the query.
func (m *quality) add(relevant map[string]int, found []string) {
	m.n++
	found = found[:min(len(found), 10)]
	if rank := 1 + slices.IndexFunc(found, func(id string) bool { return relevant[id] > 0 }); rank > 0 {
		m.mrr += 1 / float64(rank)
		if rank == 1 {
			m.first++
		}
	}
	gain := func(grade, place int) float64 { return (math.Exp2(float64(grade)) - 1) / math.Log2(float64(place)+2) }
	got, best := 0., 0.
	for i, id := range found {
		got += gain(relevant[id], i)
	}
	grades := slices.SortedFunc(maps.Values(relevant), func(a, b int) int { return b - a })
	for i, g := range grades[:min(len(grades), 10)] {
		best += gain(g, i)
	}
	m.ndcg += got / best
}

func (m quality) String() string {
	return fmt.Sprintf("MRR@10 %.3f  S@1 %.3f  nDCG@10 %.3f", m.mrr/m.n, m.first/m.n, m.ndcg/m.n)
}

// spellings are ways to type a query that must not change its answers.
var spellings = map[string]func(string) string{
	"capitals": strings.ToUpper,
	"NFD":      norm.NFD.String,
	"cedillas": strings.NewReplacer("ș", "ş", "ț", "ţ", "Ș", "Ş", "Ț", "Ţ").Replace,
}

// typeTelex types Vietnamese as a keyboard without an input method does: the signs
// of letters follow them, that of the tone closes the word.
func typeTelex(text string) string {
	signs := map[rune]rune{0x306: 'w', 0x31b: 'w', 0x302: 0, 0x301: 's', 0x300: 'f', 0x309: 'r', 0x303: 'x', 0x323: 'j'}
	var typed []string
	for word := range strings.FieldsSeq(text) {
		var out, tone []rune
		for _, r := range norm.NFD.String(strings.NewReplacer("đ", "dd", "Đ", "Dd").Replace(word)) {
			switch sign, ok := signs[r]; {
			case !ok:
				out = append(out, r)
			case sign == 0: // the letter twice
				out = append(out, unicode.ToLower(out[len(out)-1]))
			case sign == 'w':
				out = append(out, sign)
			default:
				tone = []rune{sign}
			}
		}
		word := string(out)
		end := strings.LastIndexFunc(word, unicode.IsLetter) + 1
		typed = append(typed, word[:end]+string(tone)+word[end:])
	}
	return strings.Join(typed, " ")
}

// isHeld reports a query whose answers are only counted.
func isHeld(id string) bool {
	id, _, _ = strings.Cut(id, "~")
	return (id[len(id)-1]-'0')%2 == 0
}

// firstTen returns the documents that answer a query best.
func firstTen(t *testing.T, ix *Index, text string) []string {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	result, err := ix.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return ids(result)
}

// TestJudged holds the ranking to what it reached on questions about law and
// news: in both halves of each set, without marks, and among the texts of all
// sets. Where other signs say the same, the answers must be the same.
func TestJudged(t *testing.T) {
	if underRace {
		t.Skip("SKIP: three thousand queries take too long under the race detector")
	}
	var report strings.Builder
	all := open(t, t.TempDir())
	var sets []judgedSet
	for _, name := range judgedSets {
		set := readSet(t, filepath.Join("testdata", "judged", name))
		sets = append(sets, set)
		ix := open(t, t.TempDir())
		put(t, ix, set.docs...)
		put(t, all, set.docs...)
		typed := map[string][]string{}
		judgeSet(t, &report, set, "as typed", func(q testQuery) []string {
			typed[q.ID] = firstTen(t, ix, q.Text)
			return typed[q.ID]
		})
		judgeSet(t, &report, set, "no marks", func(q testQuery) []string { return firstTen(t, ix, lang.Fold(q.Text)) })
		if set.lang == lang.Vietnamese {
			sameInTelex(t, ix, set, typed)
		}
		for name, spell := range spellings {
			for _, q := range set.queries {
				if found := firstTen(t, ix, spell(q.Text)); !slices.Equal(found, typed[q.ID]) {
					t.Errorf("%s: %q is answered differently in %s", set.name, q.Text, name)
				}
			}
		}
	}
	for _, set := range sets {
		judgeSet(t, &report, set, "among all", func(q testQuery) []string { return firstTen(t, all, q.Text) })
	}
	testkit.Golden(t, "judged/figures.txt", []byte(report.String()))
}

// sameInTelex compares the first answers: what is not in the texts is not decoded,
// and makes lists end differently.
func sameInTelex(t *testing.T, ix *Index, set judgedSet, typed map[string][]string) {
	t.Helper()
	for _, q := range set.queries {
		found := firstTen(t, ix, typeTelex(q.Text))
		if want := typed[q.ID]; !slices.Equal(found[:min(len(found), 1)], want[:min(len(want), 1)]) {
			t.Errorf("%s: %q has another first answer in Telex", set.name, q.Text)
		}
	}
}

// judgeSet adds the figures of a set, asked in one way, to the report.
func judgeSet(t *testing.T, report io.Writer, set judgedSet, way string, ask func(testQuery) []string) {
	t.Helper()
	var seen, held quality
	for _, q := range set.queries {
		m := &seen
		if isHeld(q.ID) {
			m = &held
		}
		m.add(set.relevant[q.ID], ask(q))
	}
	fmt.Fprintf(report, "%-8s %-10s %v   held %v\n", set.name, way, seen, held)
}
