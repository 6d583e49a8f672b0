package server

import (
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/story"

	"github.com/google/go-cmp/cmp"
)

func TestParallelPage(t *testing.T) {
	h := newHandler(t, storied())
	page := "/articles/" + idOf(5) + "/translations"
	holds(t, h, page+"?ui=fr", `<h1>Côte à côte</h1>`,
		`<a href="/articles/`+idOf(5)+`/translations?ui=fr&amp;with=`+idOf(6)+`" aria-current="true">français, <span>fr.exemple.vn</span></a> <strong class="differ">2 divergences</strong>`,
		`<h2 id="points">Les articles divergent sur 2 points</h2>`,
		`<li id="p1">Participants <q lang="vi"><a href="#a1">300</a></q> – <q lang="fr"><a href="#b1">350</a></q></li>`,
		`cho gần <mark class="point">300</mark><sup id="a1"><a href="#p1">1</a></sup> cán bộ, quán triệt`,
		`giải pháp &lt;b&gt;.</p>`, `<p class="none">absent de cet article</p>`,
		`<h3 lang="vi">Tập huấn công tác dân vận</h3>`, `<span lang="vi">Báo Mẫu</span> · <time datetime="2024-08-06">6 août 2024</time>`,
		`Une page renvoie à l’autre`, `<span lang="und">baomau.vn/fr</span>`,
		`<a href="/articles/`+idOf(6)+`/translations?ui=fr&amp;with=`+idOf(5)+`">Échanger les côtés</a>`)
	holds(t, h, page+"?ui=en&with="+idOf(8), `No number, date or name contradicts the other side.`,
		`<q lang="vi">Tập huấn công tác dân vận</q> – <q lang="fr">Une formation à la mobilisation</q>`,
		`<li><span class="meta">document</span> <a href="/documents?number=04-NQ%2FTU&amp;ui=en" lang="vi">04-NQ/TU</a></li>`,
		`<span class="meta">person</span> <span lang="vi">Lê Hồng Vinh</span>`, `<span class="meta">place</span> <span lang="vi">Nghệ An</span>`,
		`<span class="meta">date</span> <span lang="en">6 August 2024</span>`, `<span class="meta">event</span> <span lang="en">training course, 6 August 2024, Nghệ An</span>`,
		`<span class="meta">event</span> <span lang="und">odd</span>`, `<span class="meta">eclipse</span> <span lang="und">3</span>`)
	holds(t, h, page+"?ui=vi&with="+idOf(7), `<span class="side">Báo Mẫu</span>`, `<span class="side">saochep.vn</span>`, `ghi bài kia là nguồn`)
	holds(t, h, "/articles/"+idOf(1)+"/translations?ui=ro", `Arhiva nu are alt articol despre acest subiect.`)
}

func TestMarks(t *testing.T) {
	point := func(n, start, end int) pointView {
		return pointView{N: n, A: halfView{Passage: story.Passage{Part: "lead", Start: start, End: end}, Lang: lang.Vietnamese}}
	}
	const text = "gần 300 cán bộ" // g0 ầ1-3 n4 3=6
	for _, c := range []struct {
		name   string
		points []pointView
		want   []pointRun
		marked []bool
	}{
		{"none", nil, []pointRun{{Text: text}}, nil},
		{"one", []pointView{point(1, 6, 9)}, []pointRun{{Text: "gần "}, {"300", left, []int{1}}, {Text: " cán bộ"}}, []bool{true}},
		{"all of it", []pointView{point(1, 0, len(text))}, []pointRun{{text, left, []int{1}}}, []bool{true}},
		{"two of one place", []pointView{point(1, 6, 9), point(2, 6, 9)}, []pointRun{{Text: "gần "}, {"300", left, []int{1, 2}}, {Text: " cán bộ"}}, []bool{true, true}},
		{"the wider of two comes first", []pointView{point(1, 6, 9), point(2, 0, 9)}, []pointRun{{"gần 300", left, []int{2}}, {Text: " cán bộ"}}, []bool{false, true}},
		{"in the order of the text", []pointView{point(1, 10, 14), point(2, 6, 9)}, []pointRun{{Text: "gần "}, {"300", left, []int{2}}, {Text: " "}, {"cán", left, []int{1}}, {Text: " bộ"}}, []bool{true, true}},
		{"inside a letter", []pointView{point(1, 2, 9)}, []pointRun{{Text: text}}, []bool{false}},
		{"beyond the end", []pointView{point(1, 6, 99)}, []pointRun{{Text: text}}, []bool{false}},
		{"backwards", []pointView{point(1, 9, 6)}, []pointRun{{Text: text}}, []bool{false}},
	} {
		v := parallelView{Points: c.points}
		if diff := cmp.Diff(c.want, v.mark("lead", 0, text, left)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		var marked []bool
		for _, p := range v.Points {
			marked = append(marked, p.A.Marked)
		}
		if diff := cmp.Diff(c.marked, marked); diff != "" {
			t.Errorf("%s: marked (-want +got):\n%s", c.name, diff)
		}
		if runs := v.mark("paragraph", 0, text, left); len(runs) != 1 {
			t.Errorf("%s: marks in another text", c.name)
		}
	}
}

// TestEverythingOfStoriesHasAName holds what the page names against story.
func TestEverythingOfStoriesHasAName(t *testing.T) {
	l := newSite(t).locales.english()
	var keys []string
	for _, topic := range []story.Topic{story.OnNumber, story.OnDate, story.OnName, story.OnAttendance, story.OnDocument} {
		keys = append(keys, "topic."+string(topic))
	}
	for _, ground := range []story.Ground{story.ByKey, story.BySource, story.ByAlternate, story.ByFacts} {
		keys = append(keys, "ground."+string(ground))
	}
	for _, kind := range []story.Kind{
		story.Document, story.Person, story.Credit, story.Name, story.Happening, story.Host, story.Attendance, story.Number, story.Day,
		story.Image, story.Caption, story.Place, story.Headline, story.Text,
	} {
		keys = append(keys, "shared."+string(kind))
	}
	for _, key := range keys {
		if !l.Has(key) {
			t.Errorf("no catalog has %s", key)
		}
	}
	for name := range l.texts {
		if prefix, _, _ := strings.Cut(name, "."); prefix == "topic" || prefix == "ground" || prefix == "shared" {
			keys = append(keys, name)
		}
	}
	if len(keys) != 2*(5+4+14) {
		t.Errorf("catalogs name %d things that story has not", len(keys)-2*(5+4+14))
	}
}
