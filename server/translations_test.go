package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/story"

	"github.com/google/go-cmp/cmp"
)

// shelfOfStories is Stories over a shelf and the links between its articles.
type shelfOfStories struct {
	shelf
	links []story.Reason
	err   error
}

func (s shelfOfStories) Translations(ctx context.Context, id string) (told []article.Stored, links []story.Reason, err error) {
	self, err := s.Get(ctx, id)
	if err != nil || s.err != nil {
		return nil, nil, errors.Join(s.err, err)
	}
	told = []article.Stored{self}
	for _, n := range []int{5, 6, 7, 8} {
		if other, err := s.Get(ctx, idOf(n)); err == nil && other.Group == self.Group && other.ID != id {
			told = append(told, other)
		}
	}
	return told, s.links, nil
}

// toldArticle is an article of the sample story.
func toldArticle(n int, tag lang.Tag, outlet, headline string, text ...string) article.Stored {
	clock := time.Date(2024, 8, 7, 1, 2, 3, 0, time.UTC)
	a := article.Article{
		ID: idOf(n), URL: "https://" + outlet + "/" + idOf(n), Outlet: outlet, Lang: tag, Group: "s" + idOf(5), Headline: headline, Lead: text[0],
		Published: day2024(time.August, 6),
	}
	for _, p := range text[1:] {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: p, Lang: tag})
	}
	a.Captions = []article.Caption{{Text: "Quang cảnh hội nghị tại thành phố Vinh", Lang: lang.Vietnamese}}
	a.Cite("")
	a.Report("")
	return article.Stored{Article: a, Seq: int64(20 + n), Version: 1, State: article.Live, FirstSeen: clock, StoredAt: clock, LastSeen: clock}
}

// sampleStories is one story told four times: in Vietnamese, in French with
// another number of delegates, as a copy, and in Romanian.
func sampleStories() shelfOfStories {
	vi := toldArticle(5, lang.Vietnamese, "baomau.vn", "Tập huấn công tác dân vận",
		"Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị tập huấn cho gần 300 cán bộ, quán triệt Nghị quyết số 04-NQ/TU.",
		"Đồng chí Lê Hồng Vinh phát biểu khai mạc, nêu 5 nhiệm vụ và 12 giải pháp <b>.",
		"Hội nghị bế mạc vào chiều cùng ngày.")
	fr := toldArticle(6, lang.French, "fr.exemple.vn", "Une formation à la mobilisation",
		"Le matin du 6 août, le Comité provincial du Parti de Nghe An a organisé une formation pour près de 350 cadres.",
		"Le camarade Le Hong Vinh a ouvert la conférence et présenté 5 tâches et 21 solutions.")
	fr.Captions = append(fr.Captions, article.Caption{Text: "Vue de la conférence dans la ville de Vinh", Lang: lang.French})
	one, zero := 1, 0
	fr.Captions[0].Pair, fr.Captions[1].Pair = &one, &zero
	dup := toldArticle(7, lang.Vietnamese, "saochep.vn", "Tập huấn công tác dân vận",
		vi.Lead, vi.Paragraphs[0].Text, vi.Paragraphs[1].Text)
	ro := toldArticle(8, lang.Romanian, "exemplu.ro", "Instruire pentru mobilizare",
		"În dimineața zilei de 6 august, Comitetul provincial de Partid Nghe An a organizat o instruire pentru aproape 300 de cadre.",
		"Tovarășul Le Hong Vinh a deschis conferința și a prezentat 5 sarcini și 12 soluții.")
	shelf := sampleShelf()
	for _, a := range []article.Stored{vi, fr, dup, ro} {
		shelf[a.ID] = []article.Stored{a}
	}
	return shelfOfStories{shelf: shelf, links: []story.Reason{
		{A: vi.ID, B: fr.ID, Kind: story.ByAlternate, Evidence: []string{"baomau.vn/fr"}},
		{A: fr.ID, B: ro.ID, Kind: story.ByFacts, Evidence: []string{
			"document 4-nq-tu", "person le hong vinh", "event training|2024-08-06|nghean", "date 2024-08-06", "place nghean", "event odd", "eclipse 3"}, Score: 3.5},
		{A: dup.ID, B: vi.ID, Kind: story.BySource},
	}}
}

// storied are options of a server that holds the sample story.
func storied() Options {
	s := sampleStories()
	return Options{Reader: s.shelf, Stories: s}
}

func TestTranslations(t *testing.T) {
	h := newHandler(t, storied())
	got := decode[telling](t, get(h, "/api/v1/articles/"+idOf(5)+"/translations"))
	var order []string
	for _, r := range got.Translations {
		order = append(order, r.Article.Outlet)
	}
	if diff := cmp.Diff([]string{"fr.exemple.vn", "exemplu.ro", "saochep.vn"}, order); diff != "" || got.Total != 3 || got.Article.ID != idOf(5) {
		t.Fatalf("other languages first, copies last (-want +got):\n%s\n%d others of %s", diff, got.Total, got.Article.ID)
	}
	fr := got.Translations[0]
	if diff := cmp.Diff([]story.Pair{{A: []int{story.Lead}, B: []int{story.Lead}}, {A: []int{0}, B: []int{0}}, {A: []int{1}, B: []int{}}}, unscored(fr.Paragraphs)); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]story.Pair{{A: []int{0}, B: []int{0, 1}}}, unscored(fr.Captions)); diff != "" {
		t.Errorf("captions (-want +got):\n%s", diff)
	}
	var points []string
	for _, d := range fr.Disagreements {
		points = append(points, string(d.Kind)+" "+d.A.Printed+" "+d.B.Printed)
		for side, p := range map[*article.Stored]story.Passage{&got.Article: d.A, &fr.Article: d.B} {
			text := side.Lead
			if p.Part == "paragraph" {
				text = side.Paragraphs[p.Index].Text
			}
			if text[p.Start:p.End] != p.Printed {
				t.Errorf("the offsets of %+v hold %q", p, text[p.Start:p.End])
			}
		}
	}
	if diff := cmp.Diff([]string{"attendance 300 350", "number 12 21"}, points); diff != "" {
		t.Errorf("disagreements (-want +got):\n%s", diff)
	}
	if len(got.Translations[1].Disagreements)+len(got.Translations[2].Disagreements) > 0 {
		t.Errorf("alarms without cause: %+v", got.Translations[1:])
	}
	one := decode[telling](t, get(h, "/api/v1/articles/"+idOf(6)+"/translations?with="+idOf(7)))
	if len(one.Translations) != 1 || one.Total != 3 || one.Translations[0].Article.ID != idOf(7) {
		t.Errorf("one of three: %d of %d", len(one.Translations), one.Total)
	}
	if body := get(h, "/api/v1/articles/"+idOf(1)+"/translations").Body.String(); !strings.Contains(body, `"total":0`) || !strings.Contains(body, `"translations":[]`) {
		t.Errorf("an article alone: %s", body)
	}
}

func unscored(pairs []story.Pair) []story.Pair {
	for i := range pairs {
		pairs[i].Score = 0
	}
	return pairs
}

func TestTranslationsRefuse(t *testing.T) {
	h := newHandler(t, storied())
	for target, want := range map[string]int{
		idOf(9): 404, "x": 404, idOf(5) + "?with=" + idOf(1): 404, idOf(5) + "?with=x": 404, idOf(5) + "?lang=fr": 400, idOf(5) + "?with=x&with=y": 400,
	} {
		id, query, _ := strings.Cut(target, "?")
		if w := get(h, "/api/v1/articles/"+id+"/translations?"+query); w.Code != want || w.Header().Get("Content-Type") != mediaProblem {
			t.Errorf("%s: %d %s, want %d", target, w.Code, w.Header().Get("Content-Type"), want)
		}
	}
	none := newHandler(t, Options{Stories: noStories{}})
	for _, target := range []string{"/api/v1/articles/" + idOf(1) + "/translations", "/articles/" + idOf(1) + "/translations"} {
		if w := get(none, target); w.Code != http.StatusNotFound {
			t.Errorf("%s of a server without stories: %d", target, w.Code)
		}
	}
	if w := get(none, "/articles/"+idOf(1)); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "/translations") {
		t.Errorf("a record on a server without stories: %d", w.Code)
	}
}

// TestManyTellings proves that a story that everybody copied has a bound.
func TestManyTellings(t *testing.T) {
	told := []article.Stored{sampleStories().shelf[idOf(5)][0]}
	for i := range 40 {
		a := sampleStories().shelf[idOf(6)][0]
		a.ID = article.IDOf("https://saochep.vn/" + strings.Repeat("x", i+1))
		told = append(told, a)
	}
	h := newHandler(t, Options{Reader: sampleStories().shelf, Stories: storiesFunc(func() ([]article.Stored, []story.Reason, error) { return told, nil, nil })})
	if got := decode[telling](t, get(h, "/api/v1/articles/"+idOf(5)+"/translations")); len(got.Translations) != maxTold || got.Total != 40 {
		t.Errorf("%d of %d", len(got.Translations), got.Total)
	}
	page := get(h, "/articles/"+idOf(5)+"/translations?ui=en&with="+told[40].ID).Body.String()
	if n := strings.Count(page, `">French, `); n != maxTold+1 || !strings.Contains(page, "and 27 more articles") {
		t.Errorf("%d articles are offered", n)
	}
	if n := len(get(h, "/api/v1/articles/"+idOf(5)).Header().Values("Link")); n > maxTold+6 {
		t.Errorf("%d links", n)
	}
}

type storiesFunc func() ([]article.Stored, []story.Reason, error)

func (f storiesFunc) Translations(context.Context, string) ([]article.Stored, []story.Reason, error) {
	return f()
}

func TestBecause(t *testing.T) {
	link := func(a, b string) story.Reason { return story.Reason{A: a, B: b, Kind: story.ByKey} }
	links := []story.Reason{link("a", "b"), link("b", "c"), link("d", "c"), link("c", "a"), link("x", "y")}
	for _, c := range []struct{ from, to, want string }{
		{"a", "b", "ab"}, {"b", "a", "ab"}, {"a", "d", "ca dc"}, {"d", "b", "dc bc"}, {"a", "x", ""}, {"x", "y", "xy"}, {"q", "a", ""}, {"a", "a", ""},
	} {
		var way []string
		for _, l := range because(c.from, c.to, links) {
			way = append(way, l.A+l.B)
		}
		if got := strings.Join(way, " "); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestRecordNamesItsTellings(t *testing.T) {
	h := newHandler(t, storied())
	links := strings.Join(get(h, "/api/v1/articles/"+idOf(5)).Header().Values("Link"), "\n")
	for _, want := range []string{
		`</api/v1/articles/` + idOf(6) + `>; rel="alternate"; type="application/json"; hreflang="fr"`,
		`</api/v1/articles/` + idOf(5) + `/translations>; rel="related"; type="application/json"; title="other articles: 3, disagreements: 2"`,
	} {
		if !strings.Contains(links, want) {
			t.Errorf("no %s in\n%s", want, links)
		}
	}
	if links := get(h, "/api/v1/articles/"+idOf(5)+"?version=1").Header().Values("Link"); strings.Contains(strings.Join(links, ""), "hreflang") {
		t.Error("an earlier state is laid beside the others of today")
	}
	holds(t, h, "/articles/"+idOf(5)+"?ui=en", `Also told in: <a href="/articles/`+idOf(6)+`?ui=en" hreflang="fr">French (<span>fr.exemple.vn</span>)</a>, <a `,
		`The articles on this story disagree on 2 points. <a href="/articles/`+idOf(5)+`/translations?ui=en&amp;with=`+idOf(6)+`">See where</a>`)
	holds(t, h, "/articles/"+idOf(8)+"?ui=ro", `Relatat și în:`, `Articolele despre acest subiect nu concordă`)
	if page := get(h, "/articles/"+idOf(5)+"?ui=en&version=1").Body.String(); strings.Contains(page, "Also told") {
		t.Error("an earlier state is laid beside the others of today")
	}
	broken := newHandler(t, Options{Stories: shelfOfStories{shelf: sampleShelf(), err: errors.New("disk")}})
	if w := get(broken, "/articles/"+idOf(1)); w.Code != http.StatusInternalServerError {
		t.Errorf("a story that cannot be read: %d", w.Code)
	}
}

// storyRecordings are those of the operations on stories.
func storyRecordings(t *testing.T) (out []recording) {
	const path, page = "/api/v1/articles/{id}/translations", "/articles/{id}/translations"
	add := func(path, target string, o Options, header ...string) {
		target = strings.Replace(target, "{id}", idOf(5), 1)
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	fails := func(err error) Options {
		o := storied()
		o.Stories = shelfOfStories{shelf: sampleStories().shelf, err: err}
		return o
	}
	add(path, path, storied())
	add(path, path, storied(), "If-None-Match", "*")
	add(path, path+"?with="+idOf(8), storied())
	add(path, path+"?x=y", storied())
	add(path, strings.Replace(path, "{id}", idOf(9), 1), storied())
	add(path, path, fails(errors.New("disk")))
	add(path, path, fails(fault.New(fault.Unavailable, "the server is closing")))
	add(page, page, storied())
	add(page, page, storied(), "If-None-Match", "*")
	add(page, page+"?ui=xx", storied())
	return out
}
