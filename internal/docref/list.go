package docref

import "slices"

// A listRun is the list being read: "các Nghị quyết số 18, 19 và 27-NQ/TW".
// Its members share a type word, which stands before the first, and often a
// symbol, which stands after the last.
type listRun struct {
	from  int // first member in scan.found
	end   int // the token after the last member; 0 outside a list
	after int // the same with its date and issuer
	word  *typeWord
}

// The most members a symbol is copied back over.
const longestList = 50

// members are the citations of the list so far.
func (s *scan) members() []Citation { return s.found[max(s.run.from, len(s.found)-longestList):] }

// The most tokens between two members: a comma, "cùng với", a marker.
const listGap = 4

// continues reports whether a number with this left context is the next
// member of the list. A full number may follow the date of the one before.
func (s *scan) continues(l left, whole bool) bool {
	if s.run.end == 0 || l.word != nil {
		return false
	}
	return s.joinsList(s.run.end, l.listFrom) || whole && s.joinsList(s.run.after, l.listFrom)
}

func (s *scan) joinsList(from, to int) bool {
	if from <= 0 || from >= to || to-from > listGap {
		return false
	}
	for i := from; i < to; {
		if s.is(i, comma) || s.is(i, semicolon) {
			i++
			continue
		}
		_, next, ok := s.roles[and].match(s.toks, i, nil)
		if !ok {
			return false
		}
		i = next
	}
	return true
}

// copyLeft gives the symbol to the members of the list that stand before it
// without one of their own and may be of its type.
func (s *scan) copyLeft(sym symbol) {
	if sym.code == nil {
		return
	}
	list, _ := sym.slugs()
	members := s.members()
	for i := range members {
		c := &members[i]
		if c.Symbol != "" || c.Type != "" && !slices.Contains(list, c.Type) {
			continue
		}
		slug, _ := s.decide(sym, c.words)
		n := numeral{printed: c.Number}
		c.Form, c.Type, c.Listed, c.UnknownSuffix = Full, slug, true, sym.issuer == nil
		c.Number, c.Year = n.padded(), sym.year
		c.Symbol, c.Canonical = sym.text(slug), sym.canonical(c.Number, slug)
		c.Key = Key(c.Canonical)
		c.Issuer = Issuer{Suffix: sym.parts[0], System: sym.system().String()}
		if sym.issuer != nil {
			c.Issuer.Name, c.Issuer.Level = sym.issuer.name, sym.issuer.level
		}
	}
}

// pending remembers a marked number without type ("n° 18 et 19-NQ/TW") in
// case a later member brings the symbol; without one it is dropped.
func (s *scan) pending(n numeral, l left) {
	if !s.continues(l, false) {
		s.run = listRun{from: len(s.found)}
	}
	c := s.span(l.start, n.next)
	c.Number = n.printed
	s.found = append(s.found, c)
	s.run.end, s.run.after = n.next, n.next
}
