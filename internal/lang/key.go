package lang

import (
	"strings"
	"unicode/utf8"
)

// Key returns the form under which the spellings of one Vietnamese syllable
// meet: lower case, the tone taken off its vowel and appended as a digit (1 sắc,
// 2 huyền, 3 hỏi, 4 ngã, 5 nặng), the letters ă â ê ô ơ ư đ kept. Where the tone
// mark stood no longer matters, so hòa and hoà, ủy and uỷ, quý and the mistyped
// qúy are one key, and no table of pairs is needed. A final y after a bare
// consonant onset is written i (lý, lí; kỹ, kĩ; quý, quí).
//
// Words of other languages get a key as well, with as many digits as they have
// tone-like accents ("élève" is "eleve12"); a word that ends in a digit of its
// own may share a key with a toned one (A1, á).
func Key(token string) string {
	if n := foldedPrefix(token); n == len(token) && !endsInY(token) {
		return token
	}
	token = NFC(token)
	buf := make([]byte, 0, len(token)+4)
	var tones [4]byte
	n := 0
	for _, r := range token {
		l := lookup(r)
		if l.key == 0 {
			if isMark(r) {
				// A mark that composes with nothing still tells words apart.
				buf = utf8.AppendRune(buf, r)
			}
			continue
		}
		buf = utf8.AppendRune(buf, l.key)
		if l.tone != 0 && n < len(tones) {
			tones[n] = l.tone
			n++
		}
	}
	if last := len(buf) - 1; last > 0 && buf[last] == 'y' && isOnset(string(buf[:last])) {
		buf[last] = 'i'
	}
	return string(append(buf, tones[:n]...))
}

func endsInY(token string) bool { return strings.HasSuffix(token, "y") }

// isOnset reports whether s is a consonant onset of Vietnamese, in a spelling
// that keeps đ.
func isOnset(s string) bool {
	switch s {
	case "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m",
		"n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x":
		return true
	}
	return false
}
