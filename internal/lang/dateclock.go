package lang

import "strings"

// clockTime is a time of day and, where one follows, its zone.
type clockTime struct {
	hour, minute, second int
	precision            Precision
	hasZone              bool
	offset               int // seconds east of UTC
}

func (c clockTime) put(d *Date) {
	d.Hour, d.Minute, d.Second, d.Precision = c.hour, c.minute, c.second, c.precision
	d.HasZone, d.Offset = c.hasZone, c.offset
}

// oraWords let a Romanian write 10.30 for a time.
var oraWords = newWordTable("ora orele")

// clock reads a time beginning at item i: 11:42, 11:42:05.123, 10:17:01 PM,
// 14h30, 9h, 8 giờ 30 phút, ora 10.30, each with an optional zone. next is i if
// there is none.
func (s *dateScanner) clock(i int) (c clockTime, next int) {
	hour, ok := s.number(i, 1, 2)
	if !ok {
		return c, i
	}
	c = clockTime{hour: hour, precision: MinutePrecision}
	next = i + 1
	switch {
	case s.isMark(next, ':') && s.glued(next) && s.glued(next+1):
		if c.minute, ok = s.number(next+1, 2, 2); !ok {
			return clockTime{}, i
		}
		next = s.seconds(next+2, &c)
	case s.isMark(next, '.') && s.glued(next) && s.glued(next+1) && s.one(i-1, oraWords):
		if c.minute, ok = s.number(next+1, 2, 2); !ok {
			return clockTime{}, i
		}
		next += 2
	case s.isHourWord(next):
		next++
		if m, ok := s.number(next, 1, 2); ok && (s.glued(next) || s.isMinuteWord(next+1)) {
			c.minute = m
			next++
			if s.isMinuteWord(next) {
				next++
			}
		}
	default:
		return clockTime{}, i
	}
	next = s.meridiem(next, &c)
	if c.hour > 23 || c.minute > 59 || c.second > 60 || !s.freeAfterClock(next) {
		return clockTime{}, i
	}
	return c, s.zone(next, &c)
}

func (s *dateScanner) seconds(i int, c *clockTime) int {
	n, ok := s.number(i+1, 2, 2)
	if !s.isMark(i, ':') || !s.glued(i) || !ok {
		return i
	}
	c.second, c.precision = n, SecondPrecision
	i += 2
	if _, ok := s.number(i+1, 1, 9); ok && s.glued(i) && s.glued(i+1) && (s.isMark(i, '.') || s.isMark(i, ',')) {
		i += 2 // fractions are of no interest
	}
	return i
}

// isHourWord reports the h of 14h30 and the giờ of 8 giờ; a g must touch its
// number.
func (s *dateScanner) isHourWord(i int) bool {
	switch w := s.word(i); Fold(w) {
	case "h":
		return true
	case "g":
		return s.glued(i)
	case "gio", "heures", "heure":
		return true
	}
	return false
}

func (s *dateScanner) isMinuteWord(i int) bool {
	switch Fold(s.word(i)) {
	case "phut", "p", "ph", "min", "minutes", "m":
		return true
	}
	return false
}

// meridiem applies a following AM or PM.
func (s *dateScanner) meridiem(i int, c *clockTime) int {
	next := i + 1
	w := strings.ToLower(s.word(i))
	if (w == "a" || w == "p") && s.isMark(i+1, '.') && strings.EqualFold(s.word(i+2), "m") {
		w += "m"
		next = i + 3
		if s.isMark(next, '.') {
			next++
		}
	}
	switch {
	case w != "am" && w != "pm" || c.hour < 1:
		return i
	case c.hour > 12: // 19:20 PM says the same thing twice
		return next
	}
	c.hour %= 12
	if w == "pm" {
		c.hour += 12
	}
	return next
}

func (s *dateScanner) freeAfterClock(i int) bool {
	if !s.glued(i) {
		return true
	}
	switch s.at(i).mark {
	case ':', '/', '%':
		return false
	}
	return s.at(i).kind != numberItem
}
