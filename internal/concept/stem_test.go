package concept

import (
	"strings"
	"testing"

	"khotin/internal/lang"
)

// The forms of one word must meet, and near words stay apart.
func TestStem(t *testing.T) {
	tests := []struct {
		tag   lang.Tag
		stem  string
		words []string
	}{
		{"fr", "provincial", []string{"provincial", "provinciale", "provinciales", "provinciaux"}},
		{"fr", "qualifie", []string{"qualifié", "qualifiée", "qualifiées", "QUALIFIÉS"}},
		{"fr", "masse", []string{"masse", "masses"}},
		{"ro", "mobilizar", []string{"mobilizare", "mobilizarea", "mobilizării", "mobilizări", "mobilizărilor"}},
		{"ro", "mas", []string{"masă", "mase", "masele", "maselor"}},
		{"ro", "social", []string{"social", "socială", "sociale", "socialei"}},
		{"ro", "comitet", []string{"comitet", "comitetul", "comitetului", "comitete", "comitetelor", "comitetele"}},
		{"ro", "organizat", []string{"organizație", "organizaţia", "organizațiile", "organizațiilor"}},
		{"en", "committee", []string{"committee", "Committees"}},
		{"en", "people", []string{"people", "people's", "people’s"}},
		{"en", "mobilization", []string{"mobilisation", "mobilization"}},
		{"vi", "dan", []string{"dân", "Dân", "DÂN"}},
	}
	for _, tt := range tests {
		for _, word := range tt.words {
			if got := string(stem(tt.tag, appendFolded(nil, word, tt.tag))); got != tt.stem {
				t.Errorf("%s %q: %q, want %q", tt.tag, word, got, tt.stem)
			}
		}
	}
}

func TestGapIn(t *testing.T) {
	tests := []struct {
		between string
		want    gap
	}{
		{" ", joined}, {"", joined}, {" « ", joined}, {"-", joined}, {"\n", joined}, {"\u00a0", joined},
		{", ", paused}, {" - ", paused}, {" – ", paused}, {". ", paused},
		{"; ", broken}, {"\n\n", broken}, {" (", broken}, {" : ", broken}, {"? ", broken},
	}
	for _, tt := range tests {
		if got := gapIn(tt.between); got != tt.want {
			t.Errorf("gapIn(%q) = %d, want %d", tt.between, got, tt.want)
		}
	}
}

func TestStemOfWord(t *testing.T) {
	for _, tt := range []struct {
		tag   lang.Tag
		words string
	}{
		{lang.French, "l'école écoles ECOLE d’école"}, {lang.French, "provincial provinciaux provinciale"},
		{lang.Romanian, "masă masele maselor"}, {lang.Vietnamese, "vận van VẬN"}, {lang.English, "delegates delegate"},
	} {
		words := strings.Fields(tt.words)
		for _, w := range words[1:] {
			if a, b := Stem(tt.tag, words[0]), Stem(tt.tag, w); a != b {
				t.Errorf("%s: %s is %q, %s is %q", tt.tag, words[0], a, w, b)
			}
		}
	}
}
