package article

import (
	"fmt"
	"time"
)

// Hanoi is the zone of every date that does not state one. Vietnam has kept
// UTC+7 without summer time since 1975, so no zone database is needed.
var Hanoi = time.FixedZone("+07", 7*60*60)

// Precision is the smallest unit that a printed date states.
type Precision int

const (
	None Precision = iota
	Year
	Month
	Day
	Minute
	Second
)

// layouts of the W3C profile of ISO 8601 (NOTE-datetime), by precision. The
// minute form is written out with seconds, as RFC 3339 wants it.
var layouts = [...]string{None: "", Year: "2006", Month: "2006-01", Day: "2006-01-02", Minute: time.RFC3339, Second: time.RFC3339}

// Date is a point in time no more exact than its source. The zero Date is
// unknown and is written as an empty string.
type Date struct {
	Time      time.Time
	Precision Precision
}

// At returns a Date of the given precision; finer units of t are cut off.
func At(t time.Time, p Precision) Date {
	y, m, d := t.Date()
	switch p {
	case None:
		return Date{}
	case Year:
		t = time.Date(y, 1, 1, 0, 0, 0, 0, t.Location())
	case Month:
		t = time.Date(y, m, 1, 0, 0, 0, 0, t.Location())
	case Day:
		t = time.Date(y, m, d, 0, 0, 0, 0, t.Location())
	case Minute:
		t = t.Truncate(time.Minute)
	default:
		t = t.Truncate(time.Second)
	}
	return Date{Time: t, Precision: p}
}

// ParseDate reads the form that String writes.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return Date{t, Second}, nil
	}
	for p := Day; p >= Year; p-- {
		if t, err := time.ParseInLocation(layouts[p], s, Hanoi); err == nil {
			return Date{t, p}, nil
		}
	}
	return Date{}, fmt.Errorf("date %q: write it as 2024, 2024-08, 2024-08-06 or 2024-08-06T11:42:00+07:00", s)
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d.Precision == None }

// String returns the W3C form of the date, "" when unknown.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time.Format(layouts[d.Precision])
}

// Day returns the calendar day as printed, "2024-08-06", or a shorter prefix
// when the source is less exact.
func (d Date) Day() string {
	s := d.String()
	return s[:min(len(s), len("2006-01-02"))]
}

func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Date) UnmarshalText(b []byte) error {
	got, err := ParseDate(string(b))
	if err == nil {
		*d = got
	}
	return err
}
