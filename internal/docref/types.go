package docref

import "slices"

// names reports whether the type word before the number may mean slug.
func (l left) names(slug string) bool { return l.word != nil && slices.Contains(l.word.slugs, slug) }

// slugs lists what a symbol may be without its type word, and whether the
// first of them may be taken for granted.
func (y symbol) slugs() (list []string, certain bool) {
	switch {
	case y.letter:
		return []string{"cong-van"}, true
	case y.code == nil && y.issuer != nil && y.issuer.suffix == "QH":
		return []string{"luat", "nghi-quyet"}, false
	case y.code == nil && y.issuer != nil && y.issuer.numbered:
		return []string{"nghi-quyet", "phap-lenh"}, false
	case y.code == nil:
		return nil, false
	}
	list = y.code.slugs[y.system()]
	if len(list) == 0 {
		for _, other := range y.code.slugs {
			list = append(list, other...)
		}
	}
	return list, len(list) > 0 && !y.code.undecided[y.system()]
}

// decide joins the symbol and the type word into one type. They disagree
// when the word can mean none of the types the code stands for.
func (s *scan) decide(y symbol, w *typeWord) (slug string, agree bool) {
	list, certain := y.slugs()
	if w == nil {
		if !certain {
			return "", true
		}
		return list[0], true
	}
	if y.code != nil && y.code.code == "ĐA" && y.dotted {
		list = []string{"de-an"}
	}
	for _, slug := range w.slugs {
		if len(list) == 0 || slices.Contains(list, slug) {
			return slug, true
		}
	}
	if y.code == nil { // legislatures issue more than the table lists
		return w.slugs[0], true
	}
	// Rules, schemes and plans are promulgated by a decision and cited under
	// its number: "Đề án số 06/QĐ-TTg" is no contradiction.
	if slices.Contains(list, "quyet-dinh") && slices.Contains([]string{"quy-che", "quy-dinh", "de-an", "ke-hoach", "chuong-trinh", "phuong-an"}, w.slugs[0]) {
		return "quyet-dinh", true
	}
	return w.slugs[0], false
}

// codeFor is the code a system writes for a type, nil when it has none.
func (t *tables) codeFor(slug string, sys system) *typeCode {
	for _, c := range t.codeOf[slug] {
		if slices.Contains(c.slugs[sys], slug) {
			return c
		}
	}
	return nil
}
