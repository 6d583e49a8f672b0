package story

import "slices"

// Ground is what a link rests on.
type Ground string

// The grounds, best first.
const (
	ByKey       Ground = "key"       // the outlet gives both one key
	BySource    Ground = "source"    // one names the other, or both one page, as the original
	ByAlternate Ground = "alternate" // one page links to the other as its version in another language
	ByFacts     Ground = "facts"     // nothing is said, the content agrees
)

func (g Ground) rank() int {
	return slices.Index([]Ground{ByKey, BySource, ByAlternate, ByFacts}, g)
}

// Reason says why two articles tell one story.
type Reason struct {
	A        string   `json:"a"` // ids of the articles, A < B
	B        string   `json:"b"`
	Kind     Ground   `json:"kind"`
	Evidence []string `json:"evidence"` // "document 4-nq-tu", most telling first
	Score    float64  `json:"score"`    // of the facts; 0 for what outlets say
}

// Link judges two articles without knowing what else was published; see
// [Census.Link].
func Link(a, b Print) (Reason, bool) { return Census{}.Link(a, b) }

// Link tells whether two articles tell one story, and why. What their outlets
// say is believed; else the facts must agree, within [Window] days and between
// languages or outlets. It is symmetric.
func (c Census) Link(a, b Print) (Reason, bool) {
	if a.ID == b.ID {
		return Reason{}, false
	}
	if b.ID < a.ID {
		a, b = b, a
	}
	r := Reason{A: a.ID, B: b.ID}
	if r.Kind, r.Evidence = stated(a, b); r.Kind != "" {
		return r, true
	}
	if a.Lang == b.Lang && a.Outlet == b.Outlet || opposed(a, b) {
		return Reason{}, false
	}
	m := c.match(a, b)
	if !m.enough(a, b) {
		return Reason{}, false
	}
	r.Kind, r.Score, r.Evidence = ByFacts, m.score(), m.evidence()
	return r, true
}

// stated finds what the outlets themselves say.
func stated(a, b Print) (Ground, []string) {
	switch {
	case a.Group != "" && a.Group == b.Group:
		return ByKey, []string{a.Group}
	case a.Source != "" && (a.Source == b.URL || a.Source == b.Source):
		return BySource, []string{a.Source}
	case b.Source != "" && b.Source == a.URL:
		return BySource, []string{b.Source}
	case slices.Contains(a.Others, b.URL):
		return ByAlternate, []string{b.URL}
	case slices.Contains(b.Others, a.URL):
		return ByAlternate, []string{a.URL}
	}
	return "", nil
}

// Window is how many days apart versions of a story appear: a translation or a
// copy may be up to three days late, while the next conference of its kind is
// a week away.
const Window = 3

// opposed reports that two articles cannot tell one story.
func opposed(a, b Print) bool {
	if a.Day != 0 && b.Day != 0 && max(a.Day-b.Day, b.Day-a.Day) > Window {
		return true
	}
	return a.Event.From != "" && b.Event.From != "" && (a.Event.From > b.Event.To || b.Event.From > a.Event.To)
}
