package lang

import (
	"strings"
	"time"
	"unicode"
)

// Dates with the month in words, in French, Romanian and English.

// dayMonthName reads 6 août 2024, 1er mars, 25 august, 06-Aug-2024, 6th of
// August, 2024.
func dayMonthName(s *dateScanner, i int) (Date, int) {
	day, ok := s.number(i, 1, 2)
	if !ok || !s.freeBefore(i) {
		return Date{}, i
	}
	j := i + 1
	switch Fold(s.word(j)) {
	case "er", "st", "nd", "rd", "th":
		j++
	}
	dashed := s.isMark(j, '-') || s.isMark(j, '/')
	if dashed || s.word(j) == "of" {
		j++
	}
	month, full := s.monthName(j)
	if month == 0 {
		return Date{}, i
	}
	year, next := s.yearAfterName(j+1, dashed)
	if year == 0 && (!full || dashed || s.isMoreNotMay(i, j)) {
		return Date{}, i
	}
	d, ok := dayDate(year, month, day)
	return fits(d, ok, i, next)
}

// monthName returns the month named at i and whether it is written in full.
func (s *dateScanner) monthName(i int) (month int, full bool) {
	w := s.word(i)
	if w == "" {
		return 0, false
	}
	if m := monthNames.find(w); m != 0 {
		return m, true
	}
	return shortMonths.find(w), false
}

// yearAfterName looks for the year after the name of a month, behind a comma or
// the point of a short form. A year of two digits needs a clock behind it, as
// in the dates of mail and feeds (RFC 822).
func (s *dateScanner) yearAfterName(i int, dashed bool) (year, next int) {
	j := i
	m := s.at(j).mark
	if m == ',' || m == '.' && s.glued(j) || dashed && (m == '-' || m == '/') {
		j++
	}
	if y, ok := s.plainYear(j, m == ','); ok {
		return y, j + 1
	}
	if y, ok := s.number(j, 2, 2); ok {
		if _, after := s.clock(j + 1); after > j+1 {
			return wholeYear(y), j + 1
		}
	}
	return 0, i
}

// isMoreNotMay tells the Romanian "mai" that means more, the English verb and
// the name Mai from the month, where no year follows.
func (s *dateScanner) isMoreNotMay(number, name int) bool {
	w := s.word(name)
	switch w {
	case "May":
		return false
	case "mai", "MAI":
	default:
		return Fold(w) == "may" || Fold(w) == "mai"
	}
	if !s.one(number-1, cues) && !s.one(number-1, strongCues) {
		return true
	}
	return comparedWords.find(s.word(name+1)) != 0
}

// comparedWords are those "mai" makes comparatives of.
var comparedWords = newWordTable("mult multe mulți multă mare mari mic mică mici bun bună buni bune puțin puține " +
	"puțini vechi noi nou nouă tânăr tineri important importantă importante importanți rapid rapide târziu devreme")

// monthNameDay reads the American August 6, 2024, Aug. 6 2024 and August 6, also
// where a dash and a second day follow.
func monthNameDay(s *dateScanner, i int) (Date, int) {
	month, full := s.monthName(i)
	w := s.word(i)
	if month == 0 || !unicode.IsUpper(rune(w[0])) || !isEnglishMonth(w, month) {
		return Date{}, i
	}
	j := i + 1
	if s.isMark(j, '.') {
		j++
	}
	day, ok := s.number(j, 1, 2)
	if !ok {
		return Date{}, i
	}
	j++
	switch s.word(j) {
	case "st", "nd", "rd", "th":
		j++
	}
	year, next := s.yearAfterName(j, false)
	if year == 0 && (!full || !s.freeAfter(j) && !s.isMark(j, '-') || s.isMark(next, ':')) {
		return Date{}, i
	}
	d, ok := dayDate(year, month, day)
	return fits(d, ok, i, next)
}

// isEnglishMonth reports that word is the English name, or its beginning: in
// the other languages the day comes first.
func isEnglishMonth(word string, month int) bool {
	return strings.HasPrefix(time.Month(month).String(), word) || word == "Sept" ||
		strings.EqualFold(word, time.Month(month).String())
}

// monthNameYear reads août 2024, which has no day; 31 avril 2024 is no date at all.
func monthNameYear(s *dateScanner, i int) (Date, int) {
	month, full := s.monthName(i)
	if _, day := s.number(i-1, 1, 2); month == 0 || !full || day {
		return Date{}, i
	}
	year, ok := s.year(i + 1)
	ok = ok && s.freeAfter(i+2)
	return fits(Date{Year: year, Month: time.Month(month), Precision: MonthPrecision}, ok, i, i+2)
}
