package concept

import (
	"bytes"

	"khotin/internal/lang"
)

// How the words of each language are made comparable. Both sides, glossary and
// text, pass through the same functions, so a wrong stem costs nothing as long
// as two words of one phrase position do not fall together.

// smallWords are left out on both sides: translations differ in them most
// (mobilisation de masse, des masses, de la masse). Vietnamese has none.
var smallWords = map[lang.Tag]map[string]bool{
	lang.French:   wordSet("de", "du", "des", "la", "le", "les", "un", "une", "a", "au", "aux", "en", "pour", "sur", "dans"),
	lang.Romanian: wordSet("a", "al", "ai", "ale", "de", "din", "in", "la", "cu", "pe", "pentru", "privind", "asupra", "un", "o", "unui", "unei", "lui", "cel", "cea", "cei", "cele"),
	lang.English:  wordSet("the", "of", "a", "in", "on", "for", "at", "to"),
}

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// stem levels the inflection of a folded word, in place.
func stem(tag lang.Tag, w []byte) []byte {
	switch tag {
	case lang.French:
		return stemFrench(w)
	case lang.Romanian:
		return stemRomanian(w)
	case lang.English:
		return stemEnglish(w)
	}
	return w
}

// singular takes the plural ending off a folded French or English word.
func singular(tag lang.Tag, w []byte) []byte {
	switch {
	case tag == lang.French && len(w) > 3 && (w[len(w)-1] == 's' || w[len(w)-1] == 'x'):
		return w[:len(w)-1]
	case tag == lang.English && bytes.HasSuffix(w, []byte("ies")) && len(w) > 4:
		w[len(w)-3] = 'y'
		return w[:len(w)-2]
	case tag == lang.English && len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's':
		return w[:len(w)-1]
	}
	return w
}

// stemFrench levels number and, for -al and -é, gender: provinciaux,
// provinciales and provinciale are provincial; qualifiées is qualifie.
func stemFrench(w []byte) []byte {
	w = singular(lang.French, w)
	switch n := len(w); {
	case n > 5 && bytes.HasSuffix(w, []byte("au")):
		w[n-1] = 'l'
	case n > 5 && bytes.HasSuffix(w, []byte("ale")), n > 4 && bytes.HasSuffix(w, []byte("ee")):
		w = w[:n-1]
	}
	return w
}

// The article and case endings of Romanian, each tried before the shorter ones
// it ends in.
var romanianEndings = [][]byte{
	[]byte("urilor"), []byte("urile"), []byte("ului"), []byte("ilor"), []byte("elor"), []byte("lor"), []byte("uri"), []byte("ul"), []byte("le"),
}

// stemRomanian takes off article and case, then final vowels: masele, maselor
// and masă are mas, mobilizării and mobilizarea mobilizar. Three letters stay.
func stemRomanian(w []byte) []byte {
	if len(w) >= 6 && bytes.HasSuffix(w, []byte("ale")) { // sociale is a plural, no article
		return w[:len(w)-1]
	}
	for _, ending := range romanianEndings {
		if len(w) >= len(ending)+3 && bytes.HasSuffix(w, ending) {
			w = w[:len(w)-len(ending)]
			break
		}
	}
	for len(w) > 3 && bytes.IndexByte([]byte("aeiou"), w[len(w)-1]) >= 0 {
		w = w[:len(w)-1]
	}
	return w
}

// stemEnglish levels number and the two spellings of -ise and skilful.
func stemEnglish(w []byte) []byte {
	w = singular(lang.English, w)
	for _, pair := range [][2]string{{"isation", "ization"}, {"skillful", "skilful"}, {"ising", "izing"}, {"ilise", "ilize"}} {
		if bytes.HasSuffix(w, []byte(pair[0])) {
			return append(w[:len(w)-len(pair[0])], pair[1]...)
		}
	}
	return w
}
