package lang

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestProseWords(t *testing.T) {
	kinds := map[wordKind]string{lowerWord: "", openingWord: "^", nameWord: "*", capsWord: "!"}
	tests := []struct{ in, want string }{
		{"", ""},
		{"12/03/2024 | 15:20", ""},
		{"Le camarade Le Hong Vinh parle.", "^le camarade *le *hong *vinh parle"},
		{"Il dit. Puis rien", "^il dit ^puis rien"},
		{"L’eau d'ici, peut-être s-a dus", "^l'eau d'ici peut-être s-a dus"},
		{"số 04-NQ/TU ngày", "số ngày"},
		{"xem https://example.vn/tin-tuc nhé www.vi.du", "xem nhé"},
		{"viết cho ai@example.vn nhé", "viết cho nhé"},
		{"HỘI NGHỊ", "!hội !nghị"},
		{"Ştiinţa", "^știința"},
		{"mobi\u00adlizare", "mobilizare"},
		{"x2y abc", "abc"},
		{"Москва", "^москва"},
	}
	for _, tt := range tests {
		for _, in := range []string{tt.in, norm.NFD.String(tt.in)} {
			var got []string
			for w := range proseWords(in) {
				if w.runes[0] != ' ' || w.runes[len(w.runes)-1] != ' ' {
					t.Errorf("%q has no spaces about it", string(w.runes))
				}
				got = append(got, kinds[w.kind]+strings.TrimSpace(string(w.runes)))
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("proseWords(%+q) = %q, want %q", in, g, tt.want)
			}
		}
	}
}

func TestProseWordsBounded(t *testing.T) {
	for w := range proseWords(strings.Repeat("a", 10_000)) {
		if len(w.runes) > longestWord+2 {
			t.Errorf("a word of %d characters", len(w.runes))
		}
	}
}
