package lang

import "time"

// Dates with tháng.

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

// vietnameseMonth reads tháng 8 năm 2024 and tháng 8/2024, which have no day.
func vietnameseMonth(s *dateScanner, i int) (Date, int) {
	month, next := s.vietnameseMonthAt(i)
	if _, day := s.number(i-1, 1, 2); month == 0 || day {
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
