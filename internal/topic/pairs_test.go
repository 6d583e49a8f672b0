package topic

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/lang"
)

func TestPairs(t *testing.T) {
	tests := []struct {
		name string
		tag  lang.Tag
		text string
		want []string
	}{
		{"verb and noun no list has together", lang.Romanian, "Comisia îi ascultă pe rând pe pescarii din golf.", []string{"hear"}},
		{"noun before verb", lang.French, "Les villageois ont été écoutés jusqu'au soir.", []string{"hear"}},
		{"what is given", lang.Vietnamese, "Cụ bà hiến 240 m2 đất vườn.", []string{"give"}},
		{"too far apart", lang.French, "Il écoute de la musique, range ses affaires, prend le train du soir et rentre voir sa famille.", nil},
		{"another sentence", lang.Romanian, "El ascultă. Oamenii pleacă.", nil},
		{"half a pair", lang.French, "Le maestro écoute.", nil},
		{"the same words in two pairs", lang.French, "Rencontre avec les compatriotes de la vallée", []string{"hear", "visit"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, world().pairsIn(tt.text, tt.tag)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Read in all four languages a page would find words by chance: Romanian ai is
// Vietnamese AI.
func TestLanguageIsTold(t *testing.T) {
	in := Input{Headline: "Membrii asociației ai satului", Lead: "Doi vecini ai cătunului au împăcat familiile certate pentru apă."}
	told := Score(in)
	in.Lang = lang.Romanian
	if diff := cmp.Diff(Score(in), told); diff != "" {
		t.Error(diff)
	}
}
