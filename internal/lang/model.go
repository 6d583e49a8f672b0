package lang

import (
	"embed"
	"sync"
)

// The detector is a naive Bayes classifier over character n-grams (Cavnar and
// Trenkle 1994 for the n-grams, Lui and Baldwin 2011 for Bayes), trained on the
// prose in corpus/, which was written for khotin.
//
// Each language is two classes: its text as printed, and the same text without
// diacritics, as people type queries. Without the second, Vietnamese typed on
// a plain keyboard is often taken for English.
//
// The table is built at first use. That takes some ten milliseconds
// (BenchmarkTrain), so a stored copy, which could drift from the corpus, would
// gain nothing.

//go:embed corpus/vi.txt corpus/fr.txt corpus/ro.txt corpus/en.txt
var corpus embed.FS

const (
	maxGram = 5   // longest n-gram, in characters
	classes = 8   // printed and stripped, for each language
	logUnit = 256 // steps per nat in a stored log probability
)

// scores holds one value per class: class 2l is languages[l] as printed, 2l+1
// the same without diacritics.
type scores [classes]int32

// model is an open-addressing hash table from n-gram to log probabilities.
type model struct {
	slots []gram
	mask  uint32
}

type gram struct {
	hash uint32 // 0 marks an empty slot
	logp [classes]int16
}

var theModel = sync.OnceValue(func() *model {
	var texts [len(languages)]string
	for i, tag := range languages {
		data, err := corpus.ReadFile("corpus/" + string(tag) + ".txt")
		if err != nil {
			return &model{slots: make([]gram, 1)} // unreachable: the files are embedded
		}
		texts[i] = string(data)
	}
	return train(texts)
})

// slot returns the slot of hash, or the empty one where it belongs.
func (m *model) slot(hash uint32) *gram {
	for i := hash; ; i++ {
		if s := &m.slots[i&m.mask]; s.hash == hash || s.hash == 0 {
			return s
		}
	}
}

// add adds the evidence of w to sum and reports how many of its n-grams the
// model knows. One seen in no corpus says nothing about any.
func (m *model) add(sum *scores, w proseWord) (known int) {
	w.eachGram(func(hash uint32, _ int) {
		s := m.slot(hash)
		if s.hash == 0 {
			return
		}
		known++
		for class, logp := range s.logp {
			sum[class] += int32(logp)
		}
	})
	return known
}
