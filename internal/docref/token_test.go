package docref

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// tokensOf prints tokens as fold/kind, "+" before the glued ones.
func tokensOf(text string) string {
	var z tokeniser
	var out []string
	for _, t := range z.cut(text, 0, len(text)) {
		glue := ""
		if t.glued {
			glue = "+"
		}
		if text[t.start:t.end] == "" {
			return fmt.Sprintf("an empty token at %d", t.start)
		}
		name := t.fold
		if t.kind != word && t.kind != number {
			name = fmt.Sprintf("<%d>", t.kind)
		}
		out = append(out, glue+name)
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	sign := func(k kind) string { return fmt.Sprintf("+<%d>", k) }
	for text, want := range map[string]string{
		"Nghị quyết số31":  "nghi quyet so +31",
		"QĐ ĐA Đ":          "qd da d",
		"QÐi":              "qdi",
		"Uỷ ủy":            "uy uy",
		"n°10":             "n " + sign(degree) + " +10",
		"nº 10":            "n " + sign(degree) + " 10",
		"№ 10":             "№ 10",
		"04\u2011NQ":       "04 " + sign(dash) + " +nq",
		"NQ\u2215TU":       "nq " + sign(slash) + " +tu",
		"N\u00adQ":         "nq", // a soft hyphen inside a word
		"04\u00adNQ":       "04 " + sign(dash) + " +nq",
		"a\u00a0b\u202fc":  "a b c",
		"a\u200bb":         "a +b",
		"l'État":           "l " + sign(apostrophe) + " +etat",
		"BGD&ĐT":           "bgddt",
		"第18号":             "<0> +18 +<0>",
		"rezoluției ș ţ ă": "rezolutiei s t a",
	} {
		if got := tokensOf(text); got != want {
			t.Errorf("tokens of %q: %s, want %s", text, got, want)
		}
		if got := tokensOf(norm.NFD.String(text)); got != want && text != "№ 10" {
			t.Errorf("tokens of decomposed %q: %s, want %s", text, got, want)
		}
	}
}

func TestCodeLike(t *testing.T) {
	var z tokeniser
	for text, want := range map[string]bool{"TTg": true, "QyĐ": true, "ThU": true, "UBND": true, "Nq": true, "nq": false, "Tỉnh": false, "T": true, "ubnd": false} {
		if got := z.cut(text, 0, len(text))[0].code(); got != want {
			t.Errorf("%q is written as a code: %v", text, got)
		}
	}
}

// Vicinities cover every digit with its surroundings, in order and without
// overlap, on rune boundaries.
func TestVicinities(t *testing.T) {
	prose := strings.Repeat("Đảng ta luôn xác định công tác dân vận. ", 40)
	text := prose + "Nghị quyết số 04-NQ/TU" + prose + prose + "\n\n" + strings.Repeat("12/5 điểm.\n", 2000) + prose
	last, covered := 0, 0
	for lo, hi := range vicinities(text) {
		if lo < last || hi <= lo || hi > len(text) {
			t.Fatalf("[%d, %d) after %d", lo, hi, last)
		}
		if !norm.NFC.IsNormalString(text[lo:hi]) || strings.ContainsRune(text[lo:hi], '\ufffd') {
			t.Fatalf("[%d, %d) cuts a rune", lo, hi)
		}
		if hi-lo > 3*longVicinity {
			t.Errorf("[%d, %d) is long", lo, hi)
		}
		for _, r := range text[lo:hi] {
			if '0' <= r && r <= '9' {
				covered++
			}
		}
		last = hi
	}
	if want := 2 + 3*2000; covered != want {
		t.Errorf("%d digits are covered, want %d", covered, want)
	}
}

func TestNothingIsFoundInAddresses(t *testing.T) {
	for _, text := range []string{
		"https://example.vn/van-ban/04-NQ/TU", "www.example.vn/23-QĐ/TW", "phong.15-KH/TU@example.vn", "(https://example.vn/10/2022/QH15)",
	} {
		if found := Find(text, "vi"); found != nil {
			t.Errorf("%q: %+v", text, found)
		}
	}
	if found := Find("Nghị quyết số 04-NQ/TU (https://example.vn/1)", "vi"); len(found) != 1 {
		t.Errorf("an address hides its neighbour: %+v", found)
	}
}
