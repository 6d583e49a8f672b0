package server

import (
	"strings"
	"testing"

	"khotin/internal/article"

	"github.com/google/go-cmp/cmp"
)

func TestRecordLeadsToItsDocuments(t *testing.T) {
	page := get(newHandler(t, Options{}), "/articles/"+idOf(1)+"?ui=ro").Body.String()
	want := `<p lang="fr">La <a href="/documents/4-nq-tu@nghean:%3F?ui=ro"><mark>résolution n° 04-NQ/TU</mark></a> et le <a href="/documents?number=plan&#43;257&amp;ui=ro"><mark>plan 257</mark></a>.</p>`
	if !strings.Contains(page, want) {
		t.Errorf("no %s", want)
	}
}

func TestEveryPartIsMarked(t *testing.T) {
	a := article.Stored{Article: article.Article{
		ID: idOf(1), URL: "https://baomau.vn/1.html", Headline: "Về 04-NQ/TU", Lead: "04-NQ/TU & hơn",
		Paragraphs: []article.Paragraph{{Text: "x"}, {Text: "Mục 04-NQ/TU", Subhead: true}, {Text: "<i>04-NQ/TU</i>"}},
		Captions:   []article.Caption{{Text: "Ảnh 04-NQ/TU"}},
	}}
	for b := range a.Blocks() {
		if at := strings.Index(b.Text, "04-NQ/TU"); at >= 0 {
			a.Citations = append(a.Citations, article.Citation{Part: b.Part, Block: b.Index, Start: at, End: at + len("04-NQ/TU"), Document: resolutionID})
		}
	}
	h := newHandler(t, Options{Reader: shelf{a.ID: {a}}})
	page := get(h, "/articles/"+a.ID)
	checkHTML(t, "marked", page.Body.Bytes())
	const mark = `<a href="/documents/` + resolutionID + `"><mark>04-NQ/TU</mark></a>`
	for _, want := range []string{"Về " + mark + "</h1>", mark + " &amp; hơn</p>", "Mục " + mark + "</h2>", "&lt;i&gt;" + mark + "&lt;/i&gt;</p>", "Ảnh " + mark + "</span>"} {
		if !strings.Contains(page.Body.String(), want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestMarksNeverLoseText proves that mentions that do not fit the text, as
// after a repair of it, leave the text whole.
func TestMarksNeverLoseText(t *testing.T) {
	const text = "Nghị quyết số 04-NQ/TU"
	at := func(start, end int) article.Citation {
		return article.Citation{Part: "lead", Start: start, End: end, Document: "d", Surface: "s"}
	}
	for name, c := range map[string]struct {
		mentions []article.Citation
		marked   []string
	}{
		"none":            {nil, nil},
		"whole":           {[]article.Citation{at(0, len(text))}, []string{text}},
		"at the end":      {[]article.Citation{at(len(text)-8, len(text))}, []string{"04-NQ/TU"}},
		"out of order":    {[]article.Citation{at(len(text)-8, len(text)), at(0, 3)}, []string{"Ngh", "04-NQ/TU"}},
		"overlapping":     {[]article.Citation{at(0, len(text)-2), at(5, len(text))}, []string{text[:len(text)-2]}},
		"past the end":    {[]article.Citation{at(0, len(text)+1)}, nil},
		"negative":        {[]article.Citation{at(-1, 3)}, nil},
		"empty":           {[]article.Citation{at(3, 3)}, nil},
		"backwards":       {[]article.Citation{at(5, 3)}, nil},
		"within a letter": {[]article.Citation{at(0, 5)}, nil},
		"another part":    {[]article.Citation{{Part: "paragraph", End: 3}}, nil},
		"another block":   {[]article.Citation{{Part: "lead", Block: 1, End: 3}}, nil},
	} {
		var whole string
		var marked []string
		for _, r := range (recordView{mentions: inOrder(c.mentions), linked: true}).Cited("lead", 0, text) {
			if whole += r.Text; r.Cites {
				marked = append(marked, r.Text)
			}
		}
		if diff := cmp.Diff(c.marked, marked); diff != "" || whole != text {
			t.Errorf("%s: text %q (-want +got):\n%s", name, whole, diff)
		}
	}
}

func TestWhereAMentionLeads(t *testing.T) {
	for _, c := range []struct {
		mention article.Citation
		want    string
	}{
		{article.Citation{Document: "4-nq-tu@?:?"}, "/documents/4-nq-tu@%3F:%3F"},
		{article.Citation{Canonical: "04-NQ/TU", Surface: "số 04"}, "/documents?number=04-NQ%2FTU"},
		{article.Citation{Surface: "Nghị quyết 04"}, "/documents?number=Ngh%E1%BB%8B+quy%E1%BA%BFt+04"},
	} {
		if got := (recordView{linked: true}).documentOf(c.mention); got != c.want {
			t.Errorf("%+v leads to %s, want %s", c.mention, got, c.want)
		}
	}
}
