package concept

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/lang"
)

// A book is the names of one language as a trie over stemmed words.
type book struct {
	tag   lang.Tag
	words map[string]uint32
	edges map[uint64]uint32 // node<<32 | word: node
	nodes []node            // the first is the root
}

type node struct {
	ends  []ending
	pause bool // some name has a comma or dash after this word
}

// ending is a name that is complete at a node.
type ending struct {
	concept int32
	test    test
	form    string // what the test compares with
}

// test is what a name asks of the text beyond equal stems.
type test uint8

const (
	anyForm   test = iota
	thisWord       // one word: the form listed, number aside
	toned          // Vietnamese: the tones, if the text prints any
	monotoned      // one Vietnamese syllable: the tones, always
	capitals       // a short abbreviation: as listed or all in capitals
)

// name is a name of a concept on its way into a book.
type name struct {
	concept int32
	text    string
	short   bool // an abbreviation
	shared  bool
	stem    bool // one word, in whatever form
}

// parseName reads the marks behind a name: * for shared, ~ for every form.
func parseName(concept int32, text string, short bool) name {
	n := name{concept: concept, short: short}
	n.text, n.shared = strings.CutSuffix(text, "*")
	n.text, n.stem = strings.CutSuffix(n.text, "~")
	return n
}

func newBook(tag lang.Tag, concepts []*Concept) (*book, error) {
	b := &book{tag: tag, words: map[string]uint32{}, edges: map[uint64]uint32{}, nodes: make([]node, 1)}
	claimed := map[string]name{}
	var errs []error
	for i, c := range concepts {
		for n, text := range c.variants[tag] {
			read := parseName(int32(i), text, false)
			c.variants[tag][n] = read.text
			errs = append(errs, b.claim(claimed, concepts, read))
		}
		if tag != lang.Vietnamese {
			continue
		}
		for n, text := range c.short {
			read := parseName(int32(i), text, true)
			c.short[n] = read.text
			errs = append(errs, b.claim(claimed, concepts, read))
		}
	}
	return b, errors.Join(errs...)
}

// claim adds a name after making sure that it is one, and not another
// concept's.
func (b *book) claim(claimed map[string]name, concepts []*Concept, n name) error {
	id := concepts[n.concept].ID
	folded := strings.Join(strings.Fields(lang.Fold(n.text)), " ")
	if n.short {
		folded = n.text
	}
	if folded == "" || strings.TrimSpace(n.text) != n.text {
		return fmt.Errorf("%s has an empty name in %s, or spaces about one", id, b.tag)
	}
	if other, taken := claimed[folded]; taken && other.concept == n.concept {
		return fmt.Errorf("%s has %q twice in %s", id, n.text, b.tag)
	} else if taken && !(other.shared && n.shared) {
		return fmt.Errorf("%q is %s and %s in %s; mark it with an asterisk in both, or choose", n.text, concepts[other.concept].ID, id, b.tag)
	}
	claimed[folded] = n
	return b.enter(id, n)
}

func (b *book) enter(id string, n name) error {
	words := appendWords(nil, n.text, b.tag, func(token string) uint32 { return b.number(token, b.add) })
	if len(words) == 0 || len(words) == 1 && strings.Contains(n.text, " ") {
		return fmt.Errorf("the name %q of %s is too loose in %s: small words do not count", n.text, id, b.tag)
	}
	at := uint32(0)
	for i, w := range words {
		if i > 0 && w.gap == paused {
			b.nodes[at].pause = true
		} else if i > 0 && w.gap == broken {
			return fmt.Errorf("the name %q of %s holds a mark no name runs across", n.text, id)
		}
		edge := uint64(at)<<32 | uint64(w.id)
		next, ok := b.edges[edge]
		if !ok {
			next = uint32(len(b.nodes))
			b.nodes = append(b.nodes, node{})
			b.edges[edge] = next
		}
		at = next
	}
	e := b.ending(n, words)
	if !slices.Contains(b.nodes[at].ends, e) {
		b.nodes[at].ends = append(b.nodes[at].ends, e)
	}
	return nil
}

func (b *book) ending(n name, words []word) ending {
	e := ending{concept: n.concept}
	switch {
	case n.short && utf8.RuneCountInString(n.text) <= 3:
		e.test, e.form = capitals, n.text
	case n.short, n.stem:
	case b.tag == lang.Vietnamese && len(words) == 1:
		e.test, e.form = monotoned, lang.Key(n.text)
	case b.tag == lang.Vietnamese && len(words) == 2:
		e.test, e.form = toned, keys(n.text)
	case b.tag != lang.Vietnamese && len(words) == 1:
		e.test, e.form = thisWord, b.oneForm(n.text[words[0].start:words[0].end])
	}
	return e
}

// passes applies the test of an ending to the words it was found in.
func (b *book) passes(e ending, span string) bool {
	switch e.test {
	case thisWord:
		return b.oneForm(span) == e.form
	case monotoned:
		return lang.Key(span) == e.form
	case toned:
		return !lang.HasVietnameseMarks(span) || keys(span) == e.form
	case capitals:
		return span == e.form || !strings.ContainsFunc(span, unicode.IsLower) && (!lang.HasVietnameseMarks(span) || keys(span) == keys(e.form))
	}
	return true
}

func (b *book) oneForm(s string) string { return string(singular(b.tag, appendFolded(nil, s, b.tag))) }

// keys are the tone-final keys of the syllables of s.
func keys(s string) string {
	var out strings.Builder
	for tok := range lang.Tokens(s) {
		out.WriteString(lang.Key(tok.Text))
		out.WriteByte(' ')
	}
	return out.String()
}
