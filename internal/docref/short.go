package docref

import (
	"slices"
	"strings"
)

// short reads a number that has a type word and no symbol, and returns the
// token to go on from.
func (s *scan) short(n numeral, l left) (next int) {
	member := s.continues(l, false)
	listed := member && s.run.word != nil && s.mayFollow(n.next)
	switch {
	case !s.standsAlone(n, l):
		return n.next
	case l.word == nil && !listed:
		if l.marked || member {
			s.pending(n, l)
		}
		return n.next
	case listed:
		l.word = s.run.word
	case !s.strongEnough(n, l):
		return n.next
	}
	c := s.span(l.start, n.next)
	c.Form, c.words, c.Number = Short, l.word, n.printed
	named, next := s.rightOf(&c, n.next)
	if s.foreignBeside(l.start, next) || s.foreignBeside(l.start, n.next) {
		return n.next
	}
	c.Type = l.word.slugs[0]
	c.Key = n.value() + "-" + fold(s.shortCode(c.Type))
	if !member {
		s.run.from = len(s.found)
	}
	s.found = append(s.found, c)
	if named != nil {
		s.inferList(named)
	}
	s.before(&s.found[len(s.found)-1], l.start)
	s.run.end, s.run.after, s.run.word = n.next, next, l.word
	return next
}

// standsAlone refuses numbers that go on, count or measure something.
func (s *scan) standsAlone(n numeral, l left) bool {
	if l.blocked || n.letter != "" || strings.Trim(n.printed, "0") == "" {
		return false
	}
	most := 3
	if l.marked {
		most = longestNumber
	}
	if len(n.printed) > most {
		return false
	}
	j := n.next
	if s.is(j, percent) || s.is(j, degree) || s.is(j, word) && s.toks[j].glued || s.is(j, number) {
		return false
	}
	if j < len(s.toks) && s.toks[j].glued && s.is(j+1, number) && s.toks[j+1].glued {
		switch s.toks[j].kind {
		case comma: // 18,19-NQ/TW is a list set tight
			_, full := s.symbol(s.numeral(j+1), left{word: l.word})
			return full
		case slash, dash, stop, colon, other, apostrophe:
			return false
		}
	}
	if s.is(j, slash) && s.is(j+1, number) {
		return false
	}
	if _, measured := s.measures(j); measured && !(s.says(j, "nam") || s.says(j, "ngay")) {
		return false
	}
	if s.says(j, "ngay") || s.says(j, "nam") { // "số 46 ngày 20/12", but not "kế hoạch 5 năm"
		return s.is(j+1, number) && (l.marked || n.printed[0] == '0' || len(s.toks[j+1].fold) == 4 || s.says(j, "ngay"))
	}
	return true
}

// measures reports a word at token i that a number before it would count or
// date; the tỉnh of Tỉnh ủy is none.
func (s *scan) measures(i int) (next int, ok bool) {
	if _, _, issuer := s.issuerWordAt(i); issuer {
		return i, false
	}
	_, next, ok = s.roles[refuse].match(s.toks, i, nil)
	return next, ok
}

// strongEnough weighs the type word against what else supports it.
func (s *scan) strongEnough(n numeral, l left) bool {
	supported := l.marked || n.printed[0] == '0'
	switch l.word.strength {
	case strong:
		return supported || l.capital || len(n.printed) >= 2
	case verb:
		return supported || l.capital && len(n.printed) >= 2
	case weak:
		return supported
	}
	return false
}

// mayFollow reports whether the text goes on as it does after a member of a
// list, and not with the thing a number would count.
func (s *scan) mayFollow(i int) bool {
	if i >= len(s.toks) || s.toks[i].kind != word {
		return i >= len(s.toks) || s.toks[i].kind != number && s.toks[i].kind != percent
	}
	if s.toks[i].newline {
		return true
	}
	for _, r := range []role{and, afterItem} {
		if _, _, ok := s.roles[r].match(s.toks, i, nil); ok {
			return true
		}
	}
	return false
}

// foreignBeside looks for a body outside Vietnam where an issuer would stand:
// behind the number or its date, led in by "of", or right before the citation.
func (s *scan) foreignBeside(from, next int) bool {
	for s.is(next, comma) || s.is(next, open) {
		next++
	}
	reach := 1
	if _, after, led := s.roles[ofIssuer].match(s.toks, next, nil); led {
		next, reach = after, 4 // "of the", "de l'", an adjective
	}
	for i := next; i < next+reach; i++ {
		if s.foreignAt(i) {
			return true
		}
	}
	for i := from - 1; i >= from-3; i-- {
		if s.foreignAt(i) {
			return true
		}
	}
	return false
}

// foreignAt matches a body outside Vietnam; initials count only in capitals.
func (s *scan) foreignAt(i int) bool {
	_, next, ok := s.foreign.match(s.toks, i, nil)
	return ok && (next > i+1 || s.toks[i].letters > 4 || s.toks[i].capitals == s.toks[i].letters)
}

// shortCode is the code a partial key is built with.
func (s *scan) shortCode(slug string) string {
	for _, sys := range []system{party, state} {
		if c := s.codeFor(slug, sys); c != nil {
			return c.code
		}
	}
	return slug
}

// inferList completes the members of the list that ends with the last
// citation: "Nghị quyết 18 và 19 của Trung ương" names the issuer of both.
func (s *scan) inferList(named *issuerWord) {
	members := s.members()
	for i := range members {
		if c := &members[i]; c.Form == Short {
			c.Issuer.Name = named.name
			s.infer(c, numeral{printed: c.Number}, c.words, named.row)
		}
	}
}

// infer completes a number from the issuer named beside it: "Résolution n° 46
// du Bureau politique" is 46-NQ/TW. Only types that issuer writes qualify.
func (s *scan) infer(c *Citation, n numeral, w *typeWord, issuer *issuerRow) {
	for _, slug := range w.slugs {
		code := s.codeFor(slug, issuer.system)
		if code == nil || !slices.Contains(issuer.infer, slug) {
			continue
		}
		sym := symbol{code: code, issuer: issuer, parts: []string{issuer.suffix}, dotted: true}
		c.Form, c.Type, c.Number = NumberOnly, slug, n.padded()
		c.Symbol, c.Canonical = sym.text(slug), sym.canonical(c.Number, slug)
		c.Key, c.Inferred = Key(c.Canonical), []string{"symbol"}
		c.Issuer.Suffix, c.Issuer.Level, c.Issuer.System = issuer.suffix, issuer.level, issuer.system.String()
		return
	}
}
