package index

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"

	"khotin/internal/lang"
)

// wordList is a set of Vietnamese compounds, looked up by syllable keys. The
// zero value knows none.
type wordList struct {
	compounds map[string]bool // keys joined by spaces
	longest   int             // syllables of the longest compound
}

//go:embed words.txt
var ownWords string

// maxSyllables bounds a compound; longer lines of a list are refused.
const maxSyllables = 12

// newWordList reads the built-in compounds, the Vietnamese names of the glossary
// and, when it is not nil, an operator's list: one compound a line, # for comments.
func newWordList(more io.Reader) (*wordList, error) {
	w := &wordList{compounds: make(map[string]bool)}
	if err := w.read(strings.NewReader(ownWords)); err != nil {
		return nil, fmt.Errorf("read the built-in word list: %w", err)
	}
	for _, line := range lines(glossaryTable) {
		names := vietnameseColumn(line)
		if err := w.read(strings.NewReader(strings.ReplaceAll(names, "|", "\n"))); err != nil {
			return nil, fmt.Errorf("read the names of the glossary: %w", err)
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
		var keys []string
		for t := range lang.Tokens(lang.NFC(line)) {
			keys = append(keys, lang.Key(t.Text))
		}
		if len(keys) > maxSyllables {
			return fmt.Errorf("line %d: %d syllables; a compound has at most %d", n, len(keys), maxSyllables)
		}
		if len(keys) > 1 {
			w.compounds[strings.Join(keys, " ")] = true
			w.longest = max(w.longest, len(keys))
		}
	}
	return lines.Err()
}

// match returns how many tokens at the front are one compound: the longest
// there is, at least 1.
func (w *wordList) match(tokens []token) (n int, word string) {
	n, word = 1, tokens[0].term
	joined := tokens[0].term
	for i := 1; i < min(w.longest, len(tokens)); i++ {
		joined += " " + tokens[i].term
		if w.compounds[joined] {
			n, word = i+1, joined
		}
	}
	return n, word
}

// vietnameseColumn is the cell of the Vietnamese names in a line of the glossary.
func vietnameseColumn(line string) string {
	_, rest, _ := strings.Cut(line, "\t")
	_, rest, _ = strings.Cut(rest, "\t")
	names, _, _ := strings.Cut(rest, "\t")
	return names
}
