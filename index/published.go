package index

import (
	"time"

	"khotin/internal/article"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/numeric"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// The published field holds the instant of publication as one term, in the form
// of bleve's numbers, for sorting. bleve's own date field would add fifteen more,
// for ranges; here ranges go by the years and months that are filters anyway, and
// only at their ends by the instant itself.

// addPublished adds the instant, if nanoseconds since 1970 can express it.
func addPublished(doc *document.Document, t time.Time) {
	if nanos := t.UnixNano(); time.Unix(0, nanos).Equal(t) {
		b := &bag{name: publishedField, options: filterOnly | bleveindex.DocValues}
		b.add(string(numeric.MustNewPrefixCodedInt64(nanos, 0)))
		doc.AddField(b)
	}
}

// timespan is a stretch of time, the end excluded; a zero end is open.
type timespan struct{ from, to time.Time }

func (s timespan) holds(t time.Time) bool {
	return !t.Before(s.from) && (s.to.IsZero() || t.Before(s.to))
}

// parts of a period that a stretch of time may hold.
const (
	noPart = iota
	somePart
	wholePart
)

// part reports how much of a year ("2024") or month ("2024-05") the stretch holds.
func (s timespan) part(period string) int {
	layout, years, months := "2006", 1, 0
	if len(period) > len(layout) {
		layout, years, months = "2006-01", 0, 1
	}
	start, err := time.ParseInLocation(layout, period, article.Hanoi)
	if err != nil {
		return somePart
	}
	end := start.AddDate(years, months, 0)
	switch {
	case !end.After(s.from) || !s.to.IsZero() && !start.Before(s.to):
		return noPart
	case s.holds(start) && (s.to.IsZero() || !end.After(s.to)):
		return wholePart
	}
	return somePart
}

// period narrows to articles published at or after from and before to.
func (s *scorer) period(span timespan) error {
	var docs, unsure bitset
	err := s.eachTerm(yearField, "", maxValues, func(year string, _ uint64) error {
		switch span.part(year) {
		case wholePart:
			return s.collect(&docs, yearField, year)
		case somePart:
			if err := s.collect(&unsure, yearField, year); err != nil {
				return err
			}
			return s.months(span, year+"-", &docs, &unsure)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = s.valuesOf(publishedField, unsure, func(doc uint64, term []byte) {
		if nanos, err := numeric.PrefixCoded(term).Int64(); err == nil && span.holds(time.Unix(0, nanos)) {
			docs.set(doc)
		}
	})
	s.narrowTo(docs)
	return err
}

// months decides about the months of a year, as far as whole months can.
func (s *scorer) months(span timespan, year string, docs, unsure *bitset) error {
	return s.eachTerm(monthField, year, maxValues, func(month string, _ uint64) error {
		part := span.part(month)
		if part == somePart {
			return nil
		}
		var found bitset
		if err := s.collect(&found, monthField, month); err != nil {
			return err
		}
		*unsure = unsure.without(found)
		if part == wholePart {
			*docs = docs.or(found)
		}
		return nil
	})
}
