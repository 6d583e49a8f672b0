package extract

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"khotin/internal/fault"

	"github.com/andybalholm/cascadia"
)

// Fit is how the selectors of one family do on a page.
type Fit struct {
	Family  string   `json:"family"`
	Matches bool     `json:"matches"` // the page would be read by this family
	Found   []string `json:"found"`   // fields for which they find text
	Missed  []string `json:"missed"`  // fields for which they find none
}

// Fits tries every family that has selectors on a page, best first. The error
// is an Invalid fault for an address or a body that is none.
func (x *Extractor) Fits(body []byte, rawURL, contentType string) ([]Fit, error) {
	u, outlet, err := x.address(rawURL)
	if err != nil {
		return nil, err
	}
	if err := refuse(body, contentType, u); err != nil {
		return nil, err
	}
	p := &page{x: x, url: u, outlet: outlet}
	p.decode(body, contentType)
	if err := p.parse(); err != nil {
		return nil, fault.New(fault.Invalid, "page %s cannot be parsed: %w", u, err)
	}
	var fits []Fit
	for _, c := range x.profiles {
		if len(c.body) == 0 {
			continue
		}
		fit := Fit{Family: c.Name, Matches: c.matches(p.doc, false), Found: []string{}, Missed: []string{}}
		for _, f := range c.fields() {
			switch {
			case len(f.sels) == 0:
			case firstText(p.doc, f.sels) != nil:
				fit.Found = append(fit.Found, f.name)
			default:
				fit.Missed = append(fit.Missed, f.name)
			}
		}
		fits = append(fits, fit)
	}
	slices.SortStableFunc(fits, func(a, b Fit) int { return cmp.Compare(b.score(), a.score()) })
	return fits, nil
}

// score ranks what would be used above all else, then the share found.
func (f Fit) score() float64 {
	score := float64(len(f.Found)) / float64(max(len(f.Found)+len(f.Missed), 1))
	if f.Matches {
		score++
	}
	return score
}

type fieldSelectors struct {
	name string
	sels []cascadia.Sel
}

func (c *profile) fields() []fieldSelectors {
	return []fieldSelectors{
		{"headline", c.headline}, {"lead", c.lead}, {"body", c.body}, {"author", c.author}, {"date", c.date},
		{"caption", c.caption}, {"section", c.section}, {"source", c.source}, {"tags", c.tags},
	}
}

// Charset returns the encoding of a page as decode would find it, by the label
// of the WHATWG Encoding standard; declared is false where neither the page nor
// its header names one, and then "" stands for one that must be known.
func Charset(body []byte, contentType string) (label string, declared bool) {
	name := declaredCharset(body, contentType)
	switch {
	case utf8.Valid(trimPartialRune(body)):
		return "utf-8", name != ""
	case lookupCharset(name) == nil:
		return "", false
	}
	return name, true
}
