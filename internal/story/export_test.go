package story

import "slices"

// Sorted brings hand-made features into the order of a print.
func Sorted(fs []Feature) []Feature {
	slices.SortFunc(fs, Feature.compare)
	return slices.CompactFunc(fs, func(a, b Feature) bool { return a.key() == b.key() })
}
