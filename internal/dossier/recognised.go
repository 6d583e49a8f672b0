package dossier

import "khotin/internal/docref"

// Recognised is a citation found in somebody's text, and what the archive
// knows of the document it means.
type Recognised struct {
	Surface    string     `json:"surface"`
	Start      int        `json:"start"` // bytes of the text
	End        int        `json:"end"`
	Canonical  string     `json:"canonical"` // "" while only number and type are known
	Key        string     `json:"key"`
	Type       string     `json:"type"` // slug, "" while undecided
	Date       string     `json:"date,omitempty"`
	Status     Status     `json:"status"`
	Candidates []Document `json:"candidates"`           // best first
	Suggestion string     `json:"suggestion,omitempty"` // the number that the words would have, when the symbol contradicts them
}

// NewRecognised joins a mention with the answer to the question for it.
func NewRecognised(m docref.Mention, a Answer) Recognised {
	c := m.Citation
	r := Recognised{
		Surface: c.Surface, Start: c.Start, End: c.End, Canonical: c.Canonical, Key: c.Key, Type: c.Type, Date: c.Date,
		Status: a.Status, Candidates: a.Documents,
	}
	if m.ID.Key != "" {
		r.Key = m.ID.Key
	}
	if c.Conflict != nil {
		r.Suggestion = c.Conflict.Suggest
	}
	return r
}
