package lang

import (
	"strings"
	"testing"
)

func TestTelex(t *testing.T) {
	tests := []struct{ in, want string }{
		{"daan vaanj kheso", "dân vận khéo"},
		{"dduowcj ddaij bieeru", "được đại biểu"},
		{"nghij quyeets soos", "nghị quyết số"},
		{"hooij tirnh uyr", "hội tỉnh ủy"},
		{"phuj nuwx nguwowif", "phụ nữ người"},
		{"hoaf gif giar quys quyr", "hòa gì giả quý quỷ"},
		{"thuowr tw nhw duongwf trangws", "thuở tư như dường trắng"},
		{"chuyeenj khuyrup", "chuyện !"},
		{"vanaj dangd nguoiwf muaw hoawcj quawngs", "vận đang người mưa hoặc quắng"},
		{"toan user the quoocs", "! ủe ! quốc"},
		{"DDAANG Thanhs", "đâng thánh"},
		{"sex cats catf", "sẽ cát !"},
		{"class press a w", "! ! ! !"},
		{"khuyur giuwxa tuaanf oong yeeu", "khuỷu giữa tuần ông yêu"},
		{"laamf laafm lafz", "lầm lầm la"},
		{"mobilisation", "!"}, {"thuees4", "!"}, {"thuế", "!"},
	}
	for _, tt := range tests {
		var got []string
		for w := range strings.FieldsSeq(tt.in) {
			decoded, ok := Telex(w)
			if !ok {
				decoded = "!"
			}
			got = append(got, decoded)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("Telex(%q) = %q, want %q", tt.in, g, tt.want)
		}
	}
}

// Every syllable of the Vietnamese corpus survives being typed.
func TestTelexRoundTrip(t *testing.T) {
	keys := strings.NewReplacer("ă", "aw", "â", "aa", "ê", "ee", "ô", "oo", "ơ", "ow", "ư", "uw", "đ", "dd",
		"1", "s", "2", "f", "3", "r", "4", "x", "5", "j")
	n := 0
	for tok := range Tokens(corpusText(t, Vietnamese)) {
		key := Key(tok.Text)
		typed := keys.Replace(key)
		if typed == key || !IsSyllable(Fold(tok.Text)) {
			continue
		}
		n++
		if decoded, ok := Telex(typed); !ok || Key(decoded) != key {
			t.Errorf("%q typed %q decodes to %q, %t", tok.Text, typed, decoded, ok)
		}
	}
	if n < 1000 {
		t.Errorf("only %d syllables tried", n)
	}
}

func FuzzTelex(f *testing.F) {
	for _, s := range []string{"vaanj", "dduowcj", "quys", "w", "giz", "uowuow", "aaaaaaaaaaaaaaaa"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		decoded, ok := Telex(s)
		if !ok && decoded != "" || ok && !IsSyllable(Fold(decoded)) {
			t.Fatalf("Telex(%+q) = %q, %t", s, decoded, ok)
		}
	})
}
