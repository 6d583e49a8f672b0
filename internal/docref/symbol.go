package docref

import "strings"

// A symbol is what follows the number: a type and an issuer, a legislature,
// or the office and unit of an official letter.
type symbol struct {
	next    int // the token after it
	year    int
	code    *typeCode // nil for legislatures and letters
	dotted  bool      // the code was printed with Đ where that matters: ĐA, not DA
	parts   []string  // the issuer and what is chained to it, in official spelling
	issuer  *issuerRow
	letter  bool       // an official letter: 5678/UBND-NC
	party   bool       // written 04-NQ/...: decides for issuers in no table
	chained *issuerRow // the first known issuer behind the first
}

// symbol reads the symbol to the right of a number.
func (s *scan) symbol(n numeral, l left) (symbol, bool) {
	if len(n.printed) > longestNumber || n.value() == n.letter || l.torn {
		return symbol{}, false
	}
	sep := s.separator(n.next)
	var sym symbol
	if year, ok := s.year(sep.next); ok && sep.signed() && !sep.loose {
		if after := s.separator(sep.next + 1); after.signed() {
			sym.year, sep = year, after
			sep.dash, sep.slash = false, true // a year inside is the state's, however it is joined
		}
	}
	if !s.is(sep.next, word) || n.letter != "" && sym.year == 0 {
		return symbol{}, false
	}
	sym.party = sep.dash
	blank := sym
	if s.legislature(sep, &sym) {
		return sym, true
	}
	if sym = blank; s.typeAndIssuer(sep, l, &sym) {
		return sym, true
	}
	if sym = blank; s.gluedTypeAndIssuer(sep, &sym) {
		return sym, true
	}
	if sym = blank; s.letterOffice(sep, l, &sym) {
		return sym, true
	}
	if sym = blank; s.officeAlone(sep, l, &sym) {
		return sym, true
	}
	return symbol{}, false
}

// legislature reads QH15 and UBTVQH14, which are type and issuer in one.
func (s *scan) legislature(sep separator, sym *symbol) bool {
	row := s.issuers[s.suffixKey(sep.next)]
	if row == nil || !row.numbered || !sep.signed() || !s.is(sep.next+1, number) {
		return false
	}
	return s.suffix(sep.next, false, sym)
}

// typeAndIssuer reads NQ/TU, QĐ-UBND and all their misprints. What stands in
// the tables may be spaced and swapped; what does not must be set exactly.
func (s *scan) typeAndIssuer(sep separator, l left, sym *symbol) bool {
	t := s.toks[sep.next]
	code := s.codes[t.fold]
	if code == nil || s.is(sep.next+1, number) && s.toks[sep.next+1].glued {
		return false
	}
	sym.dotted = s.crossed(sep.next)
	if code.code == "HD" && sym.dotted && !l.names("huong-dan") {
		return false // HĐ is a contract, a council
	}
	second := s.separator(sep.next + 1)
	if second.next == sep.next+1 && s.is(second.next, word) && s.toks[second.next].glued {
		return false
	}
	shaped := sep.hard() && second.hard() && (sep.slash && second.dash || sep.dash && second.slash || s.typed)
	if !t.code() && !(sep.signed() && second.signed()) {
		return false
	}
	if !sep.signed() && !second.signed() && l.word == nil && !l.marked {
		return false
	}
	sym.code = code
	if !s.suffix(second.next, shaped && t.code(), sym) {
		return false
	}
	// Small letters are believed between signs, not in running words.
	return t.code() || s.toks[second.next].fold == s.text[s.toks[second.next].start:s.toks[second.next].end] || s.toks[second.next].code()
}

// gluedTypeAndIssuer reads TTBNV and NQTU, a separator lost at a line's end.
// Both halves must stand in the tables.
func (s *scan) gluedTypeAndIssuer(sep separator, sym *symbol) bool {
	t := s.toks[sep.next]
	if !t.code() || !sep.signed() && !t.glued {
		return false
	}
	key := s.suffixKey(sep.next)
	for cut := len(key) - 2; cut >= 1; cut-- {
		code, row := s.codes[key[:cut]], s.issuers[key[cut:]]
		if code == nil || row == nil || row.numbered {
			continue
		}
		sym.code, sym.issuer, sym.parts = code, row, []string{row.suffix}
		sym.next = sep.next + 1
		s.chain(sym)
		return true
	}
	return false
}

// letterOffice reads UBND-NC: a state letter carries its office and the
// drafting unit, and no type.
func (s *scan) letterOffice(sep separator, l left, sym *symbol) bool {
	row := s.issuers[s.suffixKey(sep.next)]
	known := row != nil && row.system != party
	if !sep.hard() || !sep.slash && !s.typed || !s.toks[sep.next].code() || !known && !l.names("cong-van") {
		return false
	}
	if !s.suffix(sep.next, true, sym) || len(sym.parts) < 2 {
		return false
	}
	sym.letter = true
	return true
}

// officeAlone reads 26/CP, as decrees were numbered until 1996 and programmes
// still are; without a type word it could be anything.
func (s *scan) officeAlone(sep separator, l left, sym *symbol) bool {
	row := s.issuers[s.suffixKey(sep.next)]
	if l.word == nil && !s.typed || row == nil || row.system != state || row.level != "central" && !l.names("cong-van") || !sep.hard() || !s.toks[sep.next].code() {
		return false
	}
	return s.suffix(sep.next, false, sym) && len(sym.parts) == 1
}

// suffix reads the issuer at token i and what is chained to it. One that
// stands in no table passes only when strict, and by its capitals.
func (s *scan) suffix(i int, strict bool, sym *symbol) bool {
	if !s.is(i, word) {
		return false
	}
	t := s.toks[i]
	row := s.issuers[s.suffixKey(i)]
	if row == nil && (!strict || !t.code() || t.letters < 2 || t.letters > 14) {
		return false
	}
	official := s.official(i, row)
	i++
	if s.is(i, number) && s.toks[i].glued && len(s.toks[i].fold) <= 3 {
		if row != nil && row.numbered && len(s.toks[i].fold) > 2 {
			return false
		}
		official += s.toks[i].fold
		i++
	}
	if s.is(i, word) && s.toks[i].glued {
		return false
	}
	sym.issuer, sym.parts, sym.next = row, append(sym.parts, official), i
	s.chain(sym)
	return true
}

// The longest chain of issuers and units: a joint resolution of three.
const longestChain = 6

// chain reads -BTT, -BCA, -UBTVQH14 behind an issuer, set without spaces.
func (s *scan) chain(sym *symbol) {
	for len(sym.parts) < longestChain {
		i := sym.next + 1
		if !s.is(sym.next, dash) || !s.toks[sym.next].glued || !s.is(i, word) || !s.toks[i].glued || !s.toks[i].code() {
			return
		}
		row := s.issuers[s.suffixKey(i)]
		if sym.chained == nil {
			sym.chained = row
		}
		official := s.official(i, row)
		if i++; s.is(i, number) && s.toks[i].glued && len(s.toks[i].fold) <= 3 {
			official += s.toks[i].fold
			i++
		}
		sym.parts, sym.next = append(sym.parts, official), i
	}
}

// suffixKey is the key of the word at token i in the issuer table.
func (s *scan) suffixKey(i int) string {
	t := s.toks[i]
	printed := s.text[t.start:t.end]
	if len(printed) == len(t.fold) || !strings.ContainsAny(printed, "ưƯ\u031b") {
		return t.fold
	}
	return suffixKey(printed)
}

// official is the spelling of the table, or the printed one made whole.
func (s *scan) official(i int, row *issuerRow) string {
	if row != nil {
		return row.suffix
	}
	return composed(s.text[s.toks[i].start:s.toks[i].end])
}

// crossed reports a Đ in the word at token i.
func (s *scan) crossed(i int) bool {
	t := s.toks[i]
	for _, r := range s.text[t.start:t.end] {
		if r == 'Đ' || r == 'đ' || r == 'Ð' || r == 'ð' {
			return true
		}
	}
	return false
}
