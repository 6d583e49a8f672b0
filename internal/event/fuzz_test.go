package event

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"khotin/internal/lang"
)

// passages calls do for every passage anywhere inside v.
func passages(v reflect.Value, do func(Passage)) {
	if p, ok := v.Interface().(Passage); ok {
		do(p)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				passages(v.Field(i), do)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			passages(v.Index(i), do)
		}
	}
}

// textOf is the text of the part a passage names.
func textOf(in Input, p Passage) string {
	switch p.Region {
	case Headline:
		return in.Headline.Text
	case Lead:
		return in.Lead.Text
	case Paragraph:
		return in.Paragraphs[p.Index].Text
	}
	return in.Captions[p.Index].Text
}

// checkFacts fails if a passage is not what its offsets say.
func checkFacts(t *testing.T, in Input, facts Facts) {
	t.Helper()
	passages(reflect.ValueOf(facts), func(p Passage) {
		if p == (Passage{}) {
			return
		}
		text := textOf(in, p)
		if p.Start < 0 || p.End > len(text) || p.Start >= p.End || text[p.Start:p.End] != p.Surface {
			t.Fatalf("passage %+v is not in %q", p, text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(p.Surface) {
			t.Fatalf("passage %+v cuts a character", p)
		}
	})
}

func TestPassagesOfNewspaper(t *testing.T) {
	for _, a := range newspaper(t) {
		in := inputOf(a.article)
		facts := Read(in)
		checkFacts(t, in, facts)
		if diff := cmp.Diff(facts, Read(in)); diff != "" {
			t.Errorf("%d %s: a second reading differs:\n%s", a.article.ID, a.article.Lang, diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian} {
		f.Add("Hội nghị 300 cán bộ", "Sáng 6/8, Ban Dân vận Tỉnh ủy tổ chức hội nghị cho 1.200 đại biểu.", "Ảnh: Mai Hoa", string(tag), 3, 9)
		f.Add("", "La conférence a été présidée par : A, chef ; Le Van Luong, secrétaire de l'", "Photo : ", string(tag), 0, 100)
		f.Add("đồng chí", "do\u00a0đồng chí Lê Văn \xff chủ trì (", "Tovarășul", string(tag), -1, 2)
		f.Add("n° 04-NQ/TU", "Comitetul Provincial de Partid a", "5 5 5 5 đại biểu", string(tag), 2, 2)
	}
	f.Fuzz(func(t *testing.T, headline, lead, caption, tag string, start, end int) {
		text := Text{lead, lang.Tag(tag)}
		in := Input{
			Headline: Text{headline, lang.Tag(tag)}, Lead: text, Paragraphs: []Text{text, {Text: headline}},
			Captions:  []Text{{caption, lang.Vietnamese}},
			Published: lang.Date{Year: 2024, Month: 2, Day: 29}, Home: tag,
			Citations: []Citation{{ID: "x", Region: Lead, Start: start, End: end}, {Region: Caption, Index: 4}},
		}
		checkFacts(t, in, Read(in))
		RestoreByline(headline, []string{lead, caption})
	})
}

// TestSpellingsMeet: decomposed text, text with no-break spaces, and debris of
// the translator at the front report the same.
func TestSpellingsMeet(t *testing.T) {
	for _, a := range newspaper(t) {
		in := inputOf(a.article)
		want := had(Events(in))
		change := func(name string, edit func(string) string) {
			other := Input{Headline: Text{edit(in.Headline.Text), in.Headline.Lang}, Lead: Text{edit(in.Lead.Text), in.Lead.Lang}, Published: in.Published}
			for _, p := range in.Paragraphs {
				other.Paragraphs = append(other.Paragraphs, Text{edit(p.Text), p.Lang})
			}
			if diff := cmp.Diff(want, had(Events(cite(other)))); diff != "" {
				t.Errorf("%d %s, %s (-want +got):\n%s", a.article.ID, a.article.Lang, name, diff)
			}
		}
		change("decomposed", norm.NFD.String)
		change("no-break spaces", func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })
		change("debris", func(s string) string { return "Français " + s })
		change("agency", func(s string) string { return "NDO - " + s })
	}
}
