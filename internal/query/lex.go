package query

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// item is one piece of a query between spaces: a word, a phrase or a filter.
type item struct {
	text   string
	field  string // name of a filter before a quoted value
	quoted bool
	minus  bool
	column int // of text, from 1, in characters
}

// items walks the pieces of a cleaned text. Quotes open a phrase only where
// another closes it; any other quote separates words.
func items(text string) iter.Seq[item] {
	return func(yield func(item) bool) {
		column := 1
		skip := func(n int) {
			column += utf8.RuneCountInString(text[:n])
			text = text[n:]
		}
		for text != "" {
			if text[0] == ' ' {
				skip(1)
				continue
			}
			var it item
			if text[0] == '-' {
				it.minus = true
				skip(1)
			}
			if !it.minus {
				if name, ok := filterBeforeQuote(text); ok {
					it.field = name
					skip(len(name) + 1)
				}
			}
			it.column = column
			n := 0
			if body, size, ok := quotedAt(text); ok {
				it.text, it.quoted, n = body, true, size
			} else {
				n = wordLen(text)
				it.text = text[:n]
			}
			skip(n)
			if it.text != "" && !yield(it) {
				return
			}
			if _, size := quoteAt(text); size > 0 && n == 0 {
				skip(size)
			}
		}
	}
}

// Quotation marks come in pairs; the straight one and the low one of Romanian
// are closed as typists close them.
var quotes = [...]struct{ open, closing string }{
	{`"`, `"`}, {"“", "”"}, {"„", "”"}, {"«", "»"}, {"”", "”"},
}

// quoteAt returns the closing partner of the quotation mark at the front of
// text and the mark's own size, 0 where there is none.
func quoteAt(text string) (closing string, size int) {
	for _, q := range quotes {
		if strings.HasPrefix(text, q.open) {
			return q.closing, len(q.open)
		}
	}
	if strings.HasPrefix(text, "»") {
		return "", len("»")
	}
	return "", 0
}

// quotedAt reads a closed phrase at the front of text.
func quotedAt(text string) (body string, size int, ok bool) {
	closing, open := quoteAt(text)
	if open == 0 || closing == "" {
		return "", 0, false
	}
	end := strings.Index(text[open:], closing)
	if end < 0 {
		return "", 0, false
	}
	body = strings.Map(func(r rune) rune {
		if _, n := quoteAt(string(r)); n > 0 {
			return ' '
		}
		return r
	}, text[open:open+end])
	return body, open + end + len(closing), true
}

// wordLen is the length of text up to the next space or quotation mark.
func wordLen(text string) int {
	for i, r := range text {
		if r == ' ' {
			return i
		}
		if _, n := quoteAt(text[i:]); n > 0 {
			return i
		}
	}
	return len(text)
}

func filterBeforeQuote(text string) (name string, ok bool) {
	name, rest, ok := strings.Cut(text, ":")
	if !ok || !isFilter(strings.ToLower(name)) {
		return "", false
	}
	body, _, ok := quotedAt(rest)
	return name, ok && strings.TrimSpace(body) != ""
}

// filter splits a known field name off the item. A name without a value is a
// word.
func (it item) filter() (name, value string, column int, ok bool) {
	if it.field != "" {
		return strings.ToLower(it.field), squeeze(it.text), it.column, true
	}
	if it.quoted || it.minus {
		return "", "", 0, false
	}
	name, value, ok = strings.Cut(trim(it.text), ":")
	before, _, _ := strings.Cut(it.text, ":")
	column = it.column + utf8.RuneCountInString(before) + 1
	name = strings.ToLower(name)
	return name, value, column, ok && value != "" && isFilter(name)
}

func (it item) isOr() bool { return !it.quoted && !it.minus && trim(it.text) == "OR" }
