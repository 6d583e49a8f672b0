package lang

import (
	"math"
	"strings"
)

// alpha is what every n-gram is counted for in classes that lack it (additive
// smoothing).
const alpha = 0.1

// train counts the n-grams of every class and turns them into log
// probabilities, each order of n-grams being a distribution of its own.
func train(texts [len(languages)]string) *model {
	var t tally
	var total [maxGram + 1][classes]float64
	for class := range classes {
		text := texts[class/2]
		if class%2 == 1 {
			text = Fold(text)
		}
		for line := range strings.Lines(text) {
			for w := range proseWords(line) {
				w.eachGram(func(hash uint32, n int) {
					t.count(hash, n).of[class]++
					total[n][class]++
				})
			}
		}
	}
	var distinct [maxGram + 1]float64
	for _, c := range t.slots {
		distinct[c.order]++
	}
	m := &model{slots: make([]gram, len(t.slots)), mask: uint32(len(t.slots) - 1)}
	for i, c := range t.slots {
		if c.order == 0 {
			continue
		}
		m.slots[i].hash = c.hash
		for class, n := range c.of {
			p := (float64(n) + alpha) / (total[c.order][class] + alpha*distinct[c.order])
			m.slots[i].logp[class] = int16(math.Log(p) * logUnit)
		}
	}
	return m
}

// tally counts n-grams in a table of the shape the model has, so that the
// counts become the model slot by slot.
type tally struct {
	slots []tallied
	used  int
}

type tallied struct {
	hash  uint32
	order uint8 // length of the n-gram, 0 marks an empty slot
	of    [classes]uint16
}

// count returns the counters of an n-gram of length n.
func (t *tally) count(hash uint32, n int) *tallied {
	if 2*t.used >= len(t.slots) {
		t.grow()
	}
	c := t.slot(hash)
	if c.order == 0 {
		c.hash, c.order = hash, uint8(n)
		t.used++
	}
	return c
}

func (t *tally) slot(hash uint32) *tallied {
	mask := uint32(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if c := &t.slots[i]; c.order == 0 || c.hash == hash {
			return c
		}
	}
}

func (t *tally) grow() {
	old := t.slots
	t.slots = make([]tallied, max(2*len(old), 1<<14))
	for _, c := range old {
		if c.order != 0 {
			*t.slot(c.hash) = c
		}
	}
}
