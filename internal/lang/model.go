package lang

import (
	"embed"
	"math"
	"strings"
	"sync"
)

// The detector is a naive Bayes classifier over character n-grams (Cavnar and
// Trenkle 1994 for the n-grams, Lui and Baldwin 2011 for Bayes), trained on the
// prose in corpus/, which was written for khotin.
//
// Each language is two classes: its text as printed, and the same text without
// diacritics, as people type queries. Without the second, every other
// Vietnamese sentence typed on a plain keyboard is taken for English.
//
// The table is built at first use. That takes less time than reading and
// checking a stored one would save in trust: see BenchmarkTrain.

//go:embed corpus/vi.txt corpus/fr.txt corpus/ro.txt corpus/en.txt
var corpus embed.FS

const (
	maxGram = 5   // longest n-gram, in characters
	classes = 8   // printed and stripped, for each language
	alpha   = 0.1 // additive smoothing
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

// train counts the n-grams of every class and turns them into log
// probabilities, each order of n-grams being a distribution of its own.
func train(texts [len(languages)]string) *model {
	counts := make(map[uint32]*[classes]uint16, 1<<17)
	order := make(map[uint32]uint8, 1<<17)
	var total [maxGram + 1][classes]float64
	var distinct [maxGram + 1]float64
	for class := range classes {
		text := texts[class/2]
		if class%2 == 1 {
			text = Fold(text)
		}
		for line := range strings.Lines(text) {
			for w := range proseWords(line) {
				w.eachGram(func(hash uint32, n int) {
					c := counts[hash]
					if c == nil {
						c = new([classes]uint16)
						counts[hash] = c
						order[hash] = uint8(n)
						distinct[n]++
					}
					c[class]++
					total[n][class]++
				})
			}
		}
	}
	size := uint32(1)
	for int(size)*2 < len(counts)*3 {
		size *= 2
	}
	m := &model{slots: make([]gram, size), mask: size - 1}
	for hash, count := range counts {
		n := order[hash]
		slot := m.slot(hash)
		slot.hash = hash
		for class, c := range count {
			p := (float64(c) + alpha) / (total[n][class] + alpha*distinct[n])
			slot.logp[class] = int16(math.Log(p) * logUnit)
		}
	}
	return m
}

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
