package event

import (
	"khotin/internal/lang"
)

// An Event is something that took place, or a document that was issued, as one
// article reports it. Zero fields are not reported.
type Event struct {
	Kind       string       `json:"kind"`    // slug, see tables/kinds.tsv: "training", "review", "issuing"
	Surface    Passage      `json:"surface"` // the word the kind was read from
	Main       bool         `json:"main"`    // what the article is about
	Name       Passage      `json:"name,omitzero"`
	Date       Date         `json:"date,omitzero"` // the first day
	End        Date         `json:"end,omitzero"`  // the last of several days
	Place      Place        `json:"place,omitzero"`
	Hosts      []Host       `json:"hosts,omitempty"`
	People     []Played     `json:"people,omitempty"` // who did what, in the order of the article
	Attendance []Attendance `json:"attendance,omitempty"`
	Mode       Mode         `json:"mode,omitzero"`
	Documents  []string     `json:"documents,omitempty"` // ids of the citations in the input
	Topics     []Passage    `json:"topics,omitempty"`
}

// Played says that a person, given by key, had a part in an event.
type Played struct {
	Part Part    `json:"part"`
	Key  string  `json:"key"` // see Person.Key
	Name string  `json:"name"`
	At   Passage `json:"at"` // the words that say so

	Spelling *Spelling `json:"spelling,omitempty"` // as in Person
}

// Chairs are the keys of those who chaired, first named first; so are the
// other parts read with [Event.Who].
func (e Event) Chairs() []string { return e.Who(Chair) }

// Who lists the keys of the people who played a part.
func (e Event) Who(part Part) []string {
	var keys []string
	for _, p := range e.People {
		if p.Part == part {
			keys = append(keys, p.Key)
		}
	}
	return keys
}

// Input is an article as far as its facts are concerned.
type Input struct {
	Headline   Text
	Lead       Text
	Paragraphs []Text
	Captions   []Text
	Published  lang.Date  // zero if unknown
	Home       string     // slug of the province the outlet belongs to; empty if none
	Citations  []Citation // the document numbers found in it
}

// A Text is one part of an article and its language, which in captions is often
// not that of the article; if Unknown, it is detected.
type Text struct {
	Text string
	Lang lang.Tag
}

// A Citation is a mention of a document in a part of the article: ID names the
// document, in whatever way the caller names them.
type Citation struct {
	ID         string
	Region     Region
	Index      int
	Start, End int // bytes of the text of that part
}

// A Region is a kind of part of an article.
type Region string

// The regions of an article.
const (
	Headline  Region = "headline"
	Lead      Region = "lead"
	Paragraph Region = "paragraph"
	Caption   Region = "caption"
)

// A Passage is where something was read: bytes Start to End of a part.
type Passage struct {
	Region  Region `json:"region"`
	Index   int    `json:"index"` // of the paragraph or caption
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Surface string `json:"surface"` // the text there, as printed
}

// Facts are what one article reports.
type Facts struct {
	Events  []Event  `json:"events"` // the main one first
	Persons []Person `json:"persons"`
}

// Events returns the events an article reports, the main one first; none, if it
// reports none. Nothing in the input makes it fail.
func Events(in Input) []Event { return Read(in).Events }

// Persons returns the people an article names, in order of appearance.
func Persons(in Input) []Person { return Read(in).Persons }

// Read reads events and persons at once.
func Read(in Input) Facts {
	p := newPage(in)
	people := p.persons()
	return Facts{Events: p.events(people), Persons: people.list}
}
