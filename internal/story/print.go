package story

import (
	"cmp"
	"slices"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// Kind is a kind of evidence that two articles may share.
type Kind string

// The kinds of evidence.
const (
	Document   Kind = "document"   // a cited document: "4-nq-tu@nghean:2021-11-19", else its key
	Person     Kind = "person"     // a person's key
	Credit     Kind = "credit"     // a photographer
	Name       Kind = "name"       // another capitalised name of Vietnamese syllables
	Happening  Kind = "event"      // class, day and province of the main event
	Host       Kind = "host"       // of the main event, by its Vietnamese name
	Attendance Kind = "attendance" // of the main event
	Number     Kind = "number"     // in normal form
	Day        Kind = "date"       // a day that the text names
	Image      Kind = "image"      // file name of a picture
	Caption    Kind = "caption"    // a long Vietnamese caption, which translations keep
	Place      Kind = "place"      // a province
	Headline   Kind = "headline"   // folded; in one language only
	Text       Kind = "text"       // share of common passages; in one language only
)

// Feature is one thing that an article mentions, in a form that no language
// changes. Its weight says how much sharing it proves before anybody has
// counted how common it is: 0 nothing, 1 rare, 3 next to an identity.
type Feature struct {
	Kind   Kind    `json:"kind"`
	Value  string  `json:"value"`
	Weight float64 `json:"weight"`
}

func (f Feature) compare(o Feature) int {
	return cmp.Or(cmp.Compare(f.Kind, o.Kind), cmp.Compare(f.Value, o.Value))
}

// Print is what links are judged on: where an article stands, what its outlet
// says of other versions, and what it mentions.
type Print struct {
	ID       string    `json:"id"`
	Outlet   string    `json:"outlet"`
	Lang     lang.Tag  `json:"lang"`
	Day      int       `json:"day"`             // of publication, counted from 1970-01-01; 0 unknown
	Group    string    `json:"group,omitempty"` // the outlet's own key
	URL      string    `json:"url"`             // these addresses without scheme, www. and query
	Source   string    `json:"source,omitempty"`
	Others   []string  `json:"others,omitempty"` // the page's links to other languages
	Event    Span      `json:"event,omitzero"`   // days of the main event
	Features []Feature `json:"features"`         // by kind and value, each once
	Sketch   []uint32  `json:"sketch,omitempty"` // of the text, ascending, see sketch
}

// Span is the days of an event, in ISO 8601, and its province; the zero Span
// is unknown.
type Span struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Province string `json:"province"`
}

// Fingerprint takes the print of an article whose citations, events and persons
// have been read (article.Cite, article.Report).
func Fingerprint(a article.Article) Print {
	p := Print{
		ID: a.ID, Outlet: a.Outlet, Lang: a.Lang, Group: a.Group,
		URL: address(a.URL), Source: address(a.SourceURL),
		Sketch: sketch(a),
	}
	for _, link := range a.Alternates {
		if other := address(link); other != "" && other != p.URL {
			p.Others = append(p.Others, other)
		}
	}
	slices.Sort(p.Others)
	if a.Published.Precision >= article.Day {
		p.Day = dayNumber(a.Published.Time)
	}
	c := collector{a: &a}
	c.collect()
	p.Event, p.Features = c.event, c.features()
	return p
}

// dayNumber counts the calendar days from 1970-01-01 to the day that t has in
// its own zone.
func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
