package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/lang"
)

// clean makes printed text one line: runs of white space become one space,
// what has no width and control characters go, no-break spaces stay.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v':
			space = true
			continue
		case r == '\u200B' || r == '\uFEFF' || r == '\u00AD' || r == '\u2060' || unicode.IsControl(r):
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return strings.TrimFunc(b.String(), unicode.IsSpace)
}

// labels are the names of languages that machine translation leaves glued to
// the front of a paragraph.
var labels = []string{"Français", "Francais", "Tiếng Việt", "Română", "Anglais"}

// repair takes translation debris and residue off one block of text: language
// labels before a capital, the pipes of a flattened table, words that an editor
// left behind, the cedilla letters of Romanian.
func (p *page) repair(s string, tag lang.Tag) string {
	for _, c := range p.x.profiles {
		for _, word := range c.Residue {
			if strings.Contains(s, word) {
				s = clean(strings.ReplaceAll(s, word, " "))
			}
		}
	}
	s = unlabel(strings.Trim(s, "| \t\u00A0"))
	if tag == lang.Romanian {
		s = lang.NormalRomanian(s)
	}
	return s
}

// unlabel strips a language's name from the front of a sentence. It stays
// where a sentence could begin with it: before a small letter.
func unlabel(s string) string {
	for _, label := range labels {
		rest, ok := strings.CutPrefix(s, label)
		if !ok {
			continue
		}
		body := strings.TrimLeftFunc(rest, unicode.IsSpace)
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(body, "«“\"'(„0123456789. \u00A0"))
		if body != rest && unicode.IsUpper(first) {
			return body
		}
	}
	return s
}

// undouble returns the half of a text that says the same thing twice, as in
// "Việt NamViệt Nam" or "Báo X Báo X".
func undouble(s string) (half string, ok bool) {
	for _, sep := range []string{"", " ", "\n", " | ", " - "} {
		n := len(s) - len(sep)
		if n > 7 && n%2 == 0 && s[:n/2] == s[n/2+len(sep):] && s[n/2:n/2+len(sep)] == sep {
			return s[:n/2], true
		}
	}
	return s, false
}

// same reports whether two texts are equal but for case, marks, punctuation
// and white space.
func same(a, b string) bool {
	return a != "" && b != "" && (a == b || bareWords(a, false) == bareWords(b, false))
}

// similar is the Dice coefficient of the words of two texts: 1 for the same
// words, 0 for none in common.
func similar(a, b string) float64 {
	count := make(map[string]int)
	na, nb, common := 0, 0, 0
	for w := range strings.FieldsSeq(bareWords(a, false)) {
		count[w]++
		na++
	}
	for w := range strings.FieldsSeq(bareWords(b, false)) {
		if count[w] > 0 {
			count[w]--
			common++
		}
		nb++
	}
	if na+nb == 0 {
		return 0
	}
	return 2 * float64(common) / float64(na+nb)
}
