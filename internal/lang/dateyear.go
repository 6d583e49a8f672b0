package lang

import "strings"

// plainYear reads the year at i in running text, where a count may stand as
// well: "le 6 août, 2000 délégués". afterComma and years long ago ask for more
// evidence: no noun may follow.
func (s *dateScanner) plainYear(i int, afterComma bool) (int, bool) {
	n, ok := s.number(i, 4, 4)
	if !ok || n < oldestYear || n > lastYear || !s.freeAfter(i+1) {
		return 0, false
	}
	return n, n >= firstYear && !afterComma || !s.isNoun(i+1)
}

// isNoun reports that the word at i may be what is counted: it is in lower case
// and none of the small words that follow a date.
func (s *dateScanner) isNoun(i int) bool {
	w := s.word(i)
	if w == "" || w != strings.ToLower(w) {
		return false
	}
	return Fold(w) == "ngay" || !s.one(i, fillers) && !s.one(i, afterYear) && !s.one(i, rangeWords)
}

// afterYear are words that may follow a year in lower case and are no nouns.
var afterYear = newWordTable("lúc à at ora tại ở của và et și and cho khi thì là với do đã a au pour par était est " +
	"was were is has had fost era este pentru when that which where được")
