package index

import (
	"khotin/internal/lang"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/romanian"
)

// romanianEndings brings the cases and numbers of Romanian nouns to one ending
// before Snowball, which knows them only in part: rezoluția, rezoluției;
// conferință, conferinței; mobilizare, mobilizării. Nouns in -ție stay apart
// from their verbs (aplicație, aplica), or too much would meet. The verb endings
// get back the diacritics that Snowball's rules look for, with its cedillas.
var romanianEndings = [...]ending{
	{"tiilor", "tie"}, {"tiile", "tie"}, {"tiei", "tie"}, {"tii", "tie"},
	{"arilor", "are"}, {"arile", "are"}, {"arii", "are"}, {"irii", "ire"}, {"erii", "ere"},
	{"intei", "inta"}, {"antei", "anta"},
	{"eaza", "ează"}, {"easca", "ească"}, {"este", "eşte"}, {"esti", "eşti"},
	{"andu", "ându"}, {"and", "ând"},
}

// stemRomanian stems a folded word by Snowball's Romanian rules.
func stemRomanian(env *snowballstem.Env, fold string) string {
	env.SetCurrent(restore(fold, romanianEndings[:]))
	romanian.Stem(env)
	return lang.Fold(env.Current())
}
