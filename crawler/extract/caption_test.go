package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func TestCredit(t *testing.T) {
	p := &page{x: newExtractor(t)}
	for _, tt := range []struct{ text, rest, name string }{
		{"Lãnh đạo tỉnh dự hội nghị. Ảnh: Mai Hoa", "Lãnh đạo tỉnh dự hội nghị.", "Mai Hoa"},
		{"Lãnh đạo tỉnh dự hội nghị. Ảnh Mai Hoa", "Lãnh đạo tỉnh dự hội nghị.", "Mai Hoa"},
		{"Đại biểu dự hội nghị. Ảnh- Mai Hoa", "Đại biểu dự hội nghị.", "Mai Hoa"},
		{"Scène de la conférence. Photo\u00A0: Mai Hoa", "Scène de la conférence.", "Mai Hoa"},
		{"Privire generală. Foto: TG", "Privire generală.", "TG"},
		{"Đại biểu xem trưng bày. (Ảnh: Thu Trang)", "Đại biểu xem trưng bày.", "Thu Trang"},
		{"Người dân đi qua cầu. Ảnh: VGP/Đức Tuân", "Người dân đi qua cầu.", "VGP/Đức Tuân"},
		{"Roman Prymula, photo: Archives du Gouvernement", "Roman Prymula,", "Archives du Gouvernement"},
		{"Ảnh minh họa: TTXVN", "", "TTXVN"},
		{"Hội trường - Ảnh tư liệu", "Hội trường - Ảnh tư liệu", ""},
		{"Đoàn chụp ảnh lưu niệm với đại biểu.", "Đoàn chụp ảnh lưu niệm với đại biểu.", ""},
		{"Les délégués prennent une photo de groupe.", "Les délégués prennent une photo de groupe.", ""},
		{"Hình ảnh Bác Hồ", "Hình ảnh Bác Hồ", ""},
		{"Triển lãm ảnh: Quê hương trong mắt người trẻ và những câu chuyện chưa kể bao giờ hết", "Triển lãm ảnh: Quê hương trong mắt người trẻ và những câu chuyện chưa kể bao giờ hết", ""},
		{"", "", ""},
	} {
		rest, name := p.credit(tt.text)
		if diff := cmp.Diff([2]string{tt.rest, tt.name}, [2]string{rest, name}); diff != "" {
			t.Errorf("credit(%q): %s", tt.text, diff)
		}
	}
}

// TestCaptionMarkup puts one caption into the markup of many systems, between
// two paragraphs that must stay what they are.
func TestCaptionMarkup(t *testing.T) {
	const caption = "Người dân góp ý tại buổi họp thôn"
	for name, markup := range map[string]string{
		"figure":                 `<figure><img src="/a.jpg"><figcaption>` + caption + `</figcaption></figure>`,
		"figure with a div":      `<figure><div><img src="/a.jpg"></div><div>` + caption + `</div></figure>`,
		"WordPress":              `<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">` + caption + `</p></div>`,
		"table":                  `<table class="picture"><tr><td><img src="/a.jpg"></td></tr><tr><td>` + caption + `</td></tr></table>`,
		"italic line":            `<p><img src="/a.jpg"></p><p><em>` + caption + `</em></p>`,
		"centred line":           `<p style="text-align: center"><img src="/a.jpg"></p><p style="text-align: center">` + caption + `</p>`,
		"centre element":         `<center><img src="/a.jpg"><br>` + caption + `</center>`,
		"box of its own":         `<div class="x"><a href="/a"><img src="/a.jpg"></a><span>` + caption + `</span></div>`,
		"class":                  `<div><img src="/a.jpg"></div><div class="PhotoCMS_Caption">` + caption + `</div>`,
		"lazy picture":           `<figure><img src="data:image/gif;base64,R0" data-src="/a.jpg"><figcaption>` + caption + `</figcaption></figure>`,
		"source set":             `<figure><picture><img srcset="/a.jpg 1x, /b.jpg 2x"></picture><figcaption>` + caption + `</figcaption></figure>`,
		"attribute only":         `<figure><img src="/a.jpg" cms-photo-caption="` + caption + `"></figure>`,
		"attribute and the line": `<figure><img src="/a.jpg" cms-photo-caption="` + caption + `"></figure><p class="imgdesc">` + caption + `</p>`,
	} {
		t.Run(name, func(t *testing.T) {
			page := strings.Replace(story, "</p>\n<p>Người dân nêu", "</p>\n"+markup+"\n<p>Người dân nêu", 1)
			a, err := newExtractor(t).Page([]byte(page), anyURL, "")
			if err != nil {
				t.Fatal(err)
			}
			want := []article.Caption{{Text: caption, Lang: lang.Vietnamese, Image: "https://example.vn/a.jpg"}}
			if diff := cmp.Diff(want, a.Captions); diff != "" {
				t.Error(diff)
			}
			if len(a.Paragraphs) != 2 {
				t.Errorf("%d paragraphs, want 2: %+v", len(a.Paragraphs), a.Paragraphs)
			}
		})
	}
}

// TestNoCaption puts text after a picture that is part of the article.
func TestNoCaption(t *testing.T) {
	for name, markup := range map[string]string{
		"paragraph after a picture": `<p><img src="/a.jpg"></p><p>Buổi họp bắt đầu lúc tám giờ, trước đông đủ bà con trong thôn và cán bộ xã.</p>`,
		"subhead after a picture":   `<p><img src="/a.jpg"></p><h2>Nhiều ý kiến xác đáng</h2>`,
		"layout table": `<table><tr><td><img src="/logo.gif"></td><td>` + strings.Repeat("Một câu dài của bài viết nằm trong bảng dùng để dàn trang. ", 17) +
			`</td></tr></table>`,
	} {
		t.Run(name, func(t *testing.T) {
			page := strings.Replace(story, "</p>\n<p>Người dân nêu", "</p>\n"+markup+"\n<p>Người dân nêu", 1)
			a, err := newExtractor(t).Page([]byte(page), anyURL, "")
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Captions) != 0 || len(a.Paragraphs) != 3 {
				t.Errorf("%d captions and %d paragraphs, want none and 3: %+v", len(a.Captions), len(a.Paragraphs), a.Captions)
			}
		})
	}
}

// TestCentredArticle reads an article that is centred as a whole.
func TestCentredArticle(t *testing.T) {
	page := "<html lang=fr><body><h1>Une réunion au village</h1><center><img src=/a.jpg>" + paragraphs(sentences...) + "</center></body></html>"
	a, err := newExtractor(t).Page([]byte(page), "https://exemple.fr/a-1.html", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Captions) != 0 || len(a.Paragraphs) != len(sentences) {
		t.Errorf("%d captions and %d paragraphs", len(a.Captions), len(a.Paragraphs))
	}
}

// TestPairs joins the two languages of one picture, and only those.
func TestPairs(t *testing.T) {
	const vi, fr = "Người dân góp ý tại buổi họp thôn. Ảnh: Hồng Nga", "Les habitants donnent leur avis pendant la réunion. Photo : Hồng Nga"
	figure := func(lines ...string) string {
		return `<figure><img src="/a.jpg"><figcaption>` + strings.Join(lines, "<br>") + `</figcaption></figure>`
	}
	for _, tt := range []struct {
		name, markup string
		want         []int // partner of each caption, -1 for none
	}{
		{"one picture", figure(vi, fr), []int{1, 0}},
		{"two pictures", figure(vi) + figure(fr), []int{-1, -1}},
		{"one language twice", figure(vi, "Cán bộ xã ghi nhận ý kiến của người dân."), []int{-1, -1}},
		{"two pairs", figure(vi, fr) + figure(vi, fr), []int{1, 0, 3, 2}},
		{"a lone one between", figure(vi, fr) + figure(vi) + figure(vi, fr), []int{1, 0, -1, 4, 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := strings.Replace(story, "</p>\n<p>Người dân nêu", "</p>\n"+tt.markup+"\n<p>Người dân nêu", 1)
			a, err := newExtractor(t).Page([]byte(page), anyURL, "")
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, c := range a.Captions {
				if c.Pair == nil {
					got = append(got, -1)
				} else {
					got = append(got, *c.Pair)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
