package pressroom

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"khotin/internal/lang"
	"khotin/internal/sample"
)

// printed returns the running text of the sample newspaper by language.
func printed() (map[lang.Tag]string, error) {
	paper, err := sample.New()
	if err != nil {
		return nil, err
	}
	texts := make(map[lang.Tag]string)
	for _, a := range paper.Articles() {
		tag := lang.ParseTag(a.Lang)
		texts[tag] += a.Headline + ". " + a.Lead + " "
		for _, b := range a.Body {
			if len(b.Lines) == 1 { // captions come in two languages
				texts[tag] += b.Text() + " "
			}
		}
	}
	return texts, nil
}

// tongue is a language to write in: its words, the most frequent first.
type tongue struct {
	tag        lang.Tag
	vocabulary []string
	followers  [][neighbours]int32 // words that follow a word more often than by chance
}

// neighbours is how many followers a word has.
const neighbours = 4

// vocabularySize is how many different words an archive has in one language.
// Vietnamese words are made of far fewer syllables.
const vocabularySize = 40_000

// newTongue takes the words of a text, by frequency, and adds made-up ones.
func newTongue(tag lang.Tag, text string) *tongue {
	count := make(map[string]int)
	for w := range lang.Tokens(lang.NFC(text)) {
		if word := strings.ToLower(w.Text); strings.Trim(word, "0123456789.,-/") == word {
			count[word]++
		}
	}
	words := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	t := &tongue{tag: tag}
	r := rand.New(rand.NewPCG(7, uint64(len(words))))
	if tag == lang.Vietnamese {
		words = append(words, syllables(r)...)
	}
	seen := make(map[string]bool)
	for at := 0; len(t.vocabulary) < vocabularySize; at++ {
		word := ""
		switch {
		case at < len(words) && (tag != lang.Vietnamese || at%3 != 2):
			word = words[at]
		case tag == lang.Vietnamese: // a compound
			word = words[zipf(r, len(words))] + " " + words[zipf(r, len(words))]
		default:
			word = coin(r, words)
		}
		if !seen[word] {
			seen[word] = true
			t.vocabulary = append(t.vocabulary, word)
		}
	}
	t.followers = make([][neighbours]int32, vocabularySize)
	for i := range t.followers {
		for k := range neighbours {
			t.followers[i][k] = int32(zipf(r, vocabularySize))
		}
	}
	return t
}

// Syllables of Vietnamese: not all of these are in use, and more than these are.
var (
	onsets = strings.Fields("b c ch d đ g gi h kh l m n ng nh ph s t th tr v x")
	rimes  = strings.Fields(`a à á ạ ai ài ái am ám an àn án ạn ang àng áng ao ào áo ăm ăn ắn ăng ắng ặng
		ân ần ấn ận âu ầu ấu e è é em én eo èo ê ề ế ên ền ến ênh ệnh i ì í ị inh ình ính ịnh o ò ó oa òa óa oan oàn oán
		oi òi ói ô ồ ố ộ ôi ồi ối ội ôn ồn ốn ông ồng ống ộng ơ ờ ớ ơi ời ới ơn u ù ú ụ ua ùa ung ùng úng ư ừ ứ ưa ừng ứng
		ứa ươi ười ưới ương ường ướng ượng iên iền iến iện iêu iều iếu uyên uyền uyết uân uấn`)
)

// syllables makes up every syllable, in no order.
func syllables(r *rand.Rand) (all []string) {
	for _, o := range onsets {
		for _, rime := range rimes {
			all = append(all, o+rime)
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// coin makes a word of the beginning of one and the ending of another.
func coin(r *rand.Rand, words []string) string {
	head, tail := []rune(words[r.IntN(len(words))]), []rune(words[r.IntN(len(words))])
	return string(head[:min(len(head), 3+r.IntN(4))]) + string(tail[max(0, len(tail)-2-r.IntN(4)):])
}

// flatness is the q of Zipf's law as Mandelbrot has it: the frequency of the
// word of rank k falls as 1/(k+q).
const flatness = 2.5

// zipf draws a rank below n.
func zipf(r *rand.Rand, n int) int {
	const q = flatness
	return min(n-1, int(q*math.Pow((float64(n)+q)/q, r.Float64())-q))
}
