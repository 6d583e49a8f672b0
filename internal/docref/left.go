package docref

// A left context is what stands before a number: "Nghị quyết số", "n°".
type left struct {
	start    int       // first token of the citation's surface
	plain    int       // the same without the type word
	marked   bool      // a marker stands before the number
	word     *typeWord // nil without
	abbr     bool      // the type word is a code: NQ 04
	capital  bool      // the type word begins with a capital
	joined   bool      // the number is glued to the word before: số31, NQ18
	blocked  bool      // the number alone belongs to something else: U23, 2-1
	torn     bool      // even with a symbol it would be half a number: 1/04, 1.719
	listFrom int       // where a list would have to end: the marker or the number
}

// leftOf reads leftwards from the number at token i.
func (s *scan) leftOf(i int) left {
	l := left{start: i, listFrom: i}
	j := i - 1
	if i > 0 && s.toks[i].glued {
		digitsBefore := s.toks[j].glued && (s.is(j-1, number) || s.is(j-1, word) && s.toks[j-1].glued && s.is(j-2, number))
		switch s.toks[j].kind {
		case word:
			l.joined = true
		case slash, stop:
			l.torn = digitsBefore
			l.blocked = s.is(j-1, number) || s.toks[j].kind == slash
		case dash, comma, other:
			l.blocked = true
		}
	}
	if s.is(j, colon) {
		j--
	}
	if at, ok := s.markerBefore(j); ok {
		l.marked, l.listFrom, j = true, at, at-1
		if s.is(at, word) && s.toks[at].fold != "so" && s.toks[at].fold != "ky" {
			l.start = at // the Vietnamese số stays outside unless a type word leads it in
		}
		if s.is(j, comma) && s.is(j-1, word) && s.toks[j].glued { // "Décision, n° 23"
			if _, ok := s.typeBefore(j-1, &l); ok {
				j--
			}
		}
	}
	l.plain = l.start
	if at, ok := s.typeBefore(j, &l); ok {
		l.start, l.listFrom = at, at
	}
	if n := len(s.found); n > 0 && s.toks[l.start].start < s.found[n-1].End {
		// What leads this number in belongs to the citation before it, whose
		// issuer may be spelt like a marker: "4-NQ/No 4-NQ/TN".
		l = left{start: i, plain: i, listFrom: i, joined: l.joined, blocked: l.blocked, torn: l.torn}
	}
	if l.joined && !l.marked && !l.abbr {
		l.blocked, l.torn = true, l.word == nil && s.codes[s.toks[i-1].fold] == nil // KH257-KH/TU
	}
	return l
}

// markerBefore matches a marker that ends at token j: số, n°, nº, No., nr.
func (s *scan) markerBefore(j int) (at int, ok bool) {
	if s.is(j, degree) && s.is(j-1, stop) { // n.º
		j--
	}
	if s.is(j, degree) && s.says(j-1, "n") || s.is(j, stop) && s.is(j-1, word) && s.toks[j].glued {
		if s.toks[j].kind == degree || s.says(j-1, "n") {
			return j - 1, true
		}
		j--
	}
	if s.says(j, "s") && s.is(j-1, degree) && s.says(j-2, "n") { // n°s
		return j - 2, true
	}
	if _, before, ok := s.rolesBack[marker].match(s.toks, j, nil); ok {
		return before + 1, true
	}
	return 0, false
}

// typeBefore matches a type word, or the code of a type, that ends at token j.
func (s *scan) typeBefore(j int, l *left) (at int, ok bool) {
	if !s.words || !s.is(j, word) {
		return 0, false
	}
	if w, before, ok := s.typeWordAt(j); ok {
		l.word, l.capital = w, s.toks[before+1].capital
		return before + 1, true
	}
	code := s.codes[s.toks[j].fold]
	if code == nil || !s.toks[j].code() || s.toks[j].letters < 2 || j > 0 && s.toks[j].glued && s.is(j-1, dash) {
		return 0, false
	}
	if l.joined && !l.marked && code.short != strong {
		return 0, false
	}
	l.abbr, l.word = true, &typeWord{slugs: append(append([]string{}, code.slugs[state]...), code.slugs[party]...), strength: code.short}
	return j, true
}

// typeWordAt is the longest type word that ends at token j; between equal
// ones the text's own language has the say.
func (s *scan) typeWordAt(j int) (w *typeWord, before int, ok bool) {
	entry, before, ok := s.typeWords.match(s.toks, j, nil)
	if !ok {
		return nil, 0, false
	}
	own, at, found := s.typeWords.match(s.toks, j, func(e any) bool { return e.(*typeWord).lang == s.lang })
	if found && at == before {
		entry = own
	}
	return entry.(*typeWord), before, true
}
