package index

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"

	"khotin/internal/concept"
	"khotin/internal/lang"
)

// wordList is a set of Vietnamese compounds, looked up by syllable keys. The
// zero value knows none.
type wordList struct {
	compounds map[string]string // keys joined by spaces, by themselves
	longest   map[string]int    // by first key: syllables of the longest such compound
}

//go:embed words.txt
var ownWords string

// maxSyllables bounds a compound; longer lines of a list are refused.
const maxSyllables = 12

// newWordList reads the built-in compounds, the Vietnamese names of the glossary
// and, when it is not nil, an operator's list: one compound a line, # for comments.
func newWordList(more io.Reader) (*wordList, error) {
	w := &wordList{compounds: make(map[string]string), longest: make(map[string]int)}
	if err := w.read(strings.NewReader(ownWords)); err != nil {
		return nil, fmt.Errorf("read the built-in word list: %w", err)
	}
	for _, c := range concept.All() {
		for _, name := range c.Variants(lang.Vietnamese) {
			if keys := keysOf(name); len(keys) <= maxSyllables { // longer ones are slogans
				w.add(keys)
			}
		}
	}
	if more != nil {
		if err := w.read(more); err != nil {
			return nil, fmt.Errorf("read the word list: %w", err)
		}
	}
	return w, nil
}

func (w *wordList) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		keys := keysOf(line)
		if len(keys) > maxSyllables {
			return fmt.Errorf("line %d: %d syllables; a compound has at most %d", n, len(keys), maxSyllables)
		}
		w.add(keys)
	}
	return lines.Err()
}

func keysOf(text string) (keys []string) {
	for t := range lang.Tokens(lang.NFC(text)) {
		keys = append(keys, lang.Key(t.Text))
	}
	return keys
}

func (w *wordList) add(keys []string) {
	if len(keys) > 1 {
		joined := strings.Join(keys, " ")
		w.compounds[joined] = joined
		w.longest[keys[0]] = max(w.longest[keys[0]], len(keys))
	}
}

// match returns how many tokens at the front are one compound: the longest
// there is, at least 1.
func (w *wordList) match(tokens []token) (n int, word string) {
	n, word = 1, tokens[0].term
	longest := w.longest[word]
	if longest < 2 {
		return n, word
	}
	var room [8 * maxSyllables]byte
	joined := append(room[:0], word...)
	for i := 1; i < min(longest, len(tokens)); i++ {
		joined = append(append(joined, ' '), tokens[i].term...)
		if found, ok := w.compounds[string(joined)]; ok {
			n, word = i+1, found
		}
	}
	return n, word
}
