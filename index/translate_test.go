package index

import (
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/lexicon"
	"khotin/internal/query"

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
