package query

import (
	"khotin/internal/article"
	"khotin/internal/lang"
)

// Result is one page of an answer.
type Result struct {
	Total    int                 `json:"total"`              // articles that match, exact
	Hits     []Hit               `json:"hits"`               // never nil
	Facets   map[string][]Bucket `json:"facets,omitempty"`   // by lang, outlet, year
	Next     string              `json:"next,omitempty"`     // cursor of the next page
	Concepts []string            `json:"concepts,omitempty"` // of the glossary, that the query names
	Read     string              `json:"read"`               // how the query was understood, in the query language
	Seq      int64               `json:"seq"`                // change sequence that the index has reached
	TookMS   float64             `json:"took_ms"`
}

// Hit is an article that matches.
type Hit struct {
	ID        string        `json:"id"`
	URL       string        `json:"url"`
	Headline  string        `json:"headline"`
	Lang      lang.Tag      `json:"lang"`
	Outlet    string        `json:"outlet"`
	Published article.Date  `json:"published"`
	Group     string        `json:"group,omitempty"`
	State     article.State `json:"state"`
	Score     float64       `json:"score"`
	Marked    []Run         `json:"marked"`   // the headline, marked
	Passages  []Passage     `json:"passages"` // never nil
}

// Passage is an excerpt that shows why an article matches.
type Passage struct {
	Part string   `json:"part"` // "lead", "paragraph" or "caption"
	Lang lang.Tag `json:"lang"`
	Runs []Run    `json:"runs"`
}

// Run is a stretch of plain text, marked where it matches. A run never splits
// a word, and is never HTML.
type Run struct {
	Text string `json:"text"`
	Mark bool   `json:"mark,omitempty"`
}

// Bucket counts the hits that share a value.
type Bucket struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}
