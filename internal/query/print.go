package query

import (
	"errors"
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// String returns the query in its own language, canonical: Parse reads it back
// to the same clauses and filter. Page, order and switches are not part of it.
func (q Query) String() string {
	var parts []string
	for _, c := range q.Clauses {
		if c.Or {
			parts = append(parts, "OR")
		}
		parts = append(parts, c.String())
	}
	return strings.Join(append(parts, q.Filter.terms()...), " ")
}

// String returns the clause as it is typed.
func (c Clause) String() string {
	s := c.Text
	switch c.Kind {
	case Phrase:
		s = `"` + s + `"`
	case Prefix:
		s += "*"
	}
	if c.Exclude {
		return "-" + s
	}
	return s
}

func (f Filter) terms() []string {
	var terms []string
	if len(f.Langs) > 0 {
		terms = append(terms, "lang:"+joinTags(f.Langs))
	}
	for _, name := range keywords {
		for _, v := range *f.values(name) {
			terms = append(terms, name+":"+quoteIfNeeded(v))
		}
	}
	if !f.From.IsZero() {
		terms = append(terms, "from:"+printStart(f.From))
	}
	if !f.To.IsZero() {
		terms = append(terms, "to:"+printEnd(f.To))
	}
	if f.Group != "" {
		terms = append(terms, "group:"+quoteIfNeeded(f.Group))
	}
	return terms
}

func joinTags(tags []lang.Tag) string {
	names := make([]string, len(tags))
	for i, t := range tags {
		names[i] = string(t)
	}
	return strings.Join(names, ",")
}

// quoteIfNeeded quotes a value that would not be read back as one word.
func quoteIfNeeded(s string) string {
	if trim(s) == s && wordLen(s) == len(s) {
		return s
	}
	return `"` + s + `"`
}

// Years outside of this range are typing errors.
const firstYear, lastYear = 1900, 2100

// period reads a date as the time it covers: "2024-08" is the whole month. A
// full RFC 3339 time covers no time. Both ends are in Hanoi time, whole seconds.
func period(value string) (from, to time.Time, err error) {
	d, err := article.ParseDate(strings.ToUpper(value))
	if err != nil || d.IsZero() {
		return from, to, errPeriod
	}
	from = d.Time.In(article.Hanoi).Truncate(time.Second)
	if from.Year() < firstYear || from.Year() > lastYear {
		return from, to, errPeriod
	}
	switch d.Precision {
	case article.Year:
		return from, from.AddDate(1, 0, 0), nil
	case article.Month:
		return from, from.AddDate(0, 1, 0), nil
	case article.Day:
		return from, from.AddDate(0, 0, 1), nil
	}
	return from, from, nil
}

var errPeriod = errors.New("not a date between 1900 and 2100")

// printStart writes the shortest date whose period begins at t.
func printStart(t time.Time) string {
	t = t.In(article.Hanoi)
	switch {
	case !isMidnight(t):
		return t.UTC().Format(time.RFC3339)
	case t.Day() > 1:
		return t.Format("2006-01-02")
	case t.Month() > 1:
		return t.Format("2006-01")
	}
	return t.Format("2006")
}

// printEnd writes the shortest date whose period ends at t.
func printEnd(t time.Time) string {
	t = t.In(article.Hanoi)
	if !isMidnight(t) {
		return t.UTC().Format(time.RFC3339)
	}
	last := t.AddDate(0, 0, -1)
	switch {
	case t.Day() > 1:
		return last.Format("2006-01-02")
	case t.Month() > 1:
		return last.Format("2006-01")
	}
	return last.Format("2006")
}

func isMidnight(t time.Time) bool {
	h, m, s := t.Clock()
	return h == 0 && m == 0 && s == 0
}
