package pressroom

import (
	"strings"
	"testing"
	"unicode/utf8"

	"khotin/internal/lang"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

func newArchive(t *testing.T) *Archive {
	t.Helper()
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Two archives print the same articles, whatever was read of them before.
func TestArticlesFollowFromTheirNumber(t *testing.T) {
	a, b := newArchive(t), newArchive(t)
	a.Article(3)
	for _, i := range []int{0, 2, 7, 99_999} {
		if diff := cmp.Diff(a.Article(i), b.Article(i)); diff != "" {
			t.Errorf("article %d differs:\n%s", i, diff)
		}
	}
	seq := int64(5)
	for s, err := range a.After(9, seq) {
		if seq++; err != nil || s.Seq != seq {
			t.Errorf("change %d, %v; want %d", s.Seq, err, seq)
		}
	}
	if seq != 9 {
		t.Errorf("the last change is %d, want 9", seq)
	}
}

// The text is like news: lengths, how many words are different, how often the
// most frequent ones come, and how many pairs of neighbours are different, beside
// counts over 20,000 words of printed Vietnamese and French.
func TestTextIsLikeNews(t *testing.T) {
	a := newArchive(t)
	for _, c := range []struct {
		tag                                   lang.Tag
		first                                 int // article in that language
		typesFrom, typesTo, pairFrom, pairsTo int
	}{
		{lang.Vietnamese, 0, 1500, 3000, 10_000, 14_000},
		{lang.French, 2, 3000, 6000, 10_500, 16_000},
		{lang.Romanian, 3, 3000, 6000, 10_500, 16_000},
	} {
		types, pairs := map[string]int{}, map[string]bool{}
		n, articles, last := 0, 0, ""
		for i := c.first; n < 20_000; i += len(order) {
			s := a.Article(i)
			articles++
			if text := Text(&s); !utf8.ValidString(text) || lang.NFC(text) != text {
				t.Fatalf("article %d is not composed UTF-8", i)
			}
			for w := range lang.Tokens(Text(&s)) {
				word := strings.ToLower(w.Text)
				types[word]++
				pairs[last+" "+word] = true
				last = word
				n++
			}
		}
		most := 0
		for _, count := range types {
			most = max(most, count)
		}
		if mean := n / articles; mean < 300 || mean > 800 {
			t.Errorf("%v: %d words an article", c.tag, mean)
		}
		if len(types) < c.typesFrom || len(types) > c.typesTo || len(pairs) < c.pairFrom || len(pairs) > c.pairsTo {
			t.Errorf("%v: %d words and %d pairs are different", c.tag, len(types), len(pairs))
		}
		if share := float64(most) / float64(n); share < .015 || share > .08 {
			t.Errorf("%v: the most frequent word is %.3f of all", c.tag, share)
		}
	}
}

func TestQueriesAreReadable(t *testing.T) {
	a := newArchive(t)
	for _, k := range Kinds {
		list := a.Queries(k, 40, 100)
		for _, text := range list {
			q, err := query.Parse(text)
			if err != nil {
				t.Fatalf("%s %q: %v", k, text, err)
			}
			switch words := len(strings.Fields(text)); {
			case k == Question && words < 8:
				t.Errorf("a question of %d words: %q", words, text)
			case k == Phrase && (len(q.Clauses) != 1 || q.Clauses[0].Kind != query.Phrase):
				t.Errorf("%q is no phrase", text)
			case k == Filter && (len(q.Filter.Outlets) != 1 || q.Filter.From.IsZero()):
				t.Errorf("%q has no filter", text)
			case text == "":
				t.Errorf("an empty %s", k)
			}
		}
	}
}
