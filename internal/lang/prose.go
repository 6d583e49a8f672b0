package lang

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// proseWord is a word as the detector sees it: lower case, a space at either
// end, apostrophes and hyphens between letters kept ("s-a", "l'eau", "don't" say
// much about their language), digits left out.
type proseWord struct {
	runes []rune // valid until the next word
	kind  wordKind
}

type wordKind uint8

const (
	lowerWord   wordKind = iota // begins in lower case
	openingWord                 // capitalised, where a sentence may begin
	nameWord                    // capitalised inside a sentence
	capsWord                    // two or more letters, all capitals
)

// longestWord bounds what is looked at of one word, in characters.
const longestWord = 40

// eachGram calls yield for the n-grams of w with their hash and length.
func (w proseWord) eachGram(yield func(hash uint32, n int)) {
	for i := range w.runes {
		hash := uint32(2166136261) // FNV-1a over characters
		for n := 1; n <= maxGram && i+n <= len(w.runes); n++ {
			hash = (hash ^ uint32(w.runes[i+n-1])) * 16777619
			if n == 1 && w.runes[i] == ' ' {
				continue
			}
			yield(mix(hash), n)
		}
	}
}

// mix spreads hash over its bits (the finaliser of MurmurHash3) and keeps clear
// of 0.
func mix(hash uint32) uint32 {
	hash ^= hash >> 16
	hash *= 0x85ebca6b
	hash ^= hash >> 13
	hash *= 0xc2b2ae35
	hash ^= hash >> 16
	return max(hash, 1)
}

// proseWords walks the words of text that may tell its language: addresses and
// words with digits in them are left out.
func proseWords(text string) iter.Seq[proseWord] {
	return func(yield func(proseWord) bool) {
		text = NFC(text)
		var buf [longestWord + 2]rune
		opening := true
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) {
				switch r {
				case '.', '!', '?', ':', '…', '\n', '|', '•':
					opening = true
				}
				i += size
				if r >= '0' && r <= '9' {
					i += chunkEnd(text[i:])
				}
				continue
			}
			if n := addressEnd(text[i:]); n > 0 {
				i += n
				continue
			}
			w, n := readWord(text[i:], &buf, opening)
			i += n
			opening = false
			if len(w.runes) > 2 && !yield(w) {
				return
			}
		}
	}
}

// readWord reads the word at the front of text into buf.
func readWord(text string, buf *[longestWord + 2]rune, opening bool) (w proseWord, size int) {
	out := append(buf[:0], ' ')
	upper, letters := 0, 0
	var first rune
	for size < len(text) {
		r, n := utf8.DecodeRuneInString(text[size:])
		switch {
		case unicode.IsLetter(r):
			if letters == 0 {
				first = r
			}
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
			r = commaLetter(unicode.ToLower(r))
		case (IsApostrophe(r) || IsDash(r)) && startsWithLetter(text[size+n:]):
			if IsDash(r) {
				r = '-'
			} else {
				r = '\''
			}
		case r >= '0' && r <= '9':
			return proseWord{}, size + chunkEnd(text[size:])
		case isIgnorable(r):
			size += n
			continue
		default:
			return finishWord(out, first, upper, letters, opening), size
		}
		if len(out) <= longestWord {
			out = append(out, r)
		}
		size += n
	}
	return finishWord(out, first, upper, letters, opening), size
}

func finishWord(out []rune, first rune, upper, letters int, opening bool) proseWord {
	w := proseWord{runes: append(out, ' ')}
	switch {
	case !unicode.IsUpper(first):
		w.kind = lowerWord
	case upper == letters && letters > 1:
		w.kind = capsWord
	case opening:
		w.kind = openingWord
	default:
		w.kind = nameWord
	}
	return w
}

// commaLetter writes ş and ţ the way the corpus does.
func commaLetter(r rune) rune {
	switch r {
	case 'ş':
		return 'ș'
	case 'ţ':
		return 'ț'
	}
	return r
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// chunkEnd returns the length of what stands before the next white space.
func chunkEnd(s string) int {
	if i := strings.IndexFunc(s, IsSpace); i >= 0 {
		return i
	}
	return len(s)
}

// addressEnd returns the length of the web or mail address at the front of s,
// 0 if there is none.
func addressEnd(s string) int {
	if !strings.HasPrefix(s, "http") && !strings.HasPrefix(s, "www.") {
		if i := strings.IndexAny(s, "@ \n"); i < 1 || s[i] != '@' {
			return 0
		}
	}
	return chunkEnd(s)
}
