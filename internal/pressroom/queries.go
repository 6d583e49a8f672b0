package pressroom

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Kind is what people ask in one way.
type Kind string

// The kinds of query that are measured.
const (
	Words    Kind = "words"    // two or three
	Question Kind = "question" // of twelve words
	Phrase   Kind = "phrase"   // two to four words in quotation marks
	Number   Kind = "number"   // of a document
	Filter   Kind = "filter"   // a word, an outlet and a year, with facets
)

// Kinds lists them.
var Kinds = [...]Kind{Words, Question, Phrase, Number, Filter}

// questionWords is the length of a question.
const questionWords = 12

// Queries returns n queries of a kind, as they are typed, over the first of the
// archive's articles: their words are as frequent as in the text.
func (a *Archive) Queries(k Kind, n, articles int) (list []string) {
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), 13))
		source := a.Article(r.IntN(articles))
		w := newWriter(r, a.tongues[source.Lang])
		list = append(list, w.query(k, strings.Fields(source.Lead)))
	}
	return list
}

// query writes one query of a kind, with the words of a lead where their
// order counts.
func (w *writer) query(k Kind, lead []string) string {
	from := w.IntN(max(1, len(lead)-questionWords))
	run := func(n int) string {
		return strings.Trim(strings.Join(lead[from:min(len(lead), from+n)], " "), ".,")
	}
	switch k {
	case Question:
		return run(questionWords)
	case Phrase:
		return `"` + run(2+w.IntN(3)) + `"`
	case Number:
		number := w.number()
		return number[strings.LastIndexByte(number, ' ')+1:]
	case Filter:
		year := day0.Year() + w.IntN(8)
		return fmt.Sprintf("%s outlet:%s from:%d to:%d", w.word(), outlet(w.IntN(outlets)), year, year)
	}
	return w.word() + " " + w.word()
}
