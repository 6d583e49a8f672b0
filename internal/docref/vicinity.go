package docref

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// How far around a run of digits the grammar may look, in bytes: to the left
// a sentence that reports the issuing, to the right a date and an issuer.
const leftReach, rightReach = 240, 320

// A stretch longer than this, in bytes, is cut at the end of a paragraph, to
// keep the tokens of one stretch few.
const longVicinity = 8 << 10

// vicinities yields the stretches of text within reach of a digit; they do
// not overlap, end on runes, and begin and end at white space where there is
// some near. Prose without digits is passed over at the speed of a search.
func vicinities(text string) iter.Seq2[int, int] {
	return func(yield func(lo, hi int) bool) {
		lo, hi := -1, -1
		for at := nextDigit(text, 0); at >= 0; {
			end := digits(text, at, len(text))
			if lo >= 0 && at-leftReach > hi {
				if !yield(lo, hi) {
					return
				}
				lo = -1
			}
			if lo < 0 {
				lo = max(hi, wordStart(text, at-leftReach))
			}
			hi = wordEnd(text, end+rightReach)
			at = nextDigit(text, end)
			if hi-lo < longVicinity || at < 0 {
				continue
			}
			if cut := paragraphEnd(text, end, min(at, hi)); cut > 0 {
				if !yield(lo, cut) {
					return
				}
				lo, hi = cut, max(hi, cut)
			}
		}
		if lo >= 0 {
			yield(lo, hi)
		}
	}
}

// paragraphEnd finds a line break behind the end of a sentence.
func paragraphEnd(text string, from, to int) int {
	for i := from; i < to; i++ {
		if text[i] == '\n' && (text[i-1] == '.' || text[i-1] == '\n') {
			return i + 1
		}
	}
	return -1
}

func nextDigit(text string, from int) int {
	for i := from; i < len(text); i++ {
		if text[i]-'0' < 10 {
			return i
		}
	}
	return -1
}

// wordStart moves back from i to a space within 64 bytes, else to a rune.
func wordStart(text string, i int) int {
	if i <= 0 {
		return 0
	}
	if at := strings.LastIndexByte(text[max(0, i-64):i], ' '); at >= 0 {
		return max(0, i-64) + at
	}
	for i > 0 && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

func wordEnd(text string, i int) int {
	if i >= len(text) {
		return len(text)
	}
	if at := strings.IndexByte(text[i:min(len(text), i+64)], ' '); at >= 0 {
		return i + at
	}
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}
