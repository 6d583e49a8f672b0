package lang

import "slices"

// longestList bounds the days in one list ("ngày 5, 6, 7 và 8/8").
const longestList = 10

// listed is one date of a list.
type listed struct {
	date    Date
	from    int  // item it begins at
	end     int  // item after it
	isRange bool // joined to the one before as a range, not by "and"
}

// dateList reads one date and those joined to it. timed says that a clock
// stands before it, which is as good as a cue.
func (s *dateScanner) dateList(i int, timed bool) ([]listed, int) {
	first, next := s.fullDate(i)
	if next == i && (timed || s.hasStrongCue(i)) {
		first, next = s.cuedDate(i)
	}
	full := next > i
	cued := timed || s.hasCue(i)
	if !full {
		if first, next = s.openDate(i); next == i {
			return nil, i
		}
	}
	list := []listed{{date: first, from: i, end: next}}
	certain := 0 // length of the list up to its last date with a month
	if full {
		certain = 1
	}
	if first.Precision != DayPrecision {
		return list, next
	}
	dashed := s.hasStrongCue(i) || s.one(i-1, cues) && s.tellsWhen(i-2)
	for len(list) < longestList {
		j, isRange := s.connector(next)
		if j == next || !full && len(list) == 1 && !cued && !s.isMark(next, '-') {
			break
		}
		s.joined = j
		d, end, month := s.continued(j, list[len(list)-1].date, dashed)
		s.joined = 0
		if end == j || !follows(d, list[len(list)-1].date, isRange) {
			break
		}
		list = append(list, listed{d, j, end, isRange})
		next = end
		if month {
			certain = len(list)
		}
		if d.Year != 0 && !isRange {
			break
		}
	}
	if certain == 0 || first.Month == 0 && !s.isDayList(i, list[:certain], timed) {
		return nil, i
	}
	list = slices.Clip(list[:certain])
	return list, list[certain-1].end
}

// isDayList tells "từ ngày 5 đến 7/8" and "từ 5 đến 7/8/2024" from the fractions
// of "từ 5 đến 7/8 số hộ": with digits alone, ngày or a year has to be there,
// brackets around the whole, or a verb that asks when.
func (s *dateScanner) isDayList(i int, list []listed, timed bool) bool {
	last := list[len(list)-1]
	if timed || last.date.Year != 0 || !s.isMark(last.from+1, '/') || s.hasStrongCue(last.from) {
		return true
	}
	if s.hasStrongCue(i) || s.isMark(i-1, '(') && s.one(i-2, strongCues) {
		return true
	}
	return s.one(i-1, cues) && (s.isMark(i-2, '(') && s.isMark(last.end, ')') || s.tellsWhen(i-2))
}

// tellsWhen reports a word up to item i, in the same clause, after which "từ 12
// đến 14/6" can only be days: trong ba ngày, diễn ra, tổ chức.
func (s *dateScanner) tellsWhen(i int) bool {
	const reach = 8
	for j := i; j > i-reach && j >= 0; j-- {
		switch w := Fold(s.word(j)); {
		case w == "ngay", w == "ra" && Fold(s.word(j-1)) == "dien", w == "chuc" && Fold(s.word(j-1)) == "to",
			w == "mac" && Fold(s.word(j-1)) == "khai", w == "dai" && Fold(s.word(j-1)) == "keo":
			return true
		case s.at(j).mark == '.' || s.at(j).mark == ';' || s.at(j).mark == paragraphEnd:
			return false
		}
	}
	return false
}

// cuedDate reads 6/8, where a word before it says it is a date.
func (s *dateScanner) cuedDate(i int) (Date, int) {
	d, next := dayAndMonth(s, i)
	if next > i && s.isMark(i+1, '.') && Fold(s.word(i-1)) != "ngay" && s.word(next) != "" {
		return Date{}, i // chiều 6.8 độ
	}
	return d, next
}

// openDate reads the first date of a list that only its last date explains: 6,
// or 6/8.
func (s *dateScanner) openDate(i int) (Date, int) {
	if d, next := dayAndMonth(s, i); next > i && s.isMark(i+1, '/') {
		return d, next
	}
	return dayAlone(s, i)
}

// continued reads a further date of a list. month reports that it names its
// month, with a dash only where dashed allows it: "ngày 12 đến 14-6".
func (s *dateScanner) continued(i int, before Date, dashed bool) (d Date, next int, month bool) {
	if d, next = s.fullDate(i); next > i {
		return d, next, d.Precision == DayPrecision
	}
	if d, next = dayAndMonth(s, i); next > i && (s.isMark(i+1, '/') || dashed && s.isMark(i+1, '-')) {
		return d, next, true
	}
	d, next = dayAlone(s, i)
	if next == i {
		return d, i, false
	}
	if before.Month != 0 { // August 6-8, 2024
		year, end := s.yearAfterName(next, false)
		if year == 0 || before.Year != 0 {
			return Date{}, i, false
		}
		d.Month, d.Year, next = before.Month, year, end
	}
	return d, next, d.Month != 0
}

// follows reports that d may stand after before in a list: "6 et 7 août" is one,
// "9 la 7 august" is not.
func follows(d, before Date, isRange bool) bool {
	if before.Month == 0 || d.Month == 0 {
		return d.Day > before.Day || d.Month != 0 && isRange && before.Month == 0 && d.Day > before.Day
	}
	if before.Year == 0 || d.Year == 0 {
		return true
	}
	return compareDays(before, d) <= 0 || !isRange
}

func compareDays(a, b Date) int {
	return slices.Compare([]int{a.Year, int(a.Month), a.Day}, []int{b.Year, int(b.Month), b.Day})
}

// inherit gives d the month and year it lacks from the date after it; a month
// later in the year than the next one's belongs to the year before.
func inherit(d *Date, next Date) {
	if d.Month == 0 {
		d.Month = next.Month
	}
	if d.Year == 0 && next.Year != 0 {
		d.Year = next.Year
		if d.Month > next.Month {
			d.Year--
		}
	}
}
