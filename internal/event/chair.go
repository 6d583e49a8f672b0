package event

import (
	"slices"
	"strings"
)

// A Part is what a person did at an event.
type Part string

// The parts people play, most telling first.
const (
	Chair        Part = "chair"
	Opener       Part = "opener"
	Closer       Part = "closer"
	Signer       Part = "signer"
	Lecturer     Part = "lecturer"
	Speaker      Part = "speaker"
	Guest        Part = "guest" // named among those present
	Photographer Part = "photographer"
)

var parts = []Part{Chair, Opener, Closer, Signer, Lecturer, Speaker, Guest, Photographer}

// A deed is a part a named person of a part of the article played.
type deed struct {
	part Part
	name int // index
	act  mark
}

// How many words may stand between a person, posts included, and what they
// did: little after the verb, more before it.
const reachAfter, reachBefore = 14, 20

// deeds finds who did what in a part of the article.
func (s *block) deeds() []deed {
	var out []deed
	for _, act := range s.marksIn(actClass, 0, len(s.words)) {
		from, to := sentenceOf(s.starts, act.from)
		value, after := strings.CutSuffix(act.value, ">")
		value, before := strings.CutSuffix(value, "<")
		var people []int
		if !after {
			people = s.before(act.from, from)
		}
		if after || len(people) == 0 && !s.hosts(act.from) && (!before || act.from-from < 3) { // "Ont présidé la conférence les camarades …"
			people = s.after(act.to, to)
		}
		for _, k := range people {
			out = append(out, deed{Part(value), k, act})
		}
	}
	return s.addGuests(out)
}

// hosts reports that an institution, not a person, is the subject at word i.
func (s *block) hosts(i int) bool {
	return i < len(s.words) && s.words[i].gap < semicolon &&
		slices.ContainsFunc(s.bodies, func(b bodyMention) bool { return b.to == i && !s.inRole(b.from) })
}

// before returns the person nearest before word i and those joined to it.
func (s *block) before(i, from int) []int {
	k := len(s.names) - 1
	for k >= 0 && (s.names[k].end > i || s.names[k].credit) {
		k--
	}
	if k < 0 || s.names[k].from < from || i-s.names[k].end > reachBefore {
		return nil
	}
	people := []int{k}
	for k--; k >= 0 && s.names[k].from >= from && s.together(k); k-- {
		people = append([]int{k}, people...)
	}
	return people
}

// after returns the person nearest behind word i and those joined to it.
func (s *block) after(i, to int) []int {
	for k := range s.names {
		n := s.names[k]
		if n.from < i || n.credit {
			continue
		}
		if n.from >= to || n.rank-i > reachAfter {
			return nil
		}
		people := []int{k}
		for ; k+1 < len(s.names) && s.names[k+1].from < to && s.together(k); k++ {
			people = append(people, k+1)
		}
		return people
	}
	return nil
}

// together reports that names k and k+1 are of one list: nothing but "and",
// commas, semicolons and small words stands between them.
func (s *block) together(k int) bool {
	a, b := s.names[k], s.names[k+1]
	if b.credit || b.rank < a.end {
		return false
	}
	return a.end == b.rank || s.joined(a.end, b.rank)
}

// addGuests makes guests of those named in a sentence about attending who did
// nothing else there.
func (s *block) addGuests(deeds []deed) []deed {
	for k, n := range s.names {
		if n.credit || slices.ContainsFunc(deeds, func(d deed) bool { return d.name == k }) {
			continue
		}
		from, to := sentenceOf(s.starts, n.from)
		if m := s.marksIn(attendClass, from, to); len(m) > 0 {
			deeds = append(deeds, deed{Guest, k, m[0]})
		}
	}
	return deeds
}
