package index

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/romanian"
)

// stemRomanian stems a folded word by Snowball's Romanian rules.
func stemRomanian(env *snowballstem.Env, fold string) string {
	romanian.Stem(env)
	return env.Current()
}
