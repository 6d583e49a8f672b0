// Package dossier is what an archive knows of a numbered document: one line of
// a look-up, the page behind it, and how an answer ranks them. It knows neither
// the store that fills it nor the server that prints it.
package dossier

import (
	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/lang"
)

// Document is one document as the archive's articles cite it.
type Document struct {
	ID        string `json:"id"`        // "4-nq-tu@nghean:2021-11-19", "?" for what no article tells
	Canonical string `json:"canonical"` // "04-NQ/TU"
	Key       string `json:"key"`       // "4-nq-tu"
	Number    int    `json:"number"`
	Type      string `json:"type"`            // slug; "" while undecided
	Scope     string `json:"scope"`           // province slug, "tw" for the centre, "" unknown
	Date      string `json:"date"`            // ISO day, or a year, or ""
	Title     string `json:"title,omitempty"` // as most articles quote it
	Articles  int    `json:"articles"`        // that cite it
	Mentions  int    `json:"mentions"`
	First     string `json:"first,omitempty"` // day of the first and last article that cites it
	Last      string `json:"last,omitempty"`
}

// Dossier is everything the archive knows of one document.
type Dossier struct {
	Document
	TypeNames map[lang.Tag]string  `json:"type_names"`          // the type in four languages
	Issuer    string               `json:"issuer,omitempty"`    // in Vietnamese, as far as the number tells
	Place     string               `json:"place,omitempty"`     // the province's name
	Successor string               `json:"successor,omitempty"` // the province it is part of today
	Variants  map[lang.Tag][]Count `json:"variants"`            // how articles print it
	Titles    []Count              `json:"titles"`              // how articles quote its title
	CitedBy   []Passage            `json:"cited_by"`            // newest first
	Months    []Count              `json:"months"`              // articles by month, "2024-08"
	Together  []Document           `json:"together"`            // documents cited by the same articles, most often first
	Siblings  []Document           `json:"siblings"`            // other documents of the same number
	Conflicts []docref.Conflict    `json:"conflicts"`           // symbols that contradicted the words
}

// Count is a value and how often it occurs.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Passage is one mention with the text around it.
type Passage struct {
	Article   string        `json:"article"` // id
	Headline  string        `json:"headline"`
	Lang      lang.Tag      `json:"lang"` // of the passage
	Outlet    string        `json:"outlet"`
	Published article.Date  `json:"published"`
	Part      string        `json:"part"`
	Before    string        `json:"before"`
	Surface   string        `json:"surface"`
	After     string        `json:"after"`
	Rules     article.Rules `json:"rules"`
	Sure      bool          `json:"sure"`
}

// Status says how far a look-up came.
type Status string

const (
	Exact      Status = "exact"      // one document has this number
	Candidates Status = "candidates" // several have it: provinces or terms
	Partial    Status = "partial"    // part of a number was asked for, and these fit
	None       Status = "none"       // no document of this archive fits
)

// Answer is what a look-up found and how it read the question.
type Answer struct {
	Status    Status       `json:"status"`
	Read      docref.Query `json:"read"`
	Documents []Document   `json:"documents"` // best first
	Others    []Document   `json:"others"`    // the number asked for, in another province, term or year
	Nearest   []Document   `json:"nearest"`   // what exists instead, when nothing fits
}

// NewDossier completes a document with what its number alone tells.
func NewDossier(d Document) Dossier {
	out := Dossier{
		Document: d, TypeNames: map[lang.Tag]string{}, Variants: map[lang.Tag][]Count{},
		Titles: []Count{}, CitedBy: []Passage{}, Months: []Count{},
		Together: []Document{}, Siblings: []Document{}, Conflicts: []docref.Conflict{},
	}
	for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English} {
		if name := docref.TypeName(d.Type, string(tag)); name != "" {
			out.TypeNames[tag] = name
		}
	}
	if found := docref.Find(d.Canonical, ""); len(found) == 1 {
		out.Issuer = found[0].Issuer.Name
	}
	if p, ok := docref.ProvinceOf(d.Scope); ok && d.Scope != "" {
		out.Place = p.Name
		if next, ok := docref.ProvinceOf(p.Successor); ok && p.Successor != "" {
			out.Successor = next.Name
		}
	}
	return out
}

// around is how much text a passage shows on either side, in bytes.
const around = 160

// NewPassage cuts the text around a mention at the nearest spaces. An ellipsis
// stands where text was cut off.
func NewPassage(text string, start, end int) (before, surface, after string) {
	if start < 0 || end > len(text) || start > end {
		return "", "", ""
	}
	from, to := max(0, start-around), min(len(text), end+around)
	for from > 0 && from < start && text[from-1] != ' ' {
		from++
	}
	for to < len(text) && to > end && text[to] != ' ' {
		to--
	}
	before, surface, after = text[from:start], text[start:end], text[end:to]
	if from > 0 {
		before = "… " + before
	}
	if to < len(text) {
		after += " …"
	}
	return before, surface, after
}
