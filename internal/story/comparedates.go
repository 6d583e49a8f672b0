package story

import (
	"slices"

	"khotin/internal/lang"
)

// A day is a date of a unit, a range as one.
type day struct {
	Passage
	from, to lang.Date
}

// days compares the dates of corresponding paragraphs.
func (c *comparison) days(a, b []unit) {
	inA, inB := daysOf(a), daysOf(b)
	restA, restB := without(inA, inB), without(inB, inA)
	if len(restA) != len(restB) || len(restA) > 1 && len(inA) != len(inB) {
		return
	}
	for k, x := range restA {
		if x.from.Day == 0 || restB[k].from.Day == 0 {
			continue // "tháng 8/2024" beside "le 22 août 2024" says less, not otherwise
		}
		c.add(OnDate, x.Passage, restB[k].Passage)
	}
}

func daysOf(run []unit) (list []day) {
	for i := range run {
		u := &run[i]
		for _, d := range u.days {
			to := d.Until
			if to.Precision == lang.NoPrecision {
				to = d.Date
			}
			normal := calendarDay(d.Date)
			if to != d.Date {
				normal += "/" + calendarDay(to)
			}
			list = append(list, day{u.passage(d.Start, d.End, normal), d.Date, to})
		}
	}
	return list
}

// calendarDay writes the day of a date without its time.
func calendarDay(d lang.Date) string {
	day := lang.Date{Year: d.Year, Month: d.Month, Day: d.Day, Precision: min(d.Precision, lang.DayPrecision)}
	return day.ISO()
}

func without(list, other []day) (rest []day) {
	for _, d := range list {
		if !slices.ContainsFunc(other, d.agrees) {
			rest = append(rest, d)
		}
	}
	return rest
}

// agrees reports that two dates may be one, as far as both say: two ranges are
// the same, one day lies in the other's range.
func (d day) agrees(o day) bool {
	if d.from != d.to && o.from != o.to && d.from.Day*o.from.Day != 0 {
		return monthAndDay(d.from) == monthAndDay(o.from) && monthAndDay(d.to) == monthAndDay(o.to)
	}
	if d.from.Year != 0 && o.from.Year != 0 && d.from.Year != o.from.Year && d.to.Year != o.to.Year {
		return false
	}
	if d.from.Day == 0 || o.from.Day == 0 {
		return d.from.Month <= o.to.Month && o.from.Month <= d.to.Month
	}
	return monthAndDay(d.from) <= monthAndDay(o.to) && monthAndDay(o.from) <= monthAndDay(d.to)
}

func monthAndDay(d lang.Date) int { return int(d.Month)*32 + d.Day }
