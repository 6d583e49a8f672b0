package docref

// A separator is what stands between two parts of a number.
type separator struct {
	next  int  // the token after it
	slash bool // printed, as is dash; with neither there is a space or nothing
	dash  bool
	loose bool // white space in or around it
}

// hard reports a sign with nothing around it, the way numbers are set.
func (p separator) hard() bool { return (p.slash || p.dash) && !p.loose }

// signed reports that there is a sign at all.
func (p separator) signed() bool { return p.slash || p.dash }

// separator reads at most three signs from token i: "-", " / ", "- " at the
// end of a line, a soft hyphen doubled by a real one.
func (s *scan) separator(i int) separator {
	p := separator{next: i}
	for p.next < i+3 && p.next < len(s.toks) {
		t := s.toks[p.next]
		if t.kind == stop && t.glued && s.is(p.next+1, word) && s.toks[p.next+1].glued && s.toks[p.next+1].code() && !p.signed() {
			t.kind, t.glued = dash, false // 04.NQ/TU: a slip, so only the tables' codes pass
		}
		if t.kind != dash && t.kind != slash {
			break
		}
		p.slash = p.slash || t.kind == slash
		p.dash = p.dash || t.kind == dash
		p.loose = p.loose || !t.glued
		p.next++
	}
	if p.next < len(s.toks) && !s.toks[p.next].glued {
		p.loose = true
	}
	return p
}
