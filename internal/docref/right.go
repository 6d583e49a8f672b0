package docref

import "strings"

// rightOf reads what follows a number: its date, its issuer, in either order,
// and a quoted title. It returns the issuer named, and the token after what
// was understood.
func (s *scan) rightOf(c *Citation, i int) (named *issuerWord, next int) {
	next = i
	date, after, dated := s.dateAfter(i)
	if dated {
		c.Date, next = date, after
	}
	named, after, found := s.issuerAfter(c, next)
	if found {
		next = after
	}
	if !dated && found {
		if date, after, ok := s.dateBehindPlace(next); ok {
			c.Date, next = date, after
		} else if year, after, ok := s.yearBetween(i); ok {
			c.Date, next = year, max(next, after)
		}
	}
	s.titleAfter(c, next)
	return named, next
}

// dateAfter reads ", ngày 19/11/2021", "du 19 novembre 2021", "(19/11/2021)".
func (s *scan) dateAfter(i int) (iso string, next int, ok bool) {
	j := i
	enclosed := s.is(j, comma) || s.is(j, open)
	if enclosed {
		j++
	}
	if iso, next, ok = s.leadDate(j); !ok && (enclosed || !s.is(j, word)) {
		iso, next, ok = s.dateAt(j)
	}
	if ok && s.is(i, open) && s.is(next, shut) {
		next++
	}
	return iso, next, ok
}

// leadDate reads a date behind the words that lead to one.
func (s *scan) leadDate(i int) (iso string, next int, ok bool) {
	_, j, led := s.roles[dateLead].match(s.toks, i, nil)
	if !led {
		return "", 0, false
	}
	return s.dateAt(j)
}

// dateBehindPlace reads the date that follows an issuer, past the name of its
// place: "của UBND huyện Nghĩa Đàn ngày 4/2/2021".
func (s *scan) dateBehindPlace(i int) (iso string, next int, ok bool) {
	for range 6 {
		if iso, next, ok = s.leadDate(i); ok {
			return iso, next, true
		}
		if _, after, place := s.roles[placeLead].match(s.toks, i, nil); place {
			i = after
		} else if s.is(i, word) && s.toks[i].capital {
			i++
		} else {
			return "", 0, false
		}
	}
	return "", 0, false
}

// yearBetween reads "năm 2021" when an issuer follows at once; elsewhere it
// may be the year in which the document is carried out.
func (s *scan) yearBetween(i int) (year string, next int, ok bool) {
	if !s.says(i, "nam") && !s.says(i, "de") && !s.says(i, "din") && !s.says(i, "of") {
		return "", 0, false
	}
	if _, plausible := s.year(i + 1); !plausible || s.runsOn(i+2) {
		return "", 0, false
	}
	return s.toks[i+1].fold, i + 2, true
}

// The most tokens between "of" and an issuer's name: "a celei de-a 15-a".
const issuerReach = 10

// issuerAfter reads "của Bộ Chính trị", "du Comité provincial du Parti de
// Nghe An", also behind a year or a comma.
func (s *scan) issuerAfter(c *Citation, i int) (named *issuerWord, next int, ok bool) {
	if _, after, ok := s.yearBetween(i); ok {
		i = after
	}
	apart := s.is(i, comma)
	if apart {
		i++
	}
	j := i
	if _, after, led := s.roles[ofIssuer].match(s.toks, i, nil); led {
		j = after
	} else if apart { // "Theo Nghị quyết 18, Tỉnh ủy đã …": the subject of the sentence
		return nil, 0, false
	}
	for end := min(j+issuerReach, len(s.toks)); j < end; {
		if w, after, ok := s.issuerWordAt(j); ok {
			s.nameIssuer(c, w, j, after)
			return w, after, true
		}
		if s.is(j, apostrophe) || s.is(j, number) && j > i || s.is(j, dash) && s.toks[j].glued {
			j++
			continue
		}
		_, after, small := s.roles[filler].match(s.toks, j, nil)
		if !small || j == i {
			break
		}
		j = after
	}
	return nil, 0, false
}

// issuerWordAt is the longest issuer phrase at token i, the text's own
// language first.
func (s *scan) issuerWordAt(i int) (w *issuerWord, next int, ok bool) {
	if !s.words {
		return nil, 0, false
	}
	entry, next, ok := s.issuerWords.match(s.toks, i, nil)
	if !ok {
		return nil, 0, false
	}
	return entry.(*issuerWord), next, true
}

// nameIssuer notes the words that name an issuer and the province that
// follows them.
func (s *scan) nameIssuer(c *Citation, w *issuerWord, from, next int) {
	c.Issuer.Name = w.name
	c.Issuer.Span = Span{s.toks[from].start, s.toks[next-1].end}
	if c.Issuer.Suffix == "" {
		c.Issuer.Suffix, c.Issuer.Level, c.Issuer.System = w.row.suffix, w.row.level, w.row.system.String()
	}
	for range 6 { // "de la province de" are four
		if p, _, ok := s.provinceAt(next); ok {
			c.Issuer.Province = p.Slug
			return
		}
		_, after, ok := s.roles[placeLead].match(s.toks, next, nil)
		if !ok {
			return
		}
		next = after
	}
}

// The longest title that is read, in bytes.
const longestTitle = 600

// titleAfter reads a title in quotation marks, behind "về", "sur" or nothing.
func (s *scan) titleAfter(c *Citation, i int) {
	if _, after, ok := s.roles[titleLead].match(s.toks, i, nil); ok {
		i = after
	}
	if s.is(i, comma) || s.is(i, colon) {
		i++
	}
	if !s.is(i, quoteOpen) && !s.is(i, quoteBoth) {
		return
	}
	start := s.toks[i].end
	rest := s.text[start:min(len(s.text), start+longestTitle)]
	closing := "»”"
	switch s.text[s.toks[i].start:s.toks[i].end] {
	case "«":
		closing = "»"
	case `"`:
		closing = `"`
	case "“":
		closing = "”"
	}
	length := strings.IndexAny(rest, closing)
	if length <= 0 {
		return
	}
	title := strings.TrimFunc(rest[:length], isSpace)
	start += strings.Index(rest, title)
	c.Title, c.TitleSpan = title, Span{start, start + len(title)}
}
