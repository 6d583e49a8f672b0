package lang

import (
	"strings"
	"unicode"
)

// DetectAll tells the language of each paragraph of one article. A line that
// carries too little to judge (a date, an address, a byline, a menu entry, a
// heading in capitals) takes the language of the paragraph before it, or where
// there is none, of the next that could be judged. Where none could, all get
// what they are taken together.
func DetectAll(paragraphs []string) []Tag {
	tags := make([]Tag, len(paragraphs))
	last, judged := Unknown, false
	for i, p := range paragraphs {
		e := gather(p)
		if tag, ok := e.judge(); ok {
			if !judged {
				fill(tags[:i], tag)
			}
			last, judged = tag, true
		}
		tags[i] = last
	}
	if !judged {
		tag, _ := Detect(strings.Join(paragraphs, "\n"))
		fill(tags, tag)
	}
	return tags
}

func fill(tags []Tag, tag Tag) {
	for i := range tags {
		tags[i] = tag
	}
}

// sureEnough is the confidence below which a paragraph rather follows its
// neighbours.
const sureEnough = .8

// judge decides if the text is prose enough: three words in lower case, or one
// with a letter that a single language has.
func (e *evidence) judge() (Tag, bool) {
	if e.lower < enoughWords && e.vi+e.ro == 0 {
		return Unknown, false
	}
	tag, confidence := e.decide()
	return tag, confidence >= sureEnough
}

// Majority returns the language that most letters of an article are in. tags[i]
// is the language of texts[i]; Unknown ones have no vote. On a tie the language
// that comes first in the article wins.
func Majority(tags []Tag, texts []string) Tag {
	votes := make(map[Tag]int, len(languages))
	for i := range min(len(tags), len(texts)) {
		votes[tags[i]] += countLetters(texts[i])
	}
	best := Unknown
	for _, tag := range tags {
		if tag != Unknown && (best == Unknown || votes[tag] > votes[best]) {
			best = tag
		}
	}
	return best
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
