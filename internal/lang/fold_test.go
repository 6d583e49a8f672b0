package lang

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"mobilisation", "mobilisation"},
		{"MobiliSation", "mobilisation"},
		{"Đắk Lắk", "dak lak"},
		{"QÐi/TW", "qdi/tw"},
		{"Nguyễn Thị Ủy", "nguyen thi uy"},
		{"œuvre ŒUVRE Æthelred", "oeuvre oeuvre aethelred"},
		{"ofﬁce ﬂot eﬃcace", "office flot efficace"},
		{"Straße", "strasse"},
		{"ștință ştinţă ŞŢ ȘȚ", "stinta stinta st st"},
		{"În Iași sînt", "in iasi sint"},
		{"mobi\u00adlizare", "mobilizare"},
		{"72,5 %\u00a0là", "72,5 %\u00a0la"},
		{"日本 Москва", "日本 москва"},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if got := Fold(norm.NFD.String(tt.in)); got != tt.want {
			t.Errorf("Fold(NFD %q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHasVietnameseMarks(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"dan van kheo", false},
		{"dân vận", true},
		{"đ", true},
		{"Dak Lak", false},
		{"cá", true},
		{"garçon", false},
		{"în", false},
		{"ștință", true}, // ă is a Vietnamese letter too
		{"Noël", false},
		{"ñandú", true},
		{"señor", false},
	}
	for _, tt := range tests {
		for _, in := range []string{tt.in, norm.NFD.String(tt.in)} {
			if got := HasVietnameseMarks(in); got != tt.want {
				t.Errorf("HasVietnameseMarks(%+q) = %t, want %t", in, got, tt.want)
			}
		}
	}
}

func TestNFC(t *testing.T) {
	for _, s := range []string{"", "dân vận khéo", "été", "a\u0323\u0302", "â\u0323"} {
		if got, want := NFC(s), norm.NFC.String(s); got != want {
			t.Errorf("NFC(%+q) = %+q, want %+q", s, got, want)
		}
	}
	const composed = "Hội nghị tập huấn công tác dân vận"
	if n := testing.AllocsPerRun(10, func() { NFC(composed) }); n != 0 {
		t.Errorf("NFC of composed text allocates %v times", n)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Đắk Lắk", "ofﬁce", "ș\u0327", "\xff\xfe", "İstanbul", "\u0300a", "a\u200db"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold is not idempotent on %+q: %+q, then %+q", s, once, twice)
		}
		if !utf8.ValidString(once) && utf8.ValidString(s) {
			t.Errorf("Fold(%+q) = %+q is not valid UTF-8", s, once)
		}
		key := Key(s)
		if decomposed := Key(norm.NFD.String(s)); utf8.ValidString(s) && decomposed != key {
			t.Errorf("Key(%+q) = %+q, decomposed %+q", s, key, decomposed)
		}
	})
}
