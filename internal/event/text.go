package event

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"khotin/internal/lang"
)

// A word of a part, with what stands between it and the word before.
type word struct {
	start, end int
	fold       string
	id         int32 // in the lexicon; 0 if it has no such word
	gap        gap
	capital    bool
	digit      bool
	ascii      bool
}

func (w word) printed(text string) string { return text[w.start:w.end] }

// A gap is the strongest thing between two words.
type gap uint8

const (
	space gap = iota // or nothing
	hyphen
	comma
	dash // set off by spaces
	quote
	bracket
	semicolon
	colon
	stop // the end of a sentence
)

// split takes a text apart. In French the elided word is one of its own.
func split(text string, tag lang.Tag) []word {
	words := make([]word, 0, len(text)/5+1)
	last := 0
	add := func(start, end int, g gap) {
		s := text[start:end]
		r, _ := utf8.DecodeRuneInString(s)
		w := word{start: start, end: end, fold: lang.Fold(s), gap: g, capital: unicode.IsUpper(r), digit: unicode.IsDigit(r)}
		w.ascii = isASCII(s)
		words = append(words, w)
		last = end
	}
	for t := range lang.Tokens(text) {
		g := stop
		if len(words) > 0 {
			g = gapOf(text, last, t.Start, words[len(words)-1])
		}
		if n := lang.ElisionLen(t.Text); n > 0 && n < len(t.Text) && tag == lang.French {
			add(t.Start, t.Start+n, g)
			words[len(words)-1].fold = lang.Fold(trimApostrophe(t.Text[:n]))
			add(t.Start+n, t.End, space)
			continue
		}
		add(t.Start, t.End, g)
	}
	return words
}

func trimApostrophe(s string) string {
	r, size := utf8.DecodeLastRuneInString(s)
	if lang.IsApostrophe(r) {
		return s[:len(s)-size]
	}
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// gapOf judges what is printed between two words.
func gapOf(text string, from, to int, before word) gap {
	between := text[from:to]
	if between == " " {
		return space
	}
	g, spaced := space, false
	for i, r := range between {
		if r == ' ' || lang.IsSpace(r) {
			spaced = true
			if r == '\n' || r == '\r' {
				return stop
			}
			continue
		}
		next := i + utf8.RuneLen(r)
		g = max(g, gapRune(r, spaced || next < len(between)))
		if (r == '.' || r == '!' || r == '?' || r == '…' || r == '|') && endsSentence(text, r, from+next, before) {
			return stop
		}
	}
	return g
}

func gapRune(r rune, apart bool) gap {
	switch {
	case lang.IsDash(r) && apart:
		return dash
	case lang.IsDash(r), lang.IsApostrophe(r), r == '/', r == '.', r == '&':
		return hyphen
	case r == ',':
		return comma
	case r == '(', r == ')', r == '[', r == ']':
		return bracket
	case r == ';':
		return semicolon
	case r == ':':
		return colon
	case r == '%':
		return semicolon // a percentage governs nothing
	}
	return quote
}

// endsSentence tells a full stop from an abbreviation's: initials (M., B.),
// TP., nr., and stops inside a word.
func endsSentence(text string, r rune, next int, before word) bool {
	if next < len(text) {
		if following, _ := utf8.DecodeRuneInString(text[next:]); !lang.IsSpace(following) && !unicode.IsPunct(following) && r != '|' {
			return false
		}
	}
	if r != '.' {
		return true
	}
	switch before.fold {
	case "tp", "nr", "no", "mme", "mm", "dr", "gs", "pgs", "ts", "ths", "dl", "dna", "st", "ste", "tx", "tt", "mlle":
		return false
	}
	return utf8.RuneCountInString(before.fold) > 1 || before.digit
}

// sentences gives the first word of each sentence and, last, the number of
// words.
func sentences(words []word) []int {
	var starts []int
	for i, w := range words {
		if w.gap == stop {
			starts = append(starts, i)
		}
	}
	return append(starts, len(words))
}

// sentenceOf returns the bounds of the sentence word i is in.
func sentenceOf(starts []int, i int) (from, to int) {
	at, found := slices.BinarySearch(starts, i)
	if !found {
		at--
	}
	if at < 0 || at+1 >= len(starts) {
		return i, i
	}
	return starts[at], starts[at+1]
}
