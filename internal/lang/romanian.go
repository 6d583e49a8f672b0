package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// NormalRomanian writes Romanian the way the Academy has since 1993, so that
// old and new texts meet: ş ţ with a cedilla, which older fonts forced, become
// ș ț with a comma, and î inside a word becomes â (pîine, pâine). At either end
// of a word î stays (în, coborî), and so it does after a prefix (neîntrerupt,
// reîmprospăta, subînțeles).
//
// On composed text the result has the same length as s, character by character,
// so offsets hold; decomposed text is composed first.
func NormalRomanian(s string) string {
	s = NFC(s)
	if !strings.ContainsAny(s, "şţŞŢîÎ") {
		return s
	}
	buf := make([]byte, 0, len(s))
	wordStart := 0
	inWord := false
	for i, r := range s {
		if letter := unicode.IsLetter(r); letter != inWord {
			inWord, wordStart = letter, i
		}
		switch r {
		case 'ş':
			r = 'ș'
		case 'ţ':
			r = 'ț'
		case 'Ş':
			r = 'Ș'
		case 'Ţ':
			r = 'Ț'
		case 'î':
			if isInnerI(s, wordStart, i) {
				r = 'â'
			}
		case 'Î':
			if isInnerI(s, wordStart, i) {
				r = 'Â'
			}
		}
		buf = utf8.AppendRune(buf, r)
	}
	return string(buf)
}

// isInnerI reports whether the î at s[i] stands inside its word, which begins
// at start, and not after a prefix.
func isInnerI(s string, start, i int) bool {
	if i == start {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+len("î"):])
	if !unicode.IsLetter(next) {
		return false
	}
	// No native root has a vowel before its î, so a vowel ends a prefix.
	head := Fold(s[start:i])
	switch head[len(head)-1] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	}
	return head != "sub" && head != "dez"
}
