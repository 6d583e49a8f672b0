package event

import (
	"slices"
	"strings"
	"testing"

	"khotin/internal/lang"
)

func TestRestoreByline(t *testing.T) {
	many := func(credit string, n int) []string { return slices.Repeat([]string{credit}, n) }
	tests := []struct {
		byline  string
		credits []string
		want    string // "" if nothing is proved
	}{
		{"Fleur de prunier", many("Mai Hoa", 15), "Mai Hoa"},
		{"Fleur de prunier", many("Mai Hoa", 1), "Mai Hoa"}, // both words fit
		{"Jeu Giang", many("TG", 6), "Thu Giang"},
		{"Lune claire", []string{"Minh Nguyệt", "Minh Nguyet"}, "Minh Nguyệt"},
		{"Lună limpede", []string{"Minh Nguyệt", "Minh Nguyet"}, "Minh Nguyệt"},
		{"Rivière d'automne", []string{"Thu Ha", "Thu Hà"}, "Thu Hà"},
		{"Râul de toamnă", many("Thu Hà", 2), "Thu Hà"},
		{"Montagne de printemps", []string{"Xuân Sơn"}, "Xuân Sơn"},
		{"Phare de mer", []string{"Hải Đăng", "Hai Dang"}, "Hải Đăng"},

		{"Floare de piersic", nil, ""},
		{"Fleur de pêcher", many("Mai Hoa", 9), ""},                     // pêcher is Đào
		{"Fleur de prunier", []string{"Mai Hoa", "Đức Trí"}, "Mai Hoa"}, // the words tell them apart
		{"Fleur de prunier", []string{"Mai Hoa", "Hoa Mai"}, ""},        // and here they do not
		{"Jeu Giang", many("TH", 6), ""},
		{"Jeu Giang", nil, ""},
		{"Mai Hoa", many("Đức Trí", 9), ""}, // nothing to restore
		{"Thu Giang", many("TG", 9), ""},
		{"PV", many("Mai Hoa", 9), ""},
		{"", many("Mai Hoa", 9), ""},
		{strings.Repeat("Fleur ", 1000), many("Mai Hoa", 9), ""},
		{"Rédaction", many("Mai Hoa", 1), ""},
	}
	for _, tt := range tests {
		name, evidence, ok := RestoreByline(tt.byline, tt.credits)
		if name != tt.want || ok != (tt.want != "") || ok != (evidence != "") {
			t.Errorf("RestoreByline(%.40q, %q…) = %q, %q, %v, want %q", tt.byline, tt.credits[:min(2, len(tt.credits))], name, evidence, ok, tt.want)
		}
	}
}

// TestBylinesOfNewspaper restores the bylines of the translated stories, and
// never to anybody but their author.
func TestBylinesOfNewspaper(t *testing.T) {
	authors := map[int]string{}
	for _, a := range newspaper(t) {
		if a.article.Lang == "vi" {
			authors[a.article.ID] = a.article.Byline
		}
	}
	restored, translated := 0, 0
	for _, a := range newspaper(t) {
		byline := a.article.Byline
		if lang.Fold(byline) == lang.Fold(authors[a.article.ID]) {
			if name, _, ok := RestoreByline(byline, credits(a.article.Captions())); ok {
				t.Errorf("%d %s: %q needs no restoring, got %q", a.article.ID, a.article.Lang, byline, name)
			}
			continue
		}
		translated++
		name, evidence, ok := RestoreByline(byline, credits(a.article.Captions()))
		if ok && lang.Fold(name) != lang.Fold(authors[a.article.ID]) {
			t.Errorf("%d %s: %q became %q by %s, want %q", a.article.ID, a.article.Lang, byline, name, evidence, authors[a.article.ID])
		}
		if ok {
			restored++
		} else {
			t.Logf("%d %s: %q stays: no proof in %q", a.article.ID, a.article.Lang, byline, a.article.Captions())
		}
	}
	t.Logf("%d of %d translated bylines restored", restored, translated)
	if restored*10 < translated*9 {
		t.Errorf("only %d of %d translated bylines restored", restored, translated)
	}
}

func credits(captions []string) []string {
	var out []string
	for _, c := range captions {
		for _, word := range []string{"Ảnh:", "Photo\u00a0:", "Photo :", "Foto:"} {
			if _, credit, ok := strings.Cut(c, word); ok {
				out = append(out, strings.Trim(credit, " |"))
			}
		}
	}
	return out
}
