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

// normalBody names the institution at words from to to in Vietnamese; extra are
// words that count as standing there.
func (s *block) normalBody(from, to int, extra []string) (name, level string) {
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

func (s *block) atLevel(from, to int, level string) (string, string) {
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
func (s *block) findBody(from, to int, extra []string) (best body, ok bool) {
	for _, b := range world().bodies[s.tag] {
		if (!ok || len(b.words) > len(best.words)) && s.holdsAll(b, from, to, extra) {
			best, ok = b, true
		}
	}
	return best, ok
}

func (s *block) holdsAll(b body, from, to int, extra []string) bool {
	for _, alternatives := range b.words {
		if !s.holdsOne(alternatives, from, to, extra) {
			return false
		}
	}
	return true
}

func (s *block) holdsOne(alternatives []string, from, to int, extra []string) bool {
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
func (s *block) levelOf(from, to int) string {
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
