package event

import (
	"strings"

	"khotin/internal/lang"
)

// findBodies finds the institutions of a part.
func (s *block) findBodies() {
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
func (s *block) bodyFrom(from, to int) bodyMention {
	b := bodyMention{from: from, to: s.extent(to)}
	b.name, b.level = s.normalBody(from, b.to, nil)
	for _, m := range s.marksIn(placeClass, from, b.to+1) {
		if m.from < b.to || s.words[m.from].gap == space || s.words[m.from].gap == comma {
			b.province, b.to = m.value, max(b.to, m.to)
			if s.tag == lang.Vietnamese {
				b.printed = s.plain(m.from, m.to)
			}
			if b.level == "" && b.name != "" {
				b.name, b.level = s.atLevel(from, b.to, province)
			}
		}
	}
	return b
}

// extent walks from word i to where the name of an institution ends.
func (s *block) extent(i int) int {
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
		if m, ok := s.markAt(headClass, i); ok && m.to > i+1 { // comité directeur: no director
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
func (s *block) goesOnAfterComma(i int) bool {
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
func (s *block) goesOnAfter(i int) bool {
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
		return s.words[i].capital && !s.has(placeClass, i, i+1)
	}
	return s.words[i].capital
}

// headAfter reports an institution at word i, past an article.
func (s *block) headAfter(i int) bool {
	if m, ok := s.markAt(articleClass, i); ok {
		if _, ok := s.markAt(headClass, m.to); ok {
			return true
		}
	}
	_, ok := s.markAt(headClass, i)
	return ok
}

// endsBody reports a word that cannot be part of the name.
func (s *block) endsBody(i int) bool {
	w := s.words[i]
	if w.digit {
		return false
	}
	for _, c := range [...]class{holdClass, heldClass, issueClass, actClass, happeningClass, attendClass, rankClass, withClass, heldByClass, postClass} {
		m, ok := s.markAt(c, i)
		switch {
		case !ok, c == postClass && s.tag == lang.Vietnamese && !w.capital, c == rankClass && !s.isRank(m):
		default:
			return true
		}
	}
	_, end := s.markAt(endClass, i)
	switch s.tag {
	case lang.Vietnamese:
		if w.capital || world().inBody[w.fold] {
			return end && !w.capital
		}
		before := s.words[i-1] // Nhà báo, Giáo dục: the second syllable of a word
		return end || !before.capital || isUpper(before.printed(s.text))
	case lang.French:
		return end || w.fold == "pour" && !s.precedesArticle(i) || s.has(gatherClass, i, i+1) && !w.capital
	}
	if w.fold == "in" && i+1 < len(s.words) && strings.HasPrefix(s.words[i+1].fold, "mas") { // mobilizare în masă
		return false
	}
	return end || (w.fold == "a" || w.fold == "au") && s.isParticiple(i+1) || w.fold == "pentru" && !s.precedesMobilisation(i)
}

func (s *block) precedesArticle(i int) bool {
	if i+1 >= len(s.words) {
		return false
	}
	switch s.words[i+1].fold {
	case "la", "le", "les", "l":
		return true
	}
	return false
}

func (s *block) precedesMobilisation(i int) bool {
	return i+1 < len(s.words) && (s.words[i+1].capital || strings.HasPrefix(s.words[i+1].fold, "mobiliz"))
}

// isParticiple tells "a organizat" from "a Comitetului": Romanian participles
// end in -t or -s, genitives in a vowel or -lor.
func (s *block) isParticiple(i int) bool {
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
