package concept

import (
	"math"
	"strings"
	"unicode/utf8"

	"khotin/internal/lang"
)

// Numbers that are no word of the glossary.
const (
	unknownWord uint32 = 0
	smallWord   uint32 = math.MaxUint32 // left out
)

// word is one content word of a text: where it stands, which word of the
// glossary it is and what separates it from the one before.
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

// appendWords splits text into the content words of a language. number says
// which one a word is, given without its elision.
func appendWords(words []word, text string, tag lang.Tag, number func(string) uint32) []word {
	last, before := 0, joined
	for tok := range lang.Tokens(text) {
		before = max(before, gapIn(text[last:tok.Start]))
		last = tok.End
		start := tok.Start
		if tag == lang.French {
			start += lang.ElisionLen(tok.Text)
		}
		id := number(text[start:tok.End])
		if id == smallWord {
			continue
		}
		words = append(words, word{start, tok.End, id, before})
		before = joined
	}
	return words
}

// number returns which word of the book one of a text is. stemmed looks up the
// stem, which it must not keep.
func (b *book) number(token string, stemmed func([]byte) uint32) uint32 {
	var room [64]byte
	folded := appendFolded(room[:0], token, b.tag)
	if smallWords[b.tag][string(folded)] {
		return smallWord
	}
	return stemmed(stem(b.tag, folded))
}

// find returns the number of a stemmed word, unknownWord for one no name has.
func (b *book) find(w []byte) uint32 { return b.words[string(w)] }

// add returns the number of a stemmed word, a new one if need be.
func (b *book) add(w []byte) uint32 {
	id, ok := b.words[string(w)]
	if !ok {
		id = uint32(len(b.words) + 1)
		b.words[string(w)] = id
	}
	return id
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
