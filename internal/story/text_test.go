package story

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func TestFigures(t *testing.T) {
	tests := map[string]string{
		"1.046 tổ và 559 nhóm":                  "1046 559",
		"1 046 groupes":                         "1046",
		"1\u202f046 groupes, 3,20 %":            "1046 3,2%",
		"18 tỷ đồng; 1,5 triệu; 500 nghìn tỷ":   "18000000000 1500000 500000000000000",
		"20 de mii de lei, 3 milioane":          "20000 3000000",
		"2,5 millions de dongs":                 "2500000",
		"QH15, COVID-19, F-16, 10h30, 7 giờ 30": "30",
		"86 phần trăm, 75 la sută":              "86% 75%",
		"2,4 km và 5 ha":                        "2,4km 5ha",
		"năm 2024, khoảng 2.024 hộ":             "2024y 2024",
		"2 de oameni":                           "2",
		"007 và 0,5":                            "7 0,5",
		"":                                      "",
		"không có số":                           "",
	}
	for text, want := range tests {
		var got []string
		for _, f := range figures(text, nil) {
			s := f.form + f.unit
			if f.isYear() {
				s += "y"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
	if got := figures("ngày 14/6/2024 có 5 xã", []span{{6, 15}}); len(got) != 1 || got[0].form != "5" {
		t.Errorf("masked dates are read as figures: %+v", got)
	}
}

func TestSpeltNumbers(t *testing.T) {
	tests := []struct {
		tag        lang.Tag
		text, want string
	}{
		{"vi", "hai mươi lăm", "25"},
		{"vi", "ba trăm hai mươi hộ", "320"},
		{"vi", "mười hai xã", "12"},
		{"vi", "một nghìn hai trăm đại biểu", "1200"},
		{"vi", "ba chục", "30"},
		{"fr", "quatre-vingt-dix-sept", "97"},
		{"fr", "cent quatre-vingts foyers", "180"},
		{"fr", "soixante et onze", "71"},
		{"fr", "mille deux cents", "1200"},
		{"fr", "vingt-quatre", "24"},
		{"fr", "une douzaine", "12"},
		{"ro", "douăzeci și cinci", "25"},
		{"ro", "o mie două sute", "1200"},
		{"ro", "trei sute de familii", "300"},
		{"en", "ninety-five", "95"},
		{"vi", "lần thứ XIII", "13"},
	}
	for _, tt := range tests {
		values := map[string]bool{}
		if spelt(tt.text, tt.tag, values); !values[tt.want] {
			t.Errorf("%q is not %s: %v", tt.text, tt.want, slices.Sorted(maps.Keys(values)))
		}
	}
}

func TestNumeralTable(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"vi\thai\tadd", "vi\thai\tadd\ttwo", "xx\thai\tadd\t2", "vi\thai\tminus\t2", "vi\thai hai\tadd\t2"} {
		if _, err := readNumerals(bad); err == nil {
			t.Errorf("%q passes", bad)
		}
	}
}

func TestCapitalisedNames(t *testing.T) {
	tests := map[string]string{
		"Đồng chí Lê Hồng Vinh phát biểu":      "le hong vinh",
		"Selon Le Hong Vinh, le district":      "le hong vinh",
		"tại Yên Thành, Tân Kỳ và Quỳ Hợp":     "yen thanh|tan ki|qui hop",
		"BAN CHẤP HÀNH":                        "",
		"Le Comité provincial a salué Thu Hà.": "thu ha",
		"Mai  Hoa":        "",
		"A B C D E F G H": "",
	}
	for text, want := range tests {
		var got []string
		for _, n := range capitalisedNames(text) {
			got = append(got, n.key)
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestAddressesAndPictures(t *testing.T) {
	for raw, want := range map[string]string{
		"http://www.x.vn/a/b/?utm=1#c": "x.vn/a/b", "https://X.vn/": "", "x": "", "://": "", "https://m.x.vn/bài": "m.x.vn/b%C3%A0i",
	} {
		if got := address(raw); got != want {
			t.Errorf("address(%q) = %q, want %q", raw, got, want)
		}
	}
	for raw, want := range map[string]string{
		"https://i.x.vn/2024/Mai-Hoa-20240806.JPG?w=1": "mai-hoa-20240806", "/logo.png": "", "/image1.jpg": "",
		"/photo.svg": "", "/anh-toan-canh-hoi-nghi-tap-huan.webp": "anh-toan-canh-hoi-nghi-tap-huan", "::": "",
	} {
		if got := imageName(raw); got != want {
			t.Errorf("imageName(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestResemblance(t *testing.T) {
	var a, b []uint32
	for i := range uint32(sketchSize) {
		a = append(a, 2*i)
		b = append(b, 2*i+i%2) // every second one differs
	}
	for _, tt := range []struct {
		a, b     []uint32
		from, to float64
	}{{a, a, 1, 1}, {a, b, .2, .45}, {a, nil, 0, 0}, {a[:4], a[:4], 0, 0}} {
		if got := resemblance(tt.a, tt.b); got < tt.from || got > tt.to || got != resemblance(tt.b, tt.a) {
			t.Errorf("resemblance = %.2f, want %.2f to %.2f", got, tt.from, tt.to)
		}
	}
}

func FuzzFigures(f *testing.F) {
	for _, s := range []string{"1.046 tổ", "18 tỷ de de", "0,", "1 000 000", "XIII 13e", "10h", "\xff9%", "3 de milioane"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, n := range figures(s, nil) {
			if n.start < last || n.end <= n.start || n.end > len(s) || n.form == "" {
				t.Fatalf("%q: figure %+v after %d", s, n, last)
			}
			last = n.end
		}
		for _, n := range capitalisedNames(s) {
			if n.start < 0 || n.end > len(s) || n.key == "" {
				t.Fatalf("%q: name %+v", s, n)
			}
		}
		for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.Unknown} {
			spelt(s, tag, map[string]bool{})
		}
		address(s)
		imageName(s)
	})
}
