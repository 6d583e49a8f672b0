package index

import (
	"strings"

	"khotin/internal/lang"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/french"
)

// frenchEndings gives folded endings back the accents that Snowball's rules look
// for. The word was folded first, so it does not matter whether the accents were
// typed: mobilisées and mobilisees, autorité and autorite have one stem.
var frenchEndings = [...]ending{
	{"duites", "duites"}, {"duite", "duite"}, {"truite", "truite"}, // not -ité
	{"ites", "ités"}, {"ite", "ité"},
	{"ees", "ées"}, {"ee", "ée"},
	{"ieres", "ières"}, {"iere", "ière"},
	{"erent", "èrent"},
}

// notPerfect are endings in -erent that belong to adjectives and nouns
// (différent, cohérent, référent), not to a verb.
var notPerfect = [...]string{"fferent", "herent", "eferent"}

// stemFrench stems a folded word by Snowball's French rules (snowballstem.org).
func stemFrench(env *snowballstem.Env, fold string) string {
	word := restore(fold, frenchEndings[:])
	for _, e := range notPerfect {
		if strings.HasSuffix(fold, e) {
			word = fold
		}
	}
	env.SetCurrent(word)
	french.Stem(env)
	stem := lang.Fold(env.Current())
	if head, ok := strings.CutSuffix(stem, "y"); ok && len(head) >= minStem {
		return head + "i" // employer, employées
	}
	return stem
}

// ending is a folded ending and what to put in its place before stemming.
type ending struct{ folded, restored string }

// minStem is how many letters an ending must leave.
const minStem = 3

// restore replaces the first ending of the table that the word has.
func restore(word string, table []ending) string {
	for _, e := range table {
		if head, ok := strings.CutSuffix(word, e.folded); ok && len(head) >= minStem {
			return head + e.restored
		}
	}
	return word
}
