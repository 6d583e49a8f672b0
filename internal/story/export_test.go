package story

import "slices"

// Sorted brings hand-made features into the order of a print.
func Sorted(fs []Feature) []Feature {
	slices.SortFunc(fs, Feature.compare)
	return slices.CompactFunc(fs, func(a, b Feature) bool { return a.key() == b.key() })
}

// Missed lists the links among all pairs that are no candidates.
func Missed(ps []Print) (missed []Reason) {
	c := Count(ps)
	looked := map[[2]int]bool{}
	for _, pair := range c.candidates(ps) {
		looked[pair] = true
	}
	for i := range ps {
		for j := i + 1; j < len(ps); j++ {
			if r, ok := c.Link(ps[i], ps[j]); ok && !looked[[2]int{i, j}] {
				missed = append(missed, r)
			}
		}
	}
	return missed
}
