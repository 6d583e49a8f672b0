package docref

import "strings"

// A phraseBook finds the longest listed phrase at a place in the tokens. It
// is keyed by the word it starts from: the first one, or, for a book read
// leftwards, the last.
type phraseBook struct {
	backward bool
	byWord   map[string][]phrase
}

type phrase struct {
	words []string // folded
	entry any      // what the phrase stands for
}

func newBook(backward bool) phraseBook {
	return phraseBook{backward: backward, byWord: map[string][]phrase{}}
}

// add files a phrase under its first or last word.
func (b *phraseBook) add(text string, entry any) {
	words := strings.FieldsFunc(fold(text), func(r rune) bool {
		return r == ' ' || r == '-' || r == '\'' || r == '.' || r == ','
	})
	if len(words) == 0 {
		return
	}
	key := words[0]
	if b.backward {
		key = words[len(words)-1]
	}
	b.byWord[key] = append(b.byWord[key], phrase{words, entry})
}

// match returns the longest phrase that starts at token i (or ends there, in
// a backward book), with the first token not read: past its end, or before
// its start. Entries filed under the same words come in the order listed,
// and accept, when given, picks among them.
func (b *phraseBook) match(toks []token, i int, accept func(any) bool) (entry any, next int, ok bool) {
	if i < 0 || i >= len(toks) || toks[i].kind != word {
		return nil, 0, false
	}
	longest := 0
	for _, p := range b.byWord[toks[i].fold] {
		if len(p.words) <= longest || accept != nil && !accept(p.entry) {
			continue
		}
		if end, fits := b.fits(toks, i, p.words); fits {
			entry, next, ok, longest = p.entry, end, true, len(p.words)
		}
	}
	return entry, next, ok
}

func (b *phraseBook) fits(toks []token, i int, words []string) (next int, ok bool) {
	step, n := 1, 0
	if b.backward {
		step, n = -1, len(words)-1
	}
	for range words {
		if i < 0 || i >= len(toks) || toks[i].kind != word || toks[i].fold != words[n] {
			return 0, false
		}
		n += step
		i += step
		for n >= 0 && n < len(words) && i >= 0 && i < len(toks) && toks[i].joins() {
			i += step
		}
	}
	return i, true
}
