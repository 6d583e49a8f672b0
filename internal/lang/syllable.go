package lang

import "strings"

// foldedRhymes lists the rhymes (nucleus and coda) of Vietnamese syllables
// without diacritics. Rhymes spelt with y after the onset qu stand apart.
const (
	foldedRhymes = "a ac ach ai am an ang anh ao ap at au ay " +
		"e ec ech em en eng enh eo ep et eu " +
		"i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu " +
		"o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot " +
		"u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu " +
		"uy uya uych uyen uyet uyn uynh uyp uyt uyu " +
		"y yem yen yeng yet yeu"
	foldedRhymesAfterQu = "y ych yen yet yn ynh yt"
)

var rhymes, rhymesAfterQu = wordSet(foldedRhymes), wordSet(foldedRhymesAfterQu)

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// IsSyllable reports whether folded, a word in the form Fold gives, could be a
// Vietnamese syllable: onset, nucleus and coda that exist, joined as the
// spelling rules allow (k gh ngh before e i y, c g ng elsewhere). No word list
// is consulted; of short French and Romanian words many pass, of longer ones
// next to none.
func IsSyllable(folded string) bool {
	// The longest syllable is nghieng.
	if folded == "" || len(folded) > len("nghieng") {
		return false
	}
	n := 0
	for n < len(folded) && !isPlainVowel(folded[n]) {
		n++
	}
	onset, rhyme := folded[:n], folded[n:]
	switch {
	case onset == "q":
		return strings.HasPrefix(rhyme, "u") && isRhymeOf("qu", rhyme[1:])
	case onset == "g" && strings.HasPrefix(rhyme, "i") && isRhymeOf("gi", rhyme[1:]):
		return true
	}
	return isRhymeOf(onset, rhyme)
}

func isRhymeOf(onset, rhyme string) bool {
	if rhyme == "" {
		return onset == "gi"
	}
	front := rhyme[0] == 'e' || rhyme[0] == 'i' || rhyme[0] == 'y'
	switch onset {
	case "":
		return rhymes[rhyme]
	case "qu":
		return rhymes[rhyme] && rhyme[0] != 'u' && rhyme[0] != 'y' || rhymesAfterQu[rhyme]
	case "k", "gh", "ngh":
		return front && isAfterConsonant(rhyme)
	case "c", "ng":
		return !front && rhymes[rhyme]
	case "g":
		return (!front || rhyme == "in") && rhymes[rhyme]
	case "gi":
		return rhyme[0] != 'i' && rhyme[0] != 'y' && rhymes[rhyme]
	}
	return isOnset(onset) && isAfterConsonant(rhyme)
}

// isAfterConsonant reports a rhyme that may follow a consonant: y does only
// when nothing follows it.
func isAfterConsonant(rhyme string) bool {
	return rhymes[rhyme] && (rhyme[0] != 'y' || rhyme == "y")
}
