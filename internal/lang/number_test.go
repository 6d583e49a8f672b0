package lang

import "testing"

func TestNumeral(t *testing.T) {
	tests := []struct {
		in, want string
		rest     string
	}{
		{"1200", "1200", ""},
		{"1.200 đại biểu", "1200", " đại biểu"},
		{"1 200 délégués", "1200", " délégués"},
		{"1\u00a0200 délégués", "1200", " délégués"},
		{"1\u202f200", "1200", ""},
		{"1,464 lượt xem", "1464", " lượt xem"},
		{"1.200.000", "1200000", ""},
		{"1.200.000,5", "1200000,5", ""},
		{"1,200.50", "1200,50", ""},
		{"12’500", "12500", ""},
		{"72,5 %", "72,5", " %"},
		{"72.5", "72,5", ""},
		{"0,125", "0,125", ""},
		{"300.", "300", "."},
		{"300, 400", "300", ", 400"},
		{"19.11.2021", "19", ".11.2021"},
		{"192.168.1.10", "192", ".168.1.10"},
		{"1.2.3", "1", ".2.3"},
		{"04", "04", ""},
		{"04 123", "04", " 123"},
		{"0912 345 678", "0912", " 345 678"},
		{"2024 300", "2024", " 300"},
		{"1 2000", "1", " 2000"},
		{"6/8", "6", "/8"},
		{"1.200 300", "1200", " 300"},
		{"1.200, 300", "1200", ", 300"},
		{"1 200.5", "1200,5", ""},
		{"x", "", "x"},
	}
	for _, tt := range tests {
		end, form := Numeral(tt.in, 0)
		if form != tt.want || tt.in[end:] != tt.rest {
			t.Errorf("Numeral(%q) = %q, rest %q; want %q, rest %q", tt.in, form, tt.in[end:], tt.want, tt.rest)
		}
	}
	if end, form := Numeral("gần 1.200 người", len("gần ")); form != "1200" || end != len("gần 1.200") {
		t.Errorf("Numeral inside a text = %d, %q", end, form)
	}
}

func TestNumber(t *testing.T) {
	for _, s := range []string{"1.200", "1 200", "1\u00a0200", "1\u202f200", "1,200", "1200"} {
		if form, ok := Number(s); form != "1200" || !ok {
			t.Errorf("Number(%+q) = %q, %t", s, form, ok)
		}
	}
	for _, s := range []string{"", "x", "1.200 đại biểu", "19.11.2021", "1.", "-5"} {
		if form, ok := Number(s); ok {
			t.Errorf("Number(%+q) = %q, true; want false", s, form)
		}
	}
}

func FuzzNumeral(f *testing.F) {
	for _, s := range []string{"1.200,5", "1 200 000", "19.11.2021", "0,5", "9’999’999", "1.200.5"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, at int) {
		if at < 0 || at > len(s) {
			return
		}
		end, form := Numeral(s, at)
		if end < at || end > len(s) || (form == "") != (end == at) {
			t.Fatalf("Numeral(%+q, %d) = %d, %q", s, at, end, form)
		}
		if again, ok := Number(form); form != "" && (!ok || again != form) {
			t.Fatalf("normal form %q of %+q reads as %q, %t", form, s[at:end], again, ok)
		}
	})
}
