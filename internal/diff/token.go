package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences cuts a text behind the marks that end a sentence; the space between
// two sentences is a piece of its own. The pieces spell the text.
func sentences(text string) (out []string) {
	start := 0
	for i := 0; i < len(text); {
		space := len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
		if space == 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		before := strings.TrimRight(text[start:i], closers)
		if endsSentence(before) || strings.Contains(text[i:i+space], "\n") {
			if start < i {
				out = append(out, text[start:i])
			}
			out = append(out, text[i:i+space])
			start = i + space
		}
		i += space
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// closers may stand between the end of a sentence and the space after it.
const closers = "\"'”’»)]"

func endsSentence(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

// words cuts a text into words, single other runes and runs of space. Numbers
// and the codes of documents, "04-NQ/TU" or "1.250,5", are one word. The pieces
// spell the text.
func words(text string) (out []string) {
	for len(text) > 0 {
		n := wordLen(text)
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

func wordLen(text string) int {
	first, n := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsSpace(first):
		return len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	case !isWord(first):
		return n
	}
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if !isWord(r) {
			next, _ := utf8.DecodeRuneInString(text[n+size:])
			if !joins(r) || !isWord(next) || !strings.ContainsAny(text[:n], "0123456789") {
				break
			}
		}
		n += size
	}
	return n
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// joins are the marks inside numbers, times, dates and document numbers.
func joins(r rune) bool { return strings.ContainsRune("-/.,:–", r) }
