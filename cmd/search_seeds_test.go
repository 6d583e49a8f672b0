package cmd

import (
	"fmt"
	"slices"
	"testing"

	"khotin/index"
	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/lexicon"
	"khotin/internal/query"
	"khotin/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

func indexSeeds(t *testing.T) (*index.Index, *archive.Archive) {
	t.Helper()
	a, store := importSeeds(t)
	ix, err := a.openIndex(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	if _, err := follow(t.Context(), ix, store); err != nil {
		t.Fatal(err)
	}
	return ix, store
}

func hitsOf(t *testing.T, ix *index.Index, text string) (ids []string, res query.Result) {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	q.Limit = query.MaxLimit
	if res, err = ix.Search(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids, res
}

// One concept asked for in three languages, with and without marks, has one
// answer, and the concept is named.
func TestSeedsConceptInEveryLanguage(t *testing.T) {
	ix, _ := indexSeeds(t)
	var first []string
	for _, text := range []string{"dân vận khéo", "dan van kheo", "mobilisation de masse habile", "mobilizare calificată a maselor"} {
		got, res := hitsOf(t, ix, text)
		if !slices.Contains(res.Concepts, "dan_van_kheo") {
			t.Errorf("%q names the concepts %v", text, res.Concepts)
		}
		slices.Sort(got)
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" || len(got) == 0 {
			t.Errorf("%q finds %d articles (-first +this):\n%s", text, len(got), diff)
		}
	}
}

// A name with and without marks has one answer, in one order.
func TestSeedsNamesWithoutMarks(t *testing.T) {
	ix, _ := indexSeeds(t)
	for _, names := range [][]string{{"Lê Hồng Vinh", "Le Hong Vinh", "lê hồng vinh", "LE HONG VINH"}, {"Nghệ An", "Nghe An", "nghe an"}} {
		var first []string
		for _, name := range names {
			got, res := hitsOf(t, ix, name)
			if res.Lang != lang.Unknown {
				t.Errorf("%q is read as %s: a name is in no language", name, res.Lang)
			}
			if first == nil {
				first = got
			}
			if diff := cmp.Diff(first, got); diff != "" || len(got) == 0 {
				t.Errorf("%q finds %d articles (-first +this):\n%s", name, len(got), diff)
			}
		}
	}
}

// 04-NQ/TU is cited by the saved articles, 04-NQ/TW by none, in whatever
// language it is asked for.
func TestSeedsTellIssuersApart(t *testing.T) {
	ix, _ := indexSeeds(t)
	var first []string
	for _, before := range []string{"", "nghị quyết số ", "nghi quyet ", "résolution n° ", "rezoluția nr. ", "resolution No. "} {
		got, _ := hitsOf(t, ix, before+"04-NQ/TU")
		slices.Sort(got)
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" || len(got) == 0 {
			t.Errorf("%q finds %d articles (-first +this):\n%s", before+"04-NQ/TU", len(got), diff)
		}
		if got, res := hitsOf(t, ix, before+"04-NQ/TW"); len(got) > 0 || len(res.Near) == 0 {
			t.Errorf("%q finds %v, near %v", before+"04-NQ/TW", got, res.Near)
		}
	}
}

// What is asked in one language is answered in it first.
func TestSeedsOwnLanguageFirst(t *testing.T) {
	ix, _ := indexSeeds(t)
	for text, own := range map[string]lang.Tag{"mobilisation de masse": "fr", "mobilizarea maselor": "ro", "công tác dân vận": "vi", "cong tac dan van": "vi"} {
		_, res := hitsOf(t, ix, text)
		others := 0
		for _, h := range res.Hits {
			if h.Lang != own {
				others++
			} else if others > 0 {
				t.Errorf("%q: %s comes after %d in other languages", text, h.Headline, others)
			}
		}
		if res.Lang != own {
			t.Errorf("%q is read as %s", text, res.Lang)
		}
	}
}

// The captions of the saved articles are bilingual pairs; so few of them teach
// nothing that is wrong.
func TestSeedsLexicon(t *testing.T) {
	_, store := indexSeeds(t)
	var articles []article.Article
	for s, err := range store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, s.Article)
	}
	pairs := lexicon.FromStories(articles)
	if len(pairs) < 8 {
		t.Errorf("%d pairs of captions", len(pairs))
	}
	for _, p := range pairs {
		t.Logf("%s %.60q\n%s %.60q", p.A.Lang, p.A.Text, p.B.Lang, p.B.Text)
	}
	right := []string{"ảnh = photo", "thị sát = inspection"}
	for _, e := range lexicon.Mine(pairs) {
		if pair := e.Term + " = " + e.Translation; !slices.Contains(right, pair) {
			t.Errorf("%s %s, %s %s: %d times, score %.2f", e.Lang, e.Term, e.Into, e.Translation, e.Count, e.Score)
		}
	}
}

// TestSeedsRelevance holds judged queries over the saved articles, in their own
// language and in others, to what they reached.
func TestSeedsRelevance(t *testing.T) {
	ix, _ := indexSeeds(t)
	const front, people, year, course, centre = "2pq0d3uh903bkar1", "2s4f27jer5s7fbo8", "6ee31ip37t7hhoas", "fc1me5d488k4mf0i", "qs9ev5esoaq7iipj"
	judged := []struct{ text, want string }{
		{"formation de 300 cadres à Nghe An", course}, {"plan 257-KH/TU", course}, {"Mai Hoa", course}, {"résolution 46-NQ/TW", course},
		{"qualité des opérations du Front de la Patrie", front}, {"07-ĐA/TU", front}, {"Vo Thi Minh Sinh", front},
		{"année de promotion de la mobilisation de masse", year}, {"dépêche 1470-CV/TU", year}, {"conclusion 114-KL/TW", year}, {"Lai The Nguyen", year},
		{"Mai Van Chinh", centre}, {"Pham Tat Thang", centre},
		{"preocupările și aspirațiile oamenilor", people}, {"Nguyen Tien Thanh", people}, {"legea 10/2022/QH15", people}, {"proiectul 08-ĐA/TU", people},
		{"tập huấn 300 cán bộ Nghệ An", course}, {"kế hoạch 257-KH/TU", course}, {"công văn 1470-CV/TU", year}, {"Lại Thế Nguyên", year},
		{"Mặt trận Tổ quốc Nghệ An", front}, {"Đề án 08-ĐA/TU", people}, {"Mai Văn Chính", centre}, {"Frontul Patriei Nghe An", front},
	}
	first, reciprocal := 0, 0.
	for _, j := range judged {
		got, _ := hitsOf(t, ix, j.text)
		rank := 1 + slices.Index(got, j.want)
		if rank == 1 {
			first++
		} else {
			t.Logf("rank %d of %q", rank, j.text)
		}
		if rank > 0 {
			reciprocal += 1 / float64(rank)
		}
	}
	n := float64(len(judged))
	testkit.Golden(t, "seeds-relevance.txt", fmt.Appendf(nil, "%d queries, recall@1 %.3f, MRR %.3f\n", len(judged), float64(first)/n, reciprocal/n))
}
