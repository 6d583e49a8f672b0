package index

import (
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// corpus is a generated collection whose words are as frequent as Zipf's law
// has them, two parts Vietnamese to one French and one Romanian.
type corpus struct {
	articles []article.Stored
	bytes    int
}

// corpusSize is how many articles a benchmark indexes: KHOTIN_BENCH_ARTICLES, or
// few enough for every test run.
func corpusSize(b testing.TB) int {
	if v := os.Getenv("KHOTIN_BENCH_ARTICLES"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			b.Fatal(err)
		}
		return n
	}
	return 400
}

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

func newCorpus(n int) corpus {
	r := rand.New(rand.NewPCG(3, 4))
	var c corpus
	tags := [...]lang.Tag{lang.Vietnamese, lang.Vietnamese, lang.French, lang.Romanian}
	for i := range n {
		tag := tags[i%len(tags)]
		text := sentence(r, tag, 250+r.IntN(300))
		c.articles = append(c.articles, version(int64(i+1), "id"+strconv.Itoa(i), tag, sentence(r, tag, 8), text))
		c.bytes += len(text)
	}
	return c
}

func sentence(r *rand.Rand, tag lang.Tag, words int) string {
	vocabulary := vocabularies[tag]
	var text strings.Builder
	for range words {
		// A word's rank falls off so that rank times frequency is constant.
		rank := int(math.Exp(r.Float64()*math.Log(float64(len(vocabulary))))) - 1
		text.WriteString(vocabulary[rank])
		text.WriteByte(' ')
	}
	return strings.TrimSpace(text.String())
}

// queries are words of the vocabulary, as frequent as in the texts: from least on
// and two more at most.
func queries(n, least int) (list []string) {
	r := rand.New(rand.NewPCG(5, 6))
	tags := [...]lang.Tag{lang.Vietnamese, lang.Vietnamese, lang.French, lang.Romanian}
	for i := range n {
		list = append(list, sentence(r, tags[i%len(tags)], least+r.IntN(3)))
	}
	return list
}
