package docref

import (
	"fmt"
	"strings"
)

// role is the part a small word plays beside a citation.
type role string

const (
	marker    role = "marker"
	and       role = "and"
	afterItem role = "after-item"
	dateLead  role = "date"
	ofIssuer  role = "issuer"
	filler    role = "filler"
	issuing   role = "issuing"
	refuse    role = "refuse"
	placeLead role = "place"
	titleLead role = "title"
)

func (t *tables) readParticles() error {
	for _, r := range []role{marker, and, afterItem, dateLead, ofIssuer, filler, issuing, refuse, placeLead, titleLead} {
		forward, back := newBook(false), newBook(true)
		t.roles[r], t.rolesBack[r] = &forward, &back
	}
	return eachRow("particles.tsv", func(row map[string]string) error {
		r := role(row["role"])
		if t.roles[r] == nil {
			return fmt.Errorf("no such role: %q", r)
		}
		for text := range strings.SplitSeq(row["phrases"], "|") {
			t.roles[r].add(text, r)
			t.rolesBack[r].add(text, r)
		}
		return nil
	})
}

func (t *tables) readForeign() error {
	return eachRow("foreign.tsv", func(row map[string]string) error {
		for text := range strings.SplitSeq(row["phrases"], "|") {
			t.foreign.add(text, true)
		}
		return nil
	})
}

func (t *tables) readMonths() error {
	return eachRow("months.tsv", func(row map[string]string) error {
		names := strings.Split(row["names"], "|")
		if len(names) != 12 {
			return fmt.Errorf("%s has %d months", row["lang"], len(names))
		}
		for i, name := range names {
			t.months[fold(name)] = i + 1
		}
		return nil
	})
}
