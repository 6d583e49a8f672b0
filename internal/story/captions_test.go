package story_test

import (
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"

	"github.com/google/go-cmp/cmp"
)

func TestCaptions(t *testing.T) {
	const host = "https://cdn.bao.vn/thumbs/w800/"
	vi := func(text, image string) article.Caption {
		return article.Caption{Text: text, Lang: lang.Vietnamese, Image: image}
	}
	fr := func(text, image string) article.Caption {
		return article.Caption{Text: text, Lang: lang.French, Image: image}
	}
	twin := func(c article.Caption, other int) article.Caption { c.Pair = &other; return c }
	stage := "Quang cảnh hội nghị tập huấn tại thành phố Vinh."
	speech := "Đồng chí Lê Hồng Vinh phát biểu khai mạc hội nghị."
	village := "Bà con bản Mường Lống hiến 1.200 m² đất làm đường."
	for _, c := range []struct {
		name string
		a, b []article.Caption
		want []story.Pair // without scores
	}{
		{"none at all", nil, nil, nil},
		{"none in the other", []article.Caption{vi(stage, "")}, nil, []story.Pair{{A: []int{0}}}},
		{
			"one each, by what they say", []article.Caption{vi(stage, ""), vi(speech, "")},
			[]article.Caption{fr("Vue de la conférence dans la ville de Vinh.", ""), fr("Le camarade Le Hong Vinh ouvre la conférence.", "")},
			[]story.Pair{{A: []int{0}, B: []int{0}}, {A: []int{1}, B: []int{1}}},
		},
		{
			"the original above its translation", []article.Caption{vi(stage, ""), vi(speech, "")},
			[]article.Caption{
				twin(vi(stage, ""), 1), twin(fr("Vue de la conférence dans la ville de Vinh.", ""), 0),
				twin(vi(speech, ""), 3), twin(fr("Le camarade Le Hong Vinh ouvre la conférence.", ""), 2),
			},
			[]story.Pair{{A: []int{0}, B: []int{0, 1}}, {A: []int{1}, B: []int{2, 3}}},
		},
		{
			"one picture left out, known by its file", []article.Caption{vi(stage, host+"a-20240806-1.jpg"), vi(speech, host+"a-20240806-2.jpg"), vi(village, host+"a-20240806-3.jpg")},
			[]article.Caption{fr("Conférence.", "https://fr.bao.vn/img/A-20240806-1.webp"), fr("Des habitants cèdent des terres.", "https://fr.bao.vn/img/a-20240806-3.webp")},
			[]story.Pair{{A: []int{0}, B: []int{0}}, {A: []int{1}}, {A: []int{2}, B: []int{1}}},
		},
		{
			"one picture left out, known by number and name", []article.Caption{vi(stage, ""), vi(speech, ""), vi(village, "")},
			[]article.Caption{fr("Le camarade Le Hong Vinh ouvre la conférence.", ""), fr("Les habitants de Muong Long ont cédé 1 200 m² pour une route.", "")},
			[]story.Pair{{A: []int{0}}, {A: []int{1}, B: []int{0}}, {A: []int{2}, B: []int{1}}},
		},
		{
			"two captions of one file", []article.Caption{vi(stage, host+"b-20240806.jpg"), vi(speech, host+"b-20240806.jpg")},
			[]article.Caption{fr("La conférence.", host+"b-20240806.jpg")},
			[]story.Pair{{A: []int{0, 1}, B: []int{0}}},
		},
	} {
		a, b := written("vi", "a.vn", ""), written("fr", "b.vn", "")
		a.Captions, b.Captions = c.a, c.b
		got := story.Captions(a, b)
		for i, p := range got {
			if both := len(p.A) > 0 && len(p.B) > 0; both != (p.Score > 0) {
				t.Errorf("%s: score %v of %v", c.name, p.Score, p)
			}
			got[i].Score = 0
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		back := story.Captions(b, a)
		for i, p := range back {
			back[i] = story.Pair{A: p.B, B: p.A}
		}
		if diff := cmp.Diff(got, back); diff != "" {
			t.Errorf("%s the other way round:\n%s", c.name, diff)
		}
	}
}

// TestCaptionsAreInOnePair proves, over the sample stories, that none is lost.
func TestCaptionsAreInOnePair(t *testing.T) {
	all, truth := sampleArticles(t)
	pairs := 0
	for _, a := range all {
		for _, b := range all {
			if a.ID == b.ID || truth[a.ID] != truth[b.ID] {
				continue
			}
			var inA, inB []int
			for _, p := range story.Captions(a, b) {
				inA, inB = append(inA, p.A...), append(inB, p.B...)
				pairs++
			}
			if diff := cmp.Diff([2][]int{upTo(len(a.Captions)), upTo(len(b.Captions))}, [2][]int{inA, inB}); diff != "" {
				t.Errorf("%s and %s:\n%s", a.URL, b.URL, diff)
			}
		}
	}
	if pairs == 0 {
		t.Error("the sample has no captions")
	}
}

func upTo(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}
