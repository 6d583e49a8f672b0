// Package calendar is what an archive knows of conferences and other events:
// what the articles of several languages, each reporting one, say together.
package calendar

import (
	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// Report is one article's account of an event.
type Report struct {
	Article   string       `json:"article"` // id
	Lang      lang.Tag     `json:"lang"`
	Outlet    string       `json:"outlet"`
	Headline  string       `json:"headline"`
	Published article.Date `json:"published"`
	Event     event.Event  `json:"event"`
}

// Event is one event with what its reports agree on, or what the report that
// is most to be believed says.
type Event struct {
	ID         string     `json:"id"` // "training-2024-08-06-nghean"
	Kind       string     `json:"kind"`
	Name       string     `json:"name,omitempty"` // as printed
	Date       string     `json:"date"`           // ISO day, or less; "" unknown
	End        string     `json:"end,omitempty"`
	PartOfDay  string     `json:"part_of_day,omitempty"`
	Province   string     `json:"province"` // slug, "" unknown
	Place      string     `json:"place,omitempty"`
	Hosts      []string   `json:"hosts"`
	Chairs     []string   `json:"chairs"`
	Attendance int        `json:"attendance,omitempty"` // 0 unknown
	Qualifier  string     `json:"qualifier,omitempty"`  // exact, approx_below, more_than, about
	Mode       string     `json:"mode,omitempty"`
	Documents  []string   `json:"documents"` // identities
	Langs      []lang.Tag `json:"langs"`     // of the reports
	Articles   int        `json:"articles"`
	Headline   string     `json:"headline"` // of the report that is most to be believed
	Disagree   []string   `json:"disagree"` // facts in which the reports differ
}

// Detail is an event with its reports.
type Detail struct {
	Event
	Reports []Report `json:"reports"` // most to be believed first
}
