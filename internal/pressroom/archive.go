// Package pressroom makes up an archive of any size to measure with: articles in
// Vietnamese, French and Romanian whose lengths, word frequencies and word
// neighbourhoods are like those of news. It is for benchmarks and tests only.
//
// Frequent words are those of the sample newspaper; the rest are made of its
// syllables. Every article follows from its number alone, so an archive takes no
// memory, and two runs measure the same text.
package pressroom

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// Archive is a made-up archive. It is safe for concurrent use.
type Archive struct {
	tongues map[lang.Tag]*tongue
}

// New prepares an archive. It returns an error only if the sample newspaper
// cannot be read.
func New() (*Archive, error) {
	texts, err := printed()
	if err != nil {
		return nil, fmt.Errorf("make up an archive: %w", err)
	}
	a := &Archive{tongues: make(map[lang.Tag]*tongue)}
	for tag, text := range texts {
		a.tongues[tag] = newTongue(tag, text)
	}
	return a, nil
}

// order is the share of the languages: two parts Vietnamese, one French, one
// Romanian.
var order = [...]lang.Tag{lang.Vietnamese, lang.Vietnamese, lang.French, lang.Romanian}

// outlets and sections are few, as in a real archive.
const (
	outlets  = 12
	sections = 9
)

// day0 is when the archive begins; an article appears every few minutes.
var day0 = time.Date(2015, 1, 2, 6, 0, 0, 0, article.Hanoi)

// Article returns the i-th article, counted from 0, as the archive stores it.
func (a *Archive) Article(i int) article.Stored {
	r := rand.New(rand.NewPCG(uint64(i), 11))
	tag := order[i%len(order)]
	w := newWriter(r, a.tongues[tag])
	words := w.length()
	s := article.Stored{Seq: int64(i + 1), Version: 1, State: article.Live}
	s.ID = fmt.Sprintf("%016x", uint64(i+1)*0x9e3779b97f4a7c15) // spread, as real ids are
	s.Outlet = outlet(r.IntN(outlets))
	s.URL = "https://" + s.Outlet + "/post" + s.ID + ".html"
	s.Lang, s.Group = tag, fmt.Sprintf("g%06d", i/len(order))
	s.Section = w.tongue.vocabulary[50+r.IntN(sections)]
	s.Published = article.At(day0.Add(time.Duration(i)*47*time.Minute), article.Minute)
	s.Headline, s.Lead = w.sentence(9+r.IntN(6)), w.sentence(25+r.IntN(15))
	person := w.person()
	s.Persons, s.Byline = append(s.Persons, person), names[r.IntN(len(names))]+" "+given[r.IntN(len(given))]
	number := w.number()
	s.Citations = append(s.Citations, cited(number))
	for left := words; left > 0; {
		n := min(left, 45+r.IntN(60))
		left -= n
		text := w.paragraph(n)
		if len(s.Paragraphs) == 0 {
			text = person.Name + " " + w.word() + " " + number + ". " + text
		}
		s.Paragraphs = append(s.Paragraphs, article.Paragraph{Text: text, Lang: tag})
	}
	return s
}

func outlet(n int) string { return fmt.Sprintf("bao%02d.example", n) }

// After yields the first n articles whose sequence number is above seq, as the
// archive hands out its changes.
func (a *Archive) After(n int, seq int64) iter.Seq2[article.Stored, error] {
	return func(yield func(article.Stored, error) bool) {
		for i := int(seq); i < n; i++ {
			if !yield(a.Article(i), nil) {
				return
			}
		}
	}
}

// Text joins everything a reader of an article sees, for engines that know no
// fields, and for counting its bytes.
func Text(s *article.Stored) string {
	var text strings.Builder
	for b := range s.Blocks() {
		text.WriteString(b.Text)
		text.WriteByte('\n')
	}
	return text.String()
}
