package docref

import (
	"strings"
	"unicode/utf8"
)

// Find returns the citations of a text in the order they stand. lang is vi,
// fr, ro or en, or empty when unknown: type words of all four are read then,
// since Vietnamese captions stand in French pages. In any other language the
// symbol alone is believed. Find never fails; text that is no valid UTF-8 is
// read as far as it makes sense.
func Find(text, lang string) []Citation {
	s := scan{tables: world(), text: text}
	switch lang, _, _ = strings.Cut(lang, "-"); lang {
	case "", "vi", "fr", "ro", "en":
		s.lang, s.words = lang, true
	}
	for lo, hi := range vicinities(text) {
		s.toks = s.cutter.cut(text, lo, hi)
		s.read()
	}
	return s.settled()
}

// A scan is one pass over one text.
type scan struct {
	*tables
	text   string
	lang   string
	words  bool // type words are read
	typed  bool // a query: hyphens may stand for any separator, as in a key
	cutter tokeniser
	toks   []token // of the vicinity at hand
	run    listRun
	found  []Citation
}

func (s *scan) is(i int, k kind) bool { return 0 <= i && i < len(s.toks) && s.toks[i].kind == k }

func (s *scan) says(i int, folded string) bool { return s.is(i, word) && s.toks[i].fold == folded }

// read looks at every number of the vicinity once; one claimed by a citation
// before it, as its year, its date or its list, is not looked at again.
func (s *scan) read() {
	s.run = listRun{}
	for i := 0; i < len(s.toks); i++ {
		if s.toks[i].kind != number || s.inAddress(i) {
			continue
		}
		n := s.numeral(i)
		i = max(i, s.cite(n)-1)
	}
}

// cite reads the citation around a numeral, if there is one, and returns the
// token to go on from.
func (s *scan) cite(n numeral) (next int) {
	left := s.leftOf(n.first)
	if sym, ok := s.symbol(n, left); ok {
		return s.full(n, left, sym)
	}
	if left.blocked {
		return n.next
	}
	return s.short(n, left)
}

// inAddress reports a number inside a web address or an e-mail address.
func (s *scan) inAddress(i int) bool {
	start, end := s.toks[i].start, s.toks[i].end
	for start > 0 && s.toks[i].start-start < 300 {
		r, size := utf8.DecodeLastRuneInString(s.text[:start])
		if isSpace(r) || r == '(' || r == '"' {
			break
		}
		start -= size
	}
	for end < len(s.text) && end-s.toks[i].end < 100 && s.text[end] > ' ' && s.text[end] < 0x80 {
		end++
	}
	run := s.text[start:end]
	return strings.Contains(run, "://") || strings.Contains(run, "www.") || strings.Contains(run, "@")
}

// settled drops the candidates nothing later confirmed.
func (s *scan) settled() []Citation {
	kept := s.found[:0]
	for _, c := range s.found {
		if c.Key != "" {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}
