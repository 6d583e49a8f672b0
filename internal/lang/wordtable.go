package lang

import "strings"

// A wordTable maps the words of the calendar to values. Words are kept in lower
// case with their diacritics; those typed without any are found by their folded
// form, but tới (until) is never taken for tối (evening).
type wordTable struct {
	exact, folded map[string]int
}

// newWordTable reads rows of words; the words of row i have the value i+1.
func newWordTable(rows ...string) wordTable {
	t := wordTable{make(map[string]int), make(map[string]int)}
	for i, row := range rows {
		for w := range strings.FieldsSeq(row) {
			t.exact[Key(w)] = i + 1
			if f := Fold(w); t.folded[f] == 0 {
				t.folded[f] = i + 1
			}
		}
	}
	return t
}

// find returns the value of word, 0 if it is not in the table.
func (t wordTable) find(word string) int {
	if v := t.exact[Key(word)]; v != 0 {
		return v
	}
	if !hasMarks(word) {
		return t.folded[Fold(word)]
	}
	// Cedilla letters and a missing accent among several.
	if f := Fold(word); len(f) > 4 {
		return t.folded[f]
	}
	return 0
}

func hasMarks(word string) bool {
	for i := range len(word) {
		if word[i] >= 0x80 {
			return true
		}
	}
	return false
}
