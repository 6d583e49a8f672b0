package event

import (
	"fmt"
	"slices"
	"strings"

	"khotin/internal/lang"
)

// addByline files what translated words can stand for.
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
// it: one photographer carries every word of the byline that has a known
// meaning, or initials fit what is left of the name ("Jeu Giang", TG). Evidence
// says what proved it. A byline that already is a Vietnamese name, and one
// without proof, is not touched.
func RestoreByline(byline string, credits []string) (name string, evidence string, ok bool) {
	words := bylineWords(byline)
	if len(words) == 0 || len(words) > maxSyllables || isName(words) {
		return "", "", false
	}
	names := photographers(credits)
	proved := slices.DeleteFunc(slices.Clone(names), func(c credit) bool { return !c.carries(words, len(names) == 1) })
	if len(proved) == 1 {
		return proved[0].name, fmt.Sprintf("photo credit %q ×%d", proved[0].name, proved[0].count), true
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

// A credit is a photographer's name, in the spelling with marks if there is one,
// and how often the page prints it.
type credit struct {
	name  string
	count int
}

// photographers lists the full names among the credits.
func photographers(credits []string) []credit {
	var list []credit
	for _, c := range credits[:min(len(credits), maxParts)] {
		c = strings.TrimSpace(c)
		if len(c) > 100 || !isName(bylineWords(c)) {
			continue
		}
		i := slices.IndexFunc(list, func(o credit) bool { return lang.Fold(o.name) == lang.Fold(c) })
		if i < 0 {
			i = len(list)
			list = append(list, credit{name: c})
		}
		if isASCII(list[i].name) && !isASCII(c) {
			list[i].name = c
		}
		list[i].count++
	}
	return list
}

// carries reports that every word of the byline with a known meaning stands for
// a syllable of the name. One such word alone proves it only for the single
// photographer of a page, credited twice.
func (c credit) carries(words []word, single bool) bool {
	syllables := strings.Fields(lang.Fold(c.name))
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
	return known >= 2 || known == 1 && single && c.count >= 2
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
