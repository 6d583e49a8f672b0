package docref

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	other kind = iota
	word
	number
	dash
	slash
	comma
	semicolon
	colon
	stop // full stop
	apostrophe
	degree // the raised o of n° and nº
	percent
	open
	shut
	quoteOpen
	quoteShut
	quoteBoth // the straight quote, which does not say
)

// A token is a word, a run of digits or one sign, with its place in the
// original text.
type token struct {
	start, end int
	kind       kind
	glued      bool   // nothing but itself since the token before
	newline    bool   // a line break since the token before
	capital    bool   // a word that begins with a capital
	letters    uint16 // of a word, in runes
	capitals   uint16 // of those, capitals
	fold       string // a word without marks and case; the digits of a number
}

// joins reports a sign that may stand inside a phrase: prim-ministru, d'action.
func (t token) joins() bool { return t.glued && (t.kind == dash || t.kind == apostrophe) }

// code reports a word written as codes are: TTg, QyĐ, BNV, but not Nghị.
func (t token) code() bool { return t.kind == word && t.capital && 2*t.capitals >= t.letters }

// A tokeniser cuts text into tokens; its slices are used again for the next
// stretch, so that a scan allocates a few times and not per word.
type tokeniser struct {
	toks []token
	buf  []byte
	cuts []int // where the fold of each token begins in buf; -1: in the text
}

// cut tokenises text[lo:hi]; both must be on rune boundaries.
func (z *tokeniser) cut(text string, lo, hi int) []token {
	z.toks = slices.Grow(z.toks[:0], (hi-lo)/4)
	z.cuts = slices.Grow(z.cuts[:0], (hi-lo)/4)
	z.buf = slices.Grow(z.buf[:0], hi-lo)
	glued, newline := false, false
	for i := lo; i < hi; {
		r, size := utf8.DecodeRuneInString(text[i:hi])
		switch {
		case isSpace(r):
			glued = false
			newline = newline || r == '\n'
			i += size
			continue
		case isMark(r) || r == '\u200b' || r == '\ufeff':
			i += size
			continue
		}
		t := token{start: i, glued: glued, newline: newline}
		switch {
		case '0' <= r && r <= '9':
			t.kind, t.end = number, digits(text, i, hi)
			t.fold = text[i:t.end]
			z.cuts = append(z.cuts, -1)
		case isLetter(r):
			z.cuts = append(z.cuts, len(z.buf))
			z.word(text, i, hi, &t)
		default:
			t.kind, t.end = signs(r), i+size
			z.cuts = append(z.cuts, -1)
		}
		z.toks = append(z.toks, t)
		i = t.end
		glued, newline = true, false
	}
	folded := string(z.buf)
	end := len(folded)
	for n := len(z.toks) - 1; n >= 0; n-- {
		if at := z.cuts[n]; at >= 0 {
			z.toks[n].fold = folded[at:end]
			end = at
		}
	}
	return z.toks
}

// word reads letters with their marks; a soft hyphen between letters is the
// printer's and not the word's, and BGD&ĐT is BGDĐT.
func (z *tokeniser) word(text string, i, hi int, t *token) {
	t.kind = word
	for i < hi {
		r, size := utf8.DecodeRuneInString(text[i:hi])
		switch {
		case isMark(r):
		case isLetter(r):
			base := foldRune(r)
			upper := 'A' <= r && r <= 'Z' || r >= 0x80 && unicode.IsUpper(r)
			if upper {
				t.capitals++
				t.capital = t.capital || t.letters == 0
			}
			t.letters++
			z.buf = utf8.AppendRune(z.buf, base)
		case (r == softHyphen || r == '&') && letterAt(text, i+size, hi):
		default:
			t.end = i
			return
		}
		i += size
	}
	t.end = i
}

func digits(text string, i, hi int) int {
	for i < hi && '0' <= text[i] && text[i] <= '9' {
		i++
	}
	return i
}

func letterAt(text string, i, hi int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:hi])
	return isLetter(r)
}

// isLetter admits Latin letters; no other script takes part in a number or
// its words, and 第18-NQ/TW号 must come apart.
func isLetter(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return 0xc0 <= r && r < 0x250 && r != '×' && r != '÷' || 0x1e00 <= r && r < 0x1f00 || r == '№'
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u202f', '\u2007', '\u2009', '\u3000':
		return true
	}
	return r > 0x80 && unicode.IsSpace(r)
}

// signs sorts punctuation by the part it plays; every dash and slash that
// printers, keyboards and converters put into a number is one of two kinds.
func signs(r rune) kind {
	switch r {
	case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', softHyphen, '\ufe63', '\uff0d':
		return dash
	case '/', '_', '\\', '\u2044', '\u2215', '\uff0f':
		return slash
	case ',':
		return comma
	case ';':
		return semicolon
	case ':':
		return colon
	case '.':
		return stop
	case '\'', '’', 'ʼ':
		return apostrophe
	case '°', 'º', '˚':
		return degree
	case '%':
		return percent
	case '(', '[':
		return open
	case ')', ']':
		return shut
	case '«', '“', '„':
		return quoteOpen
	case '»', '”':
		return quoteShut
	case '"':
		return quoteBoth
	}
	return other
}
