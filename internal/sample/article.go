package sample

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Article is one story in one language, as one edition prints it.
type Article struct {
	ID        int    // shared by every language version of the story
	Slug      string // Vietnamese without marks; translations keep it
	Lang      string // vi, fr or ro
	Section   string // slug of the section
	Headline  string
	Lead      string
	Byline    string
	Tags      []string
	Published time.Time // in Vietnam's zone, +07:00
	Modified  time.Time // equal to Published until the article is corrected
	Body      []Block   // what follows the lead
}

// Kind says what a block of the body is.
type Kind int

// The kinds of block.
const (
	Paragraph Kind = iota
	Subhead
	Figure
)

// Block is a paragraph, a subhead or a figure. Only a figure may have more than
// one line: translations keep the Vietnamese caption above their own.
type Block struct {
	Kind  Kind
	Lines []string
}

// Text is the block on one line.
func (b Block) Text() string { return strings.Join(b.Lines, " ") }

// IsFigure and IsSubhead are for the templates.
func (b Block) IsFigure() bool { return b.Kind == Figure }

// IsSubhead reports whether the block is a subhead.
func (b Block) IsSubhead() bool { return b.Kind == Subhead }

// Path is the address of the article on the site.
func (a Article) Path() string {
	return fmt.Sprintf("%s%s-post%d.html", home(a.Lang), a.Slug, a.ID)
}

// PrintPath is the address of the print copy, which robots.txt forbids.
func (a Article) PrintPath() string {
	return fmt.Sprintf("%sprint/%d.html", home(a.Lang), a.ID)
}

// PublishedISO is the publication time as meta tags and time elements print it.
func (a Article) PublishedISO() string { return a.Published.Format(time.RFC3339) }

// ModifiedISO is the time of the last correction in the same form.
func (a Article) ModifiedISO() string { return a.Modified.Format(time.RFC3339) }

// PublishedText is the publication time as readers see it, day first.
func (a Article) PublishedText() string { return a.Published.Format("02/01/2006 15:04") }

// Text is everything a reader of the article reads, one block a line.
func (a Article) Text() string {
	lines := []string{a.Headline, a.Lead}
	for _, b := range a.Body {
		lines = append(lines, b.Lines...)
	}
	return strings.Join(lines, "\n")
}

// Captions are the caption lines in page order.
func (a Article) Captions() []string {
	var lines []string
	for _, b := range a.Body {
		if b.Kind == Figure {
			lines = append(lines, b.Lines...)
		}
	}
	return lines
}

// Paragraphs are the paragraphs of the body, without lead, subheads and captions.
func (a Article) Paragraphs() []string {
	var texts []string
	for _, b := range a.Body {
		if b.Kind == Paragraph {
			texts = append(texts, b.Text())
		}
	}
	return texts
}

// home is the front page of a language: the Vietnamese one is the site's root.
func home(lang string) string {
	if lang == original {
		return "/"
	}
	return "/" + lang + "/"
}

// newestFirst orders articles as listings and feeds print them.
func newestFirst(a, b Article) int {
	return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.ID, a.ID), cmp.Compare(a.Lang, b.Lang))
}
