package sample

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed paper.json
var paperFile []byte

// paper is what the site prints around its articles: its name, its sections,
// and the words of its furniture in each language.
type paper struct {
	Name     string           `json:"name"`
	Langs    []string         `json:"langs"` // in the order of the language menu
	Sections []section        `json:"sections"`
	Words    map[string]words `json:"words"` // by language
}

type section struct {
	Slug  string            `json:"slug"`
	Names map[string]string `json:"names"` // by language
}

// words are the labels of one language.
type words struct {
	Language string `json:"language"` // the language's own name
	Tagline  string `json:"tagline"`
	Home     string `json:"home"`
	Search   string `json:"search"`
	Print    string `json:"print"`
	Related  string `json:"related"`
	MostRead string `json:"most_read"`
	Tags     string `json:"tags"`
	Views    string `json:"views"`
	Comments string `json:"comments"`
	NotFound string `json:"not_found"`
	Gone     string `json:"gone"`
	Licence  string `json:"licence"`
	Invented string `json:"invented"`
}

func loadPaper() (paper, error) {
	var p paper
	d := json.NewDecoder(bytes.NewReader(paperFile))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return paper{}, fmt.Errorf("read the sample paper's paper.json: %w", err)
	}
	for _, lang := range p.Langs {
		if _, ok := p.Words[lang]; !ok {
			return paper{}, fmt.Errorf("paper.json: language %s has no words", lang)
		}
		for _, s := range p.Sections {
			if s.Names[lang] == "" {
				return paper{}, fmt.Errorf("paper.json: section %s has no name in %s", s.Slug, lang)
			}
		}
	}
	return p, nil
}

// sectionName is the name of the article's section in the article's language.
func (p paper) sectionName(a Article) string {
	i := slices.IndexFunc(p.Sections, func(s section) bool { return s.Slug == a.Section })
	if i < 0 {
		return a.Section
	}
	return p.Sections[i].Names[a.Lang]
}

func (p paper) hasSection(slug string) bool {
	return slices.ContainsFunc(p.Sections, func(s section) bool { return s.Slug == slug })
}
