package concept

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"khotin/internal/lang"
)

// A Match is a concept found in a text. Start and End are byte offsets of the
// text given; small words about the name are not part of it.
type Match struct {
	ID         string
	Start, End int
	Weight     float64
}

// Find returns the concepts of a text in the order they stand: of overlapping
// names the first and longest, and inside it those the glossary calls broader
// (dan_van inside công tác dân vận). Several matches share one place where a
// name means several concepts. Vietnamese is found with and without marks; if
// marks are printed, those of names of two syllables must agree. Text of an
// unknown language is read in all four, see [InQuery].
func Find(text string, tag lang.Tag) []Match { return world().find(text, tag, nil) }

func (g *glossary) find(text string, tag lang.Tag, known memory) []Match {
	b, ok := g.books[tag]
	if !ok {
		return g.findInAll(text)
	}
	f := finder{glossary: g, book: b, text: text, known: known}
	return f.run()
}

// A Reader finds concepts in many texts. Texts repeat their words, and it
// remembers what each is. It is not for several goroutines at once.
type Reader struct{ known map[lang.Tag]memory }

// Find is the function [Find].
func (r *Reader) Find(text string, tag lang.Tag) []Match {
	if r.known == nil {
		r.known = make(map[lang.Tag]memory)
	}
	if r.known[tag] == nil {
		r.known[tag] = memory{}
	}
	return world().find(text, tag, r.known[tag])
}

// memory holds the numbers of words of one language as they are written.
type memory map[string]uint32

// maxKnown bounds the words of one language that are remembered.
const maxKnown = 1 << 15

// InQuery returns the concepts of a query, whose language nobody knows: it is
// read in all four, and of what they find the longest stays. Abbreviations of
// up to three letters count only in capitals.
func InQuery(text string) []Match { return world().findInAll(text) }

func (g *glossary) findInAll(text string) []Match {
	var all []Match
	for _, tag := range languages {
		f := finder{glossary: g, book: g.books[tag], text: text}
		all = append(all, f.run()...)
	}
	slices.SortStableFunc(all, byPlace)
	var kept []Match
	for _, m := range all {
		if !g.covered(m, kept) {
			kept = append(kept, m)
		}
	}
	return kept
}

// covered reports whether m is among the matches kept, or lies in a longer one
// that does not mean it. As matches are sorted by place, only the last few can.
func (g *glossary) covered(m Match, kept []Match) bool {
	for _, k := range slices.Backward(kept) {
		if k == m {
			return true
		}
		longer := k.End-k.Start > m.End-m.Start
		if longer && m.Start < k.End && !g.concepts[g.index[k.ID]].within[g.index[m.ID]] {
			return true
		}
		if k.End+maxName < m.Start {
			return false
		}
	}
	return false
}

// maxName is far more bytes than any name takes in a text.
const maxName = 1000

func byPlace(a, b Match) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) }

var wordRoom = sync.Pool{New: func() any { return new([]word) }}

// finder is one pass over one text with one book.
type finder struct {
	*glossary
	*book
	known memory // may be nil
	text  string
	words []word
	found []Match
}

func (f *finder) run() []Match {
	room := wordRoom.Get().(*[]word)
	f.words = appendWords((*room)[:0], f.text, f.tag, f.numberOf)
	for i := 0; i < len(f.words); {
		i = f.match(i)
	}
	*room = f.words[:0]
	wordRoom.Put(room)
	return f.found
}

// numberOf returns which word of the book a token is.
func (f *finder) numberOf(token string) uint32 {
	if f.known == nil {
		return f.number(token, f.book.find)
	}
	id, ok := f.known[token]
	if !ok {
		id = f.number(token, f.book.find)
		if len(f.known) < maxKnown {
			f.known[strings.Clone(token)] = id
		}
	}
	return id
}

// match takes the longest name that begins at word i and returns where to go
// on.
func (f *finder) match(i int) int {
	if f.words[i].id == 0 {
		return i + 1
	}
	from, best := len(f.found), i
	f.walk(i, len(f.words), func(end int, n *node) {
		kept := len(f.found)
		for _, e := range n.ends {
			f.take(e, i, end)
		}
		if len(f.found) > kept { // longer than what was found before
			f.found = slices.Delete(f.found, from, kept)
			best = end
		}
	})
	if best == i {
		return i + 1
	}
	for _, m := range slices.Clone(f.found[from:]) {
		if within := f.concepts[f.index[m.ID]].within; len(within) > 0 {
			f.inside(i, best, within)
		}
	}
	slices.SortStableFunc(f.found[from:], byPlace)
	return best
}

// inside takes the broader concepts that words i to end also name.
func (f *finder) inside(i, end int, within map[int32]bool) {
	for start := i; start < end; start++ {
		f.walk(start, end, func(stop int, n *node) {
			for _, e := range n.ends {
				if within[e.concept] && stop-start < end-i {
					f.take(e, start, stop)
				}
			}
		})
	}
}

// walk follows the trie from word i and calls at for every node with names
// that ends before limit.
func (f *finder) walk(i, limit int, at func(end int, n *node)) {
	n := uint32(0)
	for j := i; j < limit; j++ {
		w := f.words[j]
		if j > i && (w.gap == broken || w.gap == paused && !f.nodes[n].pause) {
			return
		}
		next, ok := f.edges[uint64(n)<<32|uint64(w.id)]
		if !ok {
			return
		}
		n = next
		if len(f.nodes[n].ends) > 0 {
			at(j+1, &f.nodes[n])
		}
	}
}

// take records a name over words i to end if it passes its test.
func (f *finder) take(e ending, i, end int) {
	start, stop := f.words[i].start, f.words[end-1].end
	if !f.passes(e, f.text[start:stop]) {
		return
	}
	c := f.concepts[e.concept]
	m := Match{c.ID, start, stop, c.Weight}
	if !slices.Contains(f.found[max(0, len(f.found)-8):], m) {
		f.found = append(f.found, m)
	}
}
