package concept

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"khotin/internal/lang"
)

// glossary.tsv has one concept a line, sorted by identifier, in nine columns:
//
//	id       lower-case letters, digits and _
//	kind     one of kinds
//	weight   0.1 to 1, see Concept.Weight
//	broader  identifiers, separated by commas
//	vi       names, separated by |, the preferred one first
//	vi_abbr  abbreviations; those of up to three letters count only in capitals
//	fr ro en names
//
// A name that means more than one concept carries an asterisk in each of
// them. A name of one word is found in the forms listed (French and English
// also in the plural), or in every form if a tilde stands behind it; in longer
// names inflection is levelled.
//
//go:embed glossary.tsv
var glossaryFile string

var kinds = []string{"topic", "institution", "organisation", "title", "document", "campaign", "event", "people", "unit", "place"}

// languages in the order of the columns.
var languages = [...]lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English}

type glossary struct {
	concepts []*Concept
	index    map[string]int32
	books    map[lang.Tag]*book
}

var loaded = sync.OnceValues(func() (*glossary, error) {
	g, err := parse(glossaryFile)
	if err != nil {
		err = fmt.Errorf("glossary.tsv: %w", err)
	}
	return g, err
})

func world() *glossary {
	g, _ := loaded()
	return g
}

// Check reads the embedded glossary and reports every row that breaks a rule.
// Call it once at start; the functions of this package assume it returned nil.
func Check() error {
	_, err := loaded()
	return err
}

func parse(table string) (*glossary, error) {
	g := &glossary{index: map[string]int32{}, books: map[lang.Tag]*book{}}
	var errs []error
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || n == 1 { // the first line names the columns
			continue
		}
		c, err := parseRow(line)
		if err == nil {
			err = g.enter(c)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w", n, err))
		}
	}
	errs = append(errs, g.resolve(), g.bind())
	return g, errors.Join(errs...)
}

// bind makes the books of all languages.
func (g *glossary) bind() error {
	var errs []error
	for _, tag := range languages {
		b, err := newBook(tag, g.concepts)
		g.books[tag] = b
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (g *glossary) enter(c *Concept) error {
	if _, twice := g.index[c.ID]; twice {
		return fmt.Errorf("%s is there twice", c.ID)
	}
	if n := len(g.concepts); n > 0 && g.concepts[n-1].ID > c.ID {
		return fmt.Errorf("%s stands after %s: sort the rows", c.ID, g.concepts[n-1].ID)
	}
	g.index[c.ID] = int32(len(g.concepts))
	g.concepts = append(g.concepts, c)
	return nil
}

func parseRow(line string) (*Concept, error) {
	cells := strings.Split(line, "\t")
	if len(cells) != 9 {
		return nil, fmt.Errorf("%d columns instead of 9", len(cells))
	}
	c := &Concept{ID: cells[0], Kind: cells[1], variants: map[lang.Tag][]string{}}
	if c.ID == "" || strings.Trim(c.ID, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return nil, fmt.Errorf("%q is no identifier", c.ID)
	}
	var err error
	if c.Weight, err = strconv.ParseFloat(cells[2], 64); err != nil || c.Weight < .1 || c.Weight > 1 {
		return nil, fmt.Errorf("%s: the weight %q is not between 0.1 and 1", c.ID, cells[2])
	}
	if !slices.Contains(kinds, c.Kind) {
		return nil, fmt.Errorf("%s: no such kind: %q", c.ID, c.Kind)
	}
	if cells[3] != "" {
		c.Broader = strings.Split(cells[3], ",")
	}
	if cells[5] != "" {
		c.short = strings.Split(cells[5], "|")
	}
	for i, column := range []int{4, 6, 7, 8} {
		c.variants[languages[i]] = strings.Split(cells[column], "|")
	}
	return c, nil
}

// resolve turns the names of broader concepts into all that is broader.
func (g *glossary) resolve() error {
	var errs []error
	for _, c := range g.concepts {
		c.within = map[int32]bool{}
		for open := c.Broader; len(open) > 0; open = open[1:] {
			n, ok := g.index[open[0]]
			switch {
			case !ok:
				errs = append(errs, fmt.Errorf("%s is said to be within %s, which is not there", c.ID, open[0]))
			case g.concepts[n] == c:
				errs = append(errs, fmt.Errorf("%s is broader than itself", c.ID))
			case !c.within[n]:
				c.within[n] = true
				open = append(open, g.concepts[n].Broader...)
			}
		}
	}
	return errors.Join(errs...)
}
