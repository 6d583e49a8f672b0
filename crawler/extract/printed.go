package extract

import (
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// reading says how numbers in a date are ordered and which zone it is in when
// it states none.
type reading struct {
	monthFirst bool
	zone       *time.Location
}

// found is a date read out of a text.
type found struct {
	date       article.Date
	start, end int // of the date with its weekday and time, in bytes of the text
}

// longestLine bounds, in bytes, the text in which a date is looked for: a value
// of metadata or a date line, never prose.
const longestLine = 300

// dateIn reads the first date of a short text. ok is false when there is none
// that states its year, or when it lies outside the years of the web.
func dateIn(text string, r reading) (f found, ok bool) {
	if len(text) > longestLine {
		return found{}, false
	}
	if r.monthFirst || american(text) {
		if d, ok := lang.ParseDate(text, lang.MonthFirst); ok {
			f.date, ok = dated(d, r.zone)
			f.end = len(text)
			return f, ok
		}
	}
	for _, span := range lang.FindDates(text) {
		if span.Date.Year == 0 || span.Until.Precision != lang.NoPrecision {
			continue
		}
		f.date, ok = dated(span.Date, r.zone)
		f.start, f.end = span.Lead, span.End
		return f, ok
	}
	return found{}, false
}

// american reports a clock of twelve hours, which in numbers only the order
// month, day, year goes with.
func american(text string) bool {
	text = strings.ToUpper(strings.TrimSpace(text))
	return strings.HasSuffix(text, " AM") || strings.HasSuffix(text, " PM")
}

// dated turns a printed date into a moment no more exact. Without a zone it is
// in the given one, and in that of Hanoi if that is nil. Before 1990 no outlet
// was online, so an earlier year is a misreading.
func dated(d lang.Date, zone *time.Location) (article.Date, bool) {
	switch {
	case d.HasZone && d.Offset == 0:
		zone = time.UTC
	case d.HasZone && d.Offset != 7*60*60:
		zone = time.FixedZone("", d.Offset)
	case d.HasZone || zone == nil:
		zone = article.Hanoi
	}
	p := article.Day
	switch d.Precision {
	case lang.MinutePrecision:
		p = article.Minute
	case lang.SecondPrecision:
		p = article.Second
	case lang.DayPrecision:
	default:
		return article.Date{}, false
	}
	t := time.Date(d.Year, d.Month, d.Day, d.Hour, d.Minute, d.Second, 0, zone)
	return article.At(t, p), d.Year >= 1990 && d.Year < 2100
}

// parseZone reads an offset as configuration states it; "" is Hanoi's.
func parseZone(s string) (*time.Location, error) {
	if s == "" {
		return article.Hanoi, nil
	}
	t, err := time.Parse("-07:00", s)
	if err != nil {
		return nil, err
	}
	return t.Location(), nil
}
