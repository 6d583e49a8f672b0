package docref

import (
	"strconv"
	"time"
)

func validDay(day string) bool {
	_, err := time.Parse(time.DateOnly, day)
	return err == nil
}

func validSpan(from, until string) bool {
	return (from == "" || validDay(from)) && (until == "" || validDay(until)) && (from == "" || until == "" || from <= until)
}

func nextDay(day string) string {
	t, _ := time.Parse(time.DateOnly, day)
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// yearOf is the year an ISO date begins with, 0 without one.
func yearOf(date string) int {
	if len(date) < 4 {
		return 0
	}
	year, _ := strconv.Atoi(date[:4])
	return year
}

// The years a document's number or date may carry. Party numbers go back to
// the thirties.
const firstYear, lastYear = 1930, 2099

func plausibleYear(t token) (int, bool) {
	if t.kind != number || len(t.fold) != 4 {
		return 0, false
	}
	year, _ := strconv.Atoi(t.fold)
	return year, firstYear <= year && year <= lastYear
}

// isoDay writes a day that exists in the calendar.
func isoDay(year, month, day int) (string, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

// dateAt reads a complete date at token i: 19/11/2021, 2021-11-19,
// ngày 19 tháng 11 năm 2021 (from the 19), 1er mars 2024, October 25, 2017.
func (s *scan) dateAt(i int) (iso string, next int, ok bool) {
	for _, read := range []func(int) (string, int, bool){s.numericDate, s.vietnameseDate, s.writtenDate, s.monthFirst} {
		if iso, next, ok = read(i); ok && !s.runsOn(next) {
			return iso, next, true
		}
	}
	return "", 0, false
}

// runsOn reports digits that continue what looked like the end of a date.
func (s *scan) runsOn(i int) bool {
	return s.is(i, number) && s.toks[i].glued ||
		(s.is(i, slash) || s.is(i, dash)) && s.toks[i].glued && s.is(i+1, number) && s.toks[i+1].glued
}

func (s *scan) small(i, most int) (int, bool) {
	if !s.is(i, number) || len(s.toks[i].fold) > 2 {
		return 0, false
	}
	n, _ := strconv.Atoi(s.toks[i].fold)
	return n, 1 <= n && n <= most
}

func (s *scan) year(i int) (int, bool) {
	if i >= len(s.toks) {
		return 0, false
	}
	return plausibleYear(s.toks[i])
}

func (s *scan) numericDate(i int) (string, int, bool) {
	if !s.is(i, number) || !s.is(i+2, number) || !s.is(i+4, number) || s.toks[i+1].kind != s.toks[i+3].kind {
		return "", 0, false
	}
	if k := s.toks[i+1].kind; k != slash && k != dash && k != stop {
		return "", 0, false
	}
	month, okMonth := s.small(i+2, 12)
	at, end := i, i+4
	if len(s.toks[i].fold) == 4 {
		at, end = i+4, i
	}
	day, okDay := s.small(at, 31)
	year, okYear := s.year(end)
	if !okDay || !okMonth || !okYear {
		return "", 0, false
	}
	iso, ok := isoDay(year, month, day)
	return iso, i + 5, ok
}

func (s *scan) vietnameseDate(i int) (string, int, bool) {
	day, ok := s.small(i, 31)
	if !ok || !s.says(i+1, "thang") {
		return "", 0, false
	}
	month, ok := s.small(i+2, 12)
	if !ok {
		return "", 0, false
	}
	j := i + 3
	for s.says(j, "nam") || s.is(j, comma) || s.is(j, slash) {
		j++
	}
	year, ok := s.year(j)
	if !ok {
		return "", 0, false
	}
	iso, ok := isoDay(year, month, day)
	return iso, j + 1, ok
}

func (s *scan) writtenDate(i int) (string, int, bool) {
	day, ok := s.small(i, 31)
	if !ok {
		return "", 0, false
	}
	j := i + 1
	if s.is(j, word) && s.toks[j].glued { // 1er, 25th
		j++
	}
	if s.says(j, "of") {
		j++
	}
	month := s.month(j)
	j++
	if s.is(j, comma) || s.is(j, stop) {
		j++
	}
	year, ok := s.year(j)
	if month == 0 || !ok {
		return "", 0, false
	}
	iso, ok := isoDay(year, month, day)
	return iso, j + 1, ok
}

func (s *scan) monthFirst(i int) (string, int, bool) {
	month := s.month(i)
	day, ok := s.small(i+1, 31)
	if month == 0 || !ok {
		return "", 0, false
	}
	j := i + 2
	if s.is(j, word) && s.toks[j].glued {
		j++
	}
	if s.is(j, comma) {
		j++
	}
	year, ok := s.year(j)
	if !ok {
		return "", 0, false
	}
	iso, ok := isoDay(year, month, day)
	return iso, j + 1, ok
}

func (s *scan) month(i int) int {
	if !s.is(i, word) {
		return 0
	}
	return s.months[s.toks[i].fold]
}
