package archive

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// cited makes an article of one sentence, published on a day by an outlet of a
// province, with its citations found.
func cited(name, day, home string, tag lang.Tag, text string) article.Article {
	at, err := time.ParseInLocation("2006-01-02", day, article.Hanoi)
	if err != nil {
		panic(err)
	}
	a := article.Article{
		URL: "https://outlet.example/" + name, Outlet: "outlet.example", Lang: tag, Headline: "Headline " + name,
		Published: article.At(at, article.Day), Paragraphs: []article.Paragraph{{Text: text, Lang: tag}},
	}
	a.ID = article.IDOf(a.URL)
	a.Cite(home)
	return a
}

// library is a set of articles with every difficulty of identity: two
// provinces and two terms that share numbers, a law by number, open mentions.
func library() []article.Article {
	return []article.Article{
		cited("a1", "2022-01-14", "nghean", "vi", "Quán triệt Nghị quyết số 04-NQ/TU ngày 19/11/2021 của Ban Thường vụ Tỉnh ủy Nghệ An."),
		cited("a2", "2022-03-02", "nghean", "fr", "La conférence a diffusé la résolution n° 04-NQ/TU du 19 novembre 2021 du Comité provincial du Parti."),
		cited("a3", "2022-05-06", "nghean", "vi", "Tỉnh sơ kết việc thực hiện Nghị quyết số 04-NQ/TU."),
		cited("b1", "2022-06-10", "thanhhoa", "vi", "Thanh Hóa ban hành Nghị quyết số 04-NQ/TU ngày 12/5/2022 của Ban Thường vụ Tỉnh ủy."),
		cited("c1", "2018-02-01", "", "vi", "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương."),
		cited("c2", "2022-07-01", "", "vi", "Nghị quyết số 18-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương về đất đai."),
		cited("d1", "2023-01-05", "", "ro", "Legea nr. 10/2022/QH15 din 10 noiembrie 2022 și Decizia nr. 23-QD/TW din 30 iulie 2021 a Biroului Politic."),
		cited("e1", "2023-02-05", "nghean", "vi", "Cán bộ học tập Nghị quyết 31."),
	}
}

func putAll(t *testing.T, articles []article.Article) *Archive {
	t.Helper()
	a, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	for _, art := range articles {
		if _, _, err := a.Put(t.Context(), art); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func allDocuments(t *testing.T, a *Archive) []dossier.Document {
	t.Helper()
	docs, err := a.documents(t.Context(), `SELECT `+documentColumns+` FROM document ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestDocumentsDoNotDependOnTheOrderOfArrival(t *testing.T) {
	articles := library()
	want := allDocuments(t, putAll(t, articles))
	var ids []string
	for _, d := range want {
		ids = append(ids, fmt.Sprintf("%s ×%d", d.ID, d.Articles))
	}
	expect := []string{
		"10-2022-qh15@tw:2022-11-10 ×1",
		"18-nq-tw@tw:2017-10-25 ×1", "18-nq-tw@tw:2022-06-16 ×1",
		"23-qd-tw@tw:2021-07-30 ×1",
		"4-nq-tu@nghean:2021-11-19 ×3", "4-nq-tu@thanhhoa:2022-05-12 ×1",
	}
	if diff := cmp.Diff(expect, ids); diff != "" {
		t.Fatalf("documents (-want +got):\n%s", diff)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		rnd.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		if diff := cmp.Diff(want, allDocuments(t, putAll(t, articles))); diff != "" {
			t.Fatalf("another order of arrival gives other documents:\n%s", diff)
		}
	}
}

func TestASecondCandidateUndoesAMerge(t *testing.T) {
	open := cited("open", "2022-05-06", "nghean", "vi", "Sơ kết Nghị quyết số 09-NQ/TU.")
	first := cited("first", "2022-01-14", "nghean", "vi", "Nghị quyết số 09-NQ/TU ngày 19/11/2021 của Ban Thường vụ Tỉnh ủy Nghệ An.")
	second := cited("second", "2022-02-14", "nghean", "vi", "Nghị quyết số 09-NQ/TU ngày 3/1/2022 của Tỉnh ủy Nghệ An.")
	a := putAll(t, []article.Article{open, first})
	if docs := allDocuments(t, a); len(docs) != 1 || docs[0].Articles != 2 {
		t.Fatalf("one candidate must be taken: %+v", docs)
	}
	if _, _, err := a.Put(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range allDocuments(t, a) {
		ids = append(ids, d.ID)
	}
	want := []string{"9-nq-tu@nghean:2021-11-19", "9-nq-tu@nghean:2022-01-03", "9-nq-tu@nghean:?"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("with two candidates the open mention stays open (-want +got):\n%s", diff)
	}
}

func TestANewVersionReplacesItsMentions(t *testing.T) {
	a := putAll(t, library()[:1])
	changed := cited("a1", "2022-01-14", "nghean", "vi", "Quán triệt Nghị quyết số 05-NQ/TU ngày 20/11/2021 của Ban Thường vụ Tỉnh ủy Nghệ An.")
	if _, _, err := a.Put(t.Context(), changed); err != nil {
		t.Fatal(err)
	}
	docs := allDocuments(t, a)
	if len(docs) != 1 || docs[0].ID != "5-nq-tu@nghean:2021-11-20" {
		t.Errorf("documents %+v: want only the one that the new version cites", docs)
	}
}

func TestLookUp(t *testing.T) {
	a := putAll(t, library())
	tests := []struct {
		question string
		status   dossier.Status
		first    string // document, or the first of Others or Nearest after a mark
	}{
		{"04-NQ/TU", dossier.Candidates, "4-nq-tu@nghean:2021-11-19"},
		{"4 nq tu", dossier.Candidates, "4-nq-tu@nghean:2021-11-19"},
		{"résolution n° 04-NQ/TU", dossier.Candidates, "4-nq-tu@nghean:2021-11-19"},
		{"nghi quyet 04", dossier.Partial, "4-nq-tu@nghean:2021-11-19"},
		{"04", dossier.Partial, "4-nq-tu@nghean:2021-11-19"},
		{"04-NQ/TU Thanh Hóa", dossier.Exact, "4-nq-tu@thanhhoa:2022-05-12"},
		{"04-NQ/TU 2021", dossier.Exact, "4-nq-tu@nghean:2021-11-19"},
		{"04-NQ/TU Hà Tĩnh", dossier.None, "other 4-nq-tu@nghean:2021-11-19"},
		{"04-NQ/TU 2016", dossier.None, "other 4-nq-tu@nghean:2021-11-19"},
		{"04-NQ/TW", dossier.None, "near 4-nq-tu@nghean:2021-11-19"},
		{"18-NQ/TW", dossier.Candidates, "18-nq-tw@tw:2022-06-16"},
		{"18-NQ/TW 2017", dossier.Exact, "18-nq-tw@tw:2017-10-25"},
		{"QĐ 23", dossier.Partial, "23-qd-tw@tw:2021-07-30"},
		{"23-QĐ/TW", dossier.Exact, "23-qd-tw@tw:2021-07-30"},
		{"23-QĐi/TW", dossier.Exact, "23-qd-tw@tw:2021-07-30"},
		{"Legea 10/2022/QH15", dossier.Exact, "10-2022-qh15@tw:2022-11-10"},
		{"Luật 10/2022", dossier.Partial, "10-2022-qh15@tw:2022-11-10"},
		{"19/11/2021", dossier.Partial, "4-nq-tu@nghean:2021-11-19"},
		{"23/02/2024", dossier.None, ""},
		{"86", dossier.None, ""},
		{"NQ/TU Thanh Hoa", dossier.Partial, "4-nq-tu@thanhhoa:2022-05-12"},
		{"dân vận khéo", dossier.None, ""},
		{"", dossier.None, ""},
	}
	for _, tt := range tests {
		got, err := a.LookUp(t.Context(), tt.question)
		if err != nil {
			t.Fatal(err)
		}
		first := ""
		switch {
		case len(got.Documents) > 0:
			first = got.Documents[0].ID
		case len(got.Others) > 0:
			first = "other " + got.Others[0].ID
		case len(got.Nearest) > 0:
			first = "near " + got.Nearest[0].ID
		}
		if got.Status != tt.status || first != tt.first {
			t.Errorf("LookUp(%q) = %s, %q; want %s, %q", tt.question, got.Status, first, tt.status, tt.first)
		}
	}
}

func TestDossier(t *testing.T) {
	a := putAll(t, library())
	d, err := a.Dossier(t.Context(), "4-nq-tu@nghean:2021-11-19")
	if err != nil {
		t.Fatal(err)
	}
	if d.Canonical != "04-NQ/TU" || d.Type != "nghi-quyet" || d.Place != "Nghệ An" || d.Articles != 3 || d.First != "2022-01-14" || d.Last != "2022-05-06" {
		t.Errorf("document %+v", d.Document)
	}
	if d.TypeNames["fr"] == "" || d.TypeNames["ro"] == "" {
		t.Errorf("type names %v", d.TypeNames)
	}
	if len(d.Variants["vi"]) == 0 || len(d.Variants["fr"]) != 1 || d.Variants["fr"][0].Value != "résolution n° 04-NQ/TU" {
		t.Errorf("variants %v", d.Variants)
	}
	wantMonths := []dossier.Count{{Value: "2022-01", Count: 1}, {Value: "2022-03", Count: 1}, {Value: "2022-05", Count: 1}}
	if diff := cmp.Diff(wantMonths, d.Months); diff != "" {
		t.Error(diff)
	}
	if len(d.Siblings) != 1 || d.Siblings[0].Scope != "thanhhoa" {
		t.Errorf("siblings %+v", d.Siblings)
	}
	if len(d.CitedBy) != 3 || d.CitedBy[0].Published.Day() != "2022-05-06" || d.CitedBy[0].Surface == "" {
		t.Errorf("cited by %+v", d.CitedBy)
	}
	law, err := a.Dossier(t.Context(), "10-2022-qh15@tw:2022-11-10")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(law.Together, func(d dossier.Document) bool { return d.Key == "23-qd-tw" }) {
		t.Errorf("together %+v", law.Together)
	}
	if _, err := a.Dossier(t.Context(), "9-xx-yy@tw:2020-01-01"); fault.Of(err) != fault.NotFound {
		t.Errorf("an unknown document: %v", err)
	}
}

func BenchmarkLookUp(b *testing.B) {
	a, err := Open(b.Context(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	provinces := []string{"nghean", "thanhhoa", "hatinh", "sonla", "camau"}
	types := []string{"Nghị quyết số %d-NQ/TU", "Kế hoạch số %d-KH/TU", "Kết luận số %d-KL/TW", "Quyết định số %d/QĐ-UBND"}
	rnd := rand.New(rand.NewPCG(3, 4))
	_, err = a.PutAll(b.Context(), func(yield func(article.Article) bool) {
		for i := range 10_000 { // ten citations each
			text := ""
			for range 10 {
				day := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rnd.IntN(1500))
				text += fmt.Sprintf(types[rnd.IntN(len(types))]+" ngày %d/%d/%d. ", 1+rnd.IntN(900), day.Day(), day.Month(), day.Year())
			}
			if !yield(cited(fmt.Sprint(i), "2024-01-02", provinces[i%len(provinces)], "vi", text)) {
				return
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	questions := []string{"04-NQ/TU", "257-KH/TU Nghệ An", "nghị quyết 46", "114", "19/11/2021", "NQ/TU Thanh Hóa"}
	var took []time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		if _, err := a.LookUp(b.Context(), questions[i%len(questions)]); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		i++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
