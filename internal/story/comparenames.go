package story

import (
	"slices"
	"strings"
)

// persons compares the people of corresponding paragraphs. A translation keeps
// the syllables of a name, so that one it has nowhere, where it names somebody
// nearly alike or just one other, is a contradiction.
func (c *comparison) persons(a, b []unit) {
	restA, restB := unnamed(a, c.b), unnamed(b, c.a)
	if len(restA) == 0 || len(restB) == 0 {
		return
	}
	paired := false
	for _, x := range restA {
		for _, y := range restB {
			if x.person || y.person {
				if nearlyAlike(x.Normal, y.Normal) {
					c.add(OnName, x.Passage, y.Passage)
					paired = true
				}
			}
		}
	}
	personsA, personsB := keepPersons(restA), keepPersons(restB)
	if !paired && len(personsA) == 1 && len(personsB) == 1 && countPersons(a) == countPersons(b) && !related(personsA[0].Normal, personsB[0].Normal) {
		c.add(OnName, personsA[0].Passage, personsB[0].Passage)
	}
}

// A named is a name in a paragraph.
type named struct {
	Passage
	person bool // read as somebody's, not only as capitals
}

// unnamed lists the names of paragraphs that the other article has nowhere.
func unnamed(run []unit, other *side) (list []named) {
	for i := range run {
		u := &run[i]
		for _, n := range u.names {
			if !other.mentions(n.key) && !slices.ContainsFunc(list, func(o named) bool { return o.Normal == n.key }) {
				list = append(list, named{u.passage(n.start, n.end, n.key), u.persons[n.key]})
			}
		}
	}
	return list
}

func keepPersons(list []named) []named {
	return slices.DeleteFunc(slices.Clone(list), func(n named) bool { return !n.person })
}

func countPersons(run []unit) (n int) {
	for i := range run {
		n += len(run[i].persons)
	}
	return n
}

// nearlyAlike reports two names of as many syllables, three at least, that
// differ in just one.
func nearlyAlike(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) || len(x) < 3 || related(a, b) {
		return false
	}
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			differ++
		}
	}
	return differ == 1
}

// related reports that one name may be the other in short, or in another
// order: all syllables of the shorter stand in the longer.
func related(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, s := range x {
		i := slices.Index(y, s)
		if i < 0 {
			return false
		}
		y = slices.Delete(slices.Clone(y), i, i+1)
	}
	return true
}
