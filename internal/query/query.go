// Package query is the search language of khotin and its answer: what a person
// may type, how it was read, and what came back. The index answers it, the
// server and the command line print it, and neither knows the other.
package query

// Limits of a query from outside.
const (
	MaxText   = 500 // characters
	MaxLimit  = 100 // hits on one page
	MinPrefix = 3   // letters before the * of a prefix
)

// Query is a search: what is looked for, among which articles, and which page
// of the answer is wanted. Make one with Parse and set the page afterwards.
type Query struct {
	Clauses []Clause
	Filter  Filter

	Sort    Sort
	Limit   int    // hits wanted, 1 to MaxLimit
	Cursor  string // Next of the previous page, "" for the first
	Facets  bool
	Strict  bool // accents must match as typed
	Explain bool // say of every hit why it matches
	GroupBy Grouping
}

// Clause is one thing that a hit must, may or must not contain.
type Clause struct {
	Kind    ClauseKind
	Text    string // as typed, without operator and quotes
	Exclude bool
	Or      bool // an alternative to the clause before it; neither is excluded
}

// ClauseKind is the way a clause matches.
type ClauseKind int

const (
	Word ClauseKind = iota
	Phrase
	Prefix // a word cut off by a final *
)

// Sort is the order of the hits; ties are broken by id.
type Sort string

const (
	ByScore Sort = "score"
	Newest  Sort = "newest"
	Oldest  Sort = "oldest"
)

// Grouping says which hits are folded into one.
type Grouping string

const (
	NoGroups Grouping = ""
	ByStory  Grouping = "story" // the language versions of one story
)
