package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// pages walks a search to its end and returns every id once for each time it
// came.
func pages(t *testing.T, ix *Index, q query.Query) (all []string) {
	t.Helper()
	for range 1000 {
		r, err := ix.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, ids(r)...)
		if r.Next == "" {
			return all
		}
		q.Cursor = r.Next
	}
	t.Fatal("the cursor never ends")
	return nil
}

func TestPaging(t *testing.T) {
	ix := open(t, t.TempDir())
	list := library(100)
	for i := range list {
		list[i].Headline, list[i].Paragraphs[0].Text = "", "Ky Son xa" // all tied
		if i%10 == 0 {
			list[i].Published = article.Date{}
		}
	}
	put(t, ix, list...)
	for _, by := range []query.Sort{query.ByScore, query.Newest, query.Oldest, ""} {
		for _, limit := range []int{1, 7, 50, 100} {
			got := pages(t, ix, query.Query{Clauses: []query.Clause{{Text: "Ky"}}, Sort: by, Limit: limit})
			if n := len(got); n != 100 {
				t.Errorf("sort %q, %d a page: %d hits, want 100", by, limit, n)
			}
			slices.Sort(got)
			if n := len(slices.Compact(got)); n != 100 {
				t.Errorf("sort %q, %d a page: %d different hits, want 100", by, limit, n)
			}
		}
	}
}

func TestOrderByDate(t *testing.T) {
	ix := open(t, t.TempDir())
	list := library(40)
	list[3].Published = article.Date{}
	put(t, ix, list...)
	when := func(id string) string {
		for _, a := range list {
			if a.ID == id {
				return a.Published.String()
			}
		}
		return "?"
	}
	for _, by := range []query.Sort{query.Newest, query.Oldest} {
		got := pages(t, ix, query.Query{Sort: by, Limit: 9})
		if last := got[len(got)-1]; last != list[3].ID {
			t.Errorf("%s: the article without a date is not last but %s is", by, last)
		}
		for i := 1; i < len(got)-1; i++ {
			if a, b := when(got[i-1]), when(got[i]); by == query.Newest && a < b || by == query.Oldest && a > b {
				t.Errorf("%s: %s before %s", by, a, b)
			}
		}
	}
}

func TestCursorRefused(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, library(30)...)
	first, err := ix.Search(t.Context(), query.Query{Limit: 5, Sort: query.Newest})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []query.Query{
		{Limit: 5, Cursor: "x"}, {Limit: 5, Cursor: first.Next}, {Limit: 5, Cursor: "e30"},
		{Limit: 101}, {Limit: -1}, {Limit: 5, Sort: "random"}, {Limit: 5, GroupBy: "colour"},
	} {
		if _, err := ix.Search(t.Context(), q); fault.Of(err) != fault.Invalid {
			t.Errorf("%+v: %v, want an Invalid fault", q, err)
		}
	}
}

func TestFacetsAndTotal(t *testing.T) {
	ix := open(t, t.TempDir())
	list := library(90)
	put(t, ix, list...)
	put(t, ix, list[:20]...) // rewriting must not count twice
	r := find(t, ix, "Ky Son")
	if r.Total != 90 {
		t.Errorf("total %d, want 90", r.Total)
	}
	want := []query.Bucket{{Value: "fr", Count: 30}, {Value: "ro", Count: 30}, {Value: "vi", Count: 30}}
	if diff := cmp.Diff(want, r.Facets["lang"]); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
	none, err := ix.Search(t.Context(), query.Query{Clauses: []query.Clause{{Text: "Ky"}}})
	if err != nil || none.Total != 90 || len(none.Hits) != 0 {
		t.Errorf("a page of no hits: %d of %d, %v", len(none.Hits), none.Total, err)
	}
	years := 0
	for _, b := range r.Facets["year"] {
		years += b.Count
	}
	if years != 90 || len(r.Facets["year"]) != 5 {
		t.Errorf("years %v: want five that add up to 90", r.Facets["year"])
	}
}

// A filter may take hits away and may not change the order or score of others.
func TestFilterKeepsOrder(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, library(60)...)
	all := find(t, ix, "Ky Son hội nghị conférence")
	scores := map[string]float64{}
	for _, h := range all.Hits {
		scores[h.ID] = h.Score
	}
	some := find(t, ix, "Ky Son hội nghị conférence outlet:example.vn from:2019")
	if diff := cmp.Diff(ids(all), ids(some)); diff != "" {
		t.Errorf("order (-without +with filter):\n%s", diff)
	}
	for _, h := range some.Hits {
		if h.Score != scores[h.ID] {
			t.Errorf("%s scores %v with the filter, %v without", h.ID, h.Score, scores[h.ID])
		}
	}
}

// The same words typed another way are the same search.
func TestSpellingsAgree(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "vi1", lang.Vietnamese, "Hội nghị", "Ủy ban nhân dân xã Hòa Bình quý 1, ông Lê Hồng Vinh. Nghị quyết số 04-NQ/TU."),
		version(2, "vi2", lang.Vietnamese, "Tin", "Uỷ ban nhân dân huyện Hoà Vang, quí 1"),
		version(3, "fr1", lang.French, "L’édification", "L'œuvre de M. Le Hong Vinh, résolution n° 04-NQ/TU, 1 200 foyers"),
		version(4, "ro1", lang.Romanian, "Conferința", "Organizațiilor din Le Hong Vinh, rezoluția nr. 04-NQ/TU, 1.200 de familii"),
		version(5, "other", lang.Vietnamese, "Khác", "Nghị quyết số 04-NQ/TW của Trung ương"),
	)
	for _, group := range [][]string{
		{"ủy ban", "uỷ ban", "ỦY BAN", "u\u0309y ban"},
		{"hòa", "hoà"}, {"quý", "quí", "qúy"}, {"œuvre", "oeuvre", "OEUVRE"}, {"l'édification", "l’edification", "édification"},
		{"organizațiilor", "organizaţiilor", "organizatiilor"}, {"1200", "1.200", "1 200"},
		{"04-NQ/TU", "4-NQ/TU", "04/NQ-TU", "04 -NQ/TU", "NQ 04-TU", "số 04-NQ/TU", "nghị quyết số 04-NQ/TU", "résolution n° 04-NQ/TU", "04–NQ/TU", "04-nq/tu", "04 NQ TU"},
	} {
		first := find(t, ix, group[0])
		if first.Total == 0 {
			t.Errorf("%q finds nothing", group[0])
		}
		for _, text := range group[1:] {
			if got := find(t, ix, text); !slices.Equal(ids(got), ids(first)) {
				t.Errorf("%q finds %v, but %q finds %v", text, ids(got), group[0], ids(first))
			}
		}
	}
	if got := ids(find(t, ix, "04-NQ/TU")); slices.Contains(got, "other") || len(got) != 3 {
		t.Errorf("04-NQ/TU finds %v, want the three that cite it", got)
	}
	for _, text := range []string{"Lê Hồng Vinh", "Le Hong Vinh"} {
		if got := find(t, ix, text); got.Total != 3 {
			t.Errorf("%q finds %v, want it in all three languages", text, ids(got))
		}
	}
}

// A concept is found in every language, and the answer names it.
func TestConceptsAcrossLanguages(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "vi", lang.Vietnamese, "Tin", "Mô hình dân vận khéo ở bản"),
		version(2, "fr", lang.French, "Info", "Le modèle de mobilisation de masse habile au village"),
		version(3, "ro", lang.Romanian, "Știri", "Modelul de mobilizare calificată a maselor în sat"),
		version(4, "no", lang.French, "Info", "Le marché du village"),
	)
	for _, text := range []string{"dân vận khéo", "dan van kheo", "mobilisation de masse habile", "mobilizare calificată a maselor", "skillful mass mobilization"} {
		r := find(t, ix, text)
		got := ids(r)
		slices.Sort(got)
		if diff := cmp.Diff([]string{"fr", "ro", "vi"}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		if !slices.Contains(r.Concepts, "dan_van_kheo") {
			t.Errorf("%q names the concepts %v", text, r.Concepts)
		}
	}
}

// Passages are cut from the text and split no word; what they and headlines mark
// is valid UTF-8 and whole words, whether text and query are composed (NFC) or
// decomposed (NFD), for words and for phrases.
func TestPassages(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	either := func(s string) string {
		if r.IntN(2) == 0 {
			return norm.NFD.String(s)
		}
		return s
	}
	ix := open(t, t.TempDir())
	texts := map[string]string{}
	var list []article.Stored
	tags := []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian}
	for i := range 60 {
		text := sentence(r, tags[i%3], 20+r.IntN(300)) + " l’article L1234-1 d'« œuvre », R'lấp"
		s := version(int64(i+1), fmt.Sprintf("p%02d", i), tags[i%3], either(sentence(r, tags[i%3], 6)), either(text))
		texts[s.ID] = text
		list = append(list, s)
	}
	put(t, ix, list...)
	queries := []string{"L1234-1", "1234", "article œuvre", "R'lấp", "\"l'article L1234\""}
	for range 150 {
		words := sentence(r, tags[r.IntN(3)], 1+r.IntN(3))
		from := strings.Fields(texts[list[r.IntN(len(list))].ID])
		at := r.IntN(len(from) - 9)
		queries = append(queries, words, `"`+strings.Join(from[at:at+2+r.IntN(2)], " ")+`"`)
	}
	marked := map[bool]int{} // by whether a phrase was asked for
	for _, text := range queries {
		for _, h := range find(t, ix, either(text)).Hits {
			if got := plain(h.Marked); got != h.Headline {
				t.Fatalf("%q: the headline %q is marked as %q", text, h.Headline, got)
			}
			checkMarks(t, text, h.Marked)
			for _, p := range h.Passages {
				body := strings.TrimSuffix(strings.TrimPrefix(plain(p.Runs), "… "), " …")
				at := strings.Index(texts[h.ID], body)
				if !utf8.ValidString(body) || at < 0 {
					t.Fatalf("%q: the passage %q is not in the text of %s", text, body, h.ID)
				}
				if !wholeWords(texts[h.ID], at, at+len(body)) {
					t.Fatalf("%q: the passage %q splits a word", text, body)
				}
				marked[text[0] == '"'] += checkMarks(t, text, p.Runs)
			}
		}
	}
	if marked[false] < 100 || marked[true] < 100 {
		t.Errorf("only %d runs were marked for words, %d for phrases", marked[false], marked[true])
	}
}

// checkMarks looks at what is marked and counts it.
func checkMarks(t *testing.T, asked string, runs []query.Run) (marked int) {
	t.Helper()
	text, at := plain(runs), 0
	for _, run := range runs {
		from, to := at, at+len(run.Text)
		at = to
		if !run.Mark {
			continue
		}
		marked++
		if run.Text == "" || run.Text != strings.TrimSpace(run.Text) || !utf8.ValidString(run.Text) || !wholeWords(text, from, to) {
			t.Fatalf("%q marks %q in %q", asked, run.Text, text)
		}
	}
	return marked
}

func plain(runs []query.Run) string {
	var text strings.Builder
	for _, r := range runs {
		text.WriteString(r.Text)
	}
	return text.String()
}

// wholeWords reports whether text[from:to] splits no word, but behind an
// apostrophe.
func wholeWords(text string, from, to int) bool {
	within := func(w lang.Token, at int) bool {
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at:])
		return w.Start < at && at < w.End && !lang.IsApostrophe(before) && !lang.IsApostrophe(after)
	}
	for w := range lang.Tokens(text) {
		if within(w, from) || within(w, to) {
			return false
		}
	}
	return true
}

func TestMarks(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "a", lang.Vietnamese, "Công tác da\u0302n vận", "Theo Nghị quyết số 04-NQ/TU, ông Hòa nói."),
		version(2, "b", lang.French, "L’œuvre", "Les masses mobilisées aujourd’hui."),
	)
	for _, tt := range []struct{ text, id, want string }{
		{"dân vận", "a", "Công tác [dân vận]"}, {"DAN VAN", "a", "Công tác [dân vận]"},
		{"04-NQ/TU", "a", "Theo [Nghị quyết số 04-NQ/TU], ông Hòa nói."}, {"hoà", "a", "Theo Nghị quyết số 04-NQ/TU, ông [Hòa] nói."},
		{"oeuvre", "b", "L’[œuvre]"}, {"mobilisation", "b", "Les masses [mobilisées] aujourd’hui."},
		{"aujourd'hui", "b", "Les masses mobilisées [aujourd’hui]."}, {"mobil*", "b", "Les masses [mobilisées] aujourd’hui."},
	} {
		found := find(t, ix, tt.text)
		if !slices.Contains(ids(found), tt.id) {
			t.Errorf("%q does not find %s", tt.text, tt.id)
		}
		for _, h := range found.Hits {
			if h.ID != tt.id {
				continue
			}
			var got []string
			for _, runs := range [][]query.Run{h.Marked, h.Passages[0].Runs} {
				s := ""
				for _, r := range runs {
					if r.Mark {
						s += "[" + r.Text + "]"
					} else {
						s += r.Text
					}
				}
				got = append(got, s)
			}
			if !slices.Contains(got, tt.want) {
				t.Errorf("%q marks %q, want %q", tt.text, got, tt.want)
			}
		}
	}
}

// Whatever is typed is answered, and soon.
func TestNoQueryHurts(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, library(200)...)
	r := rand.New(rand.NewPCG(21, 22))
	alphabet := []rune("aânđ0479 -/\"\"()~*:?\\^+|&{}[]«»“”'’.,;!#%\x00\u0301\u00a0\U0001F600NQTU OR")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for range 2000 {
		text := make([]rune, 1+r.IntN(60))
		for i := range text {
			text[i] = alphabet[r.IntN(len(alphabet))]
		}
		q, err := query.Parse(string(text))
		if err != nil {
			t.Fatalf("%q: %v", string(text), err)
		}
		if _, err := ix.Search(ctx, q); err != nil {
			t.Fatalf("%q: %v", string(text), err)
		}
	}
}

func TestDeadline(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, library(20)...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ix.Search(ctx, query.Query{Clauses: []query.Clause{{Text: "Ky"}}, Limit: 10}); fault.Of(err) != fault.Unavailable {
		t.Errorf("a search after its deadline: %v, want an Unavailable fault", err)
	}
}

func TestStrict(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "exact", lang.Vietnamese, "Tin", "công tác dân vận"),
		version(2, "folded", lang.Vietnamese, "Tin", "cong tac dan van"),
	)
	q, err := query.Parse("vận")
	if err != nil {
		t.Fatal(err)
	}
	for _, strict := range []bool{false, true} {
		q.Strict = strict
		r, err := ix.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"exact", "folded"}
		if strict {
			want = want[:1]
		}
		if diff := cmp.Diff(want, ids(r)); diff != "" {
			t.Errorf("strict %t (-want +got):\n%s", strict, diff)
		}
	}
}
