package lang

// leadOf walks left from item i over article, weekday and part of the day, not
// below item floor, and returns where they begin and the part of the day.
func (s *dateScanner) leadOf(i, floor int) (lead int, part Part) {
	lead = i
	for j := i - 1; j >= floor && i-j <= 8; {
		if p, from := s.partEndingAt(j); p != NoPart && part == NoPart {
			part = p
			lead, j = from, from-1
			continue
		}
		if from := s.weekdayBefore(j); from <= j {
			lead, j = from, from-1
			continue
		}
		switch {
		case s.one(j, fillers) && s.word(j) != "TU": // an issuer, not từ
			lead = j
		case s.isMark(j, ','), s.isMark(j, '\''), s.isMark(j, '('), s.isMark(j, '|'):
		default:
			return max(lead, floor), part
		}
		j--
	}
	return max(lead, floor), part
}

// partEndingAt returns the part of the day whose last word is item i, and the
// item of its first.
func (s *dateScanner) partEndingAt(i int) (Part, int) {
	w := s.word(i)
	if w == "" {
		return NoPart, i
	}
	if s.isMark(i-1, '-') {
		if p, ok := PartOfDay(s.word(i-2) + "-" + w); ok {
			return p, i - 2
		}
	}
	p, _ := PartOfDay(w)
	return p, i
}

// partBetween looks for a part of the day between a clock and its date: 8h sáng
// ngày 6/8.
func (s *dateScanner) partBetween(from, to int) Part {
	for i := from; i < to; i++ {
		if p, _ := s.partEndingAt(i); p != NoPart {
			return p
		}
	}
	return NoPart
}

// partAfter reads the part of the day behind a date: "6 août au matin", "25
// august, seara". A Vietnamese one there belongs to what follows.
func (s *dateScanner) partAfter(i int) Part {
	for range 3 {
		w := s.word(i)
		switch {
		case w == "" && s.isMark(i, ','), Fold(w) == "au", Fold(w) == "dans", Fold(w) == "in", Fold(w) == "the":
			i++
			continue
		case w == "":
			return NoPart
		}
		if s.isMark(i+1, '-') {
			w += "-" + s.word(i+2)
			i += 2
		}
		p, _ := PartOfDay(w)
		if isVietnamesePart(w) || s.one(i+1, ofWords) {
			return NoPart
		}
		return p
	}
	return NoPart
}

func isVietnamesePart(w string) bool {
	switch Fold(w) {
	case "sang", "trua", "chieu", "toi", "dem", "khuya":
		return true
	}
	return false
}
