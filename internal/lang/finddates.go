package lang

// DateSpan is a date found in a text.
type DateSpan struct {
	Start, End int // byte offsets of the date with its time, as printed
	// Lead is where the words begin that introduce the date: article, weekday,
	// part of the day. "Le matin du 6 août" has its Lead at Le, its Start at 6.
	Lead  int
	Date  Date
	Until Date // last day of a range or list; the zero Date for a single one
}

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
