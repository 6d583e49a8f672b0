package story

import (
	"cmp"
	"slices"

	"khotin/internal/article"
)

// Topic is what two articles disagree on.
type Topic string

// The topics of disagreements.
const (
	OnNumber     Topic = "number"
	OnDate       Topic = "date"
	OnName       Topic = "name"
	OnAttendance Topic = "attendance"
	OnDocument   Topic = "document"
)

// Passage is where an article says something: bytes Start to End of a part.
type Passage struct {
	Part    string `json:"part"`  // "headline", "lead" or "paragraph"
	Index   int    `json:"index"` // among the paragraphs
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Printed string `json:"printed"` // the text there
	Normal  string `json:"normal"`  // what was compared: "1200", "2024-08-06", "4-nq-tu", "le hong vinh"
}

// Disagreement is one point on which two articles cannot both be right.
type Disagreement struct {
	Kind Topic   `json:"kind"`
	A    Passage `json:"a"`
	B    Passage `json:"b"`
}

// fitting is the score from which two paragraphs may be held against one
// another, certain the score from which that is beyond doubt.
const (
	fitting = .5
	certain = .8
)

// Disagreements compares what two articles of one story say in headline, lead
// and paragraphs that correspond. Each side must state something that the
// other lacks in a place where it states something else instead: what one
// leaves out, spells out or tells elsewhere is no disagreement. Citations,
// events and persons must have been read. The answer is in reading order of a;
// Disagreements(b, a) has the same with sides exchanged.
func Disagreements(a, b article.Article) []Disagreement {
	swap := swapped(a, b)
	if swap {
		a, b = b, a
	}
	c := comparison{a: newSide(&a), b: newSide(&b), seen: map[[3]string]bool{}}
	c.headlines()
	for _, p := range align(c.a.units, c.b.units, false) {
		if p.Score >= fitting {
			c.compare(c.a.at(p.A), c.b.at(p.B), p.Score >= certain && len(p.A) == 1 && len(p.B) == 1)
		}
	}
	c.attendance()
	c.settle()
	if swap {
		for i, d := range c.found {
			c.found[i].A, c.found[i].B = d.B, d.A
		}
	}
	slices.SortStableFunc(c.found, func(x, y Disagreement) int {
		return cmp.Or(x.A.compare(y.A), x.B.compare(y.B), cmp.Compare(x.Kind, y.Kind))
	})
	return c.found
}

func (p Passage) compare(o Passage) int {
	order := map[string]int{"headline": 0, "lead": 1, "paragraph": 2}
	return cmp.Or(cmp.Compare(order[p.Part], order[o.Part]), cmp.Compare(p.Index, o.Index), cmp.Compare(p.Start, o.Start))
}

// A comparison collects the disagreements of two articles.
type comparison struct {
	a, b  *side
	found []Disagreement
	seen  map[[3]string]bool
}

// add keeps a disagreement once, where it is first read.
func (c *comparison) add(k Topic, a, b Passage) {
	key := [3]string{string(k), a.Normal, b.Normal}
	if !c.seen[key] {
		c.seen[key] = true
		c.found = append(c.found, Disagreement{k, a, b})
	}
}

// settle drops bare numbers that stand elsewhere as attendance: a headline
// repeats the count of the lead without saying of whom.
func (c *comparison) settle() {
	c.found = slices.DeleteFunc(c.found, func(d Disagreement) bool {
		return d.Kind == OnNumber && c.seen[[3]string{string(OnAttendance), d.A.Normal, d.B.Normal}]
	})
}

func (c *comparison) headlines() {
	if len(c.a.headline) > 0 && len(c.b.headline) > 0 {
		c.compare(c.a.headline, c.b.headline, true)
	}
}

// compare holds corresponding paragraphs against one another; sure if nothing
// else can correspond.
func (c *comparison) compare(a, b []unit, sure bool) {
	c.documents(a, b)
	c.days(a, b)
	c.numbers(a, b, sure)
	c.persons(a, b)
}

// attendance compares the head counts of the main events, where the
// paragraphs that state them do not correspond.
func (c *comparison) attendance() {
	if slices.ContainsFunc(c.found, func(d Disagreement) bool { return d.Kind == OnAttendance }) {
		return
	}
	a, okA := c.a.attended()
	b, okB := c.b.attended()
	if okA && okB && !c.a.says[b.Normal] && !c.b.says[a.Normal] {
		c.add(OnAttendance, a, b)
	}
}
