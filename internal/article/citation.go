package article

import (
	"khotin/internal/docref"
	"khotin/internal/lang"
)

// Citation is one mention of a numbered document in the record: which words,
// and which document they mean, as far as the article tells.
type Citation struct {
	Part    string   `json:"part"`  // "headline", "lead", "paragraph" or "caption"
	Block   int      `json:"block"` // index among the paragraphs or captions
	Start   int      `json:"start"` // bytes of that text
	End     int      `json:"end"`
	Surface string   `json:"surface"`
	Lang    lang.Tag `json:"lang"`

	Type      string           `json:"type,omitempty"`      // slug such as "nghi-quyet"
	Canonical string           `json:"canonical,omitempty"` // "04-NQ/TU"; empty while only number and type are known
	Key       string           `json:"key"`                 // "4-nq-tu", or the partial "4-nq"
	Document  string           `json:"document,omitempty"`  // "4-nq-tu@nghean:2021-11-19", "?" for what is unknown
	Title     string           `json:"title,omitempty"`     // as quoted beside the mention
	Rules     Rules            `json:"rules"`
	Sure      bool             `json:"sure"` // the document may be relied on
	Inferred  []string         `json:"inferred,omitempty"`
	Conflict  *docref.Conflict `json:"conflict,omitempty"`
}

// Rules says by which rule each part of a document's identity was reached.
type Rules struct {
	Key   string `json:"key"`
	Scope string `json:"scope,omitempty"`
	Date  string `json:"date,omitempty"`
}

// Cite finds the documents that the record cites. Home is the province of the
// outlet that wrote it, "" for a national one. Mentions in page furniture do
// not count, as the record holds none; a publishing licence is no citation.
func (a *Article) Cite(home string) {
	a.Citations = nil
	var blocks []Block
	in := docref.Article{Home: home}
	if a.Published.Precision >= Day {
		in.Published = a.Published.Day()
	}
	for b := range a.Blocks() {
		blocks = append(blocks, b)
		in.Regions = append(in.Regions, docref.Region{Kind: b.Part, Lang: string(b.Lang), Text: b.Text})
	}
	for _, m := range docref.Mentions(in) {
		if m.Citation.CitedBy() {
			a.Citations = append(a.Citations, citation(m, blocks[m.Region]))
		}
	}
}

func citation(m docref.Mention, b Block) Citation {
	c := Citation{
		Part: b.Part, Block: b.Index, Lang: b.Lang,
		Start: m.Citation.Start, End: m.Citation.End, Surface: m.Citation.Surface,
		Type: m.Citation.Type, Canonical: m.Citation.Canonical, Key: m.Citation.Key, Title: m.Citation.Title,
		Rules:    Rules{string(m.KeyRule), string(m.ScopeRule), string(m.DateRule)},
		Sure:     m.Confidence == docref.High,
		Inferred: m.Citation.Inferred, Conflict: m.Citation.Conflict,
	}
	if m.ID.Key != "" {
		c.Key, c.Document = m.ID.Key, m.ID.String()
	}
	return c
}
