package story

import "math"

// A Census counts on how many days of publication each feature appears. Days
// and not articles: a story that twelve outlets print on one day makes its
// numbers no more common, a decision that is cited every week does. The zero
// Census knows nothing and changes no weight.
type Census struct {
	days map[featureKey]int
}

type featureKey struct {
	kind  Kind
	value string
}

func (f Feature) key() featureKey { return featureKey{f.Kind, f.Value} }

// Count takes the census of prints. Copies and order do not matter. Articles
// without a day count as one day together.
func Count(prints []Print) Census {
	type seen struct {
		featureKey
		day int
	}
	once := map[seen]bool{}
	c := Census{days: map[featureKey]int{}}
	for _, p := range prints {
		for _, f := range p.Features {
			if s := (seen{f.key(), p.Day}); !once[s] {
				once[s] = true
				c.days[s.featureKey]++
			}
		}
	}
	return c
}

// usualDays is on how many days a feature may appear and still be rare: an
// event is announced, reported and followed up.
const usualDays = 3

// weight lowers the weight of a feature as the inverse of how common it is
// (Spärck Jones 1972, on days in place of documents).
func (c Census) weight(f Feature) float64 {
	d := c.days[f.key()]
	if d <= usualDays {
		return f.Weight
	}
	return f.Weight / (1 + math.Log2(float64(d)/usualDays))
}

// Note tells the census that a feature appears on so many days more, for a
// caller that counts documents or people elsewhere.
func (c *Census) Note(k Kind, value string, days int) {
	if c.days == nil {
		c.days = map[featureKey]int{}
	}
	c.days[featureKey{k, value}] += days
}
