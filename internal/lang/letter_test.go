package lang

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// Every letter of the Vietnamese alphabet with every tone folds to its base,
// keys to its toneless letter and the digit, and counts as Vietnamese.
func TestVietnameseLetters(t *testing.T) {
	tones := []struct {
		mark  string
		digit string
	}{{"", ""}, {"\u0301", "1"}, {"\u0300", "2"}, {"\u0309", "3"}, {"\u0303", "4"}, {"\u0323", "5"}}
	bases := map[rune]string{'ă': "a", 'â': "a", 'ê': "e", 'ô': "o", 'ơ': "o", 'ư': "u"}
	n := 0
	for _, vowel := range viVowels {
		base := bases[vowel]
		if base == "" {
			base = string(vowel)
		}
		for _, tone := range tones {
			letter := norm.NFC.String(string(vowel) + tone.mark)
			for _, form := range []string{letter, strings.ToUpper(letter), norm.NFD.String(letter)} {
				n++
				if got := Fold(form); got != base {
					t.Errorf("Fold(%+q) = %q, want %q", form, got, base)
				}
				if got, want := Key(form), string(vowel)+tone.digit; got != want {
					t.Errorf("Key(%+q) = %q, want %q", form, got, want)
				}
				if got, want := HasVietnameseMarks(form), letter != base; got != want {
					t.Errorf("HasVietnameseMarks(%+q) = %t", form, got)
				}
			}
		}
	}
	if n != 12*6*3 {
		t.Errorf("%d forms tried", n)
	}
}

func TestLookupOutsideTables(t *testing.T) {
	tests := []struct {
		r    rune
		want letter
	}{
		{'Ж', letter{fold: "ж", key: 'ж'}},
		{'日', letter{fold: "日", key: '日'}},
		{'\u0301', letter{}},
		{'\u200d', letter{}},
		{'ﬃ', letter{fold: "ffi", key: 'ﬃ'}},
		{'Đ', letter{fold: "d", key: 'đ', vi: true}},
		{'Ð', letter{fold: "d", key: 'đ', vi: true}},
		{'ñ', letter{fold: "n", key: 'ñ'}},
	}
	for _, tt := range tests {
		if got := lookup(tt.r); got != tt.want {
			t.Errorf("lookup(%q) = %+v, want %+v", tt.r, got, tt.want)
		}
	}
}
