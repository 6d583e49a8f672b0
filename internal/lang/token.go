package lang

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Token is one word of a text: Text is text[Start:End] of the string it was
// found in, byte for byte.
type Token struct {
	Start, End int
	Text       string
}

// Tokens walks the words of text in order. A word is a run of letters, digits
// and the combining marks that belong to them, so decomposed (NFD) text gives
// the same words as composed text. Soft hyphens and joiners inside a word stay
// in it. An apostrophe between two letters stays too: whether it splits is a
// matter of language, see ElisionLen and Token.Parts. Everything else separates,
// hyphens and the separators inside numerals included; for those see Numeral.
// Bytes that are not UTF-8 separate as well.
func Tokens(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for i := 0; i < len(text); {
			size, class := classAt(text, i)
			if class != letterClass && class != digitClass {
				i += size
				continue
			}
			end := wordEnd(text, i)
			if !yield(Token{i, end, text[i:end]}) {
				return
			}
			i = end
		}
	}
}

// Parts walks the pieces of a word between its apostrophes: R and lấp of
// "R'lấp". A word without one is its own only part.
func (t Token) Parts() iter.Seq[Token] {
	return func(yield func(Token) bool) {
		from := 0
		for i, r := range t.Text {
			if !IsApostrophe(r) {
				continue
			}
			if i > from && !yield(Token{t.Start + from, t.Start + i, t.Text[from:i]}) {
				return
			}
			from = i + utf8.RuneLen(r)
		}
		if from < len(t.Text) {
			yield(Token{t.Start + from, t.End, t.Text[from:]})
		}
	}
}

// wordEnd returns the end of the word that begins at text[i].
func wordEnd(text string, i int) int {
	end := i // end of the last letter, digit or mark
	previous := otherClass
	for i < len(text) {
		size, class := classAt(text, i)
		switch class {
		case letterClass, digitClass:
			end = i + size
		case markClass:
			end = i + size
			class = previous
		case ignorableClass:
			class = previous
		case apostropheClass:
			if previous != letterClass || i+size >= len(text) {
				return end
			}
			if _, next := classAt(text, i+size); next != letterClass {
				return end
			}
		default:
			return end
		}
		previous = class
		i += size
	}
	return end
}

type class uint8

const (
	otherClass class = iota
	letterClass
	digitClass
	markClass
	ignorableClass
	apostropheClass
)

var asciiClass = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		switch {
		case c >= '0' && c <= '9':
			table[c] = digitClass
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			table[c] = letterClass
		case c == '\'':
			table[c] = apostropheClass
		}
	}
	return table
}()

// classAt classifies the character at text[i] and gives its size in bytes.
func classAt(text string, i int) (int, class) {
	if c := text[i]; c < utf8.RuneSelf {
		return 1, asciiClass[c]
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == utf8.RuneError:
		return size, otherClass
	case r >= 0x1EA0 && r < latinMoreEnd, r >= 0x100 && r < 0x250: // the Vietnamese block; Latin Extended-A and B
		return size, letterClass
	case isIgnorable(r):
		return size, ignorableClass
	case IsApostrophe(r):
		return size, apostropheClass
	case unicode.IsLetter(r):
		return size, letterClass
	case unicode.IsMark(r):
		return size, markClass
	case unicode.IsDigit(r):
		return size, digitClass
	}
	return size, otherClass
}
