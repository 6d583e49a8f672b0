package docref

// How far a report of the issuing may stand before the number, in tokens.
const (
	verbReach     = 5
	sentenceReach = 60
)

// before reads date and issuer from the left when the sentence reports the
// issuing: "Le 22 février 2024, le Comité permanent du Parti provincial a
// publié la dépêche n° 1470-CV/TU". Without such a verb a date before a
// number is the day something else took place.
func (s *scan) before(c *Citation, i int) {
	if c.Date != "" && c.Issuer.Span != (Span{}) {
		return
	}
	at, ok := s.verbBefore(i)
	if !ok {
		return
	}
	claimed := 0
	for n := len(s.found) - 1; n >= 0 && claimed == 0; n-- {
		if s.found[n].End <= c.Start {
			claimed = s.found[n].End
		}
	}
	date, end := "", 0
	for j := s.sentenceStart(at); j < at; j++ {
		if s.toks[j].start < claimed {
			continue
		}
		if iso, next, ok := s.dateAt(j); ok && next <= at {
			date, end = iso, next
			j = next - 1
		}
	}
	if date == "" {
		return
	}
	if c.Date == "" {
		c.Date = date
	}
	for j := end; j < at && c.Issuer.Span == (Span{}); j++ {
		if w, next, ok := s.issuerWordAt(j); ok && next <= at {
			s.nameIssuer(c, w, j, next)
		}
	}
}

// verbBefore finds a verb of issuing that ends a few words before token i.
func (s *scan) verbBefore(i int) (at int, ok bool) {
	for j := i - 1; j >= max(0, i-verbReach); j-- {
		if s.sentenceEnd(j) {
			return 0, false
		}
		if _, before, ok := s.rolesBack[issuing].match(s.toks, j, nil); ok {
			return before + 1, true
		}
	}
	return 0, false
}

func (s *scan) sentenceStart(at int) int {
	j := at
	for j > 0 && at-j < sentenceReach && !s.sentenceEnd(j-1) && !s.toks[j].newline {
		j--
	}
	return j
}

// sentenceEnd reports a full stop with a capital behind it, or a semicolon.
func (s *scan) sentenceEnd(j int) bool {
	if s.is(j, semicolon) {
		return true
	}
	return s.is(j, stop) && j+1 < len(s.toks) && !s.toks[j+1].glued && s.toks[j+1].capital
}
