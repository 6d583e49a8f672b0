package docref

import (
	"slices"
	"strings"
)

// complete resolves a short form by the other mentions of the article: the
// one full form of its number and type, before or after, wherever it stands;
// of several the nearest before it, with less confidence; else it stays open.
func (r *resolver) complete(i int) {
	m := &r.mentions[i]
	if m.Citation.Form != Short {
		return
	}
	var fits []int
	keys := map[string]bool{}
	for j, o := range r.mentions {
		if o.Citation.Form != Short && r.fits(m.Citation, o) {
			fits = append(fits, j)
			keys[o.ID.Key+"@"+o.ID.Scope] = true
		}
	}
	if len(fits) == 0 {
		return
	}
	chosen, rule, confidence := r.mentions[fits[0]], KeyArticle, High
	if len(keys) > 1 {
		j, _ := slices.BinarySearch(fits, i)
		if j == 0 {
			return
		}
		chosen, rule, confidence = r.mentions[fits[j-1]], KeyNearest, Low
	}
	date, dateRule := m.ID.Date, m.DateRule
	m.ID, m.KeyRule, m.ScopeRule = chosen.ID, rule, ScopeArticle
	if m.DateRule = DateArticle; chosen.ID.Date == "" {
		m.DateRule = ""
	}
	if dateRule == DatePrinted {
		m.ID.Date, m.DateRule = date, dateRule
	}
	m.Confidence = confidence
	if chosen.Confidence == Low {
		m.Confidence = Low
	}
}

// fits reports whether a full form may be what a short one means: same
// number, a type the short form's word can render, and no other date.
func (r *resolver) fits(short Citation, o Mention) bool {
	number, code, _ := strings.Cut(short.Key, "-")
	first, rest, _ := strings.Cut(o.ID.Key, "-")
	if number != first || short.Date != "" && o.ID.Date != "" && !strings.HasPrefix(o.ID.Date, short.Date) {
		return false
	}
	if short.words != nil && slices.Contains(short.words.slugs, o.Citation.Type) {
		return true
	}
	if year, after, ok := strings.Cut(rest, "-"); ok && len(year) == 4 && yearOf(year) >= firstYear {
		rest = after
	}
	fullCode, _, _ := strings.Cut(rest, "-")
	return slices.Contains(Class(code), fullCode)
}
