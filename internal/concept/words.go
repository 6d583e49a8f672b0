package concept

import (
	"strings"
	"unicode/utf8"

	"khotin/internal/lang"
)

// word is one content word of a text: where it stands, which word of the
// glossary it is (0 for none) and what separates it from the one before.
type word struct {
	start, end int
	id         uint32
	gap        gap
}

// gap is what stands between two words.
type gap uint8

const (
	joined gap = iota // spaces, quotation marks, hyphens, one line break
	paused            // a comma, full stop or dash: only where the name itself has one
	broken            // anything a name does not run across
)

// appendWords splits text into the content words of a language. lookup numbers
// a stemmed word; it must not keep it.
func appendWords(words []word, text string, tag lang.Tag, lookup func([]byte) uint32) []word {
	var room [64]byte
	small := smallWords[tag]
	last, before := 0, joined
	for tok := range lang.Tokens(text) {
		before = max(before, gapIn(text[last:tok.Start]))
		last = tok.End
		start := tok.Start
		if tag == lang.French {
			start += lang.ElisionLen(tok.Text)
		}
		folded := appendFolded(room[:0], text[start:tok.End], tag)
		if small[string(folded)] {
			continue
		}
		words = append(words, word{start, tok.End, lookup(stem(tag, folded)), before})
		before = joined
	}
	return words
}

// appendFolded appends the folded form of a token, without the apostrophes
// inside it; of an English one what stands before the first (people's).
func appendFolded(buf []byte, s string, tag lang.Tag) []byte {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			rest, _, _ := strings.Cut(strings.ReplaceAll(lang.Fold(s[i:]), "’", "'"), "'s")
			return append(buf, strings.ReplaceAll(rest, "'", "")...)
		case c == '\'' && tag == lang.English:
			return buf
		case c-'A' < 26:
			buf = append(buf, c+'a'-'A')
		case c != '\'':
			buf = append(buf, c)
		}
	}
	return buf
}

// gapIn judges what stands between two tokens.
func gapIn(s string) gap {
	if s == " " {
		return joined
	}
	g, lines, previous := joined, 0, rune(0)
	for _, r := range s {
		switch {
		case r == '\n':
			lines++
		case r == ',' || r == '.', lang.IsDash(r) && lang.IsSpace(previous):
			g = max(g, paused)
		case lang.IsSpace(r), lang.IsDash(r), lang.IsApostrophe(r), strings.ContainsRune("\"“”„«»&/\r\t", r):
		default:
			return broken
		}
		previous = r
	}
	if lines > 1 {
		return broken
	}
	return g
}

// Stem levels the inflection of one word the way names and texts are compared:
// folded, without a French elision, without the endings of number, gender and
// Romanian declension. A Vietnamese syllable is only folded.
func Stem(tag lang.Tag, word string) string {
	if tag == lang.French {
		word = word[lang.ElisionLen(word):]
	}
	return string(stem(tag, appendFolded(nil, word, tag)))
}
