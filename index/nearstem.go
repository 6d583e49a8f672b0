package index

import (
	"slices"
	"strings"

	"khotin/internal/lang"
)

// While a generation of another schema answers, its stems may be others than those
// of a query: one stemmer leaves "resolut", another "resolu". A word of the query
// then stands for all stems it could have there. That finds a little too much, for
// the minutes until the index has been built anew, and misses nothing.
const (
	leastLetters = 3 // of a stem; what is shorter is no word that stemmers change
	sameLetters  = 5 // at the front of both stems, at least, where the query's has so many
	otherLetters = 2 // at the end of the query's stem, that a longer one may not have
	fewerLetters = 4 // the other stem has at most
	moreLetters  = 8 // the other stem has at most: "établissement"
)

// kept returns the terms that together hold one term of f, as the function kept
// does, and those that may.
func (s *scorer) kept(f field, term string) ([]string, error) {
	terms, err := kept(s.reader, f, term)
	if err != nil || !s.otherStems || !f.isStemmed() {
		return terms, err
	}
	near, err := s.nearStems(f, term)
	return append(terms, near...), err
}

// nearStems returns the other stems of the index that a word may have whose stem
// here is given: longer ones, shorter ones, and ones that end otherwise.
func (s *scorer) nearStems(f field, stem string) (near []string, err error) {
	if len(stem) < leastLetters || s.tally.docs[f] == 0 {
		return nil, nil
	}
	common := stem[:max(min(len(stem), sameLetters), len(stem)-otherLetters)]
	for n := len(common) - 1; n >= max(sameLetters, len(stem)-fewerLetters); n-- {
		near = append(near, stem[:n])
	}
	err = eachTerm(s.reader, names[f], common, func(t string) {
		if t != stem && len(t) <= len(stem)+moreLetters {
			near = append(near, strings.Clone(t))
		}
	})
	return near, err
}

// isStemmed reports a field of stems.
func (f field) isStemmed() bool {
	return slices.ContainsFunc(stemmedFields[:], func(s stemmed) bool {
		return s.tag != lang.Unknown && (f == s.stem || f == s.title)
	})
}
