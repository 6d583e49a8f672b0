package event

import (
	"fmt"
	"strings"

	"khotin/internal/lang"
)

// A body is a row of the table of institutions.
type body struct {
	name   string // in Vietnamese, without the level
	system string
	words  [][]string // folded; one of each must stand in the name
}

// The levels of the Party and the state.
const (
	province = "province"
	central  = "central"
)

// levelNames write a level into a Vietnamese name.
var levelNames = map[string]map[string]string{
	"party": {province: "Tỉnh ủy", central: "Trung ương", "district": "Huyện ủy", "city": "Thành ủy", "commune": "Đảng ủy"},
	"state": {province: "tỉnh", central: "Trung ương", "district": "huyện", "city": "thành phố", "commune": "xã"},
	"youth": {province: "Tỉnh đoàn", central: "Trung ương Đoàn", "district": "Huyện đoàn", "city": "Thành đoàn", "commune": "Đoàn xã"},
}

func (t *tables) addBody(cells []string) error {
	tag := lang.Tag(cells[2])
	if _, ok := t.lexicons[tag]; !ok {
		return fmt.Errorf("unknown language %q", tag)
	}
	b := body{name: strings.Trim(cells[0], "-"), system: cells[1]}
	if _, ok := levelNames[b.system]; !ok && b.system != "fixed" {
		return fmt.Errorf("unknown system %q", b.system)
	}
	for w := range strings.FieldsSeq(cells[3]) {
		if w != lang.Fold(w) {
			return fmt.Errorf("word %q must be folded", w)
		}
		b.words = append(b.words, strings.Split(w, "/"))
		if tag == lang.Vietnamese {
			for _, alternative := range strings.Split(w, "/") {
				t.inBody[alternative] = true
			}
		}
	}
	if len(b.words) == 0 {
		return fmt.Errorf("institution %q has no words", b.name)
	}
	t.bodies[tag] = append(t.bodies[tag], b)
	return nil
}

// A bodyMention is an institution named at words from to to.
type bodyMention struct {
	from, to int
	name     string // in Vietnamese with its level; "" if unknown
	level    string
	province string // slug, if printed as part of the name
	printed  string // the province in the spelling of a Vietnamese text
}

// findBodies finds the institutions of a part.
func (s *part) findBodies() {
	for i := 0; i < len(s.words); {
		m, ok := s.markAt(headClass, i)
		if g, isEvent := s.markAt(gatherClass, i); !ok || isEvent && g.to >= m.to { // Hội nghị is no Hội
			i++
			continue
		}
		b := s.bodyFrom(i, m.to)
		s.bodies = append(s.bodies, b)
		i = b.to
	}
}

// bodyFrom reads the institution that begins at word from and whose name goes
// at least to word to.
func (s *part) bodyFrom(from, to int) bodyMention {
	b := bodyMention{from: from, to: s.extent(to)}
	b.name, b.level = s.normalBody(from, b.to, nil)
	for _, m := range s.marksIn(placeClass, from, b.to+1) {
		if m.from < b.to || s.words[m.from].gap == space || s.words[m.from].gap == comma {
			b.province, b.to = m.value, max(b.to, m.to)
			if s.tag == lang.Vietnamese {
				b.printed = s.passage(m.from, m.to).Surface
			}
			if b.level == "" && b.name != "" {
				b.name, b.level = s.atLevel(from, b.to, province)
			}
		}
	}
	return b
}

// extent walks from word i to where the name of an institution ends.
func (s *part) extent(i int) int {
	for n := 0; n < 40 && i < len(s.words); n++ {
		w := s.words[i]
		if w.gap > comma || w.digit && s.words[i-1].fold != "khu" || s.nameAt(i) {
			return i
		}
		if w.gap == comma && !s.goesOnAfterComma(i) {
			return i
		}
		if m, ok := s.markAt(placeClass, i); ok {
			return m.to
		}
		if m, ok := s.markAt(linkClass, i); ok {
			if !s.goesOnAfter(m.to) {
				return i
			}
			i = m.to
			continue
		}
		if s.endsBody(i) {
			return i
		}
		i++
	}
	return i
}

// goesOnAfterComma reports "de la sensibilisation, de l'éducation et de …", one
// name with commas inside.
func (s *part) goesOnAfterComma(i int) bool {
	if s.tag != lang.French || s.words[i].fold != "de" {
		return false
	}
	for j := i; j < min(i+6, len(s.words)); j++ {
		if s.words[j].fold == "et" {
			return s.goesOnAfter(j + 1)
		}
		if j > i && s.words[j].gap != space {
			return false
		}
	}
	return false
}

// goesOnAfter reports that what follows "and" belongs to the same name: no
// institution of its own begins there.
func (s *part) goesOnAfter(i int) bool {
	if i >= len(s.words) || s.words[i].gap != space || s.nameAt(i) {
		return false
	}
	if s.headAfter(i) || s.has(rankClass, i, i+2) {
		return false
	}
	switch s.tag {
	case lang.French:
		m, ok := s.markAt(ofClass, i)
		if !ok || m.to >= len(s.words) || s.words[i].fold != "de" && s.words[i].fold != "du" && s.words[i].fold != "des" && s.words[i].fold != "d" {
			return false
		}
		return true
	case lang.Vietnamese:
		return s.words[i].capital && world().inBody[s.words[i].fold]
	}
	return s.words[i].capital
}

// headAfter reports an institution at word i, past an article.
func (s *part) headAfter(i int) bool {
	if m, ok := s.markAt(articleClass, i); ok {
		if _, ok := s.markAt(headClass, m.to); ok {
			return true
		}
	}
	_, ok := s.markAt(headClass, i)
	return ok
}

// endsBody reports a word that cannot be part of the name.
func (s *part) endsBody(i int) bool {
	w := s.words[i]
	if w.digit {
		return false
	}
	for _, c := range [...]class{holdClass, heldClass, issueClass, actClass, happeningClass, attendClass, rankClass, withClass, heldByClass, postClass} {
		if _, ok := s.markAt(c, i); ok && !(c == postClass && s.tag == lang.Vietnamese && w.capital == false) {
			return true
		}
	}
	_, end := s.markAt(endClass, i)
	switch s.tag {
	case lang.Vietnamese:
		return end && !w.capital || !w.capital && !world().inBody[w.fold]
	case lang.French:
		return end || w.fold == "pour" && !s.precedesArticle(i) || s.has(gatherClass, i, i+1) && !w.capital
	}
	if w.fold == "in" && i+1 < len(s.words) && strings.HasPrefix(s.words[i+1].fold, "mas") { // mobilizare în masă
		return false
	}
	return end || (w.fold == "a" || w.fold == "au") && s.isParticiple(i+1) || w.fold == "pentru" && !s.precedesMobilisation(i)
}

func (s *part) precedesArticle(i int) bool {
	if i+1 >= len(s.words) {
		return false
	}
	switch s.words[i+1].fold {
	case "la", "le", "les", "l":
		return true
	}
	return false
}

func (s *part) precedesMobilisation(i int) bool {
	return i+1 < len(s.words) && (s.words[i+1].capital || strings.HasPrefix(s.words[i+1].fold, "mobiliz"))
}

// isParticiple tells "a organizat" from "a Comitetului": Romanian participles
// end in -t or -s, genitives in a vowel or -lor.
func (s *part) isParticiple(i int) bool {
	if i >= len(s.words) || s.words[i].capital || s.words[i].gap != space {
		return false
	}
	f := s.words[i].fold
	switch f {
	case "mai", "fost":
		return true
	}
	return len(f) > 3 && (f[len(f)-1] == 't' || f[len(f)-1] == 's')
}

// normalBody names the institution at words from to to in Vietnamese; extra are
// words that count as standing there.
func (s *part) normalBody(from, to int, extra []string) (name, level string) {
	b, ok := s.findBody(from, to, extra)
	if !ok {
		return "", ""
	}
	if b.system == "fixed" {
		if s.levelOf(from, to) == central || strings.Contains(b.name, "Trung ương") || strings.HasPrefix(b.name, "Bộ") {
			return b.name, central
		}
		return b.name, s.levelOf(from, to)
	}
	level = s.levelOf(from, to)
	return b.at(level), level
}

func (s *part) atLevel(from, to int, level string) (string, string) {
	b, ok := s.findBody(from, to, nil)
	if !ok || b.system == "fixed" {
		name, _ := s.normalBody(from, to, nil)
		return name, ""
	}
	return b.at(level), level
}

func (b body) at(level string) string {
	suffix := levelNames[b.system][level]
	if b.system == "state" && level == province && b.name == "Ban Chấp hành Đảng bộ" {
		return b.name + " tỉnh"
	}
	return strings.TrimSpace(b.name + " " + suffix)
}

// findBody returns the row with most words all of which stand at from to to.
func (s *part) findBody(from, to int, extra []string) (best body, ok bool) {
	for _, b := range world().bodies[s.tag] {
		if (!ok || len(b.words) > len(best.words)) && s.holdsAll(b, from, to, extra) {
			best, ok = b, true
		}
	}
	return best, ok
}

func (s *part) holdsAll(b body, from, to int, extra []string) bool {
	for _, alternatives := range b.words {
		if !s.holdsOne(alternatives, from, to, extra) {
			return false
		}
	}
	return true
}

func (s *part) holdsOne(alternatives []string, from, to int, extra []string) bool {
	for _, a := range alternatives {
		for _, w := range s.words[from:to] {
			if w.fold == a {
				return true
			}
		}
		for _, w := range extra {
			if w == a {
				return true
			}
		}
	}
	return false
}

// levelOf is the level named first; the centre wins, since "Trung ương" may
// stand behind the name of a commission.
func (s *part) levelOf(from, to int) string {
	level := ""
	for _, m := range s.marksIn(levelClass, from, to) {
		if m.to > to || s.tag == lang.Vietnamese && m.value == central && s.words[m.from].fold == "dang" {
			continue
		}
		if m.value == central {
			return central
		}
		if level == "" {
			level = m.value
		}
	}
	return level
}
