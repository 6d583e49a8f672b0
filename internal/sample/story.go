package sample

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// original is the language the paper is written in.
const original = "vi"

// vietnam is the zone of every time the paper prints.
var vietnam = time.FixedZone("+07", 7*60*60)

type story struct {
	id       int
	slug     string
	section  string
	versions []version
}

// version is a story in one language, for both editions.
type version struct {
	article   Article // without lead and body, which depend on the edition
	modified  time.Time
	withdrawn bool
	blocks    []editionBlock
}

// editionBlock belongs to one edition, or to all of them if edition is zero.
type editionBlock struct {
	Block
	edition int
}

// check refuses a story that could not be laid out.
func (s story) check(p paper) error {
	if s.id <= 0 || s.slug == "" {
		return errors.New("id and slug must be given")
	}
	if !p.hasSection(s.section) {
		return fmt.Errorf("section %q is not in paper.json", s.section)
	}
	seen := map[string]bool{}
	for _, v := range s.versions {
		lang := v.article.Lang
		if _, ok := p.Words[lang]; !ok || seen[lang] {
			return fmt.Errorf("version %q is unknown or given twice", lang)
		}
		seen[lang] = true
		for number := 1; number <= lastEdition; number++ {
			if a := v.in(number); a.Headline == "" || a.Byline == "" || a.Lead == "" || len(a.Body) == 0 {
				return fmt.Errorf("version %s: headline, byline, lead and body must be given", lang)
			}
		}
	}
	if !seen[original] {
		return fmt.Errorf("no version %q, of which the others are translations", original)
	}
	return nil
}

// in is the version as an edition prints it.
func (v version) in(edition int) Article {
	a := v.article
	a.Modified = a.Published
	if edition == lastEdition {
		a.Modified = v.modified
	}
	for _, b := range v.blocks {
		switch {
		case b.edition != 0 && b.edition != edition:
		case a.Lead == "" && b.Kind == Paragraph:
			a.Lead = b.Text()
		default:
			a.Body = append(a.Body, b.Block)
		}
	}
	return a
}

// leaves reports whether the version in lang is withdrawn in the last edition.
func (s story) leaves(lang string) bool {
	return slices.ContainsFunc(s.versions, func(v version) bool { return v.article.Lang == lang && v.withdrawn })
}
