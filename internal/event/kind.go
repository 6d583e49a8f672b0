package event

// The kinds with a meaning to the grammar; the others are only values of
// tables/kinds.tsv.
const (
	Issuing  = "issuing"  // a document was issued; nobody need have met
	meeting  = "meeting"  // plain: gives way to dialogue
	dialogue = "dialogue" // officials answer the people
)

// isPlain reports a kind that says only that people met: a better word may
// stand elsewhere.
func isPlain(kind string) bool {
	return kind == "" || kind == "conference" || kind == "ceremony" || kind == meeting
}

// kind chooses the kind of the event a sentence reports, and the words it was
// read from.
func (p *page) kind(r *report) (string, Passage) {
	s := r.block
	if r.issuing {
		m, _ := s.markAt(issueClass, r.verb)
		return Issuing, s.passage(m.from, m.to)
	}
	first := r.gather
	if first.to == 0 {
		first, _ = s.markAt(happeningClass, r.verb)
	}
	best := mark{value: first.value, from: first.from, to: first.to}
	if isPlain(best.value) {
		if m, ok := s.special(first.to, min(first.to+2*reach, r.to)); ok && (best.value != meeting || m.value == dialogue) {
			best = mark{value: m.value, from: first.from, to: m.to}
		}
	}
	if !isPlain(best.value) {
		return best.value, s.passage(best.from, best.to)
	}
	for _, other := range p.blocks {
		if other.region != Headline || other.lex == nil {
			continue
		}
		m, ok := other.special(0, len(other.words))
		if ok && (best.value != meeting || m.value == dialogue) {
			return m.value, other.passage(m.from, m.to)
		}
	}
	if best.value == "conference" {
		if m, other, ok := p.laterKind(); ok {
			return m.value, other.passage(m.from, m.to)
		}
	}
	return best.value, s.passage(best.from, best.to)
}

// special returns the first mark between two words that is no plain kind.
func (s *block) special(from, to int) (best mark, ok bool) {
	for _, c := range [...]class{gatherClass, purposeClass, happeningClass} {
		for _, m := range s.marksIn(c, from, to) {
			if !isPlain(m.value) && (!ok || m.from < best.from) {
				best, ok = m, true
			}
		}
	}
	return best, ok
}

// laterKind looks through the article for a noun that says more: "La conférence
// de formation a aussi …".
func (p *page) laterKind() (mark, *block, bool) {
	for _, s := range p.blocks {
		if s.lex == nil || s.region == Headline {
			continue
		}
		for _, m := range s.marksIn(gatherClass, 0, len(s.words)) {
			if !isPlain(m.value) && m.to-m.from > 1 {
				return m, s, true
			}
		}
	}
	return mark{}, nil, false
}

// eventName is the noun with what belongs to it: to a comma, a count of people
// or a verb.
func (s *block) eventName(g mark, to int) Passage {
	if g.to == 0 {
		return Passage{}
	}
	i := g.to
	for ; i < to && i-g.from < 40; i++ {
		if s.words[i].gap >= comma && s.words[i].gap != quote || s.has(qualifierClass, i, i+1) || s.has(attendClass, i, i+1) || s.has(heldClass, i, i+1) {
			break
		}
	}
	return s.passage(g.from, i)
}
