package lang

// zoneNames are the zones of RFC 822 and those near the languages khotin reads,
// in minutes east of UTC.
var zoneNames = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0,
	"ICT": 420, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "BST": 60, "MSK": 180,
	"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}

// zone reads a zone at item i, in brackets or not: Z, ICT, GMT+7, (GMT+7),
// +07:00, +0700.
func (s *dateScanner) zone(i int, c *clockTime) int {
	j := i
	bracketed := s.isMark(j, '(') || s.isMark(j, '[')
	if bracketed {
		j++
	}
	minutes, named := zoneNames[s.word(j)]
	if named {
		j++
	}
	plain := named && minutes != 0
	if !plain {
		if offset, next := s.offset(j, named); next > j {
			minutes, j = offset, next
			named = true
		}
	}
	if !named {
		return i
	}
	if bracketed {
		if !s.isMark(j, ')') && !s.isMark(j, ']') {
			return i
		}
		j++
	}
	c.hasZone, c.offset = true, minutes*60
	return j
}

// offset reads +07:00, +0700, +07 or, after GMT or UTC, +7. Without a name a
// minus needs to be glued and have four digits, else it is a dash.
func (s *dateScanner) offset(i int, named bool) (minutes, next int) {
	sign := 1
	switch {
	case s.isMark(i, '-'):
		sign = -1
	case !s.isMark(i, '+'):
		return 0, i
	}
	if n, ok := s.number(i+1, 4, 4); ok && s.glued(i+1) && n%100 < 60 && n <= 1400 {
		return sign * (n/100*60 + n%100), i + 2
	}
	n, ok := s.number(i+1, 1, 2)
	if !ok || n > 14 || !s.glued(i+1) {
		return 0, i
	}
	if m, ok := s.number(i+3, 2, 2); ok && s.isMark(i+2, ':') && s.glued(i+2) && s.glued(i+3) && m < 60 {
		return sign * (n*60 + m), i + 4
	}
	if sign < 0 && !named {
		return 0, i
	}
	return sign * n * 60, i + 2
}
