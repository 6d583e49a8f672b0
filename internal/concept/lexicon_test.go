package concept

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/lang"
)

func TestLexicon(t *testing.T) {
	lexicon, err := NewLexicon([]Entry{
		{ID: "sport", Weight: 1, Names: map[lang.Tag][]string{"vi": {"bóng đá"}, "ro": {"fotbal~", "meci"}}},
		{ID: "gold", Weight: 1, Names: map[lang.Tag][]string{"fr": {"lingot d'or"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		tag  lang.Tag
		text string
		want []string
	}{
		{"ro", "Fotbalul și fotbaliștii la meci, nu la meciuri", []string{"sport=Fotbalul", "sport=meci"}},
		{"vi", "trận bóng đá", []string{"sport=bóng đá"}},
		{"fr", "les lingots d’or", []string{"gold=lingots d’or"}},
		{"", "bong da, lingot d'or", []string{"sport=bong da", "gold=lingot d'or"}},
		{"en", "bóng đá", []string{}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, show(tt.text, lexicon.Find(tt.text, tt.tag))); diff != "" {
			t.Errorf("Find(%q, %s) (-want +got):\n%s", tt.text, tt.tag, diff)
		}
	}
}

func TestLexiconRefusesBrokenEntries(t *testing.T) {
	_, err := NewLexicon([]Entry{{ID: "a", Names: map[lang.Tag][]string{"fr": {"x"}}}, {ID: "b", Names: map[lang.Tag][]string{"fr": {"x"}}}})
	if err == nil || !strings.Contains(err.Error(), "mark it with an asterisk") {
		t.Errorf("two entries with one name: %v", err)
	}
}
