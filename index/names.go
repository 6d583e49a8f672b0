package index

import (
	"strings"

	"khotin/internal/article"
	"khotin/internal/lang"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// The name field holds the persons of an article: the key of each, which is the
// name folded, and every run of two and more of its syllables in their order. So
// Lê Hồng Vinh is found as Le Hong Vinh and as Hồng Vinh, and not as Vinh Hồng.

// maxName bounds the syllables of a name.
const maxName = 8

// addNames adds the persons of an article to its name field.
func addNames(b *bag, s *article.Stored) {
	for _, p := range s.Persons {
		syllables := strings.Fields(p.Key)
		syllables = syllables[:min(len(syllables), maxName)]
		for from := range syllables {
			for to := from + 2; to <= len(syllables); to++ {
				b.add(strings.Join(syllables[from:to], " "))
			}
		}
	}
}

// minName is the least number of syllables of a name within a longer query: too
// many names of two are also words (hòa bình).
const minName = 3

// person is a person of the archive whom words[from:to] of a text name.
type person struct {
	from, to int
	key      string
}

// persons finds the persons of the archive that a text names, the longest names
// first of those that overlap. The case does not matter; marks, where they were
// typed, must be those of the name.
func (a *analyzer) persons(r bleveindex.IndexReader, text string, words []lang.Token) (found []person, err error) {
	if r == nil {
		return nil, nil
	}
	folds := make([]string, len(words))
	for i, w := range words {
		folds[i] = lang.Fold(w.Text)
	}
	least := minName
	if len(words) < minName {
		least = max(len(words), 2)
	}
	for from := 0; from+least <= len(words); from++ {
		p := person{from: from}
		prefix := strings.Join(folds[from:from+least], " ")
		err := eachTerm(r, personField, prefix, func(term string) {
			key, name := cutLabel(term)
			to := from + strings.Count(key, " ") + 1
			if to <= len(words) && to > p.to && key == strings.Join(folds[from:to], " ") && sameMarks(text[words[from].Start:words[to-1].End], name) {
				p.to, p.key = to, key
			}
		})
		if err != nil {
			return nil, err
		}
		if p.key != "" {
			found = append(found, p)
			from = p.to - 1
		}
	}
	return found, nil
}

// sameMarks reports whether a typed name can be the printed one: one of them
// has no marks, or both have the same, wherever the tones stand.
func sameMarks(typed, printed string) bool {
	if !lang.HasVietnameseMarks(typed) || !lang.HasVietnameseMarks(printed) {
		return true
	}
	a, b := keysOf(typed), keysOf(printed)
	return strings.Join(a, " ") == strings.Join(b, " ")
}

// eachTerm walks the terms of a field that begin with a prefix, at most
// maxExpansion of them.
func eachTerm(r bleveindex.IndexReader, field, prefix string, yield func(term string)) error {
	dict, err := r.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return err
	}
	defer dict.Close()
	for range maxExpansion {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return err
		}
		yield(entry.Term)
	}
	return nil
}

// takePersons plans the persons that a run of words names and returns the run
// without them. Such a name is required, and is looked for as a key and, for
// articles whose text alone has it, as a phrase without marks: with and without
// them the answer is the same. In a sentence a name is one word among others.
func (a *analyzer) takePersons(p *plan, r route, text string) (string, error) {
	if r.strict || p.prose {
		return text, nil
	}
	words := a.spans(text)
	found, err := a.persons(p.archive, text, words)
	if err != nil {
		return text, err
	}
	for _, n := range found {
		start, end := words[n.from].Start, words[n.to-1].End
		u := unit{required: true, terms: []weighted{{name, n.key, nameWeight}}}
		a.phrase(p, &u, route{}, text[start:end])
		p.units = append(p.units, u)
		text = blank(text, start, end)
	}
	return text, nil
}
