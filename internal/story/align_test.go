package story_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
	"khotin/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

// The pairs of every Vietnamese sample story with its French version, with the
// words each pair begins with.
func TestAlignmentGolden(t *testing.T) {
	all, truth := sampleArticles(t)
	var out strings.Builder
	for _, a := range all {
		for _, b := range all {
			if truth[a.ID] != truth[b.ID] || a.Lang != "vi" || b.Lang != "fr" {
				continue
			}
			fmt.Fprintf(&out, "== %s\n   %s\n", a.Headline, b.Headline)
			for _, p := range story.Align(a, b) {
				fmt.Fprintf(&out, "%v %v\n   %s\n   %s\n", p.A, p.B, opening(a, p.A), opening(b, p.B))
			}
		}
	}
	testkit.Golden(t, "alignment.golden", []byte(out.String()))
}

func opening(a article.Article, indexes []int) string {
	var parts []string
	for _, i := range indexes {
		words := strings.Fields(textOf(a, i))
		parts = append(parts, strings.Join(words[:min(8, len(words))], " "))
	}
	return strings.Join(parts, " | ")
}

// A lead that the other outlet prints as its first paragraph, and a paragraph
// it splits.
func TestLeadMeetsParagraph(t *testing.T) {
	a := written("vi", "a.vn",
		"Sáng 6/8, Ban Dân vận Tỉnh ủy tổ chức hội nghị tập huấn cho gần 300 cán bộ.",
		"Hội nghị diễn ra trong hai ngày, quán triệt Kế hoạch số 257-KH/TU ngày 14/6/2024 của Ban Thường vụ Tỉnh ủy. Đồng chí Lê Hồng Vinh phát biểu khai mạc, nêu 5 nhiệm vụ và 12 giải pháp trong thời gian tới.")
	b := written("fr", "b.vn", "",
		"Le matin du 6 août, la Commission de mobilisation de masse a organisé une formation pour près de 300 cadres.",
		"La conférence dure deux jours et diffuse le plan n° 257-KH/TU du 14 juin 2024 du Comité permanent du Parti.",
		"Le camarade Le Hong Vinh a ouvert la conférence et présenté 5 tâches et 12 solutions pour la période à venir.")
	got := story.Align(a, b)
	for i := range got {
		if got[i].Score < .7 {
			t.Errorf("score %.2f of %v", got[i].Score, got[i])
		}
		got[i].Score = 0
	}
	want := []story.Pair{{A: []int{story.Lead}, B: []int{0}}, {A: []int{0}, B: []int{1, 2}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAlignmentOfNothing(t *testing.T) {
	a := written("vi", "a.vn", "", "Một đoạn.")
	if got := story.Align(a, article.Article{}); len(got) != 1 || len(got[0].B) != 0 || got[0].Score != 0 {
		t.Errorf("got %v", got)
	}
	if got := story.Align(article.Article{}, article.Article{}); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// covered checks that every paragraph is in one pair and that order is kept.
func covered(t *testing.T, a, b article.Article, pairs []story.Pair) {
	t.Helper()
	var left, right []int
	for _, p := range pairs {
		left, right = append(left, p.A...), append(right, p.B...)
		if p.Score < 0 || p.Score > 1 || len(p.A)+len(p.B) == 0 {
			t.Fatalf("pair %+v", p)
		}
	}
	for _, side := range []struct {
		got []int
		a   article.Article
	}{{left, a}, {right, b}} {
		want := []int{}
		if side.a.Lead != "" {
			want = append(want, story.Lead)
		}
		for i := range side.a.Paragraphs {
			want = append(want, i)
		}
		if !slices.Equal(side.got, want) {
			t.Fatalf("paragraphs %v, want %v", side.got, want)
		}
	}
}

func TestLongArticlesAreBounded(t *testing.T) {
	a := written("vi", "a.vn", "Mở đầu.")
	for i := range 600 {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: fmt.Sprintf("Đoạn %d có %d xã.", i, i*7), Lang: "vi"})
	}
	b := a
	b.ID, b.Lead = "b", ""
	covered(t, a, b, story.Align(a, b))
}

func FuzzAlign(f *testing.F) {
	f.Add("Sáng 6/8, 300 cán bộ.\nKế hoạch số 257-KH/TU", "Le 6 août, 300 cadres.\nLe plan n° 257-KH/TU\n\n1.200")
	f.Add("", "x")
	f.Add("\xff\n1\n2", "3 tỷ\nXIII")
	f.Fuzz(func(t *testing.T, x, y string) {
		if len(x)+len(y) > 4000 {
			return
		}
		a := written(lang.Vietnamese, "a.vn", strings.Split(x, "\n")...)
		b := written(lang.French, "b.vn", strings.Split(y, "\n")...)
		pairs := story.Align(a, b)
		covered(t, a, b, pairs)
		back := story.Align(b, a)
		for i := range back {
			back[i].A, back[i].B = back[i].B, back[i].A
		}
		if !cmp.Equal(pairs, back) {
			t.Fatalf("not symmetric: %s", cmp.Diff(pairs, back))
		}
		for _, d := range story.Disagreements(a, b) {
			if d.A.Normal == d.B.Normal || d.A.Printed == "" || d.B.Printed == "" {
				t.Fatalf("disagreement %+v", d)
			}
		}
		if ds := story.Disagreements(a, a); len(ds) > 0 {
			t.Fatalf("an article contradicts itself: %+v", ds)
		}
		p := story.Fingerprint(a)
		if _, ok := story.Link(p, p); ok {
			t.Fatal("an article is linked to itself")
		}
	})
}
