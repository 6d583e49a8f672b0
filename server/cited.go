package server

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"khotin/internal/article"
)

// citedRun is a stretch of a record's text; one with Cites set mentions a
// document, and Href is where it leads, "" on a server without documents.
type citedRun struct {
	Text  string
	Cites bool
	Href  string
}

// Cited cuts a text of the record at the mentions of documents. Part and block
// are those of article.Citation. A mention that does not fit the text, or
// overlaps the one before, is passed over: the text is shown whole in any case.
func (v recordView) Cited(part string, block int, text string) (runs []citedRun) {
	done := 0
	add := func(end int, run citedRun) {
		if run.Text = text[done:end]; run.Text != "" {
			runs = append(runs, run)
		}
		done = end
	}
	for _, c := range v.mentions {
		if c.Part != part || c.Block != block || c.Start < done || !within(text, c.Start, c.End) {
			continue
		}
		add(c.Start, citedRun{})
		add(c.End, citedRun{Cites: true, Href: v.documentOf(c)})
	}
	add(len(text), citedRun{})
	return runs
}

// within reports whether the bytes are whole characters of the text.
func within(text string, start, end int) bool {
	return 0 <= start && start < end && end <= len(text) && utf8.RuneStart(text[start]) && (end == len(text) || utf8.RuneStart(text[end]))
}

// documentOf returns the address of what a mention means. One that tells only
// part of a number leads to the documents that fit.
func (v recordView) documentOf(c article.Citation) string {
	switch {
	case !v.linked:
		return ""
	case c.Document != "":
		return documentLink(documentsPage, c.Document, v.UI)
	}
	return numberLink(cmp.Or(c.Canonical, c.Surface), v.UI)
}

// inOrder returns the mentions by their place within each text.
func inOrder(mentions []article.Citation) []article.Citation {
	return slices.SortedStableFunc(slices.Values(mentions), func(a, b article.Citation) int { return cmp.Compare(a.Start, b.Start) })
}
