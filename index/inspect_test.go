package index

import (
	"testing"

	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func TestAnalyzeShowsEveryFieldsTerms(t *testing.T) {
	vi, err := Analyze("Hội nghị dân vận", lang.Vietnamese)
	if err != nil {
		t.Fatal(err)
	}
	byField := map[string][]string{}
	for _, term := range vi {
		byField[term.Field] = append(byField[term.Field], term.Term)
	}
	want := map[string][]string{
		"vi":      {"hôi5", "nghi5", "dân", "vân5"},
		"vi_fold": {"hoi", "nghi", "dan", "van"},
		"vi_word": {"hôi5 nghi5", "dân vân5"},
	}
	if diff := cmp.Diff(want, byField); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
	fr, err := Analyze("l'édification", lang.French)
	if err != nil {
		t.Fatal(err)
	}
	if len(fr) != 1 || fr[0].Start != 2 || fr[0].End != len("l'édification") {
		t.Errorf("French terms %+v: want one, without the elided article", fr)
	}
}
