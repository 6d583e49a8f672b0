package event

import (
	"fmt"
	"slices"
	"strings"

	"khotin/internal/lang"
)

// syllable is the folded Vietnamese syllable a translated word can stand for.
func (t *tables) addByline(cells []string) error {
	if _, ok := t.lexicons[lang.Tag(cells[1])]; !ok {
		return fmt.Errorf("unknown language %q", cells[1])
	}
	for w := range strings.FieldsSeq(lang.Fold(cells[2])) {
		t.bylines[w] = append(t.bylines[w], lang.Fold(cells[0]))
	}
	return nil
}

// RestoreByline gives a byline that was machine-translated word for word
// ("Fleur de prunier") its name back, if the photo credits of the page prove
// it: one photographer, who carries every word of the byline that has a known
// meaning, or initials that fit what is left of the name ("Jeu Giang", TG).
// Evidence says what proved it. A byline that already is a Vietnamese name, and
// one without proof, is not touched.
func RestoreByline(byline string, credits []string) (name string, evidence string, ok bool) {
	words := bylineWords(byline)
	if len(words) == 0 || len(words) > maxSyllables || isName(words) {
		return "", "", false
	}
	best, count, single := onlyCredit(credits)
	if single && carries(best, words, count) {
		return best, fmt.Sprintf("photo credit %q ×%d", best, count), true
	}
	return byInitials(byline, words, credits)
}

func bylineWords(byline string) []word {
	if len(byline) > 200 {
		return nil
	}
	return split(byline, lang.French)
}

// isName reports a Vietnamese name as printed: capitalised syllables only.
func isName(words []word) bool {
	for _, w := range words {
		if !w.capital || !lang.IsSyllable(w.fold) || isWeekday(w) && len(words) > 1 {
			return false
		}
	}
	return len(words) >= minSyllables
}

func isWeekday(w word) bool {
	return slices.Contains(world().bylines[w.fold], "thu") && w.fold != "thu"
}

// onlyCredit returns the one full name among the credits, in the spelling with
// marks if there is one, and how often it is printed.
func onlyCredit(credits []string) (name string, count int, single bool) {
	key := ""
	for _, c := range credits {
		c = strings.TrimSpace(c)
		if len(c) > 100 || !isName(bylineWords(c)) {
			continue
		}
		folded := lang.Fold(c)
		if key != "" && folded != key {
			return "", 0, false
		}
		if key == "" || isASCII(name) && !isASCII(c) {
			name = c
		}
		key = folded
		count++
	}
	return name, count, count > 0
}

// carries reports that every word of the byline with a known meaning stands for
// a syllable of the name. One such word alone needs a second credit.
func carries(name string, words []word, count int) bool {
	syllables := strings.Fields(lang.Fold(name))
	known := 0
	for _, w := range words {
		means := world().bylines[w.fold]
		if len(means) == 0 {
			continue
		}
		known++
		if !slices.ContainsFunc(means, func(s string) bool { return slices.Contains(syllables, s) }) {
			return false
		}
	}
	return known >= 2 || known == 1 && count >= 2
}

// byInitials restores a byline of which only some syllables were translated, if
// the page credits its pictures to the initials of the whole.
func byInitials(byline string, words []word, credits []string) (string, string, bool) {
	restored := make([]string, len(words))
	initials := ""
	changed := 0
	for i, w := range words {
		restored[i] = w.printed(byline)
		if means := world().bylines[w.fold]; len(means) > 0 && (isWeekday(w) || !lang.IsSyllable(w.fold)) {
			restored[i] = strings.ToUpper(means[0][:1]) + means[0][1:]
			changed++
		} else if !w.capital || !lang.IsSyllable(w.fold) {
			return "", "", false
		}
		initials += strings.ToUpper(lang.Fold(restored[i])[:1])
	}
	if changed == 0 || changed == len(words) || len(words) < minSyllables {
		return "", "", false
	}
	count := 0
	for _, c := range credits {
		if strings.ToUpper(lang.Fold(strings.TrimSpace(c))) == initials {
			count++
		}
	}
	if count == 0 {
		return "", "", false
	}
	return strings.Join(restored, " "), fmt.Sprintf("photo credit %q ×%d", initials, count), true
}
