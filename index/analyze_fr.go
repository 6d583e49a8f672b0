package index

import (
	"strings"

	"khotin/internal/lang"
)

// suffix is a folded ending, what takes its place, and how many pairs of vowel
// and consonant must go before it (Porter's measure).
type suffix struct {
	ending, instead string
	measure         int
}

// frenchSuffixes derive nouns, adjectives and adverbs; of two that fit, the first
// counts. They follow Snowball's French rules (snowballstem.org), which say the
// same measure in regions of the word.
var frenchSuffixes = [...]suffix{
	{"ativement", "", 2}, {"ivement", "", 2}, {"ivement", "iv", 1},
	{"eusement", "", 2}, {"eusement", "eux", 1}, {"ablement", "", 2},
	{"iquement", "", 2}, {"iquement", "iqu", 1}, {"ierement", "i", 1},
	{"amment", "ant", 1}, {"emment", "ent", 1},
	{"issement", "i", 1}, {"ement", "", 1}, {"iment", "i", 1}, {"ument", "u", 1},
	{"fication", "fi", 0}, {"icatrice", "iqu", 1}, {"icateur", "iqu", 1}, {"ication", "iqu", 1},
	{"atrice", "", 2}, {"ateur", "", 2}, {"ation", "", 2}, {"trice", "teur", 1},
	{"usion", "u", 1}, {"ution", "u", 1}, {"tion", "t", 2}, {"sion", "s", 2},
	{"ance", "ant", 2}, {"ence", "ent", 2},
	{"abilite", "", 2}, {"abilite", "abl", 1}, {"icite", "", 2}, {"icite", "iqu", 1}, {"ivite", "", 2},
	{"aite", "ait", 0}, {"oite", "oit", 0}, {"ite", "", 2}, // retraite and exploite are not in -ité
	{"ative", "", 2}, {"atif", "", 2}, {"ive", "", 2}, {"if", "", 2}, {"if", "iv", 1},
	{"isme", "", 2}, {"iste", "", 2}, {"able", "", 2}, {"ique", "", 2},
	{"euse", "", 2}, {"eux", "", 2}, {"euse", "eux", 1},
	{"iere", "i", 1}, {"ier", "i", 1},
	{"logie", "log", 1}, {"graphie", "graph", 0}, {"omie", "om", 1}, {"atie", "at", 1}, {"egie", "eg", 1},
	{"fie", "fi", 0}, // modifie, modifier
}

// frenchEndings conjugate the first group and mark the feminine; of two that fit,
// the first counts. Adjectives of peoples, as in français, keep their -ai.
var frenchEndings = [...]ending{
	{"eraient", ""}, {"erions", ""}, {"eriez", ""}, {"erait", ""}, {"eront", ""}, {"erent", ""},
	{"erai", ""}, {"erez", ""}, {"era", ""},
	{"aient", ""}, {"assent", ""}, {"ante", ""}, {"ait", ""}, {"ant", ""},
	{"iez", ""}, {"ent", ""}, {"ez", ""}, {"er", ""}, {"ee", ""},
	{"cai", "cai"}, {"dai", "dai"}, {"gai", "gai"}, {"lai", "lai"}, {"nai", "nai"}, {"vai", "vai"},
	{"ai", ""}, {"e", ""}, {"a", ""},
}

// isCodeArticle reports the number of an article of a French code, such as L1234:
// printed L. 1234 as often, it is read as that.
func isCodeArticle(word string) bool {
	return len(word) >= len("L121") && isCodeLetter(word[:1]) && strings.Trim(word[1:], "0123456789") == ""
}

// isCodeLetter reports what the articles of a part of a code begin with: of the
// law (L), regulations (R, D) or orders (A).
func isCodeLetter(word string) bool { return len(word) == 1 && strings.Contains("LRDAlrda", word) }

// minStem is how many letters an ending must leave.
const minStem = 3

// stem stems a folded word, so that accents, typed or not, make no
// difference: by the table where that has the word, else by endings.
func (t *frenchTable) stem(word string) string {
	if term, ok := t.find(word); ok {
		return term
	}
	if len(word) <= minStem || lang.IsFunctionWord(lang.French, word) || lang.IsSyllable(word) {
		return word // Khoa, Khoe, Kho are names, not forms of one word
	}
	word = singular(word)
	if term, ok := t.words[strings.TrimSuffix(word, "e")]; ok {
		return term // importante, important
	}
	stem, whole := derived(word)
	if whole {
		if term, ok := t.find(stem); ok {
			return term // importance, important
		}
		stem = restore(stem, frenchEndings[:])
	}
	if stem = level(stem); lang.IsFunctionWord(lang.French, stem) {
		return stem + "e" // danse, danser: not dans
	}
	return stem
}

// singular takes the plural off.
func singular(word string) string {
	head, s := strings.CutSuffix(word, "s")
	switch {
	case s && len(head) >= minStem && head[len(head)-1] != 's':
		return head
	case strings.HasSuffix(word, "eaux"):
		return word[:len(word)-len("x")]
	case strings.HasSuffix(word, "aux") && len(word) > len("faux"):
		return word[:len(word)-len("ux")] + "l"
	}
	return word
}

// derived takes a suffix off; whole says that what is left may be conjugated, as
// the participle in assurance.
func derived(word string) (stem string, whole bool) {
	for _, s := range frenchSuffixes {
		if head, ok := strings.CutSuffix(word, s.ending); ok && measure(head) >= s.measure {
			return head + s.instead, s.instead == "ant"
		}
	}
	return word, true
}

// ending is a folded ending and what to put in its place.
type ending struct{ folded, restored string }

// restore replaces the first ending of the table that the word has.
func restore(word string, table []ending) string {
	for _, e := range table {
		if head, ok := strings.CutSuffix(word, e.folded); ok && len(head) >= minStem {
			return head + e.restored
		}
	}
	return word
}

// level spells a stem as before its other endings: mange, mangeait; appelle,
// appeler; emploi, employer; chinois, chinoise.
func level(stem string) string {
	n := len(stem) - 1
	switch {
	case n < minStem-1:
		return stem
	case stem[n] == 'y':
		return stem[:n] + "i"
	case n < minStem:
		return stem
	}
	for _, end := range [...]string{"ge", "ell", "eill", "enn", "onn", "ett", "ais", "ois", "us", "os", "as"} {
		if strings.HasSuffix(stem, end) {
			return stem[:n]
		}
	}
	return stem
}

// measure counts the vowels of a word that a consonant follows: one in form, two
// in format.
func measure(word string) (n int) {
	for i := 1; i < len(word); i++ {
		if isVowel(word[i-1]) && !isVowel(word[i]) {
			n++
		}
	}
	return n
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }
