package story_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
	"khotin/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

// weightOf finds a feature in a print, 0 where it is absent.
func weightOf(p story.Print, k story.Kind, value string) float64 {
	for _, f := range p.Features {
		if f.Kind == k && f.Value == value {
			return f.Weight
		}
	}
	return 0
}

// pictured is an article with everything a print looks at.
func pictured() article.Article {
	a := written("vi", "baonghean.vn",
		"Sáng 6/8, Ban Dân vận Tỉnh ủy Nghệ An tổ chức hội nghị tập huấn cho 287 đại biểu huyện Yên Thành.",
		"Hội nghị quán triệt Kế hoạch số 257-KH/TU và Nghị quyết số 46-NQ/TW ngày 20/12/2023 của Bộ Chính trị.",
		"Đồng chí Lê Hồng Vinh phát biểu. Năm 2024, tỉnh có 1.046 mô hình, 5 cụm, tăng 3,2%; lễ phát động diễn ra ngày 15/10/2023.")
	a.URL = "https://www.baonghean.vn/tap-huan-10277726.html?utm_source=x"
	a.Group = "baonghean.vn#10277726"
	a.SourceURL = "http://nhandan.vn/goc-post1.html"
	a.Headline = "Nghệ An tập huấn công tác dân vận cho cán bộ"
	a.Alternates = map[lang.Tag]string{"fr": "https://baonghean.vn/fr/tap-huan-10277726.html", "vi": a.URL, "ro": "/ro/x"}
	a.Captions = []article.Caption{{
		Text: "Đồng chí Lê Hồng Vinh phát biểu khai mạc hội nghị tập huấn. Ảnh: Mai Hoa", Lang: "vi", Credit: "Mai Hoa",
		Image: "https://cdn.x.vn/2024/08/06/mai-hoa-20240806-1.jpg?w=600",
	}}
	return reread(a)
}

func TestFingerprintTakesWhatLinksAreJudgedOn(t *testing.T) {
	p := story.Fingerprint(pictured())
	if p.URL != "baonghean.vn/tap-huan-10277726.html" || p.Source != "nhandan.vn/goc-post1.html" || p.Group != "baonghean.vn#10277726" {
		t.Errorf("addresses: %q, %q, %q", p.URL, p.Source, p.Group)
	}
	if diff := cmp.Diff([]string{"baonghean.vn/fr/tap-huan-10277726.html"}, p.Others); diff != "" {
		t.Errorf("alternates: %s", diff)
	}
	if want := int(time.Date(2024, 8, 7, 0, 0, 0, 0, time.UTC).Unix() / 86400); p.Day != want {
		t.Errorf("day %d, want %d", p.Day, want)
	}
	if diff := cmp.Diff(story.Span{From: "2024-08-06", To: "2024-08-06", Province: "nghean"}, p.Event); diff != "" {
		t.Errorf("event: %s", diff)
	}
	tests := []struct {
		kind     story.Kind
		value    string
		from, to float64
	}{
		{story.Document, "257-kh-tu", 1.5, 3},
		{story.Document, "46-nq-tw", .5, 1},
		{story.Person, "le hong vinh", 1, 2},
		{story.Name, "le hong vinh", 0, 0}, // known as a person already
		{story.Name, "yen thanh", .5, 1},
		{story.Credit, "mai hoa", .3, .9},
		{story.Happening, "training|2024-08-06|nghean", 2, 3},
		{story.Attendance, "287", 1, 2},
		{story.Number, "287", 0, 0}, // known as attendance already
		{story.Number, "1046", 1, 2},
		{story.Number, "3,2%", .5, 1},
		{story.Number, "2024", 0, 0},
		{story.Number, "5", 0, 0},
		{story.Day, "2023-10-15", .3, 1},
		{story.Day, "2023-12-20", 0, 0}, // of a document
		{story.Day, "2024-08-06", 0, 0}, // of the event
		{story.Image, "mai-hoa-20240806-1", 2, 3},
		{story.Caption, "dong chi le hong vinh phat bieu khai mac hoi nghi tap huan. anh: mai hoa", 2, 3},
		{story.Place, "nghean", .1, .4},
		{story.Name, "nghe an", 0, 0}, // a province names no story
		{story.Name, "bo chinh", 0, 0},
	}
	for _, tt := range tests {
		if got := weightOf(p, tt.kind, tt.value); got < tt.from || got > tt.to {
			t.Errorf("%s %q weighs %.2f, want %.1f to %.1f", tt.kind, tt.value, got, tt.from, tt.to)
		}
	}
	if !slices.IsSortedFunc(p.Features, func(a, b story.Feature) int {
		return strings.Compare(string(a.Kind)+"\x00"+a.Value, string(b.Kind)+"\x00"+b.Value)
	}) {
		t.Error("the features are in no order")
	}
}

func TestFingerprintOfNothing(t *testing.T) {
	p := story.Fingerprint(article.Article{})
	if len(p.Features) != 0 || len(p.Sketch) != 0 || p.Day != 0 || p.URL != "" {
		t.Errorf("got %+v", p)
	}
}

func TestFingerprintIsBounded(t *testing.T) {
	var text strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&text, "Có %d hộ. ", 10_001+i)
	}
	p := story.Fingerprint(written("vi", "a.vn", text.String()))
	if len(p.Features) > 400 || len(p.Sketch) > 64 {
		t.Errorf("%d features, %d hashes", len(p.Features), len(p.Sketch))
	}
}

func TestPrintSurvivesJSON(t *testing.T) {
	want := story.Fingerprint(pictured())
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got story.Print
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What a caller has counted elsewhere lowers a weight like a census does.
func TestNotedFeaturesLoseWeight(t *testing.T) {
	fs := features(story.Document, "11-kh-tu", 2.0, story.Image, "mai-hoa-20240806", 2.6)
	a := story.Print{ID: "a", Outlet: "x.vn", Lang: "vi", Day: 100, Features: fs}
	b := story.Print{ID: "b", Outlet: "x.vn", Lang: "fr", Day: 100, Features: fs}
	var c story.Census
	if _, ok := c.Link(a, b); !ok {
		t.Fatal("rare features do not link")
	}
	c.Note(story.Document, "11-kh-tu", 500)
	if r, ok := c.Link(a, b); ok {
		t.Errorf("a document of 500 days still bears witness: %+v", r)
	}
}

// Why each sample story is one: a change of weights shows here.
func TestReasonsGolden(t *testing.T) {
	all, _ := sampleArticles(t)
	headline := map[string]string{}
	for _, a := range all {
		headline[a.ID] = string(a.Lang) + " " + a.Headline
	}
	var groups []string
	for _, g := range story.Cluster(prints(all)) {
		var out strings.Builder
		for _, id := range g.Members {
			fmt.Fprintf(&out, "%s\n", headline[id])
		}
		for _, r := range g.Reasons {
			fmt.Fprintf(&out, "  by %s:\n", r.Kind)
			for _, e := range r.Evidence {
				if kind, _, _ := strings.Cut(e, " "); kind != string(story.Host) && kind != string(story.Name) {
					fmt.Fprintf(&out, "    %s\n", e)
				}
			}
		}
		groups = append(groups, out.String())
	}
	slices.Sort(groups)
	testkit.Golden(t, "reasons.golden", []byte(strings.Join(groups, "\n")))
}
