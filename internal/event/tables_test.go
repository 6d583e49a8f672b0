package event

import (
	"strconv"
	"strings"
	"testing"

	"khotin/internal/docref"
	"khotin/internal/lang"
)

func TestTablesAreWhole(t *testing.T) {
	w := world()
	for tag, lex := range w.lexicons {
		found := map[class]int{}
		for _, entries := range lex.entries {
			for _, e := range entries {
				found[e.class]++
				if e.class == countClass {
					if n, err := strconv.Atoi(e.value); err != nil || n < 2 {
						t.Errorf("%s: count %q is no number of people", tag, e.value)
					}
				}
			}
		}
		for name, c := range classes {
			optional := tag == lang.Vietnamese && (name == "article" || name == "adverb")
			if found[c] == 0 && !optional {
				t.Errorf("%s has no phrase of class %s", tag, name)
			}
		}
		if found[placeClass] < len(docref.Provinces("")) {
			t.Errorf("%s: %d spellings of provinces", tag, found[placeClass])
		}
		if len(w.bodies[tag]) < 30 {
			t.Errorf("%s: %d institutions", tag, len(w.bodies[tag]))
		}
	}
	for _, name := range []string{"Nguyễn", "Trần", "Lò", "Giàng", "Võ"} {
		if !w.surnames[lang.Fold(name)] || !w.surnameKeys[lang.Key(name)] {
			t.Errorf("family name %s is missing", name)
		}
	}
}

// TestKindsExistInEveryLanguage keeps the three languages in step, or an event
// could not meet its translations.
func TestKindsExistInEveryLanguage(t *testing.T) {
	kinds := map[lang.Tag]map[string]bool{}
	for tag, lex := range world().lexicons {
		kinds[tag] = map[string]bool{}
		for _, entries := range lex.entries {
			for _, e := range entries {
				if e.class == gatherClass || e.class == purposeClass || e.class == happeningClass {
					kinds[tag][e.value] = true
				}
			}
		}
	}
	for kind := range kinds[lang.Vietnamese] {
		for _, tag := range []lang.Tag{lang.French, lang.Romanian} {
			if !kinds[tag][kind] {
				t.Errorf("kind %s has no word in %s", kind, tag)
			}
		}
	}
}

func TestTableRowsAreChecked(t *testing.T) {
	w := &tables{lexicons: map[lang.Tag]*lexicon{"fr": newLexicon("fr")}, bodies: map[lang.Tag][]body{},
		inBody: map[string]bool{}, bylines: map[string][]string{}}
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"unknown class", w.addPhrases([]string{"verb", "-", "fr", "a"}), "unknown class"},
		{"unknown language", w.addPhrases([]string{"hold", "-", "de", "a"}), "language"},
		{"empty phrase", w.addPhrases([]string{"hold", "-", "fr", "a||b"}), "no words"},
		{"same phrase twice", w.addPhrases([]string{"post", "Bí thư", "fr", "secrétaire"}), ""},
		{"two values", w.addPhrases([]string{"post", "Chủ tịch", "fr", "secrétaire"}), "both"},
		{"unknown system", w.addBody([]string{"Ban", "club", "fr", "comite"}), "unknown system"},
		{"body in an unknown language", w.addBody([]string{"Ban", "party", "de", "comite"}), "language"},
		{"unfolded word", w.addBody([]string{"Ban", "party", "fr", "comité"}), "folded"},
		{"no words", w.addBody([]string{"Ban", "party", "fr", ""}), "no words"},
		{"byline in an unknown language", w.addByline([]string{"Mai", "de", "Pflaume"}), "language"},
	}
	for _, tt := range tests {
		switch {
		case tt.want == "" && tt.err != nil:
			t.Errorf("%s: %v", tt.name, tt.err)
		case tt.want != "" && (tt.err == nil || !strings.Contains(tt.err.Error(), tt.want)):
			t.Errorf("%s: error is %v, want %q in it", tt.name, tt.err, tt.want)
		}
	}
	if err := eachRow("kinds.tsv", 9, func([]string) error { return nil }); err == nil || !strings.Contains(err.Error(), "line 4") {
		t.Errorf("wrong number of cells: %v", err)
	}
	if err := eachRow("none.tsv", 1, nil); err == nil {
		t.Error("a missing table is no error")
	}
}
