package concept

import (
	"slices"

	"khotin/internal/lang"
)

// A Concept is one row of the glossary.
type Concept struct {
	ID   string
	Kind string // topic, institution, organisation (of the masses), title, document, campaign, event, people, unit or place
	// Weight is how much meeting the concept says, from 0.1 for words that
	// stand on every page (province, plan) to 1 for mass mobilisation itself.
	Weight  float64
	Broader []string // concepts that are also meant where a name of theirs stands inside a name of this one

	variants map[lang.Tag][]string
	short    []string       // Vietnamese abbreviations
	within   map[int32]bool // Broader and what is broader than that
}

// Variants returns the names of c in a language, the preferred one first;
// abbreviations are not among them.
func (c *Concept) Variants(tag lang.Tag) []string { return slices.Clone(c.variants[tag]) }

// Abbreviations returns the Vietnamese abbreviations of c.
func (c *Concept) Abbreviations() []string { return slices.Clone(c.short) }

// ByID returns the concept with an identifier such as dan_van_kheo.
func ByID(id string) (*Concept, bool) {
	g := world()
	n, ok := g.index[id]
	if !ok {
		return nil, false
	}
	return g.concepts[n], true
}

// Preferred returns the name of a concept in a language, its Vietnamese name
// where tag is none of the four, and "" for an unknown identifier.
func Preferred(id string, tag lang.Tag) string {
	c, ok := ByID(id)
	if !ok {
		return ""
	}
	if names := c.variants[tag]; len(names) > 0 {
		return names[0]
	}
	return c.variants[lang.Vietnamese][0]
}

// All returns every concept, by identifier. The concepts are shared and not to
// be written to.
func All() []*Concept { return slices.Clone(world().concepts) }
