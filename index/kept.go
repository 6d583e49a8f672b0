package index

import (
	"strings"

	"khotin/internal/lang"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Nothing is kept twice. A Vietnamese syllable is kept once, as its form without
// marks, labelMark, and its key: "hoi␟hôi5". One without marks is every term
// that begins with it, and their frequencies together are its own.
//
// A pair of words is kept as a number. Two thirds of the different pairs of an
// archive occur once, and would cost a dictionary entry each; so some share a
// number, and of 150 articles one seems to have a pair it has not. What must have
// a pair must have its words as well. Neither how often a pair occurs nor the
// length of its text tells anything that the words themselves do not, so they are
// left out.

// Bits of the number of a pair. Syllables that have lost their marks need their
// pairs more than stems do. With 12 bits all would be indexed a tenth faster, and
// questions without marks would find their paragraph at .952 instead of .958
// (MRR, XQuAD).
const (
	syllablePairBits = 15
	stemPairBits     = 14
)

// pairTerms are all the numbers, two bytes each, so that no pair needs memory of
// its own.
var pairTerms = func() string {
	var table strings.Builder
	for n := range 1 << syllablePairBits {
		table.WriteByte(byte(n >> 8))
		table.WriteByte(byte(n))
	}
	return table.String()
}()

// syllable is the kept form of a syllable.
func syllable(fold, key string) string { return bareSyllable(fold) + labelMark + key }

// bareSyllable is the form under which all spellings of a syllable are neighbours:
// like the key it writes a final y after a consonant as i.
func bareSyllable(fold string) string {
	if strings.HasSuffix(fold, "y") {
		return lang.Key(fold)
	}
	return fold
}

// pair is the kept form of two neighbouring folded words in a field of pairs:
// their FNV-1a, cut short.
func (f field) pair(first, second string) string {
	const prime, offset = 16777619, 2166136261
	h := uint32(offset)
	for i := range len(first) {
		h = (h ^ uint32(first[i])) * prime
	}
	h = (h ^ ' ') * prime
	for i := range len(second) {
		h = (h ^ uint32(second[i])) * prime
	}
	h = (h ^ h>>16) * 0x85ebca6b // MurmurHash3's finish, by Austin Appleby: near words, far numbers
	h = (h ^ h>>13) * 0xc2b2ae35
	h ^= h >> 16
	bits := stemPairBits
	if f == viFoldPair {
		bits = syllablePairBits
	}
	at := h % (1 << bits) * 2
	return pairTerms[at : at+2]
}

// keptIn returns the field that holds the terms of f.
func (f field) keptIn() field {
	switch f {
	case viFold:
		return viKey
	case viTitleFold:
		return viTitle
	}
	return f
}

// isPair reports a field of pairs.
func (f field) isPair() bool {
	return f == viFoldPair || f == frPair || f == roPair || f == enPair || f == anyPair
}

// isStream reports a field that holds all words of one language.
func (f field) isStream() bool {
	switch f {
	case viKey, viFold, frStem, roStem, enStem, anyFold:
		return true
	}
	return false
}

// kept returns the terms that together hold one term of f, in the field that
// f.keptIn names.
func kept(r bleveindex.IndexReader, f field, term string) (terms []string, err error) {
	switch {
	case f == viFold, f == viTitleFold:
		err = eachTerm(r, names[f.keptIn()], bareSyllable(term)+labelMark, func(t string) { terms = append(terms, strings.Clone(t)) })
		return terms, err
	case f == viKey, f == viTitle:
		for _, plain := range untoned(term) {
			terms = append(terms, syllable(lang.Fold(plain), term))
		}
		return terms, nil
	case f.isPair():
		first, second, _ := strings.Cut(term, " ")
		return []string{f.pair(first, second)}, nil
	}
	return []string{term}, nil
}

// untoned returns what may be left of a key without its tones. A word may end in
// a digit of its own, so there are several.
func untoned(key string) []string {
	all := []string{key}
	for n := len(key) - 1; n > 0 && len(key)-n <= maxTones && key[n] >= '1' && key[n] <= '5'; n-- {
		all = append(all, key[:n])
	}
	return all
}

// maxTones is how many tones lang.Key notes.
const maxTones = 4
