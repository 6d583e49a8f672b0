package event

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"khotin/internal/lang"
)

// Attendance is a number of people an article says were there.
type Attendance struct {
	N         int     `json:"n"`
	Qualifier string  `json:"qualifier"` // exact, approx_below, more_than, about
	Unit      string  `json:"unit"`      // delegates, trainees, participants, cadres, members, citizens
	At        Passage `json:"at"`
}

// The most people that are believed to have attended anything.
const maxAttendance = 500_000

// A headcount is an attendance with what it takes to judge it.
type headcount struct {
	Attendance
	weight int
}

// attendance collects the counts of people the event governs; the one in the
// reporting sentence comes first, then the body, then captions and headline.
func (p *page) attendance(r *report) []Attendance {
	var found []headcount
	at := 0
	for _, s := range p.blocks {
		if s.lex == nil {
			continue
		}
		for i := range len(s.starts) - 1 {
			found = append(found, s.headcounts(r, s.starts[i], s.starts[i+1], at)...)
		}
		if s.region == Lead || s.region == Paragraph {
			at++
		}
	}
	slices.SortStableFunc(found, func(a, b headcount) int { return cmp.Compare(b.weight, a.weight) })
	var out []Attendance
	for _, h := range found {
		out = append(out, h.Attendance)
	}
	return out
}

// headcounts reads the counts of one sentence; at is how many parts of the body
// stand before it.
func (s *block) headcounts(r *report, from, to, at int) []headcount {
	main := s == r.block && from == r.from
	attended := main || s.has(attendClass, from, to) || s.region == Headline && s.isAboutEvent(from, to)
	var out []headcount
	for i := from; i < to; i++ {
		_, spelt := s.markAt(countClass, i)
		if !s.words[i].digit && !spelt || i > from && s.words[i-1].digit && s.words[i].gap <= hyphen {
			continue
		}
		h, strong, ok := s.countAt(i, to)
		if ok && !main && s.refused(i, from, to) {
			continue
		}
		if !ok || !strong && !attended || strong && !attended && at > 5 || !main && h.N < 10 {
			continue
		}
		h.weight = s.weightOf(r, main, strong, attended, at)
		out = append(out, h)
	}
	return out
}

// refused reports words for awards, membership or victims in the clause of word
// i.
func (s *block) refused(i, from, to int) bool {
	begin, end := i, i+1
	for begin > from && s.words[begin].gap != semicolon {
		begin--
	}
	for end < to && s.words[end].gap != semicolon {
		end++
	}
	return s.has(refuseClass, begin, end)
}

func (s *block) weightOf(r *report, main, strong, attended bool, at int) int {
	weight := -min(at, 20)
	switch s.region {
	case Headline:
		weight -= 40
	case Caption:
		weight -= 30
	}
	if main {
		weight += 50
	}
	if strong {
		weight += 5
	}
	if r.block.tag != s.tag { // the original's caption above its translation
		weight--
	}
	if attended {
		weight += 10
	}
	return weight
}

func (s *block) isAboutEvent(from, to int) bool {
	return s.has(gatherClass, from, to) || s.has(purposeClass, from, to) || s.has(happeningClass, from, to)
}

// countAt reads "gần 300 đại biểu" whose number is at word i.
func (s *block) countAt(i, to int) (h headcount, strong, ok bool) {
	n, j := s.numberAt(i, to)
	last := s.words[j-1].fold
	if j < to && s.words[j].gap == space && isThousand(s.words[j].fold) && n < 1000 {
		n *= 1000
		j++
	}
	if n < 2 || n > maxAttendance || s.isNumber(i) {
		return h, false, false
	}
	for range 3 {
		m, ok := s.markAt(fillerClass, j)
		if !ok || s.words[j].gap > hyphen {
			break
		}
		j = m.to
	}
	if j >= to || s.words[j].gap > hyphen {
		return h, false, false
	}
	unit, strong := s.markAt(delegateClass, j)
	if !strong {
		if unit, ok = s.markAt(peopleClass, j); !ok {
			return h, false, false
		}
	}
	h.N, h.Unit, h.Qualifier = n, unit.value, "exact"
	if last == "centaine" || last == "cinquantaine" || last == "millier" {
		h.Qualifier = "about"
	}
	first := i
	if q, ok := s.qualifierBefore(i); ok {
		first, h.Qualifier = q.from, q.value
	}
	h.At = s.passage(first, unit.to)
	return h, strong, true
}

// numberAt reads the number at word i, in digits or in words, and returns the
// word behind it.
func (s *block) numberAt(i, to int) (n, next int) {
	if m, ok := s.markAt(countClass, i); ok {
		n, _ = strconv.Atoi(m.value) // the tables hold numbers only
		return n, m.to
	}
	end, form := lang.Numeral(s.text, s.words[i].start)
	n, err := strconv.Atoi(form)
	if err != nil {
		return 0, i + 1
	}
	next = i + 1
	for next < to && s.words[next].start < end {
		next++
	}
	return n, next
}

// isThousand reads "2 nghìn", "2 ngàn", "2 mii".
func isThousand(folded string) bool { return folded == "nghin" || folded == "ngan" || folded == "mii" }

// isNumber reports a document number, a date or a fraction at word i.
func (s *block) isNumber(i int) bool {
	w := s.words[i]
	for _, c := range s.cited {
		if w.start >= c.Start && w.start < c.End {
			return true
		}
	}
	for _, d := range s.dates {
		if w.start >= d.Start && w.start < d.End {
			return true
		}
	}
	if w.start > 0 && strings.ContainsRune("/°º", lastRune(s.text[:w.start])) {
		return true
	}
	switch {
	case i == 0:
		return false
	case s.words[i-1].fold == "so" && s.tag == lang.Vietnamese, s.words[i-1].fold == "nr", s.words[i-1].fold == "nam" && s.tag == lang.Vietnamese:
		return true
	}
	return false
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s[max(0, runeStart(s, max(0, len(s)-2))):] {
		last = r
	}
	return last
}

// qualifierBefore is the qualifier right before the number at word i, past a
// genitive: "a peste 280 de delegați", "de plus de 300".
func (s *block) qualifierBefore(i int) (mark, bool) {
	for back := 1; back <= 4 && i-back >= 0; back++ {
		if m, ok := s.markAt(qualifierClass, i-back); ok && m.to == i && s.words[i].gap <= hyphen {
			if prev, ok := s.outer(m); ok {
				return prev, true
			}
			return m, true
		}
	}
	return mark{}, false
}

// outer prefers "un peu moins de" to the "moins de" inside it.
func (s *block) outer(m mark) (mark, bool) {
	for back := 1; back <= 2 && m.from-back >= 0; back++ {
		if o, ok := s.markAt(qualifierClass, m.from-back); ok && o.to >= m.to {
			return o, true
		}
	}
	return mark{}, false
}
