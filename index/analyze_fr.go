package index

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/french"
)

// stemFrench stems a folded word by Snowball's French rules (snowballstem.org).
// Folding comes first, so that a word typed without accents gets the same stem.
func stemFrench(env *snowballstem.Env, fold string) string {
	french.Stem(env)
	return env.Current()
}
