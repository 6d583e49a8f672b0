package lexicon_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/lexicon"
	"khotin/internal/sample"

	"github.com/google/go-cmp/cmp"
)

// newspaper returns the sample newspaper as records, the versions of a story in
// one group; a caption printed twice points at its translation.
func newspaper(t testing.TB) (list []article.Article) {
	t.Helper()
	o, err := sample.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range o.Articles() {
		tag := lang.ParseTag(s.Lang)
		a := article.Article{ID: fmt.Sprintf("%d-%s", s.ID, s.Lang), Group: fmt.Sprint(s.ID), Lang: tag, Headline: s.Headline, Lead: s.Lead}
		for _, b := range s.Body {
			if !b.IsFigure() {
				a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: b.Text(), Lang: tag})
				continue
			}
			for i, line := range b.Lines {
				c := article.Caption{Text: line, Lang: tag}
				if len(b.Lines) == 2 {
					n := len(a.Captions) + 1 - 2*i
					c.Pair = &n
					if i == 0 {
						c.Lang = lang.Vietnamese
					}
				}
				a.Captions = append(a.Captions, c)
			}
		}
		list = append(list, a)
	}
	return list
}

// TestPrecision mines the sample newspaper and looks every entry up in a list of
// our own, in which each was judged by reading the passages: right, near (a
// part, or a wider word) or wrong. An entry that was never judged counts as
// wrong, so the list has to follow the mining.
func TestPrecision(t *testing.T) {
	judged := map[string]string{}
	table, err := os.ReadFile("testdata/judged.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if verdict, pair, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			judged[pair] = verdict
		}
	}
	entries := lexicon.Mine(lexicon.FromStories(newspaper(t)))
	right, near := 0, 0
	for _, e := range entries {
		pair := fmt.Sprintf("%s %s\t%s %s", e.Lang, e.Term, e.Into, e.Translation)
		switch judged[pair] {
		case "right":
			right++
		case "near":
			near++
		case "wrong":
		default:
			t.Errorf("never judged: %s", pair)
		}
	}
	n := float64(len(entries))
	t.Logf("%d entries: %d right, %d near", len(entries), right, near)
	if len(entries) < 60 || float64(right) < .9*n || float64(right+near) < .97*n {
		t.Errorf("of %d entries %d are right and %d near; want nine of ten right, and at most three in a hundred wrong", len(entries), right, near)
	}
}

// The same articles in another order teach the same.
func TestMiningIsRepeatable(t *testing.T) {
	list := newspaper(t)
	first := lexicon.Mine(lexicon.FromStories(list))
	for range 3 {
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if diff := cmp.Diff(first, lexicon.Mine(lexicon.FromStories(list))); diff != "" {
			t.Fatalf("(-first +again):\n%s", diff)
		}
	}
}

func BenchmarkMine(b *testing.B) {
	pairs := lexicon.FromStories(newspaper(b))
	for b.Loop() {
		lexicon.Mine(pairs)
	}
}
