package pressroom

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// Shares of the words of a text that are not drawn by frequency alone.
const (
	subjectShare  = .18 // words of the article's own subject, which come again and again
	subjectWords  = 8
	followedShare = .5
)

// writer writes the text of one article.
type writer struct {
	*rand.Rand
	tongue  *tongue
	subject []int
	last    int
}

func newWriter(r *rand.Rand, t *tongue) *writer {
	w := &writer{Rand: r, tongue: t}
	for range subjectWords {
		w.subject = append(w.subject, 100+zipf(r, len(t.vocabulary)-100))
	}
	return w
}

// Lengths of the articles in words: log-normal, as those of news are, and cut
// at both ends.
const (
	medianWords = 400
	spreadWords = .55 // of the logarithm
	minWords    = 50
	maxWords    = 4000
	syllablesIn = 1.6 // a Vietnamese word
)

// length draws how many words the article has.
func (w *writer) length() int {
	median := float64(medianWords)
	if w.tongue.tag == lang.Vietnamese {
		median /= syllablesIn
	}
	return min(maxWords, max(minWords, int(median*math.Exp(spreadWords*w.NormFloat64()))))
}

// word draws the next word: a neighbour of the last, one of the subject, or any
// by its frequency.
func (w *writer) word() string {
	switch p := w.Float64(); {
	case p < followedShare:
		w.last = int(w.tongue.followers[w.last][w.IntN(neighbours)])
	case p < followedShare+subjectShare:
		w.last = w.subject[w.IntN(len(w.subject))]
	default:
		w.last = zipf(w.Rand, len(w.tongue.vocabulary))
	}
	return w.tongue.vocabulary[w.last]
}

// sentence writes n words and more, since a Vietnamese word has several
// syllables.
func (w *writer) sentence(n int) string {
	var text strings.Builder
	for i := range n {
		word := w.word()
		switch {
		case i == 0:
			first, size := utf8.DecodeRuneInString(word)
			text.WriteRune(unicode.ToUpper(first))
			word = word[size:]
		case w.IntN(14) == 0:
			text.WriteString(", ")
		default:
			text.WriteByte(' ')
		}
		text.WriteString(word)
	}
	text.WriteByte('.')
	return text.String()
}

func (w *writer) paragraph(words int) string {
	var sentences []string
	for words > 0 {
		n := min(words, 12+w.IntN(20))
		sentences = append(sentences, w.sentence(n))
		words -= n
	}
	return strings.Join(sentences, " ")
}

// Parts of the names of persons and of document numbers.
var (
	names    = [...]string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"}
	middle   = [...]string{"Văn", "Thị", "Hữu", "Minh", "Thanh", "Quốc", "Ngọc", "Xuân"}
	given    = [...]string{"An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lâm", "Mai", "Nam", "Phong", "Quý", "Sơn", "Tâm", "Vinh", "Yến"}
	types    = [...]string{"NQ", "QĐ", "KH", "CT", "TB", "HD"}
	issuers  = [...]string{"TU", "TW", "UBND", "HĐND"}
	announce = map[lang.Tag]string{lang.Vietnamese: "văn bản số ", lang.French: "le document n° ", lang.Romanian: "documentul nr. "}
)

// person names one of about a thousand people, without marks in a translation.
func (w *writer) person() event.Person {
	name := names[w.IntN(len(names))] + " " + middle[w.IntN(len(middle))] + " " + given[w.IntN(len(given))]
	p := event.Person{Name: name, Key: lang.Fold(name)}
	if w.tongue.tag != lang.Vietnamese {
		p.Name, p.NameVi = plain(name), name
	}
	return p
}

// plain drops the marks of a name and keeps its capitals.
func plain(name string) string {
	words := strings.Fields(lang.Fold(name))
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, " ")
}

// number cites one of a few thousand documents.
func (w *writer) number() string {
	return announce[w.tongue.tag] + fmt.Sprintf("%02d-%s/%s", 1+w.IntN(120), types[w.IntN(len(types))], issuers[w.IntN(len(issuers))])
}

// cited is the citation that a number in the text makes.
func cited(number string) article.Citation {
	q := docref.ParseQuery(number[strings.LastIndexByte(number, ' ')+1:])
	c := article.Citation{Surface: number, Key: q.Key, Canonical: q.Canonical, Type: q.Types[0]}
	c.Rules.Key = string(docref.KeyPrinted)
	return c
}
