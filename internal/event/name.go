package event

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/lang"
)

// A name is a person named at words from to to; rank is where the words that
// announce the person begin.
type name struct {
	rank, from, to int
	title          string // the rank in Vietnamese; "" without one
	end            int    // after the posts that follow
	roles          []int  // indexes of the part's roles
	announced      bool
	credit         bool // under a picture, as its photographer
}

func (n name) key(s *block) string {
	var b strings.Builder
	for i := n.from; i < n.to; i++ {
		if i > n.from {
			b.WriteByte(' ')
		}
		b.WriteString(s.words[i].fold)
	}
	return b.String()
}

// The shortest and longest Vietnamese names, in syllables.
const minSyllables, maxSyllables = 2, 6

// findNames finds the people of a part: a run of capitalised Vietnamese
// syllables behind a rank, or of three and more that begins with a family name.
func (s *block) findNames() {
	if s.region == Caption {
		s.findCredit()
	}
	for i := 0; i < len(s.words); {
		if m, ok := s.markAt(placeClass, i); ok {
			i = m.to
			continue
		}
		n, ok := s.nameFrom(i)
		if !ok {
			i++
			continue
		}
		s.names = append(s.names, n)
		i = n.to
	}
	slices.SortFunc(s.names, func(a, b name) int { return cmp.Compare(a.from, b.from) })
}

func (s *block) nameFrom(i int) (name, bool) {
	n := name{rank: i, from: i}
	if m, ok := s.markAt(rankClass, i); ok && s.isRank(m) {
		n.from, n.announced = m.to, true
		n.title = strings.Trim(m.value, "-")
		if next, ok := s.markAt(rankClass, m.to); ok { // đồng chí Đại tá
			n.from, n.title = next.to, strings.Trim(next.value, "-")
		}
	}
	n.to = s.syllables(n.from)
	n.end = n.to
	length := n.to - n.from
	switch {
	case length < minSyllables || length > maxSyllables, s.isCreditWord(n.from):
		return n, false
	case n.announced:
		return n, true
	}
	return n, s.isSurname(i) && !s.isUnit(i) && !s.breaksName(i) &&
		(length >= 3 || s.introducesPost(n.to)) && !s.isPresident(n)
}

// isSurname reports a family name at word i; marks, where printed, must be its
// own: Trương is one, Trưởng is a post, and Ban is no Bàn in a text that prints
// marks at all.
func (s *block) isSurname(i int) bool {
	w := s.words[i]
	if !world().surnames[w.fold] {
		return false
	}
	bare := w.ascii && (s.tag != lang.Vietnamese || isASCII(s.text))
	return bare || world().surnameKeys[lang.Key(w.printed(s.text))]
}

// isRank sorts out "bà con", "M" inside a name, and ranks behind commas.
func (s *block) isRank(m mark) bool {
	return m.to < len(s.words) && s.words[m.to].capital && s.words[m.to].gap <= colon && s.words[m.to].gap != comma
}

// syllables returns the end of the run of capitalised syllables at word i,
// which a province cuts short.
func (s *block) syllables(i int) int {
	j := i
	for j < len(s.words) && j-i <= maxSyllables {
		w := s.words[j]
		if !w.capital || w.digit || j > i && w.gap != space || isUpper(w.printed(s.text)) || !s.isSyllable(j, j > i) {
			break
		}
		if m, ok := s.markAt(placeClass, j); ok && (j == i || j-i >= minSyllables) && m.to > j {
			break
		}
		if j > i && s.breaksName(j) {
			break
		}
		j++
	}
	return j
}

// isSyllable reports a word that names are made of; behind the first also the
// syllables of Ê Đê, Cơ Ho and Khmer names with an apostrophe (K'Lim) or a
// cluster (Kđăm), which other Vietnamese words do not have.
func (s *block) isSyllable(i int, behind bool) bool {
	w := s.words[i]
	if lang.IsSyllable(w.fold) {
		return true
	}
	return behind && len(w.fold) <= 8 && (strings.IndexFunc(w.printed(s.text), lang.IsApostrophe) > 0 ||
		s.tag == lang.Vietnamese && lang.HasVietnameseMarks(w.printed(s.text)))
}

// breaksName reports a capitalised word that begins something else.
func (s *block) breaksName(j int) bool {
	for _, c := range [...]class{headClass, postClass, creditClass, gatherClass} {
		if m, ok := s.markAt(c, j); ok && (m.to > j+1 || c == postClass) {
			return true
		}
	}
	return false
}

func isUpper(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }

// isUnit reports a place below the province, a team or a road at word i: "huyện
// Lý Nhân", "l'équipe de Le Thuy".
func (s *block) isUnit(i int) bool {
	for back := 1; back <= 3 && i-back >= 0; back++ {
		if m, ok := s.markAt(localityClass, i-back); ok {
			return m.to == i || m.to == i-1 && s.words[i-1].fold == "de"
		}
		if s.words[i-back+1].gap != space {
			return false
		}
	}
	return false
}

// isPresident reports Hồ Chí Minh: cited and commemorated, and never at a
// conference reported on the web.
func (s *block) isPresident(n name) bool { return n.key(s) == "ho chi minh" }

// introducesPost reports a post behind a name: "Le Van Luong, secrétaire".
func (s *block) introducesPost(i int) bool {
	if i >= len(s.words) || s.words[i].gap == space || s.words[i].gap >= semicolon {
		return false
	}
	_, ok := s.markAt(postClass, i)
	return ok
}

// nameAt reports that a person is announced or named at word i.
func (s *block) nameAt(i int) bool {
	_, found := slices.BinarySearchFunc(s.names, i, func(n name, i int) int {
		switch {
		case n.from > i:
			return 1
		case n.to <= i:
			return -1
		}
		return 0
	})
	return found
}

func (s *block) isCreditWord(i int) bool {
	return slices.ContainsFunc(s.names, func(n name) bool { return n.credit && i >= n.from && i < n.to })
}

// findCredit reads the photographer at the end of a caption: "Ảnh: Mai Hoa",
// "Photo : Mai Hoa".
func (s *block) findCredit() {
	marks := s.marksIn(creditClass, max(0, len(s.words)-8), len(s.words))
	if len(marks) == 0 {
		return
	}
	m := marks[len(marks)-1]
	if to := s.syllables(m.to); to-m.to >= minSyllables && to == len(s.words) {
		s.names = append(s.names, name{rank: m.to, from: m.to, to: to, end: to, credit: true})
	}
}
