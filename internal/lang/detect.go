package lang

import "math"

const (
	// Longer texts are judged by their beginning: a paragraph is decided long
	// before this many n-grams.
	enoughGrams = 6000
	// From this many lower-case words on, names inside sentences are left out:
	// they follow the person, not the language.
	enoughWords = 3
	// What a letter only one language has is worth, in nats for each word.
	letterBonus = 8
	// Overlapping n-grams tell the same thing several times over; dividing by
	// this makes the posterior an honest probability (over three-word
	// windows of held-out text it is within .02 of the share that is right).
	temperature = 14
)

// Detect tells which of the four languages text is in, and how sure that is,
// from 0 to 1. Text without a word the model has any knowledge of (digits,
// other scripts) is Unknown with confidence 0. Texts in a language that is not
// among the four get the nearest one.
func Detect(text string) (Tag, float64) {
	e := gather(text)
	return e.decide()
}

// evidence is what a text says about its language.
type evidence struct {
	prose, names scores // of ordinary words; of names and capitals
	known        int    // n-grams in prose known to the model
	knownNames   int
	lower        int // words in lower case
	vi, ro       int // of those, with a letter that language alone has
}

func gather(text string) evidence {
	var e evidence
	m := theModel()
	for w := range proseWords(text) {
		if w.kind == nameWord || w.kind == capsWord {
			e.knownNames += m.add(&e.names, w)
			continue
		}
		e.known += m.add(&e.prose, w)
		if w.kind == lowerWord {
			e.lower++
			switch ownLetter(w.runes) {
			case Vietnamese:
				e.vi++
			case Romanian:
				e.ro++
			}
		}
		if e.known > enoughGrams {
			break
		}
	}
	return e
}

// ownLetter returns the language that alone has one of the letters in word.
func ownLetter(word []rune) Tag {
	for _, r := range word {
		switch {
		case r >= 0x1EA0 && r <= 0x1EF9, r == 'ơ', r == 'ư', r == 'đ', r == 'ĩ', r == 'ũ':
			return Vietnamese
		case r == 'ș', r == 'ț':
			return Romanian
		}
	}
	return Unknown
}

// decide turns evidence into a verdict.
func (e *evidence) decide() (Tag, float64) {
	sum, known := e.prose, e.known
	if e.lower < enoughWords {
		known += e.knownNames
		for class := range sum {
			sum[class] += e.names[class]
		}
	}
	if known == 0 {
		return Unknown, 0
	}
	var nats [len(languages)]float64
	best := 0
	for l := range languages {
		nats[l] = float64(max(sum[2*l], sum[2*l+1])) / logUnit
		switch languages[l] {
		case Vietnamese:
			nats[l] += letterBonus * float64(e.vi)
		case Romanian:
			nats[l] += letterBonus * float64(e.ro)
		}
		if nats[l] > nats[best] {
			best = l
		}
	}
	odds := 0.0
	for _, n := range nats {
		odds += math.Exp((n - nats[best]) / temperature)
	}
	return languages[best], 1 / odds
}
