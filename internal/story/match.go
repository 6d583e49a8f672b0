package story

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
)

// A family is evidence that one cause can explain: whoever repeats a name may
// repeat them all, so kinds of one family never confirm one another.
type family int

const (
	documents family = iota
	people
	happening
	numbers
	pictures
	wording
	families
)

var familyOf = map[Kind]family{
	Document: documents,
	Person:   people, Credit: people, Name: people,
	Happening: happening, Host: happening, Attendance: happening, Day: happening, Place: happening,
	Number: numbers,
	Image:  pictures, Caption: pictures,
	Headline: wording, Text: wording,
}

// ceilings keep a long list of one kind from standing for all kinds.
var ceilings = [families]float64{documents: 4, people: 4, happening: 4.5, numbers: 3, pictures: 4, wording: 6}

const (
	rareEnough = 1   // what a family must weigh to be a witness
	telling    = 3   // what must agree beside one event
	eventless  = 4.5 // what must agree where no event does
	undated    = 2   // asked for on top where a day of publication is unknown
	coverage   = .35 // of what the less telling article mentions
	clash      = 1.5 // taken off for each kind that clashes, see decisive
	rivalry    = 3   // so many clashes, and they are two stories
	sameText   = .25 // share of common passages from which a text is a copy
	copyWeight = 8   // of a text that is the same throughout
	verbatim   = .7  // share from which a text bears witness for itself
)

// A match is what two articles share.
type match struct {
	shared  []Feature // with their weights after the census
	sums    [families]float64
	whole   [2]float64 // what each article mentions in comparable kinds
	clashes int
	copied  float64 // share of common passages
}

// decisive is the weight from which features of a kind count as told by an
// article. A kind clashes where both articles tell of something that the other
// does not, and they do not share more of it: every article may cite other
// decisions of the centre, but two that cite different ones of a province, and
// name different people, tell different stories.
var decisive = map[Kind]float64{Document: 2, Person: 1, Attendance: .5, Number: .25, Name: .5, Place: .1}

// match compares the sorted features of two articles.
func (c Census) match(a, b Print) match {
	var m match
	told := map[Kind]*[3]float64{} // weights in a only, in both, in b only
	for kind := range decisive {
		told[kind] = &[3]float64{}
	}
	one := a.Lang == b.Lang
	for f, order := range merged(a.Features, b.Features) {
		printed := f.Weight
		f.Weight = c.weight(f)
		if f.Kind == Name {
			printed = f.Weight // what every article names is no name
		}
		if w := told[f.Kind]; w != nil && printed >= decisive[f.Kind] {
			w[order+1] += printed
		}
		m.take(f, order, one)
	}
	for _, w := range told {
		if least := min(w[0], w[2]); least > 0 && w[1] <= least {
			m.clashes++
		}
	}
	if a.Event.Province != "" && b.Event.Province != "" && a.Event.Province != b.Event.Province {
		m.clashes += 2
	}
	if one {
		m.copied = resemblance(a.Sketch, b.Sketch)
	}
	if m.copied >= sameText {
		m.shared = append(m.shared, Feature{Text, fmt.Sprintf("%.0f%%", 100*m.copied), copyWeight * m.copied})
		m.sums[wording] += copyWeight * m.copied
	}
	return m
}

// merged walks two sorted lists as one: 0 marks what both have, with the
// greater weight, -1 what only a and 1 what only b has.
func merged(a, b []Feature) iter.Seq2[Feature, int] {
	return func(yield func(Feature, int) bool) {
		for len(a) > 0 || len(b) > 0 {
			order := -1
			if len(a) == 0 {
				order = 1
			} else if len(b) > 0 {
				order = a[0].compare(b[0])
			}
			var f Feature
			if order >= 0 {
				f, b = b[0], b[1:]
			}
			if order <= 0 {
				weight := max(f.Weight, a[0].Weight)
				f, a = a[0], a[1:]
				f.Weight = weight
			}
			if !yield(f, order) {
				return
			}
		}
	}
}

// take counts one feature: order is 0 where both articles have it, -1 or 1
// where only the first or the second has.
func (m *match) take(f Feature, order int, oneLanguage bool) {
	if order == 0 {
		m.shared = append(m.shared, f)
		m.sums[familyOf[f.Kind]] += f.Weight
	}
	switch f.Kind {
	case Headline, Credit, Image, Caption, Place, Host:
		return // a copy may drop or replace them
	case Name:
		if !oneLanguage {
			return // many a run of capitals is a heading that gets translated
		}
	}
	if order <= 0 {
		m.whole[0] += f.Weight
	}
	if order >= 0 {
		m.whole[1] += f.Weight
	}
}

// score is the weight of all families.
func (m match) score() float64 {
	total := 0.0
	for f, sum := range m.sums {
		total += min(sum, ceilings[f])
	}
	return total - clash*float64(m.clashes)
}

// enough reports that the evidence suffices: two families bear witness, a good
// part of the shorter article agrees, and the whole weighs enough.
func (m match) enough(a, b Print) bool {
	witnesses := 0
	for _, sum := range m.sums {
		if sum >= rareEnough {
			witnesses++
		}
	}
	if m.copied >= verbatim && m.clashes == 0 {
		witnesses = 2
	}
	need := float64(eventless)
	if slices.ContainsFunc(m.shared, func(f Feature) bool { return f.Kind == Happening }) {
		need = telling
	}
	if a.Day == 0 || b.Day == 0 {
		need += undated
	}
	agreed := 0.0
	for _, sum := range m.sums {
		agreed += sum
	}
	least := min(m.whole[0], m.whole[1])
	return m.clashes < rivalry && witnesses >= 2 && m.score() >= need && agreed >= coverage*least
}

// evidence lists what is shared, most telling first; what weighs next to
// nothing is left out.
func (m match) evidence() []string {
	shared := slices.Clone(m.shared)
	slices.SortFunc(shared, func(a, b Feature) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), a.compare(b))
	})
	var list []string
	for _, f := range shared {
		if f.Weight >= .3 && len(list) < 12 {
			list = append(list, string(f.Kind)+" "+f.Value)
		}
	}
	return list
}
