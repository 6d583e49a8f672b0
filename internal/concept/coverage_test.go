package concept

import (
	"testing"

	"khotin/internal/lang"
	"khotin/internal/sample"
)

// How many paragraphs of the sample paper's mobilisation news name a concept.
func TestSamplePaperIsCovered(t *testing.T) {
	outlet, err := sample.New()
	if err != nil {
		t.Fatal(err)
	}
	truth, err := sample.Truth()
	if err != nil {
		t.Fatal(err)
	}
	on := map[int]bool{}
	for _, f := range truth {
		on[f.ID] = f.OnTopic
	}
	type share struct{ paragraphs, covered, concepts int }
	shares := map[lang.Tag]*share{"vi": {}, "fr": {}, "ro": {}}
	for _, a := range outlet.Articles() {
		if !on[a.ID] {
			continue
		}
		tag := lang.ParseTag(a.Lang)
		for _, p := range append([]string{a.Lead}, a.Paragraphs()...) {
			s := shares[tag]
			s.paragraphs++
			if n := len(Find(p, tag)); n > 0 {
				s.covered++
				s.concepts += n
			}
		}
	}
	for tag, s := range shares {
		t.Logf("%s: %d of %d paragraphs, %.1f concepts each", tag, s.covered, s.paragraphs, float64(s.concepts)/float64(s.paragraphs))
		if s.covered*100 < s.paragraphs*90 {
			t.Errorf("%s: want a concept in 90 of 100 paragraphs", tag)
		}
	}
}
