package lang

// The words around a date: what announces one, joins two, or names the part of
// the day.

var (
	// strongCues make a date of 6/8.
	strongCues = newWordTable("ngày mùng mồng hôm sáng trưa chiều tối đêm khuya le matin soir ziua zilei data datei pe " +
		"dimineața seara")
	// cues may stand before the first day of a list or range.
	cues = newWordTable("từ le les du des din la de între zilele datele from between on the zi au of")
	// fillers may stand between a part of the day, a weekday and the date.
	fillers = newWordTable("ngày mùng mồng vào lúc hồi vào du le les de la din zilei ziua data pe on of the în in dans au from từ hôm " +
		"l giờ cette ce")
	// ofWords tie a part of the day to the date after it.
	ofWords = newWordTable("du de din zilei zi of on")
	// rangeWords and listWords join two dates.
	rangeWords = newWordTable("đến tới au à la to until până through")
	listWords  = newWordTable("và et și and cùng")
	// afterConnector may stand between those and the second date.
	afterConnector = newWordTable("ngày hết mùng mồng le les on du pe data de the")
)

// hasStrongCue reports a word before item i that makes 6/8 a date.
func (s *dateScanner) hasStrongCue(i int) bool {
	if s.one(i-1, strongCues) {
		return true
	}
	j := i - 1
	if s.isMark(j, ',') || s.isMark(j, '(') {
		j--
	}
	return s.isToday(j) || s.weekdayBefore(j) <= j
}

// isToday reports sáng nay, hôm qua and the like ending at item i.
func (s *dateScanner) isToday(i int) bool {
	switch Fold(s.word(i)) {
	case "nay", "qua", "mai":
		return Fold(s.word(i-1)) == "hom" || s.one(i-1, dayParts)
	}
	return false
}

// hasCue reports a word before item i that may begin a list: "les 6 et 7 août",
// "hai ngày (6 và 7/8)".
func (s *dateScanner) hasCue(i int) bool {
	if s.isMark(i-1, '(') {
		i--
	}
	return s.one(i-1, strongCues) || s.one(i-1, cues) || s.weekdayBefore(i-1) < i
}

// weekdayBefore returns the item at which a weekday begins that ends at item i,
// i+1 if there is none.
func (s *dateScanner) weekdayBefore(i int) int {
	if n, ok := s.number(i, 1, 1); ok {
		if n >= 2 && n <= 7 && (Fold(s.word(i-1)) == "thu" || s.word(i-1) == "T" && s.glued(i)) {
			return i - 1
		}
		return i + 1
	}
	w := s.word(i)
	if w == "" {
		return i + 1
	}
	if prev := s.word(i - 1); prev != "" {
		if _, ok := Weekday(prev + " " + w); ok {
			return i - 1
		}
	}
	if _, ok := Weekday(w); ok {
		return i
	}
	return i + 1
}

// connector reads what joins two dates at item i, a following article or ngày
// included. isRange tells đến, au, la and dashes from và, et, și and commas.
func (s *dateScanner) connector(i int) (next int, isRange bool) {
	next = i
	switch w := s.word(i); {
	case s.isMark(i, '-'):
		next, isRange = i+1, true
	case s.isMark(i, ','), s.isMark(i, '&'):
		next = i + 1
	case w == "":
		return i, false
	case rangeWords.find(w) != 0:
		next, isRange = i+1, true
		if Fold(w) == "pana" {
			switch Fold(s.word(next)) {
			case "la", "in", "pe":
				next++
			}
		}
	case listWords.find(w) != 0:
		next = i + 1
	default:
		return i, false
	}
	for range 3 {
		if !s.one(next, afterConnector) && !s.one(next, weekdays) && !s.one(next, dayParts) {
			break
		}
		next++
	}
	return next, isRange
}

// clockAfter reads the time behind a date, past a separator or "lúc", "à",
// "ora", "at", and the T of ISO 8601.
func (s *dateScanner) clockAfter(i int) (clockTime, int) {
	j := i
	for range 3 {
		switch w := Fold(s.word(j)); {
		case w == "luc", w == "vao", w == "hoi", w == "a", w == "at", w == "ora", w == "orele", w == "la", w == "t" && s.glued(j):
			j++
		case s.isMark(j, ','), s.isMark(j, '|'), s.isMark(j, '-'), s.isMark(j, '•'), s.isMark(j, '·'):
			j++
		}
	}
	if c, next := s.clock(j); next > j {
		return c, next
	}
	return clockTime{}, i
}

// skipToDate walks from behind a clock over the words that may stand before its
// date: "14h30 ngày 2/11", "8 giờ sáng thứ sáu, ngày 6/8", "19:20 | 02/11/2023".
func (s *dateScanner) skipToDate(i int) int {
	if s.isMark(i, '-') || s.one(i, rangeWords) { // 8h00 - 11h30 ngày 6/8
		if _, next := s.clock(i + 1); next > i+1 {
			i = next
		}
	}
	for range 8 {
		switch {
		case s.at(i).kind == numberItem && !s.isWeekdayNumber(i):
			return i
		case s.one(i, fillers), s.one(i, dayParts), s.at(i).kind == numberItem:
		case s.isMark(i, ','), s.isMark(i, '|'), s.isMark(i, '-'), s.isMark(i, '('), s.isMark(i, ')'), s.isMark(i, '\''):
		case s.weekdayBefore(i) <= i, s.weekdayBefore(i+1) == i, s.word(i) == "T" && s.glued(i+1):
		default:
			return i
		}
		i++
	}
	return i
}

func (s *dateScanner) isWeekdayNumber(i int) bool { return s.weekdayBefore(i) <= i }
