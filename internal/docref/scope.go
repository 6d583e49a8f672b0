package docref

import "slices"

// A place is a province named in an article.
type place struct {
	region     int
	start, end int // bytes
	province   *Province
}

// survey finds the provinces the article names.
func (r *resolver) survey() {
	s := scan{tables: world()}
	for n, region := range r.article.Regions {
		s.text = region.Text
		s.toks = s.cutter.cut(region.Text, 0, len(region.Text))
		for i := 0; i < len(s.toks); i++ {
			p, next, ok := s.provinceAt(i)
			if ok {
				r.places = append(r.places, place{n, s.toks[i].start, s.toks[next-1].end, p})
			}
			i = max(i, next-1)
		}
	}
}

// scope is the province that issued the document of a full mention, or the
// centre: the issuer's own words first, then the sentence, the article, and
// last the outlet. Unknown issuers get no province from afar.
func (r *resolver) scope(m Mention) (string, ScopeRule) {
	c, t := m.Citation, world()
	if c.Issuer.Level == "central" {
		return Centre, ScopeSymbol
	}
	at := func(p *Province) string { return p.SuccessorAt(m.ID.Date).Slug }
	if p := t.provinces[c.Issuer.Province]; p != nil {
		return at(p), ScopeIssuer
	}
	if c.UnknownSuffix {
		return "", ""
	}
	lo, hi := sentence(r.article.Regions[m.Region].Text, c.Start, c.End)
	var here, all []*Province
	for _, named := range r.places {
		if !slices.Contains(all, named.province) {
			all = append(all, named.province)
		}
		if named.region == m.Region && lo <= named.start && named.end <= hi && !slices.Contains(here, named.province) {
			here = append(here, named.province)
		}
	}
	home := t.provinces[r.article.Home]
	switch {
	case len(here) == 1:
		return at(here[0]), ScopeSentence
	case len(all) == 1:
		return at(all[0]), ScopeBody
	case home != nil:
		return at(home), ScopeHome
	}
	return "", ""
}

// The longest stretch that is taken for one sentence, in bytes to each side.
const longestSentence = 1200

// sentence widens [start, end) to full stops followed by a capital, or line
// breaks.
func sentence(text string, start, end int) (lo, hi int) {
	for lo = start; lo > 0 && start-lo < longestSentence; lo-- {
		if text[lo-1] == '\n' || lo < start && endsSentence(text, lo-1) {
			break
		}
	}
	for hi = end; hi < len(text) && hi-end < longestSentence; hi++ {
		if text[hi] == '\n' || endsSentence(text, hi) {
			break
		}
	}
	return lo, hi
}

func endsSentence(text string, i int) bool {
	if c := text[i]; c != '.' && c != '!' && c != '?' {
		return false
	}
	return i+2 < len(text) && text[i+1] == ' ' && (text[i+2] >= 0xc3 || 'A' <= text[i+2] && text[i+2] <= 'Z') &&
		(i < 2 || text[i-2] != 'n' && text[i-2] != 'N') // nr. and No. end no sentence
}
