package docref

import (
	"slices"
	"strings"
)

// A Query is what somebody typed, read as the look-up of a document: number,
// type, issuer, province, year and date in any order and any spelling.
type Query struct {
	Text      string   `json:"text"`
	Number    string   `json:"number,omitempty"` // as typed, leading zeros kept
	Year      int      `json:"year,omitempty"`   // inside the number: 10/2022
	Types     []string `json:"types,omitempty"`  // slugs the type word or code may mean, most likely first
	Code      string   `json:"code,omitempty"`   // of the type, official spelling: "NQ"
	Issuer    string   `json:"issuer,omitempty"` // suffix, official spelling: "TU"
	Canonical string   `json:"canonical,omitempty"`
	Key       string   `json:"key,omitempty"`     // with number, type and issuer: "4-nq-tu"
	Partial   string   `json:"partial,omitempty"` // with less: "4-nq", "10-2022", "257"; a prefix of the keys meant
	Scope     string   `json:"scope,omitempty"`   // province slug
	Date      string   `json:"date,omitempty"`    // ISO day, or a year outside the number
	Words     []string `json:"words,omitempty"`   // what was not understood
	IsNumber  bool     `json:"is_number"`         // nothing is left over, and a number, a symbol or a day is there
}

// The longest query that is read, in bytes; nobody types a longer number.
const longestQuery = 1000

// ParseQuery reads a query. It never fails: what it does not understand is in
// Words, and a query without any sense of a number has IsNumber false.
func ParseQuery(text string) Query {
	if len(text) > longestQuery {
		text = text[:wordStart(text, longestQuery)]
	}
	if id, err := ParseID(strings.TrimSpace(text)); err == nil && strings.Contains(text, "@") {
		q := ParseQuery(id.Key)
		q.Text, q.Scope, q.Date = text, id.Scope, id.Date
		return q
	}
	p := newQueryParser(strings.ToUpper(text))
	if len(strings.Fields(text)) != 1 || !p.fullNumber() || slices.Contains(p.used, false) {
		// Not a bare number, whose small letters are as good as capitals.
		p = newQueryParser(text)
		p.fullNumber()
	}
	p.q.Text = text
	p.dates()
	p.typeWord()
	p.number()
	p.province()
	p.codes()
	p.issuerWord()
	p.yearAlone()
	p.leftOver()
	p.finish()
	return p.q
}
