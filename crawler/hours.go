package crawler

import (
	"errors"
	"strings"
	"time"

	"khotin/internal/article"
)

// Hours is the part of the day in which an outlet is visited, as times after
// midnight: {5h, 23h30m} from five in the morning to half past eleven at night,
// {22h, 6h} at night. The zero value is the whole day.
type Hours struct {
	From, To time.Duration
	Zone     *time.Location // nil: Vietnam's
}

// ParseHours reads "05:00-23:30", in Vietnam's time unless an offset follows, as
// in "05:00-23:30 +02:00". An empty text is the whole day. There is no summer
// time: a day has 24 hours.
func ParseHours(text string) (h Hours, err error) {
	if text == "" {
		return h, nil
	}
	text, offset, zoned := strings.Cut(text, " ")
	from, to, ok := strings.Cut(text, "-")
	var errs [3]error
	h.From, errs[0] = parseClock(from)
	h.To, errs[1] = parseClock(to)
	if zoned {
		var t time.Time
		t, errs[2] = time.Parse("-07:00", offset)
		_, seconds := t.Zone()
		h.Zone = time.FixedZone("", seconds)
	}
	switch {
	case !ok || errors.Join(errs[:]...) != nil:
		return Hours{}, errors.New("it is not of the form 05:00-23:30")
	case h.From == h.To || !h.valid():
		return Hours{}, errors.New("it does not begin and end at two different times of the day")
	}
	return h, nil
}

// parseClock returns the time after midnight, 24:00 at the most.
func parseClock(text string) (time.Duration, error) {
	if text == "24:00" {
		return day, nil
	}
	t, err := time.Parse("15:04", text)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, err
}

// valid reports whether the hours are those of a clock.
func (h Hours) valid() bool {
	return h.From >= 0 && h.From < day && h.To >= 0 && h.To <= day
}

// or returns the hours, or others where they are the whole day by default.
func (h Hours) or(others Hours) Hours {
	if h == (Hours{}) {
		return others
	}
	return h
}

// next returns t if it lies in the hours, else when they next begin.
func (h Hours) next(t time.Time) time.Time {
	if h.From == h.To {
		return t
	}
	zone := h.Zone
	if zone == nil {
		zone = article.Hanoi
	}
	local := t.In(zone)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)
	since := local.Sub(midnight)
	switch {
	case h.From < h.To && since >= h.From && since < h.To, h.From > h.To && (since >= h.From || since < h.To):
		return t
	case since < h.From:
		return midnight.Add(h.From)
	}
	return midnight.Add(day + h.From)
}
