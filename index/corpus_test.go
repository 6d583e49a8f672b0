package index

import (
	"iter"
	"khotin/internal/lang"
	"math"
	"math/rand/v2"
	"strings"

	"khotin/internal/article"
	"khotin/internal/pressroom"
)

// source yields the first n articles of a made-up archive as a rebuild asks for
// them.
func source(a *pressroom.Archive, n int) func(int64) iter.Seq2[article.Stored, error] {
	return func(after int64) iter.Seq2[article.Stored, error] { return a.After(n, after) }
}

// Small vocabularies, so that made-up texts and queries meet.
var vocabularies = map[lang.Tag][]string{
	lang.Vietnamese: combine("b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x",
		"a à á ạ ân ấn ận ong ông ống ội ự ương ước uyên uyết anh ành ạnh inh ính ịnh"),
	lang.French: combine("mobil organis particip commun form social polit associ cultur construct",
		"e es er ons ation ations ement ateur atrice é ée ées isme iste al ale aux"),
	lang.Romanian: combine("mobiliz organiz particip comun form social polit asoci cultur constru",
		"a e i ul ului ilor are arii ator atori ație ațiile at ată ate ind"),
}

func combine(heads, tails string) (words []string) {
	for head := range strings.FieldsSeq(heads) {
		for tail := range strings.FieldsSeq(tails) {
			words = append(words, head+tail)
		}
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return words
}

// sentence draws words so that rank times frequency is constant.
func sentence(r *rand.Rand, tag lang.Tag, n int) string {
	vocabulary := vocabularies[tag]
	words := make([]string, n)
	for i := range words {
		words[i] = vocabulary[int(math.Exp(r.Float64()*math.Log(float64(len(vocabulary)))))-1]
	}
	return strings.Join(words, " ")
}
