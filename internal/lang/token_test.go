package lang

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func words(text string) []string {
	var out []string
	for t := range Tokens(text) {
		out = append(out, t.Text)
	}
	return out
}

func TestTokens(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{" \n\u00a0", ""},
		{"Nghị quyết số 04-NQ/TU.", "Nghị|quyết|số|04|NQ|TU"},
		{"l'homme, l’État ‘dit’", "l'homme|l’État|dit"},
		{"'cité'", "cité"},
		{"R'lấp và M’Nông", "R'lấp|và|M’Nông"},
		{"n°\u00a04, 72,5 %", "n|4|72|5"},
		{"mobi\u00adlizare a\u200db", "mobi\u00adlizare|a\u200db"},
		{"\u0301 lạc", "lạc"},
		{"một\u200bhai", "một|hai"},
		{"a\xffb", "a|b"},
		{"d'", "d"},
		{"'tis it's", "tis|it's"},
		{"în-tr-o", "în|tr|o"},
	}
	for _, tt := range tests {
		if got := strings.Join(words(tt.in), "|"); got != tt.want {
			t.Errorf("Tokens(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if strings.Contains(tt.in, "\xff") {
			continue
		}
		if got := norm.NFC.String(strings.Join(words(norm.NFD.String(tt.in)), "|")); got != tt.want {
			t.Errorf("Tokens(NFD %q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTokenParts(t *testing.T) {
	const text = "ở Đắk R’lấp và"
	var got []Token
	for tok := range Tokens(text) {
		for p := range tok.Parts() {
			if text[p.Start:p.End] != p.Text {
				t.Errorf("offsets of %q are those of %q", p.Text, text[p.Start:p.End])
			}
			got = append(got, p)
		}
	}
	want := []Token{{0, 3, "ở"}, {4, 10, "Đắk"}, {11, 12, "R"}, {15, 20, "lấp"}, {21, 24, "và"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
}

func TestSpaceAndDash(t *testing.T) {
	for _, r := range " \t\n\r\u00a0\u202f\u2007\u2009\u3000\u200b\u2028" {
		if !IsSpace(r) {
			t.Errorf("IsSpace(%U) = false", r)
		}
	}
	for _, r := range "a0-\u00ad\u200d" {
		if IsSpace(r) {
			t.Errorf("IsSpace(%U) = true", r)
		}
	}
	for _, r := range "-‐‑‒–—―−－" {
		if !IsDash(r) {
			t.Errorf("IsDash(%U) = false", r)
		}
	}
	for _, r := range "_~/\u00ad" {
		if IsDash(r) {
			t.Errorf("IsDash(%U) = true", r)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"l’homme d'État", "Nghị quyết 04", "a\u0301'b", "\xf0\x9f", "a\u00ad", "'\u0301'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for tok := range Tokens(s) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) || s[tok.Start:tok.End] != tok.Text {
				t.Fatalf("token %+v after offset %d in %+q", tok, end, s)
			}
			end = tok.End
			at := tok.Start
			for p := range tok.Parts() {
				if p.Start < at || p.End > tok.End || s[p.Start:p.End] != p.Text {
					t.Fatalf("part %+v of %+v in %+q", p, tok, s)
				}
				at = p.End
			}
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("Sáng 6/8, Ban Dân vận Tỉnh ủy tổ chức hội nghị tập huấn công tác dân vận năm 2024. ", 20)
	b.SetBytes(int64(len([]rune(text)))) // million characters a second
	b.ReportAllocs()
	for b.Loop() {
		for range Tokens(text) {
		}
	}
}
