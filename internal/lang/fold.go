package lang

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC composes s to Unicode normalisation form C (UAX #15). Text that already
// is in that form comes back as it is, without being copied.
func NFC(s string) string { return norm.NFC.String(s) }

// Fold reduces s to what a reader without a keyboard layout would type: lower
// case, no diacritics of any kind, đ and eth as d, œ as oe, ligatures taken
// apart. Composed and decomposed spellings, and the cedilla and comma letters
// of Romanian, meet in one form; soft hyphens and joiners vanish. Folding is
// idempotent. The result may be shorter than s, so it does not share offsets
// with it: fold one token at a time and keep the token's own.
func Fold(s string) string {
	n := foldedPrefix(s)
	if n == len(s) {
		return s
	}
	buf := make([]byte, n, len(s)+8)
	copy(buf, s)
	return string(appendFold(buf, s[n:]))
}

// foldedPrefix returns the length of the longest prefix of s that is ASCII and
// has nothing to lower.
func foldedPrefix(s string) int {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c-'A' < 26 {
			return i
		}
	}
	return len(s)
}

func appendFold(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c-'A' < 26 {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if !isMark(r) {
			buf = append(buf, lookup(r).fold...)
		}
	}
	return buf
}

// HasVietnameseMarks reports whether s holds a letter that is typed with a
// Vietnamese keyboard and is not ASCII: đ, a vowel with a tone, or one of
// ă â ê ô ơ ư, composed or not. It tells a query typed with diacritics from one
// typed without; since é or ă also occur in French and Romanian, it does not
// tell the language.
func HasVietnameseMarks(s string) bool {
	var base rune
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			base = r
		case isMark(r):
			if isVietnameseMark(base, r) {
				return true
			}
		case lookup(r).vi:
			return true
		default:
			base = r
		}
	}
	return false
}

// isVietnameseMark reports whether mark on base is written in Vietnamese.
func isVietnameseMark(base, mark rune) bool {
	l := lookup(base)
	if len(l.fold) != 1 {
		return false
	}
	vowel := l.fold[0]
	switch mark {
	case '\u0302': // circumflex
		return vowel == 'a' || vowel == 'e' || vowel == 'o'
	case '\u0306': // breve
		return vowel == 'a'
	case '\u031B': // horn
		return vowel == 'o' || vowel == 'u'
	}
	return toneOf[mark] != 0 && isPlainVowel(vowel)
}

func isPlainVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}
