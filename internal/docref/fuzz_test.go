package docref

import (
	"testing"
	"unicode/utf8"
)

func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"Nghị quyết số 04-NQ/TU, ngày 19/11/2021 của Ban Thường vụ Tỉnh ủy", "các Nghị quyết 18, 19-NQ/TW", "n°10", "so\u0302\u0301 31-QĐ/TW",
		"15, 16 và 19/CT-TTg", "Ký hiệu: 1/1/1/1-", "\xff04-NQ/TU\xff", "04-\u00ad\u00ad-NQ/TU«", "l8O-NQ/TW “", "4-NQ/Nố 4-NQ/TN", "Chỉ thị 16 \u0301",
	} {
		f.Add(text, "vi")
		f.Add(text, "")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		last := 0
		for _, c := range Find(text, lang) {
			if c.Start < last || c.End <= c.Start || c.End > len(text) || text[c.Start:c.End] != c.Surface {
				t.Fatalf("citation at [%d,%d) after %d in %d bytes: %q", c.Start, c.End, last, len(text), c.Surface)
			}
			if utf8.ValidString(text) && !utf8.ValidString(c.Surface) {
				t.Fatalf("cut inside a rune: %q", c.Surface)
			}
			for _, span := range []Span{c.TitleSpan, c.Issuer.Span} {
				if span.Start < 0 || span.End > len(text) || span.Start > span.End {
					t.Fatalf("span %v in %d bytes", span, len(text))
				}
			}
			if c.Title != text[c.TitleSpan.Start:c.TitleSpan.End] || c.Key == "" || c.Canonical != "" && Key(c.Canonical) != c.Key {
				t.Fatalf("inconsistent: %+v", c)
			}
			last = c.End
		}
		Mentions(Article{Regions: []Region{{Lang: lang, Text: text}, {Text: text}}, Published: "2024-05-01"})
	})
}

func FuzzParseQuery(f *testing.F) {
	for _, text := range []string{"4 nq tu", "résolution n° 04-NQ/TU", "DA/TU Thai Binh", "Nghị quyết 46 Bộ Chính trị năm 2023", "10/2022", "QH15", "--/", "19/11/2021 \xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := ParseQuery(text)
		if q.Key != "" && Key(q.Key) != q.Key || q.IsNumber && len(q.Words) > 0 {
			t.Fatalf("inconsistent: %+v", q)
		}
		q.Keys()
		q.Partials()
		q.DidYouMean()
	})
}

func FuzzParseID(f *testing.F) {
	f.Add("4-nq-tu@nghean:2021-11-19")
	f.Add("4-nq-tu@?:?")
	f.Fuzz(func(t *testing.T, text string) {
		id, err := ParseID(text)
		if err != nil {
			return
		}
		if again, err := ParseID(id.String()); err != nil || again != id {
			t.Fatalf("%q: %v, %v", text, again, err)
		}
	})
}
