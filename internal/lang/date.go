package lang

import (
	"fmt"
	"time"
)

// Date is a date as it was printed: what was not printed is zero. It has no
// zone unless one was given with it; which zone a bare date is in, and which
// year a date without one, is for the caller to know.
type Date struct {
	Year      int // 0 if not printed
	Month     time.Month
	Day       int // 0 if not printed
	Hour      int
	Minute    int
	Second    int
	Precision Precision
	Part      Part // part of the day, if words name one
	HasZone   bool
	Offset    int // seconds east of UTC, if HasZone
}

// Precision is the smallest unit that was printed.
type Precision uint8

// The precisions of a date; the zero value is that of the zero Date.
const (
	NoPrecision Precision = iota
	MonthPrecision
	DayPrecision
	MinutePrecision
	SecondPrecision
)

// ISO writes d in ISO 8601 to its precision: "2024-08", "2024-08-06",
// "2024-08-06T11:42", "2024-08-06T11:42:05+07:00". A date without a year is
// written "--08-06", as ISO 8601:2000 and vCard do.
func (d Date) ISO() string {
	if d.Precision == NoPrecision {
		return ""
	}
	s := fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	if d.Year == 0 {
		s = fmt.Sprintf("--%02d", d.Month)
	}
	if d.Precision >= DayPrecision {
		s += fmt.Sprintf("-%02d", d.Day)
	}
	switch d.Precision {
	case MinutePrecision:
		s += fmt.Sprintf("T%02d:%02d", d.Hour, d.Minute)
	case SecondPrecision:
		s += fmt.Sprintf("T%02d:%02d:%02d", d.Hour, d.Minute, d.Second)
	default:
		return s
	}
	if !d.HasZone {
		return s
	}
	if d.Offset == 0 {
		return s + "Z"
	}
	sign, offset := '+', d.Offset
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return s + fmt.Sprintf("%c%02d:%02d", sign, offset/3600, offset/60%60)
}

// Time returns the moment d begins. A date without a zone of its own is read
// in zone. ok is false if year or day are unknown.
func (d Date) Time(zone *time.Location) (t time.Time, ok bool) {
	if d.Year == 0 || d.Precision < DayPrecision {
		return time.Time{}, false
	}
	if d.HasZone {
		zone = time.FixedZone("", d.Offset)
	}
	return time.Date(d.Year, d.Month, d.Day, d.Hour, d.Minute, d.Second, 0, zone), true
}

// Four digits are taken for a year between firstYear and lastYear, down to
// oldestYear only where the words around leave no doubt.
const (
	oldestYear = 1000
	firstYear  = 1800
	lastYear   = 2199
)

// dayDate makes a date of a day, or reports that there is no such day. year 0
// allows 29 February.
func dayDate(year, month, day int) (Date, bool) {
	if month < 1 || month > 12 || day < 1 || year != 0 && (year < oldestYear || year > lastYear) {
		return Date{}, false
	}
	leap := year
	if leap == 0 {
		leap = 2000
	}
	lastDay := time.Date(leap, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return Date{Year: year, Month: time.Month(month), Day: day, Precision: DayPrecision}, day <= lastDay
}

func isYear(n int) bool { return n >= firstYear && n <= lastYear }

// wholeYear expands a year of two digits the way RFC 5322 asks for, with the
// pivot moved to what feeds of our time can mean.
func wholeYear(n int) int {
	if n < 70 {
		return 2000 + n
	}
	return 1900 + n
}
