package lexicon

import (
	"slices"
	"strings"

	"khotin/internal/concept"
	"khotin/internal/lang"
)

// longest is how many words of content a term has at most; Vietnamese counts
// syllables.
func longest(tag lang.Tag) int {
	if tag == lang.Vietnamese {
		return 4
	}
	return 3
}

// word is a word of content of a passage.
type word struct {
	start, end int
	form       string // what makes two words the same
	joined     bool   // nothing but spaces and small words parts it from the one before
}

// words reads the words of content of a passage. Numbers, punctuation and what
// is known part terms; function words are passed over, so that mobilisation de
// masse and mobilisation des masses are one term, but part Vietnamese ones.
func words(p Passage, known []concept.Match) (list []word) {
	last, joined := 0, false
	for t := range lang.Tokens(p.Text) {
		for len(known) > 0 && known[0].End <= t.Start {
			known = known[1:]
		}
		if strings.ContainsFunc(p.Text[last:t.Start], parts) {
			joined = false
		}
		last = t.End
		within := len(known) > 0 && known[0].Start < t.End
		if within || strings.ContainsAny(t.Text, "0123456789") || isNumberSign(t.Text) {
			joined = false
			continue
		}
		if p.Lang == lang.Vietnamese {
			key := lang.Key(t.Text)
			if joined = joined && !lang.IsFunctionWord(p.Lang, key); lang.IsFunctionWord(p.Lang, key) {
				continue
			}
			list = append(list, word{t.Start, t.End, key, joined})
			joined = true
			continue
		}
		start := t.Start
		if p.Lang == lang.French {
			start += lang.ElisionLen(t.Text)
		}
		if lang.IsFunctionWord(p.Lang, lang.Fold(lang.NormalRomanian(p.Text[start:t.End]))) {
			continue
		}
		list = append(list, word{start, t.End, concept.Stem(p.Lang, p.Text[start:t.End]), joined})
		joined = true
	}
	return list
}

// isNumberSign reports the word before a number: số 4, nr. 4, n° 4.
func isNumberSign(word string) bool {
	switch lang.Fold(word) {
	case "so", "nr", "n", "no":
		return true
	}
	return false
}

// parts reports what no term runs across.
func parts(r rune) bool { return strings.ContainsRune(".,;:!?()\"“”«»„–—/…\n•|", r) }

// use is where a term stands in a passage: words from to to.
type use struct {
	term     int32
	from, to int
}

// side is one language of the pairs: its terms, by number, and their uses in
// every passage.
type side struct {
	tag     lang.Tag
	numbers map[string]int32
	forms   []string           // by number
	prints  []map[string]int32 // how a term is printed, and how often
	passes  []int              // how many passages have it
	uses    [][]use
}

func newSide(tag lang.Tag) *side { return &side{tag: tag, numbers: map[string]int32{}} }

// read takes in the next passage, whose translation says the concepts given.
func (s *side) read(p Passage, said map[string]bool) {
	list := words(p, known(p, said))
	var found []use
	seen := map[int32]bool{}
	for from := range list {
		form := ""
		for to := from + 1; to <= min(from+longest(s.tag), len(list)); to++ {
			w := list[to-1]
			if to > from+1 && !w.joined {
				break
			}
			form += " " + w.form
			n := s.number(form)
			s.prints[n][squeeze(strings.ToLower(p.Text[list[from].start:w.end]))]++
			found = append(found, use{n, from, to})
			if !seen[n] {
				seen[n] = true
				s.passes[n]++
			}
		}
	}
	s.uses = append(s.uses, found)
}

// known finds the concepts of a passage that its translation names as well:
// there is nothing to learn about their words, and their parts would mislead.
// Of overlapping ones it lists the first and longest.
func known(p Passage, said map[string]bool) (kept []concept.Match) {
	for _, m := range concept.Find(p.Text, p.Lang) {
		if said[m.ID] && (len(kept) == 0 || m.Start >= kept[len(kept)-1].End) {
			kept = append(kept, m)
		}
	}
	return kept
}

// concepts are the ids of the concepts that a passage names.
func concepts(p Passage) map[string]bool {
	ids := map[string]bool{}
	for _, m := range concept.Find(p.Text, p.Lang) {
		ids[m.ID] = true
	}
	return ids
}

func (s *side) number(form string) int32 {
	n, ok := s.numbers[form]
	if !ok {
		n = int32(len(s.forms))
		s.numbers[strings.Clone(form)] = n
		s.forms = append(s.forms, form)
		s.prints = append(s.prints, map[string]int32{})
		s.passes = append(s.passes, 0)
	}
	return n
}

// prune drops the uses of terms in fewer passages than least, and of those that
// only occur within a longer one (closed sequences).
func (s *side) prune(least int) {
	open := make([]bool, len(s.forms))
	for n, form := range s.forms {
		if s.passes[n] < least {
			open[n] = true
			continue
		}
		words := strings.Fields(form)
		for _, part := range [][]string{words[1:], words[:len(words)-1]} {
			if m, ok := s.numbers[" "+strings.Join(part, " ")]; ok && s.passes[m] == s.passes[n] {
				open[m] = true
			}
		}
	}
	for i, list := range s.uses {
		s.uses[i] = slices.DeleteFunc(list, func(u use) bool { return open[u.term] })
	}
}

// print is the most frequent way a term is printed.
func (s *side) print(n int32) (best string) {
	most := int32(0)
	for text, count := range s.prints[n] {
		if count > most || count == most && text < best {
			best, most = text, count
		}
	}
	return best
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
