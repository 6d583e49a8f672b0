package event

import (
	"strings"
	"testing"

	"khotin/internal/lang"
)

// TestSentences checks where sentences end: a bar stands for each end.
func TestSentences(t *testing.T) {
	tests := []struct {
		tag  lang.Tag
		text string
	}{
		{"vi", "Sáng 6/8, tại TP. Vinh, hội nghị có 1.200 đại biểu.| Đồng chí chủ trì."},
		{"vi", "Gồm PGS.TS Lê Văn A và Ths. Vũ Bình.| Hết"},
		{"vi", "Hội nghị kết thúc…| Ngày mai tiếp tục!| Có ai hỏi?| Không"},
		{"vi", "Dòng một\n|Dòng hai"},
		{"fr", "M. Nguyen a signé le n° 3.| Mme Le aussi."},
		{"fr", "La conférence. |||Photo : A"},
		{"fr", "Le prix est de 1.200 dongs, soit 3.5 %.| Rien d'autre."},
		{"ro", "Planul nr. 31 a fost emis.| Dl. Van a vorbit."},
		{"ro", "Pe 6.8.2024 a fost ședință.| Gata"},
	}
	for _, tt := range tests {
		plain := strings.ReplaceAll(strings.ReplaceAll(tt.text, "|||", "\x00"), "|", "")
		plain = strings.ReplaceAll(plain, "\x00", "| ")
		words := split(plain, tt.tag)
		starts := sentences(words)
		got := len(starts) - 1
		want := strings.Count(strings.ReplaceAll(tt.text, "|||", "|"), "|") + 1
		if got != want {
			t.Errorf("%q: %d sentences, want %d", plain, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	tests := []struct {
		tag        lang.Tag
		text, want string // words between bars, the gap before each named
	}{
		{"fr", "l'Union, d’environ", "l' Union , d’ environ"},
		{"fr", "aujourd'hui", "aujourd'hui"},
		{"vi", "K'Lim (xã Đạ Long)", "K'Lim ( xã Đạ Long"},
		{"fr", "vice-président – chef", "vice ~ président - chef"},
		{"ro", "„Munca”: bine; 94% da", `Munca : bine ; 94 ; da`},
		{"vi", "", ""},
	}
	signs := map[gap]string{hyphen: "~ ", comma: ", ", dash: "- ", quote: "q ", bracket: "( ", semicolon: "; ", colon: ": ", stop: ". "}
	for _, tt := range tests {
		var b strings.Builder
		for i, w := range split(tt.text, tt.tag) {
			if i > 0 {
				b.WriteString(" " + signs[w.gap])
			}
			b.WriteString(w.printed(tt.text))
		}
		if b.String() != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, b.String(), tt.want)
		}
	}
}

func TestSentenceOfIsTotal(t *testing.T) {
	words := split("Một. Hai ba. Bốn", lang.Vietnamese)
	starts := sentences(words)
	for i := -1; i <= len(words)+1; i++ {
		if from, to := sentenceOf(starts, i); from > to {
			t.Errorf("sentence of word %d is %d to %d", i, from, to)
		}
	}
	if from, to := sentenceOf(starts, 2); from != 1 || to != 3 {
		t.Errorf("sentence of ba is %d to %d", from, to)
	}
}
