package lang

import "unicode"

// DetectAll tells the language of each paragraph of one article. A line that
// carries too little to judge (a date, an address, a byline, a menu entry, a
// heading in capitals) takes the language of the paragraph before it, or where
// there is none, of the next that could be judged. If none could, all are
// Unknown.
func DetectAll(paragraphs []string) []Tag {
	tags := make([]Tag, len(paragraphs))
	var last Tag
	first := len(paragraphs) // first judged paragraph
	for i, p := range paragraphs {
		e := gather(p)
		if tag, ok := e.judge(); ok {
			last = tag
			first = min(first, i)
		}
		tags[i] = last
	}
	for i := range min(first, len(tags)) {
		if first < len(tags) {
			tags[i] = tags[first]
		}
	}
	return tags
}

// judge decides if the text is prose enough: three words in lower case, or a
// letter outside names that one language alone has.
func (e *evidence) judge() (Tag, bool) {
	if e.lower < enoughWords && e.vi+e.ro == 0 {
		return Unknown, false
	}
	tag, _ := e.decide()
	return tag, tag != Unknown
}

// Majority returns the language most letters of an article are in. tags[i] is
// the language of texts[i]; Unknown ones have no vote. On a tie the language
// that comes first wins.
func Majority(tags []Tag, texts []string) Tag {
	var votes [len(languages)]int
	first := [len(languages)]int{}
	for i := range min(len(tags), len(texts)) {
		for l, tag := range languages {
			if tags[i] != tag {
				continue
			}
			if votes[l] == 0 {
				first[l] = i
			}
			votes[l] += countLetters(texts[i])
		}
	}
	best := 0
	for l := range languages {
		if votes[l] > votes[best] || votes[l] == votes[best] && first[l] < first[best] {
			best = l
		}
	}
	if votes[best] == 0 {
		return Unknown
	}
	return languages[best]
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
