package index

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/lexicon"
	"khotin/internal/query"
	"khotin/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

// openWith opens an empty index with a lexicon.
func openWith(t *testing.T, entries []lexicon.Entry) *Index {
	t.Helper()
	ix, err := Open(t.Context(), t.TempDir(), Options{Lexicon: entries})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

// A word that only the lexicon knows finds the article in the other language,
// marked there and explained, after those that have the word itself.
func TestLexiconFindsOtherLanguages(t *testing.T) {
	entries := []lexicon.Entry{
		{Term: "tiểu phẩm", Lang: lang.Vietnamese, Translation: "saynète", Into: lang.French, Score: 1, Status: lexicon.Mined},
		{Term: "gạo", Lang: lang.Vietnamese, Translation: "riz", Into: lang.French, Score: .9, Status: lexicon.Accepted},
		{Term: "mưa", Lang: lang.Vietnamese, Translation: "cuillère", Into: lang.French, Score: 1, Status: lexicon.Rejected},
	}
	ix := openWith(t, entries)
	put(t, ix,
		version(1, "vi", lang.Vietnamese, "Hội thi", "Đội thi diễn một tiểu phẩm về gạo dưới trời mưa."),
		version(2, "fr", lang.French, "Le concours", "Les équipes ont joué des saynètes sur le riz, l'une après l'autre."),
	)
	for text, want := range map[string][]string{
		"saynète": {"fr", "vi"}, "les saynètes jouées": {"fr", "vi"}, "tiểu phẩm": {"vi", "fr"}, "riz": {"fr", "vi"}, "cuillère": {}, `"saynète"`: {"fr"},
	} {
		if diff := cmp.Diff(want, ids(find(t, ix, text))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	r := ask(t, ix, "saynète", func(q *query.Query) { q.Explain = true })
	if diff := cmp.Diff([]query.Translation{{Asked: "saynète", Lang: "vi", Text: "tiểu phẩm"}}, r.Translations); diff != "" {
		t.Errorf("translations (-want +got):\n%s", diff)
	}
	h := r.Hits[1]
	if len(h.Why) != 1 || h.Why[0].Kind != "translation" || h.Why[0].Text != "saynète → tiểu phẩm" {
		t.Errorf("why: %+v", h.Why)
	}
	if !slices.ContainsFunc(h.Passages[0].Runs, func(run query.Run) bool { return run.Mark && run.Text == "tiểu phẩm" }) {
		t.Errorf("marked: %+v", h.Passages)
	}
	if strict := ask(t, ix, "saynète", func(q *query.Query) { q.Strict = true }); strict.Total != 1 {
		t.Errorf("a strict search for a word finds %d articles", strict.Total)
	}
}

// Questions in Vietnamese find the English paragraph with a lexicon mined from
// three quarters of the parallel paragraphs, none of which answers them.
func TestLexiconOnParallelText(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("SKIP: twelve hundred queries twice are not short")
	}
	set := testkit.Shared(t, "eval", "xquad-vi")
	vi := texts(t, set)
	en := texts(t, testkit.Shared(t, "eval", "xquad-en"))
	relevant := judged(t, set)
	const folds = 4
	foldOf := map[string]int{}
	for i, d := range vi {
		foldOf[d.ID] = i * folds / len(vi)
	}
	var before, after, n float64
	for fold := range folds {
		var pairs []lexicon.Pair
		for i := range vi {
			if foldOf[vi[i].ID] != fold {
				pairs = append(pairs, lexicon.Pair{A: lexicon.Passage{Lang: lang.Vietnamese, Text: vi[i].Text}, B: lexicon.Passage{Lang: lang.English, Text: en[i].Text}})
			}
		}
		without, with := openWith(t, nil), openWith(t, lexicon.Mine(pairs))
		var list []article.Stored
		for i, d := range en {
			list = append(list, version(int64(i+1), d.ID, lang.English, "", d.Text))
		}
		put(t, without, list...)
		put(t, with, list...)
		for q, err := range jsonLines[testQuery](filepath.Join(set, "queries.jsonl")) {
			if err != nil {
				t.Fatal(err)
			}
			want := relevant[q.ID]
			if strings.HasSuffix(q.ID, "~orig") && foldOf[want] == fold {
				n++
				english := "en" + strings.TrimPrefix(want, "vi")
				before += reciprocal(ids(find(t, without, q.Text)), english)
				after += reciprocal(ids(find(t, with, q.Text)), english)
			}
		}
	}
	t.Logf("vi to en: MRR@10 %.3f of %.0f queries, with the lexicon %.3f", before/n, n, after/n)
	if after/n < .5 {
		t.Errorf("MRR@10 %.3f, want at least .5", after/n)
	}
}

func texts(t *testing.T, set string) (list []testDocument) {
	t.Helper()
	for d, err := range jsonLines[testDocument](filepath.Join(set, "docs.jsonl")) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

// reciprocal is one by the rank of the wanted, 0 where it is not listed.
func reciprocal(ids []string, want string) float64 {
	if rank := 1 + slices.Index(ids, want); rank > 0 {
		return 1 / float64(rank)
	}
	return 0
}

func TestLexiconRefusesWhatCannotBeFound(t *testing.T) {
	_, err := Open(t.Context(), t.TempDir(), Options{Lexicon: []lexicon.Entry{{Term: "của", Lang: lang.Vietnamese, Translation: "de la", Into: lang.French, Status: lexicon.Accepted}}})
	if err == nil || !strings.Contains(err.Error(), "de la") {
		t.Errorf("a translation of nothing but small words: %v", err)
	}
}

// With the lexicon that its own translations teach, the sample newspaper answers
// every judged query in one language as before, and the words that only the
// lexicon knows lead to the other languages.
func TestLexiconOfTheNewspaper(t *testing.T) {
	list := newspaper(t)
	var plain []article.Article
	for _, s := range list {
		plain = append(plain, s.Article)
	}
	entries := lexicon.Mine(lexicon.FromStories(plain))
	without, with := openWith(t, nil), openWith(t, entries)
	put(t, without, list...)
	put(t, with, list...)
	for _, name := range []string{"vi", "fr", "ro"} {
		_, _, before := judge(t, without, name)
		_, _, after := judge(t, with, name)
		t.Logf("%s: MRR %.4f, with the lexicon %.4f", name, before, after)
		if after < before {
			t.Errorf("%s: MRR %.4f, with the lexicon %.4f", name, before, after)
		}
	}
	first, five, before := judge(t, without, "lexicon")
	t.Logf("across languages, words outside the glossary: recall@1 %.3f, recall@5 %.3f, MRR %.3f", first, five, before)
	first, five, after := judge(t, with, "lexicon")
	t.Logf("with the lexicon: recall@1 %.3f, recall@5 %.3f, MRR %.3f", first, five, after)
	if after < before+.3 {
		t.Errorf("the lexicon brings the MRR of %.3f to %.3f only", before, after)
	}
}
