package event

import (
	"strings"

	"khotin/internal/lang"
)

// A report is a sentence that reports an event.
type report struct {
	block    *block
	from, to int  // the sentence
	verb     int  // the word that says it took place
	gather   mark // the noun for it; to is 0 if only a verb says it
	issuing  bool
	score    int
}

// What speaks for a sentence to be the one that reports the article's event.
// enough is reached by a verb of holding with two of: host, day, a place in
// the lead; background further down does not reach it.
const (
	heldScore   = 4
	chairScore  = 3
	speechScore = 2
	hostScore   = 3
	dayScore    = 3
	countScore  = 1
	futureScore = -5
	enough      = 8
)

// position rewards the lead, where news says what happened.
var position = [...]int{4, 3, 2, 1, 0, 0}

const afterBeginning = -2

// mainReport returns the best reporting sentence, nil if none is good enough.
// On a tie a conference comes before a document, and the earlier sentence
// first.
func (p *page) mainReport() *report {
	var best *report
	at := 0
	for _, s := range p.blocks {
		if s.lex == nil || s.region != Lead && s.region != Paragraph {
			continue
		}
		bonus := afterBeginning
		if at < len(position) {
			bonus = position[at]
		}
		for i := range len(s.starts) - 1 {
			for _, r := range []*report{s.gathering(s.starts[i], s.starts[i+1]), s.issuing(s.starts[i], s.starts[i+1])} {
				if r == nil || r.issuing && at > 1 {
					continue
				}
				r.score += bonus - min(i, 2)
				if r.score >= enough && (best == nil || r.score > best.score) {
					best = r
				}
			}
		}
		at++
	}
	return best
}

// gathering reads a sentence as a report that people came together.
func (s *block) gathering(from, to int) *report {
	r := s.held(from, to)
	if r == nil {
		return nil
	}
	if len(s.hostsBefore(r)) > 0 {
		r.score += hostScore
	}
	return s.weigh(r)
}

// weigh adds what holds for every kind of report.
func (s *block) weigh(r *report) *report {
	for _, d := range s.dates {
		if i := s.wordAt(d.Start); i >= r.from && i < r.to {
			r.score += dayScore
			break
		}
	}
	if s.has(delegateClass, r.from, r.to) {
		r.score += countScore
	}
	if s.has(futureClass, max(r.from, r.verb-3), r.verb+1) {
		r.score += futureScore
	}
	return r
}

// reach is how many words may stand between a verb and its noun; Vietnamese
// puts neither day nor place there.
const reach, reachVi = 18, 6

// held looks for "organises a conference", "the conference takes place",
// "chairs the conference" and verbs that are the event.
func (s *block) held(from, to int) *report {
	gathers := s.marksIn(gatherClass, from, to)
	most := reach
	if s.tag == lang.Vietnamese {
		most = reachVi
	}
	for _, h := range s.marksIn(holdClass, from, to) {
		for _, g := range gathers {
			if g.from >= h.to && g.from-h.to <= most || g.from >= h.from && g.from < h.to {
				return &report{block: s, from: from, to: to, verb: h.from, gather: g, score: heldScore}
			}
		}
	}
	for _, c := range [...]class{heldClass, heldByClass} {
		for _, h := range s.marksIn(c, from, to) {
			for _, g := range gathers {
				if g.from < h.from && (c == heldClass || s.has(holdClass, h.to, to) || s.tag != lang.Vietnamese) {
					return &report{block: s, from: from, to: to, verb: h.from, gather: g, score: heldScore}
				}
			}
		}
	}
	if r := s.happens(from, to); r != nil {
		return r
	}
	if acts := s.marksIn(actClass, from, to); len(acts) > 0 && len(gathers) > 0 {
		r := &report{block: s, from: from, to: to, verb: acts[0].from, gather: gathers[0], score: speechScore}
		if strings.HasPrefix(acts[0].value, string(Chair)) {
			r.score = chairScore
		}
		return r
	}
	if a := s.marksIn(attendClass, from, to); len(a) > 0 && len(gathers) > 0 {
		return &report{block: s, from: from, to: to, verb: a[0].from, gather: gathers[0], score: chairScore}
	}
	return nil
}

// happens looks for a verb that is the event, right behind who did it.
func (s *block) happens(from, to int) *report {
	for _, h := range s.marksIn(happeningClass, from, to) {
		r := &report{block: s, from: from, to: to, verb: h.from, score: heldScore}
		if len(s.hostsBefore(r)) > 0 || s.nameBefore(h.from, from) >= 0 && h.value == "visit" {
			return r
		}
	}
	return nil
}

// issuing reads a sentence as a report that a document was issued.
func (s *block) issuing(from, to int) *report {
	for _, m := range s.marksIn(issueClass, from, to) {
		if !s.has(paperClass, m.to, min(m.to+6, to)) && !s.citedBetween(m.to, min(m.to+10, to)) {
			continue
		}
		r := &report{block: s, from: from, to: to, verb: m.from, issuing: true, score: heldScore}
		switch {
		case len(s.hostsBefore(r)) > 0, s.nameBefore(m.from, from) >= 0:
			r.score += hostScore
		default:
			continue
		}
		return s.weigh(r)
	}
	return nil
}

func (s *block) citedBetween(from, to int) bool {
	for _, c := range s.cited {
		if i := s.wordAt(c.Start); i >= from && i < to {
			return true
		}
	}
	return false
}

// nameBefore returns the index of the last person named between two words.
func (s *block) nameBefore(before, from int) int {
	for i := len(s.names) - 1; i >= 0; i-- {
		if n := s.names[i]; n.to <= before && n.from >= from && !n.credit {
			return i
		}
	}
	return -1
}
