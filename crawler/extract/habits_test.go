package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"

	"github.com/google/go-cmp/cmp"
)

// plainSentences are prose of this package's own in Vietnamese.
var plainSentences = []string{
	"Tối qua, cả xóm tụ về sân đình để bàn việc đào giếng chung, ai cũng được nói và mọi lời đều được ghi lại trên bảng.",
	"Người già lo nước cạn vào tháng ba, lũ trẻ thì chỉ mong khỏi phải gánh từng thùng nước từ suối về mỗi chiều.",
	"Thợ mộc Tư hứa cho mượn tời, ba nhà gần gốc đa nhường lối đi, còn tiền xi măng thì chia đều theo bếp.",
	"Đến khuya mọi người mới về, trên bảng còn lại một hàng chữ phấn ghi ngày khởi công và tên những ai giữ sổ.",
}

// pageOf lays a Vietnamese article out as small papers do.
func pageOf(head, date, last string) string {
	return `<html lang="vi"><head><title>Cả xóm bàn chuyện đào giếng - Báo Làng</title>` + head + `</head><body><h1>Cả xóm bàn chuyện đào giếng</h1>` +
		`<div>` + date + `</div><div class="noi-dung">` + paragraphs(plainSentences...) + last + `</div></body></html>`
}

func readPage(t *testing.T, address, page string) article.Article {
	t.Helper()
	a, err := newExtractor(t).Page([]byte(page), address, "text/html; charset=utf-8")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Signatures at the end of an article name writers, and are neither captions
// nor paragraphs.
func TestSignatures(t *testing.T) {
	for line, want := range map[string]string{
		"Tin, ảnh: Thu Cúc - Quốc Bảo": "Thu Cúc - Quốc Bảo",
		"Bài và ảnh: Nguyễn Hạnh":      "Nguyễn Hạnh",
		"Hà Lan - Ảnh: Quốc Bảo":       "Hà Lan",
		"Minh Ngọc (t/h)":              "Minh Ngọc",
		"Thực hiện: Hoài Thu":          "Hoài Thu",
		"Theo VOV":                     "Theo VOV",
		"PV":                           "PV",
		"Nhóm PV":                      "Nhóm PV",
		"Từ khóa: giếng, xóm":          "",
		"Tags: Giếng, Xóm":             "",
	} {
		a := readPage(t, "https://baolang.vn/ca-xom-ban-chuyen-1.html", pageOf("", "12/6/2025 | 08:30", `<p style="text-align:right"><b>`+line+`</b></p>`))
		if a.Byline != want {
			t.Errorf("%q: byline %q, want %q", line, a.Byline, want)
		}
		if len(a.Paragraphs)+1 != len(plainSentences) && len(a.Paragraphs) != len(plainSentences) || len(a.Captions) > 0 {
			t.Errorf("%q: %d paragraphs, captions %v", line, len(a.Paragraphs), a.Captions)
		}
	}
	t.Run("name above the post", func(t *testing.T) {
		a := readPage(t, "https://baolang.vn/a-2.html", pageOf("", "12/6/2025", `<p style="text-align:right"><b>Lê Hồng Cúc</b></p><p style="text-align:right"><i>Ban Quản lý giếng làng</i></p>`))
		if a.Byline != "Lê Hồng Cúc" || a.Paragraphs[len(a.Paragraphs)-1].Text == "Lê Hồng Cúc" {
			t.Errorf("byline %q, last paragraph %q", a.Byline, a.Paragraphs[len(a.Paragraphs)-1].Text)
		}
	})
	t.Run("a portrait is no signature", func(t *testing.T) {
		a := readPage(t, "https://baolang.vn/a-3.html", pageOf("", "12/6/2025", `<p><img src="a.jpg"></p><p><em>Bà Lê Thị Cúc. Ảnh: Quốc Bảo</em></p>`))
		if len(a.Captions) != 1 || a.Captions[0].Credit != "Quốc Bảo" || a.Byline != "" {
			t.Errorf("captions %v, byline %q", a.Captions, a.Byline)
		}
	})
}

func TestAuthorsInTheDateLine(t *testing.T) {
	for line, want := range map[string]string{
		"12.06.2025, 14:05 | Autor: Ion Stan și Maria Dobre | Actualizat: 12.06.2025, 15:20": "Ion Stan și Maria Dobre",
		"12.06.2025, 14:05 | Vizualizări: 1.204":                                             "",
	} {
		page := `<html lang="fr"><body><h1>Une réunion au village de Khe Sim</h1><div class="m">` + line + "</div>" + paragraphs(sentences...) + "</body></html>"
		if a := readPage(t, "https://exemple.ro/a-1.html", page); a.Byline != want || a.Published.String() != "2025-06-12T14:05:00+07:00" {
			t.Errorf("%q: byline %q on %s, want %q", line, a.Byline, a.Published, want)
		}
	}
}

// Lines about other articles, for the reader's convenience, and the hours of a
// live report are no paragraphs.
func TestLinesWithLabels(t *testing.T) {
	for _, line := range []string{
		`<p><strong>Lire aussi :</strong> <a href="/x">Ailleurs, un puits creusé en trois jours par les écoliers</a></p>`,
		`<p>Citește și: <a href="/x">O fântână săpată în trei zile de elevii din satul vecin</a></p>`,
		`<p>&gt;&gt; Xem thêm: <a href="/x">Ba ngày đào xong giếng ở xóm bên, học trò cũng góp sức</a></p>`,
		`<p>Distribuie articolul pe:</p>`, `<p>Suivez-nous sur WhatsApp et dans notre lettre du soir</p>`,
		`<p>Temps de Lecture 3 min.</p>`, `<p>12h10</p>`, `<p>Etichete: <a href="/t">apă</a>, <a href="/u">sat</a></p>`,
	} {
		page := `<html lang="fr"><body><h1>Une réunion au village de Khe Sim</h1>` + paragraphs(sentences[:3]...) + line + paragraphs(sentences[3:]...) + "</body></html>"
		a := readPage(t, "https://exemple.fr/a-1.html", page)
		var got []string
		for b := range a.Blocks() {
			if b.Part != "headline" {
				got = append(got, b.Text)
			}
		}
		if diff := cmp.Diff(sentences, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
}

// A telephone page belongs to the page it is the mirror of, also at an outlet
// nobody has configured; another's canonical link is none of its business.
func TestMirrorsOfUnknownOutlets(t *testing.T) {
	const link = `<link rel="canonical" href="https://baolang.vn/a-1.html">`
	for from, want := range map[string]string{
		"https://amp.baolang.vn/a-1.html": "https://baolang.vn/a-1.html",
		"https://m.baolang.vn/a-1.html":   "https://baolang.vn/a-1.html",
		"https://amp.khac.vn/a-1.html":    "https://amp.khac.vn/a-1.html",
	} {
		a := readPage(t, from, pageOf(link, "12/6/2025", ""))
		if a.URL != want || a.Has(article.FlagForeignContent) != strings.Contains(from, "khac") {
			t.Errorf("%s: %s, flags %v", from, a.URL, a.Flags)
		}
	}
}

// Portals have no headings and one title for all their pages.
func TestTitleByClass(t *testing.T) {
	page := `<html><head><title>Cổng thông tin làng</title></head><body><div class="site-title">Cổng thông tin làng</div>` +
		`<div class="post"><div class="post-title">Cả xóm bàn chuyện đào giếng</div><div>Đăng ngày 12 - 06 - 2025</div>` + paragraphs(plainSentences...) + "</div></body></html>"
	a := readPage(t, "https://cong.example/tin/1-2-3", page)
	if a.Headline != "Cả xóm bàn chuyện đào giếng" || a.Published.String() != "2025-06-12" {
		t.Errorf("%q of %s", a.Headline, a.Published)
	}
}

// A film gives its date to the page that shows it, not to one that embeds it.
func TestFilms(t *testing.T) {
	film := func(name string) string {
		return `<script type="application/ld+json">{"@context":"https://schema.org","@type":"VideoObject","name":"` + name + `","uploadDate":"2025-06-12T08:30:00+07:00"}</script>`
	}
	if a := readPage(t, "https://baolang.vn/v-1.html", pageOf(film("Cả xóm bàn chuyện đào giếng"), "", "")); a.Published.String() != "2025-06-12T08:30:00+07:00" {
		t.Errorf("its own film: %s", a.Published)
	}
	if a := readPage(t, "https://baolang.vn/v-1.html", pageOf(film("Hội đua thuyền năm ngoái"), "", "")); !a.Published.IsZero() {
		t.Errorf("another film: %s", a.Published)
	}
}

func TestPackedDates(t *testing.T) {
	const want = "2025-06-12T08:30:00+07:00"
	for _, s := range []string{"1749691800", "1749691800000", "20250612T083000+0700", "20250612T083000", "2025-06-12T08:30+07"} {
		page := pageOf(`<meta property="article:published_time" content="`+s+`">`, "", "")
		if a := readPage(t, "https://baolang.vn/a-1.html", page); a.Published.String() != want {
			t.Errorf("%s: %s, want %s", s, a.Published, want)
		}
	}
	if got := unpacked("12"); got != "12" {
		t.Errorf("a number: %s", got)
	}
}

func TestLinkedAuthors(t *testing.T) {
	for author, want := range map[string]string{
		`{"@type":"Person","name":["Thu Cúc","Quốc Bảo"]}`:                      "Thu Cúc, Quốc Bảo",
		`[{"@type":"Person","name":"Thu Cúc"},"Quốc Bảo"]`:                      "Thu Cúc, Quốc Bảo",
		`{"@type":"Person","givenName":"Anne","familyName":"Morel"}`:            "Anne Morel",
		`{"@type":"Person","name":"admin"}`:                                     "",
		`{"@type":"Person","name":"Thu Cúc (thucuc@baolang.vn)"}`:               "Thu Cúc",
		`{"@type":"Person","name":"https://baolang.vn/tac-gia/thu-cuc-1.html"}`: "",
	} {
		page := pageOf(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Cả xóm bàn chuyện đào giếng","author":`+author+`}</script>`, "", "")
		if a := readPage(t, "https://baolang.vn/a-1.html", page); a.Byline != want {
			t.Errorf("%s: %q, want %q", author, a.Byline, want)
		}
	}
}

func TestBylineBesideTheHeadline(t *testing.T) {
	for _, date := range []string{
		`<a href="/tac-gia/thu-cuc-12">Thu Cúc</a></div><div>12/06/2025 08:30`,
		`<div class="author-info"><div class="name">Thu Cúc</div><div>thucuc@baolang.vn</div></div>12/06/2025 08:30`,
		`Thu Cúc - 12/06/2025 08:30`,
		`<span class="author">Thu Cúc</span><span class="date">12/06/2025 08:30</span><span class="cmt">0 bình luận</span>`,
	} {
		a := readPage(t, "https://baolang.vn/a-1.html", pageOf("", date, ""))
		if a.Byline != "Thu Cúc" || a.Published.String() != "2025-06-12T08:30:00+07:00" {
			t.Errorf("%s: %q on %s", date, a.Byline, a.Published)
		}
	}
	if a := readPage(t, "https://baolang.vn/a-1.html", pageOf("", "(Baolang.vn) 12/06/2025 08:30", "")); a.Published.IsZero() || a.Byline != "" {
		t.Errorf("the outlet before the date: %q on %s", a.Byline, a.Published)
	}
}

func TestFragmentsUnderPictures(t *testing.T) {
	const words = "Thợ mộc Tư bên gốc đa"
	for _, line := range []string{"<p>" + words + "</p>", `<p class="pImgNote">` + words + "</p>", `<h6 style="text-align:center">` + words + "</h6>"} {
		a := readPage(t, "https://baolang.vn/a-1.html", pageOf("", "12/06/2025", `<p><img src="a.jpg"></p>`+line+paragraphs(plainSentences[0]+" Hết.")))
		if len(a.Captions) != 1 || a.Captions[0].Text != words {
			t.Errorf("%s: captions %v", line, a.Captions)
		}
	}
	a := readPage(t, "https://baolang.vn/a-1.html", pageOf("", "12/06/2025", `<p><img src="a.jpg"></p><p>Rồi ai về nhà nấy.</p>`+paragraphs(plainSentences[0]+" Hết.")))
	if len(a.Captions) != 0 {
		t.Errorf("a sentence under a picture: captions %v", a.Captions)
	}
}

// Tables of facts print label and date apart; two such dates prove nothing.
func TestLabelledDate(t *testing.T) {
	const facts = "<ul><li><p>Mise en ligne</p><p>23 mai 2019</p></li><li><p>Enregistré</p><p>15 avril 2019</p></li></ul>"
	body := "<html lang=fr><body><h1>Une réunion au village de Khe Sim</h1>" + paragraphs(sentences...)
	if a := readPage(t, "https://exemple.fr/a-1.html", body+facts+"</body></html>"); a.Published.String() != "2019-05-23" {
		t.Errorf("%s", a.Published)
	}
	two := facts + "<ul><li><p>Mise en ligne</p><p>2 juin 2019</p></li></ul>"
	if a := readPage(t, "https://exemple.fr/a-1.html", body+two+"</body></html>"); !a.Published.IsZero() {
		t.Errorf("of two: %s", a.Published)
	}
}

// French regional papers end with the name and a full stop, and print theirs
// before the date.
func TestRegionalPress(t *testing.T) {
	page := `<html lang=fr><head><meta property="og:site_name" content="Journal-du-Val"></head><body><h1>Une réunion au village de Khe Sim</h1>` +
		`<div><strong>Journal-du-Val</strong> Publié le <time datetime="2025-06-12T18:04:00+02:00">12/06/2025 à 18h04</time></div>` +
		paragraphs(sentences...) + "<p>Anne MOREL.</p></body></html>"
	a := readPage(t, "https://www.exemple.fr/a-1.html", page)
	if a.Byline != "Anne MOREL" || a.Published.String() != "2025-06-12T18:04:00+02:00" {
		t.Errorf("%q on %s", a.Byline, a.Published)
	}
}

// Three layouts of small papers and portals that no family describes.
func TestPortals(t *testing.T) {
	body := paragraphs(plainSentences...)
	for name, page := range map[string]string{
		"layout of tables": `<html><head><title>Cả xóm bàn chuyện đào giếng</title></head><body><table><tr><td><a href=1>Trang chủ</a></td><td>` +
			`<span class="title_detail">Cả xóm bàn chuyện đào giếng</span><br><span class=time>12/06/2025 08:30</span><br>` + strings.Join(plainSentences[:2], "<br><br>") +
			`<br><br><center><img src=a.jpg><br><i>Thợ mộc Tư bên gốc đa</i></center><br>` + strings.Join(plainSentences[2:], "<br><br>") + `<div align=right><b>Thu Cúc</b></div></td></tr></table></body></html>`,
		"headline in h2, buttons behind the date": `<html lang="en"><head><title>Cả xóm bàn chuyện đào giếng</title></head><body><h1>LÀNG MẪU</h1><h2>Cả xóm bàn chuyện đào giếng</h2>` +
			`<p>Thứ năm - 12/06/2025 08:30 <span>In ra</span> <span>Đóng cửa sổ này</span></p>` + body + `<p><strong>Tác giả bài viết: </strong>Thu Cúc</p></body></html>`,
		"one title for all pages": `<html lang="vi"><head><title>Chi tiết tin - Cổng thông tin làng Mẫu</title></head><body><div><h3 class="header-title">Cả xóm bàn chuyện đào giếng</h3>` +
			`<p class="metadata"><span class="published-date">12/06/2025 08:30</span></p>` + body + `<p style="text-align:right"><b>Thu Cúc</b></p></div></body></html>`,
	} {
		a := readPage(t, "https://lang.example.vn/tin-1.html", page)
		var got []string
		for b := range a.Blocks() {
			if b.Part == "lead" || b.Part == "paragraph" {
				got = append(got, b.Text)
			}
		}
		if diff := cmp.Diff(plainSentences, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if a.Headline != "Cả xóm bàn chuyện đào giếng" || a.Byline != "Thu Cúc" || a.Published.String() != "2025-06-12T08:30:00+07:00" {
			t.Errorf("%s: %q by %q on %s", name, a.Headline, a.Byline, a.Published)
		}
	}
}
