package index

import (
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
// for 04-NQ/TU does not mean 04-NQ/TW.
func takeNumbers(p *plan, text string) (rest string) {
	if keys := wholeNumber(text); len(keys) > 0 {
		p.units = append(p.units, numberUnit(p, keys))
		return ""
	}
	for _, n := range numbers(text, lang.Unknown) {
		if strings.Count(n.key, "-") < 2 {
			continue // a type and a number only: the words say as much
		}
		p.units = append(p.units, numberUnit(p, []string{n.key}))
		text = text[:n.start] + strings.Repeat(" ", n.end-n.start) + text[n.end:]
	}
	for _, key := range docref.ParseQuery(text).Partials() {
		if strings.Contains(key, "-") {
			p.bonus = append(p.bonus, weighted{number, key, numberWeight})
			p.marks.number(key)
		}
	}
	return text
}

func numberUnit(p *plan, keys []string) unit {
	u := unit{required: true}
	for _, key := range keys {
		u.terms = append(u.terms, weighted{number, key, numberWeight})
		p.marks.number(key)
	}
	return u
}
