package lang

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
