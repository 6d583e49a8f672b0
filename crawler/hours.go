package crawler

import (
	"time"

	"khotin/internal/article"
)

// Hours is the part of the day in which outlets are visited, in hours of
// Vietnam's clock: {6, 22} from six in the morning to ten at night, {22, 6} at
// night. The zero value is the whole day.
type Hours struct{ From, To int }

// valid reports whether the hours are those of a clock.
func (h Hours) valid() bool { return h.From >= 0 && h.From <= 24 && h.To >= 0 && h.To <= 24 }

// next returns t if it lies in the hours, else when they next begin. Vietnam's
// clock keeps no summer time, so a day has 24 hours.
func (h Hours) next(t time.Time) time.Time {
	if h.From == h.To {
		return t
	}
	local := t.In(article.Hanoi)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, article.Hanoi)
	since, from, to := local.Sub(midnight), time.Duration(h.From)*time.Hour, time.Duration(h.To)*time.Hour
	switch {
	case from < to && since >= from && since < to, from > to && (since >= from || since < to):
		return t
	case since < from:
		return midnight.Add(from)
	}
	return midnight.Add(day + from)
}
