package lang

import (
	"strings"
	"time"
	"unicode"
)

// The forms of a single date. Each function reads one form beginning at item i
// and returns the date and the item after it; next is i where the form does not
// fit. None of them looks at a clock, at ranges or at what stands before.

// dateForm is one of them.
type dateForm func(s *dateScanner, i int) (d Date, next int)

// fullForms name a month for certain, in words or by their shape; the first
// that fits counts.
var fullForms = []dateForm{isoDate, numericDate, dayMonthName, vietnameseDate, monthNameDay, vietnameseMonth, monthNameYear}

func (s *dateScanner) fullDate(i int) (Date, int) {
	for _, form := range fullForms {
		if d, next := form(s, i); next > i {
			return d, next
		}
	}
	return Date{}, i
}

// isoDate reads 2021-11-19 and 2021/11/19.
func isoDate(s *dateScanner, i int) (Date, int) {
	year, ok := s.year(i)
	if !ok || s.at(i+1).mark != '-' && s.at(i+1).mark != '/' || s.at(i+3).mark != s.at(i+1).mark {
		return Date{}, i
	}
	month, okMonth := s.number(i+2, 1, 2)
	day, okDay := s.number(i+4, 1, 2)
	if !okMonth || !okDay || !s.glued(i+1) || !s.glued(i+2) || !s.glued(i+3) || !s.glued(i+4) || !s.freeBefore(i) || !s.freeAfter(i+5) {
		return Date{}, i
	}
	d, ok := dayDate(year, month, day)
	return fits(d, ok, i, i+5)
}

// numericDate reads 19/11/2021, 19-11-2021, 19.11.2021 and 15 - 11 - 2017. Only
// where the text is a date and nothing else may the year have two digits.
func numericDate(s *dateScanner, i int) (Date, int) {
	day, okDay := s.number(i, 1, 2)
	month, okMonth := s.number(i+2, 1, 2)
	year, okYear := s.year(i + 4)
	if short, ok := s.number(i+4, 2, 2); ok && s.isolated {
		year, okYear = wholeYear(short), true
	}
	if !okDay || !okMonth || !okYear || !s.sameSeparators(i+1, i+3) || !s.freeBefore(i) || !s.freeAfter(i+5) {
		return Date{}, i
	}
	first, second := day, month
	if s.order == MonthFirst && s.isMark(i+1, '/') {
		first, second = month, day
	}
	d, ok := dayDate(year, second, first)
	if !ok && s.isolated { // no doubt which is which: there is no month 25
		d, ok = dayDate(year, first, second)
	}
	return fits(d, ok, i, i+5)
}

// sameSeparators reports items a and b to be the same date separator, both
// glued to their numbers or both set off by spaces.
func (s *dateScanner) sameSeparators(a, b int) bool {
	x, y := s.at(a), s.at(b)
	if x.mark != y.mark || x.mark != '-' && x.mark != '/' && x.mark != '.' {
		return false
	}
	spaced := x.spaced
	return y.spaced == spaced && s.at(a+1).spaced == spaced && s.at(b+1).spaced == spaced && (!spaced || x.mark != '.')
}

// freeBefore reports that the number at i does not go on to the left, as in
// 91/14/47 or 0912.345.678.
func (s *dateScanner) freeBefore(i int) bool {
	if !s.glued(i) || i == s.joined {
		return true
	}
	switch s.at(i - 1).mark {
	case '/', '-', '.', ',', ':', '+', '#', '_':
		return !s.glued(i-1) || s.at(i-2).kind == markItem
	}
	return true
}

// freeAfter reports that the number before i does not go on at i, as in
// 5/6/2024/QĐ, 8-2024-XN or 7/8 %. A full stop or comma glued to the next word
// is only careless typing.
func (s *dateScanner) freeAfter(i int) bool {
	it := s.at(i)
	if it.mark == '%' {
		return false
	}
	if !s.glued(i) || !s.glued(i+1) {
		return true
	}
	next := s.at(i + 1).kind
	switch it.mark {
	case '-': // 3/2/1930-3/2/2025
		return next == markItem || next == numberItem && s.isMark(i+2, '/')
	case '/', '_':
		return next == markItem
	case '.', ',':
		return next != numberItem
	}
	return true
}

// plainYear reads the year at i in running text, where a count may stand as
// well: "le 6 août, 2000 délégués". afterComma and years long ago ask for more
// evidence: no noun may follow.
func (s *dateScanner) plainYear(i int, afterComma bool) (int, bool) {
	n, ok := s.number(i, 4, 4)
	if !ok || n < oldestYear || n > lastYear || !s.freeAfter(i+1) {
		return 0, false
	}
	return n, n >= firstYear && !afterComma || !s.isNoun(i+1)
}

// afterYear are words that may follow a year in lower case and are no nouns.
var afterYear = newWordTable("lúc à at ora tại ở của và et și and cho khi thì là với do đã a au pour par était est " +
	"was were is has had fost era este pentru when that which where được")

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

// vietnameseDate reads 10 tháng 11 năm 2022, 30 Tháng 12, 2024, 6 tháng Tám and
// 5 tháng 7/2023.
func vietnameseDate(s *dateScanner, i int) (Date, int) {
	day, ok := s.number(i, 1, 2)
	if !ok || !s.freeBefore(i) {
		return Date{}, i
	}
	month, next := s.vietnameseMonthAt(i + 1)
	if month == 0 {
		return Date{}, i
	}
	year, next := s.vietnameseYear(next)
	if year == 0 && !s.hasStrongCue(i) && (i == 0 || i != s.joined) && s.isNoun(next) {
		return Date{}, i // 3 tháng 10 ngày: three months and ten days
	}
	d, ok := dayDate(year, month, day)
	return fits(d, ok, i, next)
}

// isNoun reports that the word at i may be what is counted: it is in lower case
// and none of the small words that follow a date.
func (s *dateScanner) isNoun(i int) bool {
	w := s.word(i)
	if w == "" || w != strings.ToLower(w) {
		return false
	}
	return Fold(w) == "ngay" || !s.one(i, fillers) && !s.one(i, afterYear) && !s.one(i, rangeWords)
}

// vietnameseMonth reads tháng 8 năm 2024 and tháng 8/2024, which have no day.
func vietnameseMonth(s *dateScanner, i int) (Date, int) {
	month, next := s.vietnameseMonthAt(i)
	if month == 0 {
		return Date{}, i
	}
	year, end := s.vietnameseYear(next)
	return fits(Date{Year: year, Month: time.Month(month), Precision: MonthPrecision}, year != 0, i, end)
}

// vietnameseMonthAt reads tháng and the month after it, in digits or words.
func (s *dateScanner) vietnameseMonthAt(i int) (month, next int) {
	if w := s.word(i); w == "" || !isThang(w) {
		return 0, i
	}
	if n, ok := s.number(i+1, 1, 2); ok && n >= 1 && n <= 12 {
		return n, i + 2
	}
	if w := s.word(i + 1); w != "" {
		if two := s.word(i + 2); two != "" {
			if m, ok := Month("tháng " + w + " " + two); ok && viMonths.find(w) == 10 && m > 10 {
				return int(m), i + 3
			}
		}
		m, _ := Month("tháng " + w)
		return int(m), i + 2
	}
	return 0, i
}

// vietnameseYear reads the year after a Vietnamese month: behind năm, a
// separator, or nothing.
func (s *dateScanner) vietnameseYear(i int) (year, next int) {
	j := i
	m := s.at(j).mark
	if Fold(s.word(j)) == "nam" {
		if n, ok := s.number(j+1, 4, 4); ok && n >= oldestYear && s.freeAfter(j+2) {
			return n, j + 2
		}
		return 0, i
	}
	if m == ',' || m == '/' || m == '-' || m == '.' {
		j++
	}
	if y, ok := s.plainYear(j, m == ','); ok {
		return y, j + 1
	}
	return 0, i
}

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

// monthNameYear reads août 2024, which has no day.
func monthNameYear(s *dateScanner, i int) (Date, int) {
	month, full := s.monthName(i)
	if month == 0 || !full {
		return Date{}, i
	}
	year, ok := s.year(i + 1)
	ok = ok && s.freeAfter(i+2)
	return fits(Date{Year: year, Month: time.Month(month), Precision: MonthPrecision}, ok, i, i+2)
}

// dayAndMonth reads 6/8, 6-8 and 6.8. The caller makes sure that something near
// says it is a date.
func dayAndMonth(s *dateScanner, i int) (Date, int) {
	day, okDay := s.number(i, 1, 2)
	month, okMonth := s.number(i+2, 1, 2)
	if m := s.at(i + 1).mark; m != '/' && m != '-' && m != '.' {
		return Date{}, i
	}
	if !okDay || !okMonth || !s.glued(i+1) || !s.glued(i+2) || !s.freeBefore(i) || s.glued(i) && s.word(i-1) != "" ||
		!s.freeAfter(i+3) || s.glued(i+3) && s.word(i+3) != "" {
		return Date{}, i
	}
	d, ok := dayDate(0, month, day)
	return fits(d, ok, i, i+3)
}

// dayAlone reads the 6 of "les 6 et 7 août".
func dayAlone(s *dateScanner, i int) (Date, int) {
	day, ok := s.number(i, 1, 2)
	if !ok || day < 1 || day > 31 || !s.freeBefore(i) {
		return Date{}, i
	}
	next := i + 1
	if w := s.word(next); s.glued(next) && (w == "er" || w == "th" || w == "st" || w == "nd" || w == "rd") {
		next++
	}
	return Date{Day: day, Precision: DayPrecision}, next
}

func fits(d Date, ok bool, i, next int) (Date, int) {
	if !ok {
		return Date{}, i
	}
	return d, next
}
