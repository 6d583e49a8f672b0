package event

import (
	"cmp"
	"strings"

	"khotin/internal/lang"
)

// A Host is an institution that held an event, or issued a document.
type Host struct {
	Name     string  `json:"name"`               // in Vietnamese, with its level and province; as printed if unknown
	Province string  `json:"province,omitempty"` // slug, if printed as part of the name
	At       Passage `json:"at"`
}

// A hosting is a host with what it takes to name it.
type hosting struct {
	Host
	level   string
	own     bool   // body ends in the proper name of a district or commune
	raw     bool   // body is as printed, the province included
	body    string // in Vietnamese, without the province
	printed string // the province as a Vietnamese text prints it
}

// hosts are the institutions that hold the event a sentence reports, without
// provinces that are not printed.
func (p *page) hosts(r *report) []hosting {
	s := r.block
	found := s.hostsBefore(r)
	if len(found) == 0 {
		found = s.hostsAfter(r)
	}
	var hosts []hosting
	for _, b := range found {
		h := hosting{Host: Host{Province: b.province, At: s.passage(b.from, b.to)}, level: b.level, body: b.name, printed: b.printed}
		switch {
		case h.body == "":
			h.body, h.raw = s.plain(b.from, b.to), true
		case h.level == "" && s.levelOf(r.from, r.to) == central: // "une conférence nationale"
			h.body, h.level = s.atLevel(b.from, b.to, central)
		}
		if b.level == "district" || b.level == "commune" || b.level == "city" {
			h.body, h.own = s.unitName(b)
		}
		hosts = append(hosts, h)
	}
	return hosts
}

// nameHosts writes provinces into the names: the printed ones, and into the
// first host the place of the event if none is printed.
func nameHosts(hosts []hosting, place Place) []Host {
	var named []Host
	printed := false
	for _, h := range hosts {
		printed = printed || h.Province != ""
	}
	for i, h := range hosts {
		h.Name = h.body
		slug := h.Province
		if slug == "" && i == 0 && !printed && (h.level == province || h.level == "city" && !h.own) {
			slug = place.Province
		}
		name := cmp.Or(h.printed, world().places[slug].Name)
		if name != "" && !h.raw && !strings.HasSuffix(h.Name, name) {
			h.Name += " " + name
		}
		named = append(named, h.Host)
	}
	return named
}

// unitName keeps the proper name of a district or commune: "UBND huyện Con
// Cuông". Vietnamese is taken as printed.
func (s *block) unitName(b bodyMention) (name string, own bool) {
	if s.tag == lang.Vietnamese || b.name == "" {
		return s.plain(b.from, b.to), s.words[b.to-1].capital
	}
	i := b.to
	for i > b.from && s.words[i-1].capital && !s.has(headClass, i-1, i) && !isCommon(s.words[i-1].fold) {
		i--
	}
	if i == b.to || i == b.from {
		return b.name, false
	}
	return b.name + " " + s.plain(i, b.to), true
}

// isCommon reports a capitalised word that is no proper name.
func isCommon(folded string) bool {
	switch folded {
	case "parti", "partidului", "partid", "etat", "vietnam", "patrie", "patriei":
		return true
	}
	return false
}

// hostsBefore are the institutions that are the subject of the verb: the last
// one before it and those joined to that by "and" or "in coordination with".
func (s *block) hostsBefore(r *report) []bodyMention {
	k := len(s.bodies) - 1
	for ; k >= 0; k-- {
		b := s.bodies[k]
		if b.from >= r.from && b.to <= r.verb && !s.inRole(b.from) && !s.isVenue(b.from) && !r.nameHolds(b) {
			break
		}
	}
	if k < 0 || s.bodies[k].from < r.from || !s.near(s.bodies[k].to, r.verb) {
		return s.unitBefore(r)
	}
	hosts := []bodyMention{s.bodies[k]}
	listed := false // with more than commas between them
	for k--; k >= 0 && s.bodies[k].from >= r.from && len(hosts) < 6; k-- {
		b := s.bodies[k]
		if !s.joined(b.to, hosts[0].from) || s.inRole(b.from) || s.isVenue(b.from) {
			break
		}
		listed = listed || s.has(linkClass, b.to, hosts[0].from) || s.has(withClass, b.to, hosts[0].from)
		hosts = append([]bodyMention{b}, hosts...)
	}
	if !listed {
		return hosts[len(hosts)-1:]
	}
	return hosts
}

// nameHolds reports an institution in the name of the event, not its host:
// "Đại hội MTTQ tỉnh khai mạc".
func (r *report) nameHolds(b bodyMention) bool {
	return r.gather.to > 0 && r.gather.from < b.from && r.gather.from < r.verb
}

// near reports that only small words stand between a subject and its verb.
func (s *block) near(from, to int) bool {
	if to-from > 8 {
		return false
	}
	for i := from; i < to; i++ {
		if s.words[i].gap >= bracket && i > from || s.nameAt(i) || s.has(gatherClass, i, i+1) {
			return false
		}
	}
	return true
}

// joined reports nothing but connecting words between two institutions.
func (s *block) joined(from, to int) bool {
	for i := from; i < to; {
		next := i
		for _, c := range [...]class{withClass, linkClass, articleClass, ofClass} {
			if m, ok := s.markAt(c, i); ok {
				next = max(next, m.to)
			}
		}
		if next == i || next > to {
			return false
		}
		i = next
	}
	return from < to || from == to && from < len(s.words) && s.words[from].gap != space
}

// hostsAfter are the institutions behind "organised by", or behind a "by" after
// the event: "tenue à Vinh le 15 novembre par le Comité".
func (s *block) hostsAfter(r *report) []bodyMention {
	marks := s.marksIn(heldByClass, r.from, r.to)
	if r.gather.to > 0 {
		marks = append(marks, s.marksIn(byClass, r.gather.to, r.to)...)
	}
	for _, m := range marks {
		for k, b := range s.bodies {
			if b.from < m.to || b.from > m.to+3 {
				continue
			}
			hosts := []bodyMention{b}
			for _, next := range s.bodies[k+1:] {
				if next.from >= r.to || !s.joined(hosts[len(hosts)-1].to, next.from) {
					break
				}
				hosts = append(hosts, next)
			}
			return hosts
		}
	}
	return nil
}

// unitBefore reads a district or commune as the subject: "huyện Tiền Hải tổ
// chức", unless the event is only held there.
func (s *block) unitBefore(r *report) []bodyMention {
	marks := s.marksIn(localityClass, r.from, r.verb)
	for i := len(marks) - 1; i >= 0; i-- {
		m := marks[i]
		to := m.to
		for to < r.verb && s.words[to].capital && s.words[to].gap == space {
			to++
		}
		if m.value == "-" || to == m.to || !s.near(to, r.verb) || s.words[min(to, len(s.words)-1)].gap == comma && to < r.verb {
			continue
		}
		if s.isAt(m.from) || s.inRole(m.from) {
			continue
		}
		name := m.value + " " + s.plain(m.to, to)
		return []bodyMention{{from: m.from, to: to, name: name, level: "unit"}}
	}
	return nil
}

func (s *block) isAt(i int) bool {
	for back := 1; back <= 2 && i-back >= 0; back++ {
		if s.has(atClass, i-back, i-back+1) {
			return true
		}
	}
	return false
}

// inRole reports word i to be part of somebody's post.
func (s *block) inRole(i int) bool {
	for _, r := range s.roles {
		if i >= r.from && i < r.to {
			return true
		}
	}
	return false
}

// isVenue reports an institution named for its house: "tại Hội trường Tỉnh ủy",
// "au siège du Comité".
func (s *block) isVenue(i int) bool {
	for back := 1; back <= 5 && i-back >= 0 && s.words[i-back+1].gap == space; back++ {
		if s.has(atClass, i-back, i-back+1) {
			return true
		}
		switch s.words[i-back].fold {
		case "l", "le", "les", "du", "de", "des", "la", "siege", "salle", "sediul", "sala", "hoi", "truong", "tru", "so":
		default:
			return false
		}
	}
	return false
}
