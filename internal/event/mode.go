package event

// A Mode says how people met.
type Mode struct {
	Value string  `json:"value"` // in_person, online or mixed
	Basis Basis   `json:"basis"` // Assumed if nothing is said: people meet in person
	At    Passage `json:"at,omitzero"`
}

// Stated reports that the article says how people met.
func (m Mode) Stated() bool { return m.Value != "" && m.Basis != Assumed }

// How people can meet.
const (
	inPerson = "in_person"
	online   = "online"
	mixed    = "mixed"
)

// mode reads how people met from the reporting sentence, else from sentences
// that speak of the event.
func (p *page) mode(r *report) Mode {
	if r.issuing {
		return Mode{}
	}
	if m := r.block.modeIn(r.from, r.to); m.Value != "" {
		return m
	}
	at := 0
	for _, s := range p.blocks {
		if s.lex == nil || s.region == Paragraph && at > 6 {
			continue
		}
		for i := range len(s.starts) - 1 {
			from, to := s.starts[i], s.starts[i+1]
			if s.has(gatherClass, from, to) || s.has(heldClass, from, to) || s.has(attendClass, from, to) || s.has(delegateClass, from, to) {
				if m := s.modeIn(from, to); m.Value != "" {
					return m
				}
			}
		}
		if s.region == Paragraph {
			at++
		}
	}
	return Mode{Value: inPerson, Basis: Assumed}
}

// modeIn reads the mode of a sentence; both ways in one sentence are mixed.
func (s *block) modeIn(from, to int) Mode {
	marks := s.marksIn(modeClass, from, to)
	if len(marks) == 0 {
		return Mode{}
	}
	first, last := marks[0], marks[len(marks)-1]
	out := Mode{Value: first.value, Basis: BySentence, At: s.passage(first.from, first.to)}
	for _, m := range marks {
		if m.value != first.value {
			out.Value, out.At = mixed, s.passage(first.from, last.to)
		}
	}
	return out
}
