package event

import "slices"

// events reads the main event and those that captions of older pictures tell of.
func (p *page) events(who *people) []Event {
	r := p.mainReport()
	if r == nil {
		return p.archived("", nil)
	}
	e := Event{Main: true, Mode: p.mode(r)}
	e.Kind, e.Surface = p.kind(r)
	e.Name = r.block.eventName(r.gather, r.to)
	e.Date, e.End = p.days(r)
	hosts := p.hosts(r)
	e.Place = p.place(r, hosts)
	e.Hosts = nameHosts(hosts, e.Place)
	for _, d := range who.deeds {
		if !slices.ContainsFunc(e.People, func(o Played) bool { return o.Part == d.Part && o.Key == d.Key }) {
			e.People = append(e.People, d)
		}
	}
	e.Documents = p.documents(r)
	if !r.issuing {
		e.Attendance = p.attendance(r)
		e.Topics = p.topics()
	}
	return append([]Event{e}, p.archived(e.Kind, r)...)
}

// documents are those the article cites, in order; of an issuing only the one
// issued: the first behind the verb.
func (p *page) documents(r *report) []string {
	var ids []string
	for _, s := range p.blocks {
		for _, c := range s.cited {
			if r.issuing && (s != r.block || c.Start < s.words[r.verb].start) || slices.Contains(ids, c.ID) {
				continue
			}
			if ids = append(ids, c.ID); r.issuing {
				return ids
			}
		}
	}
	return ids
}

// archived reads the events of captions that are not the one reported: a
// picture of a seminar in an article about a decision.
func (p *page) archived(main string, r *report) []Event {
	var out []Event
	for _, s := range p.blocks {
		if s.lex == nil || s.region != Caption {
			continue
		}
		for _, g := range s.marksIn(gatherClass, 0, len(s.words)) {
			if isPlain(g.value) || g.value == main || g.value == "training" || r != nil && r.names(g.value) {
				continue
			}
			name := s.eventName(g, len(s.words))
			if g.to+2 > len(s.words) || name.End <= s.words[g.to].end || slices.ContainsFunc(out, func(e Event) bool { return e.Kind == g.value }) {
				continue // a bare "scene of the seminar" says nothing of its own
			}
			e := Event{Kind: g.value, Surface: s.passage(g.from, g.to), Name: name}
			if places := s.marksIn(placeClass, g.to, len(s.words)); len(places) > 0 {
				e.Place = s.placeOf(places[0], BySentence)
			}
			out = append(out, e)
		}
	}
	return out
}

// names reports that the sentence uses a word for the kind: the caption then
// shows the same event.
func (r *report) names(kind string) bool {
	for _, c := range [...]class{gatherClass, purposeClass, happeningClass} {
		for _, m := range r.block.marksIn(c, r.from, r.to) {
			if m.value == kind {
				return true
			}
		}
	}
	return false
}
