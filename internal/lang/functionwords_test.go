package lang

import (
	"strings"
	"testing"
)

func TestFunctionWords(t *testing.T) {
	for _, tt := range []struct {
		tag  Tag
		form string
		want bool
	}{
		{French, "de", true}, {French, "ou", true}, {French, "masse", false}, {French, "la", true},
		{Romanian, "sa", true}, {Romanian, "catre", true}, {Romanian, "masa", false},
		{English, "whose", true}, {English, "people", false},
		{Vietnamese, Key("của"), true}, {Vietnamese, Key("bao") + " " + Key("nhiêu"), true}, {Vietnamese, Key("bao"), false},
		{Vietnamese, Key("mấy"), true}, {Vietnamese, Key("máy"), false},
		{Vietnamese, "la", false}, // la is to shout, là is to be
		{Unknown, "de", false},
	} {
		if got := IsFunctionWord(tt.tag, tt.form); got != tt.want {
			t.Errorf("%s %q: %v", tt.tag, tt.form, got)
		}
	}
	if !IsFoldedFunctionWord("la") || !IsFoldedFunctionWord("bao nhieu") || IsFoldedFunctionWord("dan") {
		t.Error("function words typed without marks")
	}
	for _, keys := range FunctionCompounds() {
		if len(keys) < 2 || !IsFunctionWord(Vietnamese, strings.Join(keys, " ")) {
			t.Errorf("%v is no compound of the table", keys)
		}
	}
}

// Every line names a language that is known, and no word stands under two
// spellings that say the same.
func TestFunctionTable(t *testing.T) {
	n := 0
	for line := range strings.Lines(functionTable) {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, words, ok := strings.Cut(line, ":")
		if !ok || ParseTag(name) == Unknown || len(strings.Fields(words)) == 0 {
			t.Errorf("line %d: %q", n, line)
		}
	}
	for tag, words := range functions().words {
		if tag != Unknown && len(words) < 40 {
			t.Errorf("%s has %d function words", tag, len(words))
		}
	}
}
