package event

import (
	"cmp"
	"slices"

	"khotin/internal/lang"
)

// A mark is a phrase of the tables at words from to to.
type mark struct {
	class    class
	value    string
	from, to int
}

// scan finds the phrases of the tables: of each class the longest at every
// word, without overlap.
func (s *block) scan() {
	for i := range s.words {
		s.words[i].id = s.lex.words[s.words[i].fold]
	}
	var done [classCount]int
	for i := range s.words {
		for _, m := range s.matchAt(i, &done) {
			done[m.class] = m.to
		}
	}
	s.hide()
	for i, m := range s.marks {
		s.byClass[m.class] = append(s.byClass[m.class], i)
	}
}

// maxPhrase bounds the words of a phrase.
const maxPhrase = 16

// isVerb reports the classes whose phrases adverbs may interrupt.
func (c class) isVerb() bool {
	switch c {
	case happeningClass, holdClass, heldClass, heldByClass, issueClass, actClass, attendClass:
		return true
	}
	return false
}

// matchAt adds the marks that begin at word i and returns them; done says how
// far each class has been read.
func (s *block) matchAt(i int, done *[classCount]int) []mark {
	first := len(s.marks)
	node, skipped := int32(0), 0
	var matched [maxPhrase]int
	at := matched[:0]
	for j := i; j < len(s.words) && j-i < s.lex.longest; j++ {
		w := s.words[j]
		if w.id == 0 || j > i && (w.gap > comma && w.gap != dash) {
			break
		}
		next, ok := s.lex.edges[edge{node, w.id}]
		if !ok && j > i && skipped < maxAdverbs && s.lex.adverbs[w.id] {
			skipped++
			continue
		}
		if !ok || len(at) == maxPhrase {
			break
		}
		node, at = next, append(at, j)
		for _, e := range s.lex.entries[node] {
			if done[e.class] <= i && s.fits(e, at) {
				s.put(first, mark{e.class, e.value, i, j + 1})
			}
		}
	}
	return s.marks[first:]
}

// put adds a mark, in place of a shorter one of its class among those from
// first on.
func (s *block) put(first int, m mark) {
	for k := first; k < len(s.marks); k++ {
		if s.marks[k].class == m.class {
			s.marks[k] = m
			return
		}
	}
	s.marks = append(s.marks, m)
}

// fits checks what folding cannot see: marks, and capitals where the tables'
// words are proper names.
func (s *block) fits(e entry, at []int) bool {
	from, to := at[0], at[len(at)-1]+1
	if !s.lex.agrees(e, s.text, s.words, at) || to-from > len(at) && !e.class.isVerb() {
		return false
	}
	switch e.class {
	case placeClass:
		return s.isPlace(from, to)
	case headClass:
		return s.tag != lang.Vietnamese || s.words[from].capital || e.keys[0] == "lanh4"
	}
	return true
}

// isHidden reports the classes that masks hide: those that speak of events. The
// small words of the grammar stay.
func (c class) isHidden() bool {
	return c == gatherClass || c == purposeClass || c == modeClass || c.isVerb()
}

// hide drops the marks inside masks: "học tập" in "học tập và làm theo".
func (s *block) hide() {
	if !slices.ContainsFunc(s.marks, func(m mark) bool { return m.class == noneClass }) {
		return
	}
	masks := slices.Clone(s.marks)
	masks = slices.DeleteFunc(masks, func(m mark) bool { return m.class != noneClass })
	s.marks = slices.DeleteFunc(s.marks, func(m mark) bool {
		return m.class.isHidden() && slices.ContainsFunc(masks, func(n mark) bool {
			return m.from < n.to && n.from < m.to && m.to-m.from <= n.to-n.from
		})
	})
}

// marksIn yields the marks of a class that begin at words from to to.
func (s *block) marksIn(c class, from, to int) []mark {
	var out []mark
	list := s.byClass[c]
	at, _ := slices.BinarySearchFunc(list, from, func(i, from int) int { return cmp.Compare(s.marks[i].from, from) })
	for _, i := range list[at:] {
		if s.marks[i].from >= to {
			break
		}
		out = append(out, s.marks[i])
	}
	return out
}

// markAt returns the mark of a class that begins at word i.
func (s *block) markAt(c class, i int) (mark, bool) {
	list := s.byClass[c]
	at, found := slices.BinarySearchFunc(list, i, func(k, i int) int { return cmp.Compare(s.marks[k].from, i) })
	if !found {
		return mark{}, false
	}
	return s.marks[list[at]], true
}

// has reports a mark of a class that begins at words from to to.
func (s *block) has(c class, from, to int) bool {
	list := s.byClass[c]
	at, _ := slices.BinarySearchFunc(list, from, func(k, from int) int { return cmp.Compare(s.marks[k].from, from) })
	return at < len(list) && s.marks[list[at]].from < to
}
