package alarm

import "time"

// tetShare is what is published at Tết of what is published otherwise, at the
// least: newsrooms keep a small staff.
const tetShare = 1. / 3

// holiday returns the share of the usual that may be expected between two
// times.
func holiday(from, until time.Time) float64 {
	free := time.Duration(0)
	for _, eve := range tet() {
		begin, end := eve.Add(-day), eve.Add(8*day)
		if overlap := earlier(end, until).Sub(later(begin, from)); overlap > 0 {
			free += overlap
		}
	}
	return 1 - (1-tetShare)*free.Hours()/until.Sub(from).Hours()
}

// tet lists the first days of the Vietnamese lunar year. They are reckoned for
// the meridian of Hanoi, so 2030 is a day before the Chinese one.
func tet() (days []time.Time) {
	for _, name := range [...]string{
		"2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23",
		"2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24", "2040-02-12",
	} {
		days = append(days, midnight(name))
	}
	return days
}
