package extract

import (
	"fmt"
	"strings"
	"testing"

	"khotin/internal/article"

	"github.com/google/go-cmp/cmp"
)

// TestDateIn reads the forms in which outlets print their date of publication.
func TestDateIn(t *testing.T) {
	for _, tt := range []struct {
		text       string
		monthFirst bool
		want       string
	}{
		{"August 6, 2024 11:42", false, "2024-08-06T11:42:00+07:00"},
		{"9/5/2026 10:17:01 PM", false, "2026-09-05T22:17:01+07:00"},
		{"8/6/2024 11:42:00 AM", true, "2024-08-06T11:42:00+07:00"},
		{"12/1/2024 12:05:00 AM", true, "2024-12-01T00:05:00+07:00"},
		{"15-01-2024 13:04", false, "2024-01-15T13:04:00+07:00"},
		{"Việt NamViệt Nam23/02/2024", false, "2024-02-23"},
		{"Chủ nhật, 31/12/2017 | 19:57:31", false, "2017-12-31T19:57:31+07:00"},
		{"Vineri, 25 august 2023 | 15:20:23", false, "2023-08-25T15:20:23+07:00"},
		{"Thứ 4, 14/10/2020 | 16:39:25", false, "2020-10-14T16:39:25+07:00"},
		{"Thứ năm, 2/11/2023, 19:20 (GMT+7)", false, "2023-11-02T19:20:00+07:00"},
		{"08:15 03/09/2021", false, "2021-09-03T08:15:00+07:00"},
		{"Đăng ngày 15 - 11 - 2017", false, "2017-11-15"},
		{"2024-08-06T11:42:00+0700", false, "2024-08-06T11:42:00+07:00"},
		{"2019-05-15T06:00:01+02:00", false, "2019-05-15T06:00:01+02:00"},
		{"2020-09-14T09:46:33.000Z", false, "2020-09-14T09:46:33Z"},
		{"2022-01-14T17:27:00", false, "2022-01-14T17:27:00+07:00"},
		{"2019-12-09 20:00:49", false, "2019-12-09T20:00:49+07:00"},
		{"2018-06-21", false, "2018-06-21"},
		{"12.12.2019", false, "2019-12-12"},
		{"Publié le 1er mars 2021", false, "2021-03-01"},
		{"6 Tháng 8, 2024", false, "2024-08-06"},
		{"31/02/2024", false, ""},
		{"ngày 6/8", false, ""},
		{"14:20[GMT+7]", false, ""},
		{"12/05/1954", false, ""},
		{"", false, ""},
		{strings.Repeat("x", 400) + " 23/02/2024", false, ""},
	} {
		f, ok := dateIn(tt.text, reading{monthFirst: tt.monthFirst})
		if got := f.date.String(); ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("dateIn(%q) = %s, %v, want %s", tt.text, got, ok, tt.want)
		}
	}
}

// TestIsDateLine tells lines that date an article from lines in which a date
// occurs.
func TestIsDateLine(t *testing.T) {
	p := &page{x: newExtractor(t)}
	for line, want := range map[string]bool{
		"Fleur de prunier August 6, 2024 11:42":                 true,
		"Việt NamViệt Nam23/02/2024":                            true,
		"Báo Thanh Hóa Báo Thanh Hóa 23/02/2024":                true,
		"Thứ sáu, 25/08/2023 | 15:20:23":                        true,
		"PV 23-02-2024 08:05":                                   true,
		"Publié le 3 mars 2021 à 10h15":                         true,
		"Publié le 3 mars 2021, mis à jour le 4 mars 2021":      true,
		"Accueil | Par Jean Dupont | 30 septembre 2018":         true,
		"Đăng ngày 15 - 11 - 2017":                              true,
		"Oct 18, 2019 · 8 min read":                             true,
		"Publicat: 12 mai 2023, 10:30":                          true,
		"Publicat la 12.05.2023 10:30":                          true,
		"Joi, 12 Mai 2023":                                      true,
		"12 mai 2023, 10:30 | Actualizat: 13 mai 2023":          true,
		"de Ion Popescu, 12 mai 2023":                           true,
		"Par Jean Dupont, le 3 mars 2021":                       true,
		"De la ședința din 12 mai 2023 lipsesc trei membri":     false,
		"Le conseil du 3 mars 2021 a décidé":                    false,
		"3 mars 2021, par Jean Dupont":                          true,
		"Publié par Jean Dupont le 3 mars 2021":                 true,
		"La réunion organisée par le maire le 3 mars 2021":      false,
		"Ngày 6/8/2024 tại Vinh":                                false,
		"23/02/2024 tại thành phố Vinh":                         false,
		"Hội nghị do Ban Dân vận tổ chức ngày 6/8/2024":         false,
		"Mis à jour le 7 janvier 2020":                          false,
		"Article mis à jour le 7 janvier 2020.":                 false,
		"Cập nhật: 12/03/2024 09:00":                            false,
		"Ultima actualizare: 12.03.2024":                        false,
		"Ngày 6/8/2024, tại Vinh diễn ra hội nghị.":             false,
		"Nghị quyết số 46-NQ/TW ngày 20/12/2023":                false,
		"Tỉnh ủy ban hành Nghị quyết ngày 20/12/2023":           false,
		"La décision n° 12-QD/TU du 2 janvier 2025 est publiée": false,
		"La loi a été adoptée le 10 novembre 2022.":             false,
		"174 lượt xem":                                          false,
		"Sáng 6/8":                                              false,
	} {
		if got := p.isDateLine(line); got != want {
			t.Errorf("isDateLine(%q) = %v", line, got)
		}
	}
}

// TestPublished is about which of a page's dates is taken.
func TestPublished(t *testing.T) {
	const body = `<p>Theo Nghị quyết số 15-NQ/TU ngày 3/1/2024, các xã tổ chức họp dân mỗi quý một lần và công khai kết quả.</p>
<p>Buổi họp ngày 9/2/2024 có đông đủ các hộ, nhiều ý kiến được nêu ra và được trả lời ngay tại chỗ.</p>
<p>Các hộ dân đã thống nhất góp công, góp đất để con đường liên thôn sớm được hoàn thành.</p>`
	page := func(head, above, below string) string {
		return "<html lang=vi><head>" + head + "</head><body>" + above + "<h1>Xã Hòa Bình họp dân bàn việc</h1>" + below + body + "</body></html>"
	}
	for _, tt := range []struct {
		name, url, page, want, basis string
		conflict                     bool
	}{
		{"only a clock and cited documents", anyURL, page("", "<div>Thứ bảy, 05/12/2026, 09:41[GMT+7]</div>", ""), "", "", false},
		{"a clock in the metadata", anyURL, page(`<meta name="datetimenow" content="11/21/2026 9:10:09 PM">`, "", ""), "", "", false},
		{"a line under the headline", anyURL, page("", "<div>Thứ bảy, 05/12/2026</div>", "<div>10/02/2024 07:30</div>"), "2024-02-10T07:30:00+07:00", article.BasisText, false},
		{"a line that dates a change", anyURL, page("", "", "<div>Cập nhật: 10/02/2024 07:30</div>"), "", "", false},
		{"metadata", anyURL, page(`<meta property="article:published_time" content="2024-02-10T07:30:00+07:00">`, "", ""), "2024-02-10T07:30:00+07:00", article.BasisMetadata, false},
		{"metadata in UTC", anyURL, page(`<meta property="article:published_time" content="2024-02-09T23:30:00.000Z">`, "", ""), "2024-02-10T06:30:00+07:00", article.BasisMetadata, false},
		{"metadata in UTC, elsewhere", "https://a.example/b", page(`<meta property="article:published_time" content="2024-02-09T23:30:00Z">`, "", ""), "2024-02-09T23:30:00Z", article.BasisMetadata, false},
		{"metadata with AM", anyURL, page(`<meta property="article:published_time" content="2/10/2024 7:30:00 AM">`, "", ""), "2024-02-10T07:30:00+07:00", article.BasisMetadata, false},
		{"linked data in a graph", anyURL, page(`<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2001-01-01"},{"@type":["NewsArticle"],"datePublished":"2024-02-10"}]}</script>`, "", ""), "2024-02-10", article.BasisMetadata, false},
		{"day in metadata, minute in the line", anyURL, page(`<meta property="article:published_time" content="2024-02-10">`, "", "<div>10/02/2024 07:30</div>"), "2024-02-10T07:30:00+07:00", article.BasisText, false},
		{"metadata against the line", anyURL, page(`<meta property="article:published_time" content="2024-10-02T07:30:00+07:00">`, "", "<div>10/02/2024 07:30</div>"), "2024-10-02T07:30:00+07:00", article.BasisMetadata, true},
		{"two in the metadata", anyURL, page(`<meta property="article:published_time" content="2024-02-12T07:30:00+07:00"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-02-10T07:30:00+07:00"}</script>`, "", ""), "2024-02-10T07:30:00+07:00", article.BasisMetadata, true},
		{"day and month confused", anyURL, page(`<meta property="article:published_time" content="2/10/2024 7:30">`, "", "<div>10/02/2024 07:30</div>"), "2024-02-10T07:30:00+07:00", article.BasisText, true},
		{"metadata against line and picture", anyURL, page(`<meta property="article:published_time" content="2024-10-02T07:30:00+07:00">`, "", `<div>10/02/2024 07:30</div><img src="https://a.1cdn.vn/2024/02/10/x.jpg">`), "2024-02-10T07:30:00+07:00", article.BasisText, true},
		{"a picture from the archive", anyURL, page("", "", `<div>10/02/2024 07:30</div><img src="https://a.1cdn.vn/2023/02/20/x.jpg">`), "2024-02-10T07:30:00+07:00", article.BasisText, false},
		{"a picture from a later day", anyURL, page("", "", `<div>10/02/2024 07:30</div><img src="https://a.1cdn.vn/2024/02/20/x.jpg">`), "2024-02-10T07:30:00+07:00", article.BasisText, true},
		{"the time in the identity", "https://baochinhphu.vn/hop-dan-102240210073000123.htm", page("", "", ""), "2024-02-10T07:30:00+07:00", article.BasisURL, false},
		{"the day in the path", "https://a.example/2024/02/10/hop-dan/", page("", "", ""), "2024-02-10", article.BasisURL, false},
		{"teasers with times", anyURL, page("", "", `<div><time datetime="2024-02-10T07:30+07:00">x</time></div>`) + `<article><time datetime="2026-01-01">y</time></article>`, "2024-02-10T07:30:00+07:00", article.BasisText, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := newExtractor(t).Page([]byte(tt.page), tt.url, "")
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%s by %q, conflict %v", a.Published, a.Evidence["published"].Basis, a.Has(article.FlagDateConflict))
			want := fmt.Sprintf("%s by %q, conflict %v", tt.want, tt.basis, tt.conflict)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if a.Published.IsZero() != a.Has(article.FlagNoDate) {
				t.Errorf("flags %v for %q", a.Flags, a.Published)
			}
		})
	}
}

func TestPictureDate(t *testing.T) {
	for src, want := range map[string]string{
		"https://bna.1cdn.vn/2024/08/06/x.jpg":              "2024-08-06",
		"https://a.example/uploaded/2025/2/3/x.jpg?w=2":     "2025-02-03",
		"https://a.example/8_2023/x_15202325082023.jpg":     "2023-08-25T15:20:23+07:00",
		"https://a.example/2024/13/06/x.jpg":                "",
		"https://a.example/x_99999999999999.jpg":            "",
		"https://a.example/img/news/2408/177d4090408t1.jpg": "",
	} {
		got := ""
		for _, c := range pictureDate(src) {
			got = c.date.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

func FuzzDateIn(f *testing.F) {
	f.Add("Vineri, 25 august 2023 | 15:20:23", true)
	f.Add("9/5/2026 10:17:01 PM", false)
	f.Fuzz(func(t *testing.T, s string, monthFirst bool) {
		d, ok := dateIn(s, reading{monthFirst: monthFirst})
		if ok && (d.start < 0 || d.end > len(s) || d.start > d.end || d.date.Precision < article.Day) {
			t.Errorf("dateIn(%q) = %+v", s, d)
		}
	})
}
