package sample

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

// truth.json states, once per story, what a careful reader finds in it. It was
// written by hand beside the articles, so that extraction can be held against it.
//
//go:embed truth.json
var truthFile []byte

// Facts are what one article says, as the first edition prints it.
type Facts struct {
	ID        int // also the translation group
	Lang      string
	OnTopic   bool // about mass mobilisation
	Citations []Citation
	Event     *Event // nil if the article reports none
}

// Citation is a document the article cites with its number.
type Citation struct {
	Canonical string // official spelling, such as 11-ĐA/TU
	Type      string // slug of the type, such as de-an
	Scope     string // province of the issuer, or tw for the centre
	Date      string // ISO; the date of the document
	Inferred  bool   // the article prints number and issuer but no symbol
}

// Event is the conference or act the article reports.
type Event struct {
	Type       string `json:"type"`
	Date       string `json:"date"`          // ISO; the first day
	End        string `json:"end,omitempty"` // ISO; the last day of more than one
	PartOfDay  string `json:"part_of_day,omitempty"`
	Place      string `json:"place"`           // slug of the province
	Host       string `json:"host"`            // in Vietnamese
	Chair      string `json:"chair,omitempty"` // in Vietnamese
	Attendance int    `json:"attendance,omitempty"`
	Qualifier  string `json:"qualifier,omitempty"` // exact, about, approx_below or more_than
	Mode       string `json:"mode,omitempty"`      // online or mixed; empty if not stated

	// Corrected is the attendance in the second edition, where it differs.
	Corrected int `json:"-"`
}

// storyTruth is an entry of truth.json.
type storyTruth struct {
	ID        int             `json:"id"`
	OnTopic   bool            `json:"on_topic"`
	Citations []citationTruth `json:"citations"`
	Event     *Event          `json:"event"`
	Corrected map[string]int  `json:"corrected"` // attendance by language
}

type citationTruth struct {
	Canonical string   `json:"canonical"`
	Type      string   `json:"type"`
	Scope     string   `json:"scope"`
	Date      string   `json:"date"`
	NoSymbol  []string `json:"no_symbol"` // the languages that omit the symbol
}

// Truth returns the facts of every article of the first edition, in the order of
// the stories' dates. It returns an error if truth.json and the articles do not
// speak of the same stories.
func Truth() ([]Facts, error) {
	paper, err := loadPaper()
	if err != nil {
		return nil, err
	}
	stories, err := loadStories(paper)
	if err != nil {
		return nil, err
	}
	var truths []storyTruth
	d := json.NewDecoder(bytes.NewReader(truthFile))
	d.DisallowUnknownFields()
	if err := d.Decode(&truths); err != nil {
		return nil, fmt.Errorf("read the sample paper's truth.json: %w", err)
	}
	if len(truths) != len(stories) {
		return nil, fmt.Errorf("truth.json holds %d stories, the sample paper %d", len(truths), len(stories))
	}
	var all []Facts
	for _, s := range stories {
		i := slices.IndexFunc(truths, func(t storyTruth) bool { return t.ID == s.id })
		if i < 0 {
			return nil, fmt.Errorf("truth.json has no entry for story %d", s.id)
		}
		for _, v := range s.versions {
			all = append(all, truths[i].in(v.article.Lang))
		}
	}
	return all, nil
}

// in is the truth about one language version.
func (t storyTruth) in(lang string) Facts {
	f := Facts{ID: t.ID, Lang: lang, OnTopic: t.OnTopic}
	for _, c := range t.Citations {
		f.Citations = append(f.Citations, Citation{
			Canonical: c.Canonical,
			Type:      c.Type,
			Scope:     c.Scope,
			Date:      c.Date,
			Inferred:  slices.Contains(c.NoSymbol, lang),
		})
	}
	if t.Event != nil {
		event := *t.Event
		event.Corrected = t.Corrected[lang]
		f.Event = &event
	}
	return f
}
