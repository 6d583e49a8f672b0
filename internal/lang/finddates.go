package lang

import "slices"

// DateSpan is a date found in a text.
type DateSpan struct {
	Start, End int // byte offsets of the date with its time, as printed
	// Lead is where the words begin that introduce the date: article, weekday,
	// part of the day. "Le matin du 6 août" has its Lead at Le, its Start at 6.
	Lead  int
	Date  Date
	Until Date // last day of a range or list; the zero Date for a single one
}

// longestList bounds the days in one list ("ngày 5, 6, 7 và 8/8").
const longestList = 10

// FindDates finds the dates in running text of any of the four languages, in
// order and without overlap. Days come before months, save where an English
// month leads. A date needs a day, or a month with its year; the year may be
// missing. Two numbers with a slash are a date only beside a word that says so
// (ngày, sáng, le, pe, a weekday), so that fractions, scores and document
// numbers are left alone. In lists and ranges the first day takes month and
// year from the last.
func FindDates(text string) []DateSpan { return newDateScanner(text).all() }

func (s *dateScanner) all() []DateSpan {
	var spans []DateSpan
	done := 0 // items before this one belong to a date
	for i := 0; i < len(s.items); {
		found, next := s.spansAt(i, done)
		if next == i {
			i++
			continue
		}
		spans = append(spans, found...)
		i, done = next, next
	}
	return spans
}

// spansAt reads the dates that begin at item i: one, a range, or several joined
// by "and". Items before done are taken.
func (s *dateScanner) spansAt(i, done int) ([]DateSpan, int) {
	if !s.mayBegin(i) {
		return nil, i
	}
	start := i
	var before clockTime
	if c, next := s.clock(i); next > i {
		before, i = c, s.skipToDate(next)
	}
	list, next := s.dateList(i, before.precision != NoPrecision)
	if next == i {
		return nil, start
	}
	last := &list[len(list)-1].date
	if before.precision != NoPrecision {
		before.put(&list[0].date)
	} else if c, after := s.clockAfter(next); after > next && last.Precision == DayPrecision {
		c.put(last)
		next = after
	}
	lead, part := s.leadOf(start, done)
	if before.precision != NoPrecision && part == NoPart {
		part = s.partBetween(start, i)
	}
	if part == NoPart {
		part = s.partAfter(next)
	}
	return s.spans(list, start, next, lead, part), next
}

// mayBegin sorts out most words before any is looked up: a date begins with a
// number, with a word before one, or with tháng.
func (s *dateScanner) mayBegin(i int) bool {
	switch s.at(i).kind {
	case numberItem:
		return true
	case wordItem:
		j := i + 1
		if s.isMark(j, '.') {
			j++
		}
		return s.at(j).kind == numberItem || isThang(s.word(i))
	}
	return false
}

// listed is one date of a list.
type listed struct {
	date    Date
	from    int  // item it begins at
	end     int  // item after it
	isRange bool // joined to the one before as a range, not by "and"
}

// spans turns a list into spans: days that share one month, and the ends of a
// range, are one span, other dates are one each.
func (s *dateScanner) spans(list []listed, start, next, lead int, part Part) []DateSpan {
	last := list[len(list)-1].date
	list[0].date.Part = part
	joined := len(list) > 1
	for _, l := range list[1:] {
		joined = joined && (l.isRange || list[0].date.Month == 0)
	}
	for i := len(list) - 2; i >= 0; i-- {
		inherit(&list[i].date, list[i+1].date)
	}
	offset := s.items[start].start
	if joined || len(list) == 1 {
		span := DateSpan{Start: offset, End: s.items[next-1].end, Lead: s.items[lead].start, Date: list[0].date}
		if joined {
			span.Until = last
		}
		return []DateSpan{span}
	}
	var out []DateSpan
	for i, l := range list {
		span := DateSpan{Start: s.items[l.from].start, End: s.items[l.end-1].end, Date: l.date}
		if i == 0 {
			span.Start = offset
		} else {
			lead, span.Date.Part = s.leadOf(l.from, list[i-1].end)
		}
		if i == len(list)-1 {
			span.End = s.items[next-1].end
		}
		span.Lead = s.items[lead].start
		out = append(out, span)
	}
	return out
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
	for len(list) < longestList {
		j, isRange := s.connector(next)
		if j == next || !full && len(list) == 1 && !cued && !s.isMark(next, '-') {
			break
		}
		s.joined = j
		d, end, month := s.continued(j, list[len(list)-1].date)
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
// of "từ 5 đến 7/8 số hộ": with digits alone, ngày or a year has to be there.
func (s *dateScanner) isDayList(i int, list []listed, timed bool) bool {
	last := list[len(list)-1]
	if timed || last.date.Year != 0 || !s.isMark(last.from+1, '/') || s.hasStrongCue(last.from) {
		return true
	}
	return s.hasStrongCue(i) || s.isMark(i-1, '(') && s.one(i-2, strongCues)
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
// month.
func (s *dateScanner) continued(i int, before Date) (d Date, next int, month bool) {
	if d, next = s.fullDate(i); next > i {
		return d, next, d.Precision == DayPrecision
	}
	if d, next = dayAndMonth(s, i); next > i && s.isMark(i+1, '/') {
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
