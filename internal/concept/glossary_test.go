package concept

import (
	"strings"
	"testing"

	"khotin/internal/lang"
)

func TestGlossaryIsSound(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
	if n := len(All()); n < 260 {
		t.Errorf("%d concepts, want at least 260", n)
	}
}

// Every name must lead back to its concept, or the glossary promises what the
// search does not keep.
func TestEveryNameIsFound(t *testing.T) {
	for _, c := range All() {
		for _, tag := range languages {
			for _, name := range c.Variants(tag) {
				if !finds(Find(name, tag), c.ID) {
					t.Errorf("Find(%q, %s) = %q, lacks %s", name, tag, show(name, Find(name, tag)), c.ID)
				}
				if !finds(InQuery(name), c.ID) {
					t.Errorf("InQuery(%q) lacks %s", name, c.ID)
				}
			}
		}
		for _, short := range c.Abbreviations() {
			if !finds(Find(short, lang.Vietnamese), c.ID) {
				t.Errorf("Find(%q, vi) lacks %s", short, c.ID)
			}
		}
	}
}

func finds(found []Match, id string) bool {
	for _, m := range found {
		if m.ID == id {
			return true
		}
	}
	return false
}

func TestParseReportsBrokenRows(t *testing.T) {
	const head = "id\tkind\tweight\tbroader\tvi\tvi_abbr\tfr\tro\ten\n"
	const sound = "dan_van\ttopic\t1\t\tdân vận\tDV\tmobilisation\tmobilizare\tmobilization\n"
	tests := []struct{ rows, want string }{
		{sound, ""},
		{"dan_van\ttopic\t1\n", "3 columns instead of 9"},
		{strings.Replace(sound, "dan_van", "Dân vận", 1), "is no identifier"},
		{strings.Replace(sound, "topic", "thing", 1), "no such kind"},
		{strings.Replace(sound, "\t1\t", "\t7\t", 1), "is not between 0.1 and 1"},
		{strings.Replace(sound, "\t1\t\t", "\t1\tkheo\t", 1), "within kheo, which is not there"},
		{strings.Replace(sound, "\t1\t\t", "\t1\tdan_van\t", 1), "broader than itself"},
		{strings.Replace(sound, "mobilisation\t", "mobilisation|\t", 1), "empty name in fr"},
		{strings.Replace(sound, "mobilisation\t", "mobilisation|Mobilisation\t", 1), "twice in fr"},
		{strings.Replace(sound, "mobilisation\t", "de la base\t", 1), "too loose"},
		{strings.Replace(sound, "mobilizare", "masa: mobilizare", 1), "a mark no name runs across"},
		{sound + sound, "is there twice"},
		{sound + strings.Replace(sound, "dan_van", "an", 1), "sort the rows"},
		{sound + strings.Replace(sound, "dan_van", "z", 1), `"dân vận" is dan_van and z in vi`},
		{strings.ReplaceAll(strings.Replace(sound, "mobilisation", "mobilisation*", 1)+"z\ttopic\t1\t\tx\t\tmobilisation*\ty\tz\n", "", ""), ""},
	}
	for _, tt := range tests {
		_, err := parse(head + tt.rows)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("parse(%q): %v", tt.rows, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("parse(%q): %v, want %q", tt.rows, err, tt.want)
		}
	}
}

func TestLookUps(t *testing.T) {
	tests := []struct {
		id   string
		tag  lang.Tag
		want string
	}{
		{"dan_van", "vi", "dân vận"},
		{"dan_van", "ro", "mobilizare în masă"},
		{"dan_van", "", "dân vận"},
		{"quy_dinh", "fr", "règlement"}, // the asterisk is no part of the name
		{"no_such", "vi", ""},
	}
	for _, tt := range tests {
		if got := Preferred(tt.id, tt.tag); got != tt.want {
			t.Errorf("Preferred(%s, %s) = %q, want %q", tt.id, tt.tag, got, tt.want)
		}
	}
	if c, ok := ByID("dan_van_kheo"); !ok || c.Weight != 1 || c.Kind != "campaign" {
		t.Errorf("ByID(dan_van_kheo) = %+v, %v", c, ok)
	}
	if _, ok := ByID("no_such"); ok {
		t.Error("ByID finds what is not there")
	}
}

// A longer name must not swallow the mobilisation it speaks of: "giao ban công
// tác dân vận" is a meeting, and about dân vận.
func TestNoNameHidesMobilisation(t *testing.T) {
	root, _ := ByID("dan_van")
	names := map[lang.Tag][]string{}
	for _, tag := range languages {
		names[tag] = root.Variants(tag)
	}
	bare, err := NewLexicon([]Entry{{ID: "dan_van", Weight: 1, Names: names}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range All() {
		for _, tag := range languages {
			for _, name := range c.Variants(tag) {
				if len(bare.Find(name, tag)) > 0 && !finds(Find(name, tag), "dan_van") {
					t.Errorf("%s: Find(%q, %s) = %q, lacks dan_van", c.ID, name, tag, show(name, Find(name, tag)))
				}
			}
		}
	}
}
