package diff

import (
	"testing"
	"time"

	"khotin/internal/article"
)

func TestClassify(t *testing.T) {
	para := func(i int, text string) func(*article.Article) {
		return func(a *article.Article) { a.Paragraphs[i].Text = text }
	}
	tests := []struct {
		name   string
		change func(*article.Article)
		want   Class
	}{
		{"nothing", func(*article.Article) {}, None},
		{"a tag", func(a *article.Article) { a.Tags = []string{"x"} }, None},
		{"one digit of a document number", para(1, "Theo Nghị quyết số 05-NQ/TU, dân là gốc."), Number},
		{"a name", para(0, "Ông Nguyễn Văn B dự."), Number},
		{"a name more", para(0, "Ông Nguyễn Văn A và bà Lê Thị C dự."), Number},
		{"the byline", func(a *article.Article) { a.Byline = "Hoa Mai" }, Number},
		{"the date", func(a *article.Article) { a.Published = article.At(time.Unix(0, 0), article.Day) }, Number},
		{"a date in the lead", func(a *article.Article) { a.Lead = "Sáng 6/8, tại Vinh." }, Number},
		{"a month in words", para(0, "Ông Nguyễn Văn A dự juillet."), Number},
		{"a word", para(1, "Theo Nghị quyết số 04-NQ/TU, dân là nền."), Words},
		{"the first word, which has a capital anyhow", para(1, "Căn cứ Nghị quyết số 04-NQ/TU, dân là gốc."), Words},
		{"a whole sentence with a number", para(1, "Theo Nghị quyết số 04-NQ/TU, dân là gốc. Có 120 đại biểu dự."), Words},
		{"a sentence taken out", para(0, "Ông Nguyễn Văn A dự. Ông nói dài."), Words},
		{"a paragraph", func(a *article.Article) { a.Paragraphs = a.Paragraphs[1:] }, Words},
		{"a mark", para(1, "Theo Nghị quyết số 04-NQ/TU: dân là gốc."), Punctuation},
		{"a capital", para(0, "Ông Nguyễn văn A dự."), Punctuation},
		{"space", para(0, "Ông Nguyễn Văn A  dự."), Punctuation},
		{"the marks of quotation", para(1, "Theo Nghị quyết số 04-NQ/TU, “dân là gốc”."), Punctuation},
		{"a related article", para(2, "Xem thêm: Tin mới 2026"), Furniture},
		{"a counter", func(a *article.Article) {
			a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: "1.234 lượt xem"})
		}, Furniture},
		{"furniture and a mark", func(a *article.Article) {
			para(2, "Xem thêm: Tin khác")(a)
			para(0, "Ông Nguyễn Văn A dự!")(a)
		}, Punctuation},
		{"furniture becomes text", para(2, "Dân vận khéo thì việc gì cũng thành công."), Words},
	}
	for _, tt := range tests {
		after := news()
		tt.change(&after)
		if got := Classify(news(), after); got != tt.want {
			t.Errorf("%s: %q, want %q: %v", tt.name, got, tt.want, Articles(news(), after))
		}
		if before, now := news(), after; (before.Digest() == now.Digest()) != (Classify(news(), after) == None) {
			t.Errorf("%s: digest and class disagree", tt.name)
		}
	}
}
