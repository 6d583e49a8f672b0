package lang

import (
	"unicode"
	"unicode/utf8"
)

// item is a lexical element of a text as the date grammar sees it: a run of
// digits, a run of letters, or a single other character. White space only
// leaves its trace in spaced, an empty line is a mark of its own. In "14h30" and "Nam23/02" letters and digits are
// items of their own.
type item struct {
	start, end int
	kind       itemKind
	value      int  // of a number with at most 8 digits
	mark       rune // of a mark; every dash is '-', every slash '/'
	spaced     bool // white space stands before it
}

type itemKind uint8

const (
	noItem itemKind = iota
	numberItem
	wordItem
	markItem
)

// dateScanner holds a text taken apart. Indexes outside items are legal to ask
// for and give the zero item.
type dateScanner struct {
	text     string
	items    []item
	order    Order
	isolated bool // the text is one date and nothing else
	joined   int  // item after the dash of a range, 0 for none
}

func newDateScanner(text string) *dateScanner {
	s := &dateScanner{text: text, items: make([]item, 0, len(text)/4)}
	spaced, lineBreaks := false, 0
	for i := 0; i < len(text); {
		it := lexItem(text, i)
		i = it.end
		if it.kind == noItem {
			spaced = true
			if text[it.start] == '\n' {
				lineBreaks++
			}
			if lineBreaks == 2 {
				s.items = append(s.items, item{start: it.start, end: it.end, kind: markItem, mark: paragraphEnd})
			}
			continue
		}
		it.spaced = spaced
		spaced, lineBreaks = false, 0
		s.items = append(s.items, it)
	}
	return s
}

// paragraphEnd marks an empty line; no date goes on across one.
const paragraphEnd = '\n'

// lexItem reads the item at text[i]; white space and characters without any
// meaning to dates have kind noItem.
func lexItem(text string, i int) item {
	it := item{start: i, end: i}
	if text[i]-'0' < 10 {
		it.kind, it.end = numberItem, digitsEnd(text, i)
		if it.end-it.start <= 8 {
			for _, c := range []byte(text[i:it.end]) {
				it.value = it.value*10 + int(c-'0')
			}
		} else {
			it.value = -1
		}
		return it
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	switch {
	case unicode.IsLetter(r):
		it.kind = wordItem
		for it.end < len(text) {
			r, size = utf8.DecodeRuneInString(text[it.end:])
			if !unicode.IsLetter(r) && !isMark(r) && !isIgnorable(r) {
				break
			}
			it.end += size
		}
		return it
	case IsSpace(r), isIgnorable(r):
		it.end += size
		return it
	case IsDash(r):
		r = '-'
	case r == '⁄', r == '∕', r == '／':
		r = '/'
	case IsApostrophe(r):
		r = '\''
	}
	it.kind, it.mark = markItem, r
	it.end += size
	return it
}

func (s *dateScanner) at(i int) item {
	if i < 0 || i >= len(s.items) {
		return item{}
	}
	return s.items[i]
}

// word returns the text of the word at i, "" if there is none.
func (s *dateScanner) word(i int) string {
	if it := s.at(i); it.kind == wordItem {
		return s.text[it.start:it.end]
	}
	return ""
}

// number returns the number at i if it has between least and most digits.
func (s *dateScanner) number(i, least, most int) (int, bool) {
	it := s.at(i)
	if n := it.end - it.start; it.kind != numberItem || n < least || n > most {
		return 0, false
	}
	return it.value, true
}

// isMark reports the mark at i to be m.
func (s *dateScanner) isMark(i int, m rune) bool { return s.at(i).mark == m }

// glued reports that the item at i exists and follows the one before it
// without space.
func (s *dateScanner) glued(i int) bool {
	it := s.at(i)
	return i > 0 && it.kind != noItem && !it.spaced
}

// year returns the four-digit year at i.
func (s *dateScanner) year(i int) (int, bool) {
	n, ok := s.number(i, 4, 4)
	return n, ok && isYear(n)
}

// one reports whether the word at i is in table.
func (s *dateScanner) one(i int, table wordTable) bool {
	w := s.word(i)
	return w != "" && table.find(w) != 0
}
