package docref

// full records a citation with its symbol and returns the token to go on
// from.
func (s *scan) full(n numeral, l left, sym symbol) (next int) {
	member := s.continues(l, true)
	if l.word == nil && member && !sym.letter {
		l.word = s.run.word
	}
	slug, agree := s.decide(sym, l.word)
	if !agree && l.abbr { // other initials, not the code of a type
		l.word, l.start = nil, l.plain
		slug, agree = s.decide(sym, nil)
	}
	if !agree && member {
		slug, agree = s.decide(sym, nil)
	}
	c := s.span(l.start, sym.next)
	c.Form, c.Type, c.words = Full, slug, l.word
	c.Number, c.Year = n.padded(), sym.year
	c.Symbol, c.Canonical = sym.text(slug), sym.canonical(c.Number, slug)
	c.Key = Key(c.Canonical)
	c.UnknownSuffix = sym.issuer == nil
	c.Issuer = Issuer{Suffix: sym.parts[0], System: sym.system().String()}
	if sym.issuer != nil {
		c.Issuer.Name, c.Issuer.Level = sym.issuer.name, sym.issuer.level
	}
	if sym.code == nil && !sym.letter && sym.issuer != nil && sym.issuer.numbered {
		c.Issuer.Suffix = sym.issuer.suffix
	}
	if member {
		s.copyLeft(sym)
	} else {
		s.run.from = len(s.found)
	}
	words, next := s.rightOf(&c, sym.next)
	s.before(&c, l.start)
	c.Conflict = s.conflict(sym, l.word, agree, words, c)
	s.found = append(s.found, c)
	s.run.end, s.run.after, s.run.word = sym.next, next, l.word
	return next
}

// span begins a citation that covers tokens [from, next).
func (s *scan) span(from, next int) Citation {
	start, end := s.toks[from].start, s.toks[next-1].end
	return Citation{Surface: s.text[start:end], Start: start, End: end}
}

func (y system) String() string { return [...]string{"state", "party", "front"}[y] }

// conflict compares the symbol with the type word and with the issuer named
// beside it. The issuers of one level and system sign for one another, and
// "any" agrees with all; a province's symbol under the Politburo's name does
// not.
func (s *scan) conflict(sym symbol, w *typeWord, typesAgree bool, named *issuerWord, c Citation) *Conflict {
	issuersAgree := named == nil || sym.issuer == nil || named.row == sym.issuer ||
		named.row.system == sym.issuer.system && levelsAgree(named.row.level, sym.issuer.level) ||
		sym.issuer.level == "any" && sym.issuer.system != party || len(sym.parts) > 1
	if typesAgree && issuersAgree || sym.code == nil {
		return nil
	}
	better := sym
	out := &Conflict{}
	if !typesAgree {
		out.Kind, out.Named = "type", s.names[w.slugs[0]]["vi"]
		if better.code = s.codeFor(w.slugs[0], sym.system()); better.code == nil {
			return nil
		}
	}
	if !issuersAgree {
		if out.Kind != "" {
			out.Kind += "+"
		}
		out.Kind += "issuer"
		out.Named = named.name
		better.issuer, better.parts, better.party = named.row, []string{named.row.suffix}, named.row.system == party
		if named.row.numbered {
			return nil
		}
	}
	out.Suggest = better.canonical(c.Number, c.Type)
	return out
}

func levelsAgree(a, b string) bool { return a == b || a == "any" || b == "any" }
