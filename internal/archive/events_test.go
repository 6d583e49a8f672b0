package archive

import (
	"math/rand/v2"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// reporting makes an article with a lead, published at noon of a day by an
// outlet of a province, with its facts read.
func reporting(name, day, home string, tag lang.Tag, headline, lead string) article.Article {
	at, err := time.ParseInLocation("2006-01-02", day, article.Hanoi)
	if err != nil {
		panic(err)
	}
	a := article.Article{
		URL: "https://outlet.example/" + name, Outlet: "outlet.example", Lang: tag, Headline: headline, Lead: lead,
		Published:  article.At(at.Add(12*time.Hour), article.Minute),
		Paragraphs: []article.Paragraph{{Text: lead, Lang: tag}},
	}
	a.ID = article.IDOf(a.URL)
	a.Cite(home)
	a.Report(home)
	return a
}

func diary() []article.Article {
	return []article.Article{
		reporting("vi", "2025-03-12", "nghean", "vi", "Nghệ An tập huấn công tác dân vận",
			"Sáng 12/3, Ban Dân vận Tỉnh ủy Nghệ An tổ chức hội nghị tập huấn công tác dân vận cho gần 300 đại biểu."),
		reporting("fr", "2025-03-12", "nghean", "fr", "Nghe An : formation à la mobilisation de masse",
			"Le matin du 12 mars, le Comité de mobilisation de masse du Comité provincial du Parti de Nghe An a tenu une conférence pour former près de 300 délégués."),
		reporting("ro", "2025-03-13", "", "ro", "Instruire în mobilizarea maselor la Nghe An",
			"În dimineața zilei de 12 martie, Comitetul Provincial de Partid Nghe An a organizat o conferință de instruire cu aproape 320 de delegați."),
		reporting("other", "2025-03-12", "thanhhoa", "vi", "Thanh Hóa tập huấn công tác dân vận",
			"Sáng 12/3, Ban Dân vận Tỉnh ủy Thanh Hóa tổ chức hội nghị tập huấn công tác dân vận cho 150 đại biểu."),
		reporting("gold", "2025-03-12", "", "vi", "Giá vàng hôm nay tăng mạnh", "Giá vàng trong nước sáng nay tăng thêm nửa triệu đồng mỗi lượng."),
	}
}

func TestArticlesOfAnyLanguageShareAnEvent(t *testing.T) {
	articles := diary()
	rnd := rand.New(rand.NewPCG(5, 6))
	var first []calendar.Event
	for range 8 {
		a := putAll(t, articles)
		events, err := a.Events(t.Context(), calendar.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = events
		} else if diff := cmp.Diff(first, events); diff != "" {
			t.Fatalf("another order of arrival gives other events:\n%s", diff)
		}
		rnd.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	}
	if len(first) != 2 {
		t.Fatalf("%d events, want one of each province: %+v", len(first), first)
	}
	e := first[0]
	if e.ID != "training-2025-03-12-nghean" || e.Articles != 3 || e.Attendance != 300 || e.Qualifier != "approx_below" || len(e.Langs) != 3 {
		t.Errorf("event %+v", e)
	}
	if diff := cmp.Diff([]string{"attendance"}, e.Disagree); diff != "" {
		t.Errorf("disagreements (-want +got):\n%s", diff)
	}
}

func TestEventFilters(t *testing.T) {
	a := putAll(t, diary())
	tests := map[string]struct {
		filter calendar.Filter
		want   int
	}{
		"all":            {calendar.Filter{}, 2},
		"day":            {calendar.Filter{From: "2025-03-12", To: "2025-03-12"}, 2},
		"month":          {calendar.Filter{From: "2025-03", To: "2025-03"}, 2},
		"before":         {calendar.Filter{To: "2025-03-11"}, 0},
		"after":          {calendar.Filter{From: "2025-03-13"}, 0},
		"place":          {calendar.Filter{Province: "thanhhoa"}, 1},
		"host":           {calendar.Filter{Host: "ban dan van"}, 2},
		"host of one":    {calendar.Filter{Host: "thanh hoa"}, 1},
		"kind":           {calendar.Filter{Kind: "contest"}, 0},
		"attendance":     {calendar.Filter{MinAttendance: 200}, 1},
		"language":       {calendar.Filter{Lang: lang.Romanian}, 1},
		"nobody's paper": {calendar.Filter{Document: "04-NQ/TU"}, 0},
		"limit":          {calendar.Filter{Limit: 1}, 1},
	}
	for name, tt := range tests {
		events, err := a.Events(t.Context(), tt.filter)
		if err != nil {
			t.Fatal(err)
		}
		if len(events) != tt.want {
			t.Errorf("%s: %d events, want %d", name, len(events), tt.want)
		}
	}
}

func TestAnEventFollowsItsArticles(t *testing.T) {
	a := putAll(t, diary()[:2])
	d, err := a.Event(t.Context(), "training-2025-03-12-nghean")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Reports) != 2 || d.Reports[0].Lang != "vi" {
		t.Errorf("reports %+v: want both, the original first", d.Reports)
	}
	for _, art := range diary()[:2] { // both are rewritten and report nothing any more
		art.Lead, art.Paragraphs, art.Events = "", []article.Paragraph{{Text: "Gone.", Lang: "en"}}, nil
		if _, _, err := a.Put(t.Context(), art); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Event(t.Context(), "training-2025-03-12-nghean"); fault.Of(err) != fault.NotFound {
		t.Errorf("an event that nobody reports is still there: %v", err)
	}
}
