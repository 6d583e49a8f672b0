package index

import (
	"slices"
	"strings"

	"khotin/internal/docref"
	"khotin/internal/lang"
)

// numberSpan is a document number in a text and its key.
type numberSpan struct {
	start, end int
	key        string // "4-nq-tu"; "4-nq" where the issuer is not named
}

// numbers finds the document numbers of a text. docref has the grammar; here
// its keys become terms of one field, beside the words they are made of.
func numbers(text string, tag lang.Tag) (found []numberSpan) {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	for _, c := range docref.Find(text, string(tag)) {
		if c.Key != "" && strings.Contains(c.Key, "-") {
			found = append(found, numberSpan{c.Start, c.End, c.Key})
		}
	}
	return found
}

// wholeNumber returns the keys a text may mean that is one document number and
// nothing else, however it is spelt: "04-NQ/TU", "NQ 4 TU", "résolution n° 04-NQ/TU".
func wholeNumber(text string) []string {
	if q := docref.ParseQuery(text); q.IsNumber {
		return q.Keys()
	}
	return nil
}

// takeNumbers plans the document numbers of a run of words and returns the run
// without them. A number is required, and its parts alone never match: who asks
// for 04-NQ/TU does not mean 04-NQ/TW. A province or a day that is named with a
// number narrows it further.
func (a *analyzer) takeNumbers(p *plan, text string) (rest string) {
	whole := docref.ParseQuery(text)
	if keys := whole.Keys(); whole.IsNumber && len(keys) > 0 {
		p.units = append(p.units, numberUnit(p, keys))
		a.narrowNumber(p, whole)
		return ""
	}
	rest = text
	for _, n := range numbers(text, lang.Unknown) {
		if strings.Count(n.key, "-") < 2 {
			continue // a type and a number only: the words say as much
		}
		keys := docref.ParseQuery(text[n.start:n.end]).Keys()
		if !slices.Contains(keys, n.key) {
			keys = append(keys, n.key)
		}
		p.units = append(p.units, numberUnit(p, keys))
		rest = blank(rest, n.start, n.end)
	}
	for _, key := range whole.Partials() {
		if strings.Contains(key, "-") {
			p.bonus = append(p.bonus, weighted{number, key, numberWeight})
			p.marks.number(key)
		}
	}
	return rest
}

// narrowNumber asks for the documents of the province or the day that is named
// with a number, or else for articles that name the province beside it.
func (a *analyzer) narrowNumber(p *plan, q docref.Query) {
	if q.Scope == "" && q.Date == "" {
		return
	}
	u := unit{required: true, cites: []docref.Query{q}}
	if province, ok := docref.ProvinceOf(q.Scope); ok && q.Date == "" {
		a.phrase(p, &u, route{}, province.Spellings[0])
	}
	p.units = append(p.units, u)
}

func numberUnit(p *plan, keys []string) unit {
	u := unit{required: true}
	for _, key := range keys {
		u.terms = append(u.terms, weighted{number, key, numberWeight})
		p.marks.number(key)
	}
	return u
}
