package extract

import (
	"strings"
	"testing"

	"khotin/internal/lang"

	"golang.org/x/net/html"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  a \n\t b  ":            "a b",
		"a\u00A0: b":              "a\u00A0: b",
		"\u00A0a\u00A0":           "a",
		"a\u200Bb\uFEFFc":         "abc",
		"dan\u00ADvan":            "danvan",
		"a\x00b\x07c":             "abc",
		"\u202F12\u202F000\u00A0": "12\u202F000",
		"":                        "",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRepair(t *testing.T) {
	p := &page{x: newExtractor(t)}
	for _, tt := range []struct {
		in   string
		tag  lang.Tag
		want string
	}{
		{"Français La conférence s'est tenue.", "", "La conférence s'est tenue."},
		{"Français « La conférence »", "", "« La conférence »"},
		{"Français 1. Intensifier la propagande", "", "1. Intensifier la propagande"},
		{"Français\u00A0Étudier les textes", "", "Étudier les textes"},
		{"Français et Vietnamiens se sont réunis.", "", "Français et Vietnamiens se sont réunis."},
		{"Les Français La", "", "Les Français La"},
		{"Français", "", "Français"},
		{"Aperçu de la conférence. |", "", "Aperçu de la conférence."},
		{"| Aperçu |", "", "Aperçu"},
		{"leftcenterrightdel Đại biểu dự họp", "", "Đại biểu dự họp"},
		{"Şedinţa de astăzi", lang.Romanian, "Ședința de astăzi"},
		{"Şedinţa de astăzi", "", "Şedinţa de astăzi"},
		{"NDO - Sáng 6/8, hội nghị khai mạc.", "", "NDO - Sáng 6/8, hội nghị khai mạc."},
		{"(Baonghean.vn) - Chiều nay, hội nghị bế mạc.", "", "(Baonghean.vn) - Chiều nay, hội nghị bế mạc."},
		{"|", "", ""},
	} {
		if got := p.repair(tt.in, tt.tag); got != tt.want {
			t.Errorf("repair(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestUndouble(t *testing.T) {
	for in, want := range map[string]string{
		"Việt NamViệt Nam":          "Việt Nam",
		"Báo Hà Giang Báo Hà Giang": "Báo Hà Giang",
		"Nhân Dân | Nhân Dân":       "Nhân Dân",
		"Báo Hà Giang Báo Hà Nam":   "",
		"papa":                      "",
		"aa":                        "",
		"":                          "",
		"Mai Hoa":                   "",
		"Báo Điện tửBáo Điện tử":    "Báo Điện tử",
	} {
		half, ok := undouble(in)
		if ok != (want != "") || ok && half != want {
			t.Errorf("undouble(%q) = %q, %v, want %q", in, half, ok, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Comment (0)":           "comment #",
		"174 lượt xem":          "# luot xem",
		"1,464 lượt xem":        "# luot xem",
		"1 200 délégués":        "# delegues",
		"Bình luận":             "binh luan",
		"ALIMENTÉ PARUNCMS- UN": "alimente paruncms un",
		"  — ":                  "",
		"23/02/2024":            "#",
		"12a3":                  "# a #",
		"Số 04-NQ/TU":           "so # nq tu",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
	if same("Nghị quyết số 04", "Nghị quyết số 05") || !same("NGHỊ QUYẾT SỐ 04!", "Nghị quyết số 04") || same("", "") {
		t.Error("same compares words and digits, not case and marks")
	}
}

// TestFurnitureLines holds the table to lines in three languages, and to
// sentences that look like them.
func TestFurnitureLines(t *testing.T) {
	f, err := readFurniture()
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string][2]bool{
		"Comment (0)":                           {true, true},
		"Comentariu (0)":                        {true, true},
		"Bình luận (12)":                        {true, true},
		"Bình luận":                             {true, true},
		"No data":                               {true, false},
		"Không có dữ liệu":                      {true, false},
		"174 lượt xem":                          {true, false},
		"1.464 vizualizări":                     {true, false},
		"Đọc nhiều":                             {true, true},
		"Tin liên quan:":                        {true, true},
		"Même sujet":                            {true, true},
		"Aceeași categorie":                     {true, true},
		"Journal Nghe An en vedette":            {true, true},
		"ALIMENTÉ PARUNCMS- UN PRODUIT DENEKO":  {true, true},
		"POWERED BY ONECMS - A PRODUCT OF NEKO": {true, true},
		"Chia sẻ":                               {true, false},
		"— — —":                                 {true, false},
		"Les commentaires des habitants ont été nombreux.":                      {false, false},
		"Bình luận về kết quả này, ông cho rằng cần làm tốt hơn.":               {false, false},
		"Le journal met les cadres en vedette dans un long article de ce matin": {false, false},
		"Mai Hoa": {false, false},
	} {
		drop, stop := f.line(line)
		if got := [2]bool{drop, stop}; got != want {
			t.Errorf("line(%q) = %v, want %v", line, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	for s, want := range map[string]bool{
		"Một câu.": true, "« Une phrase. »": true, "Fin…": true, "Vì sao?": true, "Danh sách:": true, "Một tiêu đề": false, "": false, "Mai Hoa": false,
	} {
		if sentence(s) != want {
			t.Errorf("sentence(%q) = %v", s, !want)
		}
	}
}

// TestCollect reads inline and block markup as a browser shows it.
func TestCollect(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<div>Một <b>hai</b><br>ba<p style="text-align:right"><i>bốn</i></p>
<ul><li><a href=x>năm</a></ul><script>no()</script><h2>sáu</h2><p><b>bảy</b></p><img src=a.jpg><img src=b.gif width=1></div>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range collect(doc, nil) {
		s := b.text + b.image
		for _, style := range []struct {
			on   bool
			name string
		}{{b.bold, "bold"}, {b.italic, "italic"}, {b.right, "right"}, {b.item, "item"}, {b.level > 0, "heading"}, {b.linked > 0, "linked"}} {
			if style.on {
				s += " " + style.name
			}
		}
		got = append(got, s)
	}
	want := "Một hai; ba; bốn italic right; năm item linked; sáu heading; bảy bold; a.jpg"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
