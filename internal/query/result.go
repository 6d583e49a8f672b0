package query

import (
	"khotin/internal/article"
	"khotin/internal/lang"
)

// Result is one page of an answer.
type Result struct {
	Total        int                 `json:"total"`                  // articles that match, exact
	Stories      int                 `json:"stories,omitempty"`      // of a grouped search: how many hits there are in all
	Hits         []Hit               `json:"hits"`                   // never nil
	Facets       map[string][]Bucket `json:"facets,omitempty"`       // by name of the filter, and by year and month
	Next         string              `json:"next,omitempty"`         // cursor of the next page
	Lang         lang.Tag            `json:"lang,omitempty"`         // that the query was read in, whose articles come first; "" where it does not tell
	Concepts     []string            `json:"concepts,omitempty"`     // of the glossary, that the query names
	Translations []Translation       `json:"translations,omitempty"` // of words of the query, that were looked for as well
	Near         []Near              `json:"near,omitempty"`         // what was looked for in vain, and what there is; beside hits, misspelt words only
	Read         string              `json:"read"`                   // how the query was understood, in the query language
	Seq          int64               `json:"seq"`                    // change sequence that the index has reached
	TookMS       float64             `json:"took_ms"`
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
	Marked    []Run         `json:"marked"`           // the headline, marked
	Passages  []Passage     `json:"passages"`         // never nil
	Others    []Other       `json:"others,omitempty"` // of a grouped search: hits of the same story
	Why       []Reason      `json:"why,omitempty"`    // of an explained search: heaviest first
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

// Other is a hit that was folded into one of the same story.
type Other struct {
	ID       string   `json:"id"`
	Lang     lang.Tag `json:"lang"`
	Headline string   `json:"headline"`
}

// Reason is a part of the score of a hit.
type Reason struct {
	Kind  string  `json:"kind"`  // "word", "pair", "compound", "headline", "concept", "translation", "name", "number" or "phrase"
	Text  string  `json:"text"`  // as typed; the id of a concept
	Field string  `json:"field"` // of the index, where it was found
	Share float64 `json:"share"` // of the score, 0 to 1; all shares make 1
}

// Bucket counts the hits that share a value.
type Bucket struct {
	Value string `json:"value"`           // as the filter takes it
	Label string `json:"label,omitempty"` // as it is printed, where that differs
	Count int    `json:"count"`
}

// Translation is what stands in another language for words of a query, as the
// archive's own translations have it.
type Translation struct {
	Asked string   `json:"asked"` // as typed
	Lang  lang.Tag `json:"lang"`  // of Text
	Text  string   `json:"text"`
}

// Near says of one thing that was looked for in vain what there is instead.
type Near struct {
	Kind    string       `json:"kind"`    // "word", "number", or the name of a filter
	Asked   string       `json:"asked"`   // as typed
	Instead []Suggestion `json:"instead"` // never nil, nearest first
}

// Suggestion is something that the archive holds.
type Suggestion struct {
	Kind  string `json:"kind"`            // "word", "number", "person", "place", "headline", or the name of a filter
	Text  string `json:"text"`            // to show
	Query string `json:"query"`           // to search for, in the query language
	ID    string `json:"id,omitempty"`    // of the article of a headline
	Count int    `json:"count,omitempty"` // articles, at most
}
