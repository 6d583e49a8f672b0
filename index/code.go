package index

import (
	"strings"
	"unicode"

	"khotin/internal/lang"
)

// code is a document number or a similar mark: digits, a slash somewhere, and at
// least one part that begins with a letter, joined without spaces.
type code struct {
	start, end int
	term       string
}

// codes finds the codes of a text: 04-NQ/TU, 31/2024/NĐ-CP, 13/HD-UBND.
func codes(text string) []code {
	var found []code
	open := -1 // start of the current chain
	end := 0
	lettered := false
	closeChain := func() {
		if open >= 0 && lettered && strings.Contains(text[open:end], "/") {
			found = append(found, code{open, end, codeTerm(text[open:end])})
		}
		open, lettered = -1, false
	}
	for word := range lang.Tokens(text) {
		digit := word.Text[0] >= '0' && word.Text[0] <= '9'
		if open >= 0 && isJoint(text[end:word.Start]) {
			end = word.End
			lettered = lettered || !digit
			continue
		}
		closeChain()
		if digit {
			open, end = word.Start, word.End
		}
	}
	closeChain()
	return found
}

// isJoint reports a single hyphen, dash or slash.
func isJoint(s string) bool {
	for i, r := range s {
		if i > 0 || r != '/' && !lang.IsDash(r) {
			return false
		}
	}
	return s != ""
}

// codeTerm is the form under which spellings of a code meet: folded, without
// leading zeros, every dash a hyphen.
func codeTerm(s string) string {
	s = strings.Map(func(r rune) rune {
		if lang.IsDash(r) {
			return '-'
		}
		return r
	}, lang.Fold(s))
	if short := strings.TrimLeft(s, "0"); short != "" && unicode.IsDigit(rune(short[0])) {
		return short
	}
	return s
}
