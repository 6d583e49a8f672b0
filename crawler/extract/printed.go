package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// found is a date read out of a text.
type found struct {
	date       article.Date
	start, end int // of what was read, in bytes of the text
}

// The forms in which pages print dates, over folded text. Month names are
// looked up afterwards, so one pattern serves every language.
var (
	isoDate   = regexp.MustCompile(`\b(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(z\b|[+-]\d{2}:?\d{2})?`)
	numDate   = regexp.MustCompile(`(?:^|[^\d/])(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})(?:[^\d/]|$)`)
	dayMonth  = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:thang\s+)?(\pL+|\d{1,2})\.?,?\s+(?:nam\s+)?(\d{4})`)
	monthDay  = regexp.MustCompile(`(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`)
	clockTime = regexp.MustCompile(`(?:^|[^\d:])(\d{1,2})\s?[:h]\s?(\d{2})(?::(\d{2}))?\s*(am|pm|sa|ch)?(?:[^\d:]|$)`)
	zoneMark  = regexp.MustCompile(`(?:gmt|utc)\s*([+-]\d{1,2})(?::?(\d{2}))?|\s([+-]\d{2}):?(\d{2})(?:\D|$)`)
)

// months holds the names of months in the four languages, folded, and their
// short forms. Vietnamese counts its months.
var months = monthTable(
	"janvier janv jan ianuarie ian january",
	"fevrier fevr fev februarie feb february",
	"mars martie mar march",
	"avril avr aprilie apr april",
	"mai may",
	"juin iunie iun june jun",
	"juillet juil iulie iul july jul",
	"aout august aug",
	"septembre sept septembrie sep september",
	"octobre oct octombrie october",
	"novembre nov noiembrie noi november",
	"decembre dec decembrie december",
)

func monthTable(rows ...string) map[string]time.Month {
	t := make(map[string]time.Month)
	for i, row := range rows {
		for name := range strings.FieldsSeq(row) {
			t[name] = time.Month(i + 1)
		}
	}
	return t
}

// reading says how numbers in a date are ordered and which zone it is in.
type reading struct {
	monthFirst bool
	zone       *time.Location
}

// dateIn reads the first date of a short text such as a date line or a value
// of metadata. It is no search through prose. ok is false when there is none
// or it names a day that does not exist.
func dateIn(text string, r reading) (f found, ok bool) {
	folded, at := foldMap(text)
	if r.zone == nil {
		r.zone = article.Hanoi
	}
	if f, ok = foldedDate(folded, r); ok {
		f.start, f.end = at[f.start], at[f.end]
	}
	return f, ok
}

// foldMap folds a text and returns where each byte of the result came from.
func foldMap(text string) (folded string, at []int) {
	var b strings.Builder
	for i, r := range text {
		part := lang.Fold(string(r))
		if unicode.IsSpace(r) {
			part = " "
		}
		for range len(part) {
			at = append(at, i)
		}
		b.WriteString(part)
	}
	return b.String(), append(at, len(text))
}

func foldedDate(folded string, r reading) (f found, ok bool) {
	if m := isoDate.FindStringSubmatchIndex(folded); m != nil {
		return f.iso(folded, m, r)
	}
	y, mo, d := 0, 0, 0
	switch {
	case numDate.MatchString(folded):
		m := numDate.FindStringSubmatchIndex(folded)
		d, mo, y = number(folded, m, 1), number(folded, m, 3), number(folded, m, 4)
		if y < 100 {
			y += 2000
		}
		if american := r.monthFirst || usTime(folded); american && mo <= 31 && d <= 12 {
			d, mo = mo, d
		}
		f.start, f.end = m[2], m[9]
	default:
		var name string
		if m := dayMonth.FindStringSubmatchIndex(folded); m != nil {
			d, name, y = number(folded, m, 1), folded[m[4]:m[5]], number(folded, m, 3)
			f.start, f.end = m[2], m[7]
		}
		if mo = month(name); mo == 0 {
			m := monthDay.FindStringSubmatchIndex(folded)
			if m == nil {
				return found{}, false
			}
			name, d, y = folded[m[2]:m[3]], number(folded, m, 2), number(folded, m, 3)
			mo = month(name)
			f.start, f.end = m[0], m[7]
		}
	}
	return f.build(y, mo, d, folded[:f.start]+strings.Repeat(" ", f.end-f.start)+folded[f.end:], r)
}

// usTime reports a clock of twelve hours, which only the order month, day,
// year goes with.
func usTime(folded string) bool {
	m := clockTime.FindStringSubmatch(folded)
	return m != nil && (m[4] == "am" || m[4] == "pm")
}

func month(name string) int {
	if n, err := strconv.Atoi(name); err == nil {
		return n
	}
	return int(months[name])
}

func number(s string, m []int, group int) int {
	if m[2*group] < 0 {
		return -1
	}
	n, err := strconv.Atoi(s[m[2*group]:m[2*group+1]])
	if err != nil {
		return -1
	}
	return n
}

// iso completes a date of ISO 8601 or its variants without "T" or colon.
func (f found) iso(s string, m []int, r reading) (found, bool) {
	f.start, f.end = m[0], m[1]
	if m[8] < 0 {
		return f.build(number(s, m, 1), number(s, m, 2), number(s, m, 3), s[:m[0]]+" "+s[m[7]:], r)
	}
	if m[14] >= 0 {
		r.zone = offset(s[m[14]:m[15]], r.zone)
	}
	return f.at(number(s, m, 1), number(s, m, 2), number(s, m, 3), number(s, m, 4), number(s, m, 5), number(s, m, 6), r.zone)
}

// build adds the time of day and the zone that stand in the rest of the text.
func (f found) build(y, mo, d int, rest string, r reading) (found, bool) {
	if m := zoneMark.FindStringSubmatchIndex(rest); m != nil {
		r.zone = offset(strings.TrimLeft(strings.TrimSpace(rest[m[0]:m[1]]), "gmtuc "), r.zone)
		rest = rest[:m[0]] + strings.Repeat(" ", m[1]-m[0]) + rest[m[1]:]
	}
	m := clockTime.FindStringSubmatchIndex(rest)
	if m == nil {
		return f.at(y, mo, d, -1, -1, -1, r.zone)
	}
	hour, minute, second := number(rest, m, 1), number(rest, m, 2), number(rest, m, 3)
	if m[8] >= 0 {
		switch half := rest[m[8]:m[9]]; {
		case (half == "pm" || half == "ch") && hour < 12:
			hour += 12
		case (half == "am" || half == "sa") && hour == 12:
			hour = 0
		}
	}
	f.start, f.end = min(f.start, m[2]), max(f.end, lastGroup(m))
	return f.at(y, mo, d, hour, minute, second, r.zone)
}

func lastGroup(m []int) int {
	end := 0
	for _, n := range m[2:] {
		end = max(end, n)
	}
	return end
}

// at checks that the parts name a moment between 1990, before which no outlet
// was online, and 2100.
func (f found) at(y, mo, d, hour, minute, second int, zone *time.Location) (found, bool) {
	p := article.Day
	switch {
	case hour >= 0 && second >= 0:
		p = article.Second
	case hour >= 0:
		p = article.Minute
	}
	t := time.Date(y, time.Month(mo), d, max(hour, 0), max(minute, 0), max(second, 0), 0, zone)
	if y < 1990 || y > 2100 || t.Year() != y || int(t.Month()) != mo || t.Day() != d || hour > 23 || minute > 59 || second > 59 {
		return found{}, false
	}
	f.date = article.At(t, p)
	return f, true
}

// offset reads "z", "+0700", "+07:00" or "+7"; anything else keeps the zone.
func offset(s string, zone *time.Location) *time.Location {
	s = strings.TrimSpace(strings.Trim(s, ")]"))
	if s == "z" {
		return time.UTC
	}
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return zone
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) <= 2 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n/100 > 14 || n%100 > 59 {
		return zone
	}
	seconds := (n/100*60 + n%100) * 60
	if s[0] == '-' {
		seconds = -seconds
	}
	if seconds == 7*60*60 {
		return article.Hanoi
	}
	return time.FixedZone("", seconds)
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
