package event

import "slices"

// A Place is the province an event took place in, which is where its host is at
// home if the article does not say otherwise.
type Place struct {
	Province string  `json:"province"` // slug
	Name     string  `json:"name"`     // in Vietnamese
	Basis    Basis   `json:"basis"`
	At       Passage `json:"at,omitzero"` // zero if it is the outlet's home
}

// A Basis says where in the article a fact was read, or how it was inferred.
type Basis string

// The bases of facts, best first.
const (
	BySentence    Basis = "sentence"    // said in the sentence that reports the event
	ByHost        Basis = "host"        // it is part of the host's name
	ByHeadline    Basis = "headline"    // said in the headline
	ByText        Basis = "body"        // said elsewhere in the article
	ByPublication Basis = "publication" // inferred from the day of publication
	ByOutlet      Basis = "outlet"      // the province the newspaper belongs to
	Assumed       Basis = "assumed"     // not said at all
)

// isPlace reports that words from to to, spelt like a province, mean it: every
// word is capitalised, printed marks are those of a spelling, and they are not
// part of a longer name ("Phạm Thanh Hóa", "Thái Bình Dương").
func (s *block) isPlace(from, to int) bool {
	for _, w := range s.words[from:to] {
		if !w.capital && !w.digit {
			return false
		}
	}
	if to < len(s.words) && s.words[to].gap == space && s.words[to].fold == "duong" && s.words[to].capital {
		return false
	}
	if from == 0 || s.words[from].gap != space {
		return true
	}
	before := s.words[from-1]
	if !before.capital || !world().surnames[before.fold] {
		return true
	}
	// "Tỉnh Đoàn Nghệ An" is an institution, "Ông Phạm Thanh Hóa" is not.
	announced := slices.ContainsFunc(s.marks, func(m mark) bool { return m.class == rankClass && m.to == from-1 })
	return !announced && before.gap == space && from >= 2 && s.words[from-2].capital
}

// place chooses the province of the event a sentence reports.
func (p *page) place(r *report, hosts []hosting) Place {
	s := r.block
	marks := s.marksIn(placeClass, r.from, r.to)
	for _, m := range marks {
		if s.isLocative(m) {
			return s.placeOf(m, BySentence)
		}
	}
	for _, h := range hosts {
		if h.Province != "" {
			return Place{Province: h.Province, Name: world().places[h.Province].Name, Basis: ByHost, At: h.At}
		}
	}
	if len(marks) > 0 {
		return s.placeOf(marks[0], BySentence)
	}
	central := len(hosts) > 0 && !slices.ContainsFunc(hosts, func(h hosting) bool { return h.level != central })
	for _, other := range p.blocks {
		if other.lex == nil || other.region != Headline && other.region != Lead {
			continue
		}
		if marks := other.marksIn(placeClass, 0, len(other.words)); len(marks) > 0 {
			basis := ByHeadline
			if other.region == Lead {
				basis = ByText
			}
			return other.placeOf(marks[0], basis)
		}
	}
	if central {
		return Place{}
	}
	if place, ok := p.commonPlace(); ok {
		return place
	}
	if province, ok := world().places[p.in.Home]; ok {
		return Place{Province: province.Slug, Name: province.Name, Basis: ByOutlet}
	}
	return Place{}
}

// isLocative reports "tại Nghệ An", "à Hanoi", "la Hanoi", also past a word for
// the unit: "tại thành phố Hà Nội", "în provincia Ca Mau".
func (s *block) isLocative(m mark) bool {
	i := m.from - 1
	for range 3 {
		if i < 0 || s.words[i+1].gap != space {
			return false
		}
		if at, ok := s.markAt(atClass, i); ok && at.to == i+1 {
			return true
		}
		switch s.words[i].fold {
		case "tinh", "thanh", "pho", "tp", "la", "province", "ville", "de", "provincia", "orasul":
			i--
		default:
			return false
		}
	}
	return false
}

func (s *block) placeOf(m mark, basis Basis) Place {
	return Place{Province: m.value, Name: world().places[m.value].Name, Basis: basis, At: s.passage(m.from, m.to)}
}

// commonPlace is the province named most often in paragraphs, then captions;
// the first named wins a tie.
func (p *page) commonPlace() (Place, bool) {
	for _, regions := range [][]Region{{Paragraph}, {Caption}} {
		count := map[string]int{}
		var found []Place
		for _, s := range p.blocks {
			if s.lex == nil || !slices.Contains(regions, s.region) {
				continue
			}
			for _, m := range s.marksIn(placeClass, 0, len(s.words)) {
				if count[m.value]++; count[m.value] == 1 {
					found = append(found, s.placeOf(m, ByText))
				}
			}
		}
		if len(found) > 0 {
			return slices.MaxFunc(found, func(a, b Place) int { return count[a.Province] - count[b.Province] }), true
		}
	}
	return Place{}, false
}
