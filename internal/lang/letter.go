package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letter is what folding and keying need to know of one rune.
type letter struct {
	fold string // lower case without any mark: "a" for Ậ, "oe" for Œ
	key  rune   // lower case without its tone: 'â' for Ậ; 0 if it adds nothing
	tone byte   // '1'..'5' as on a VNI keyboard, 0 without a tone
	vi   bool   // not ASCII, and on a Vietnamese keyboard
}

// The five tone marks of Vietnamese as combining characters, numbered as VNI
// numbers them: sắc, huyền, hỏi, ngã, nặng.
var toneOf = map[rune]byte{
	'\u0301': '1', '\u0341': '1',
	'\u0300': '2', '\u0340': '2',
	'\u0309': '3',
	'\u0303': '4',
	'\u0323': '5',
}

const (
	plainVowels = "aeiouy"
	viVowels    = "aăâeêioôơuưy"
)

// undecomposed lists the Latin letters Unicode does not decompose, and how
// people type them who do not have them. The eth pair stands for đ because
// Windows-1252 pages print Ð where Đ was meant.
var undecomposed = map[rune]string{
	'đ': "d", 'ð': "d", 'ɖ': "d", 'ø': "o", 'ł': "l", 'ħ': "h", 'ŧ': "t", 'ı': "i",
	'œ': "oe", 'æ': "ae", 'ß': "ss", 'þ': "th", 'ŋ': "ng", 'ĳ': "ij", 'ſ': "s",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
}

// Letters are looked up in two dense tables that cover everything the four
// languages write: Latin-1 to Latin Extended-B, and Latin Extended Additional.
const (
	latinEnd      = 0x0250
	latinMore     = 0x1E00
	latinMoreEnd  = 0x1F00
	ligatureFirst = 0xFB00
	ligatureEnd   = 0xFB07
)

var (
	latin      = letterTable(0, latinEnd)
	latinAdd   = letterTable(latinMore, latinMoreEnd)
	ligatures  = letterTable(ligatureFirst, ligatureEnd)
	noAddition = letter{}
)

func letterTable(from, to rune) []letter {
	table := make([]letter, to-from)
	for r := from; r < to; r++ {
		table[r-from] = describe(r)
	}
	return table
}

// describe derives a letter from its canonical decomposition.
func describe(r rune) letter {
	if isIgnorable(r) {
		return noAddition
	}
	lower := unicode.ToLower(r)
	if lower == 'ð' {
		return letter{fold: "d", key: 'đ', vi: true}
	}
	if plain, ok := undecomposed[lower]; ok {
		return letter{fold: plain, key: lower, vi: lower == 'đ'}
	}
	var fold, key strings.Builder
	var tone byte
	vowel := false
	for _, d := range norm.NFD.String(string(lower)) {
		switch {
		case undecomposed[d] != "": // Ǣ is Æ with a macron
			fold.WriteString(undecomposed[d])
			key.WriteRune(d)
		case !unicode.Is(unicode.Mn, d):
			vowel = strings.ContainsRune(plainVowels, d)
			fold.WriteRune(d)
			key.WriteRune(d)
		case vowel && toneOf[d] != 0:
			tone = toneOf[d]
		default:
			key.WriteRune(d)
		}
	}
	composed := []rune(norm.NFC.String(key.String()))
	if len(composed) != 1 {
		return letter{fold: fold.String(), key: lower}
	}
	return letter{
		fold: fold.String(),
		key:  composed[0],
		tone: tone,
		vi:   lower >= 0x80 && strings.ContainsRune(viVowels, composed[0]),
	}
}

// lookup describes any rune; those outside the tables are only lower-cased.
func lookup(r rune) letter {
	switch {
	case r < latinEnd:
		return latin[r]
	case r >= latinMore && r < latinMoreEnd:
		return latinAdd[r-latinMore]
	case r >= ligatureFirst && r < ligatureEnd:
		return ligatures[r-ligatureFirst]
	case isMark(r), isIgnorable(r):
		return noAddition
	}
	lower := unicode.ToLower(r)
	return letter{fold: string(lower), key: lower}
}

// isMark reports a combining mark that belongs to the letter before it. The
// blocks are those used with Latin letters; marks of other scripts are letters
// of their own to us and stay.
func isMark(r rune) bool {
	return r >= 0x0300 && r <= 0x036F ||
		r >= 0x1AB0 && r <= 0x1AFF ||
		r >= 0x1DC0 && r <= 0x1DFF
}

// isIgnorable reports characters that may stand inside a word and do not
// change it: soft hyphen, joiners, word joiner and byte order mark.
func isIgnorable(r rune) bool {
	switch r {
	case 0x00AD, 0x034F, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return false
}
