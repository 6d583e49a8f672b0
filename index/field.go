package index

import "khotin/internal/lang"

// field is one inverted list of the index. Its number is written into every
// document's lengths and into the field totals: a new field takes the next one,
// and that of a field given up stays empty.
type field uint8

// The scored fields hold headline, lead, paragraphs and captions of one
// language as one stream; a title field holds the headline again. The pair
// fields hold every two neighbouring words without diacritics. Pairs of exact
// Vietnamese keys would double the index and, measured, rank no better.
const (
	viKey       field = iota // tone-final syllable keys
	viWord                   // longest-match compounds of two syllables and more
	viFold                   // syllables without diacritics; kept in viKey
	viFoldPair               // pairs of them
	viTitle                  // keys of the headline
	viTitleFold              // kept in viTitle
	frStem
	frTitle
	frPair
	roStem
	roTitle
	roPair
	enStem
	enTitle
	enPair
	anyFold // languages outside the four
	anyTitle
	anyPair
	number   // document numbers and codes
	name     // persons
	concepts // ids of the glossary
	numScored

	prefixed = numScored // stands for every word that begins with a term
)

// names of the fields in bleve; they are part of the fingerprint.
var names = [numScored]string{
	viKey: "vi", viWord: "vi_word", viFold: "vi_fold", viFoldPair: "vi_fold_pair",
	viTitle: "vi_title", viTitleFold: "vi_title_fold",
	frStem: "fr", frTitle: "fr_title", frPair: "fr_pair",
	roStem: "ro", roTitle: "ro_title", roPair: "ro_pair",
	enStem: "en", enTitle: "en_title", enPair: "en_pair",
	anyFold: "any", anyTitle: "any_title", anyPair: "any_pair",
	number: "number", name: "name", concepts: "concept",
}

// stemmed are the fields of a language that is folded and stemmed.
type stemmed struct {
	tag                 lang.Tag
	stem, title, paired field
}

var stemmedFields = [...]stemmed{
	{lang.French, frStem, frTitle, frPair},
	{lang.Romanian, roStem, roTitle, roPair},
	{lang.English, enStem, enTitle, enPair},
	{lang.Unknown, anyFold, anyTitle, anyPair},
}

// fieldsOf returns the fields of a language other than Vietnamese.
func fieldsOf(tag lang.Tag) stemmed {
	for _, s := range stemmedFields {
		if s.tag == tag {
			return s
		}
	}
	return stemmedFields[len(stemmedFields)-1]
}
