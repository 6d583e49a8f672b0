package lang

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestKeyMeets(t *testing.T) {
	groups := [][]string{
		{"hòa", "hoà", "HOÀ", "Hòa"},
		{"uỷ", "ủy", "ỦY", "Uỷ"},
		{"quý", "qúy", "quí", "Qúi"},
		{"lý", "lí"},
		{"kỹ", "kĩ"},
		{"tỷ", "tỉ"},
		{"mỹ", "Mĩ"},
		{"hy", "hi"},
		{"sỹ", "sĩ"},
		{"thuý", "thúy"},
		{"nguyễn", "NGUYỄN"},
		{"tuệ", "tụê"},
		{"ậ", "a\u0323\u0302", "â\u0323", "ạ\u0302"},
		{"mobi\u00adlizare", "mobilizare"},
	}
	for _, group := range groups {
		want := Key(group[0])
		for _, form := range group {
			for _, f := range []string{form, norm.NFD.String(form)} {
				if got := Key(f); got != want {
					t.Errorf("Key(%+q) = %q, but Key(%q) = %q", f, got, group[0], want)
				}
			}
		}
	}
}

func TestKeyKeepsApart(t *testing.T) {
	pairs := [][2]string{
		{"tay", "tai"},
		{"thúy", "thúi"},
		{"ý", "í"},
		{"đi", "di"},
		{"ma", "mà"},
		{"dân", "dấn"},
		{"tư", "tu"},
		{"ơn", "on"},
		{"sky", "ski"},
		{"vận", "vân"},
	}
	for _, p := range pairs {
		if Key(p[0]) == Key(p[1]) {
			t.Errorf("Key(%q) and Key(%q) are both %q", p[0], p[1], Key(p[0]))
		}
	}
}

func TestKeyForms(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"y", "y"},
		{"dân", "dân"},
		{"vận", "vân5"},
		{"được", "đươc5"},
		{"Quyết", "quyêt1"},
		{"qúy", "qui1"},
		{"élève", "eleve12"},
		{"garçon", "garçon"},
		{"QH15", "qh15"},
		{"QÐ", "qđ"},
		{"şi", "şi"},
	}
	for _, tt := range tests {
		if got := Key(tt.in); got != tt.want {
			t.Errorf("Key(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func BenchmarkKey(b *testing.B) {
	words := []string{"Hội", "nghị", "tập", "huấn", "công", "tác", "dân", "vận", "khéo", "năm", "2024"}
	n := 0
	for _, w := range words {
		n += len([]rune(w))
	}
	b.SetBytes(int64(n)) // characters, so MB/s reads as million characters a second
	for b.Loop() {
		for _, w := range words {
			Key(w)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	const s = "Hội nghị tập huấn công tác dân vận khéo năm 2024"
	b.SetBytes(int64(len([]rune(s))))
	for b.Loop() {
		Fold(s)
	}
}
