package docref

import (
	"fmt"
	"strings"
)

// A Term is the time a committee serves, within which its numbers count up
// from one. Dates are ISO days, both included; Until is empty while it lasts.
type Term struct {
	Name  string `json:"name"` // of the congress that opened it: "XIII"
	From  string `json:"from"`
	Until string `json:"until,omitempty"`
}

func (t *tables) readTerms() error {
	closed := ""
	return eachRow("terms.tsv", func(row map[string]string) error {
		if !validDay(row["closed"]) || row["closed"] <= closed {
			return fmt.Errorf("term %s: %q is not a day after the term before", row["name"], row["closed"])
		}
		closed = row["closed"]
		if n := len(t.terms); n > 0 {
			t.terms[n-1].Until = closed
		}
		t.terms = append(t.terms, Term{Name: row["name"], From: nextDay(closed)})
		return nil
	})
}

// TermOf is the term of the Central Committee an ISO day falls in, and false
// before the first. Provincial terms open up to 18 months earlier, at dates
// of their own: for a province's number it is the likely term and no proof.
func TermOf(day string) (Term, bool) {
	terms := world().terms
	for i := len(terms) - 1; i >= 0; i-- {
		if day >= terms[i].From {
			return terms[i], true
		}
	}
	return Term{}, false
}

// withinTerm reports whether an earlier day is at most a term, five years,
// before another.
func withinTerm(earlier, later string) bool {
	return len(earlier) >= 4 && len(later) >= 4 && earlier <= later && yearOf(later)-yearOf(earlier) <= 5 &&
		(yearOf(later)-yearOf(earlier) < 5 || strings.Compare(earlier[4:], later[4:]) >= 0)
}
