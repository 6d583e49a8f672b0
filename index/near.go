package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"khotin/internal/docref"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// Bounds of what is offered in the place of something that is not there.
const (
	maxInstead  = 5
	maxLooked   = 12 // words of a query
	minMisspelt = 5  // letters; shorter words are near to too many
	maxMisspelt = 20
)

// instead says what there is in the place of what is not: of all that an empty
// answer was asked for, and of words that look misspelt beside hits of the other
// words. Further pages and sentences, which have many words, are spared the
// look-ups.
func (s *scorer) instead(e *execution, total int) ([]query.Near, error) {
	if total == 0 {
		return s.near(e.query)
	}
	if e.query.Cursor != "" || e.plan.prose {
		return nil, nil
	}
	words, err := s.nearWords(e.query, words(e.query))
	return slices.DeleteFunc(words, func(n query.Near) bool { return len(n.Instead) == 0 || n.Instead[0].Count == 0 }), err
}

// words is the text of a query.
func words(q query.Query) string {
	var text []string
	for _, c := range q.Clauses {
		if !c.Exclude {
			text = append(text, c.Text)
		}
	}
	return strings.Join(text, " ")
}

// near explains an empty answer: of every number, word and filter value that no
// article has, what there is that is nearest to it.
func (s *scorer) near(q query.Query) (list []query.Near, err error) {
	all := words(q)
	asked := slices.Clone(q.Filter.Docs)
	if n := docref.ParseQuery(all); n.IsNumber {
		asked, all = append(asked, all), ""
	}
	for _, a := range asked {
		n, err := s.nearNumber(a)
		if err != nil {
			return nil, err
		}
		list = append(list, n...)
	}
	words, err := s.nearWords(q, all)
	if err != nil {
		return nil, err
	}
	names, err := s.nearNames(q.Filter)
	return append(append(list, words...), names...), err
}

// nearNumber offers the documents of the same number, where none is cited as
// asked: "04-NQ/TW" is not there, "04-NQ/TU" is.
func (s *scorer) nearNumber(asked string) ([]query.Near, error) {
	q := docref.ParseQuery(asked)
	var docs bitset
	if err := s.cited(&docs, q); err != nil || docs.count() > 0 {
		return nil, err
	}
	n := query.Near{Kind: "number", Asked: asked, Instead: []query.Suggestion{}}
	first, _, _ := strings.Cut(cmp.Or(q.Key, q.Partial), "-")
	err := s.eachTerm(docField, first+"-", maxCited, func(term string, count uint64) error {
		n.Instead = append(n.Instead, documentSuggestion(term, count))
		return nil
	})
	slices.SortStableFunc(n.Instead, func(a, b query.Suggestion) int { return cmp.Compare(b.Count, a.Count) })
	n.Instead = n.Instead[:min(len(n.Instead), maxInstead)]
	return []query.Near{n}, err
}

func documentSuggestion(term string, count uint64) query.Suggestion {
	id, label := cutLabel(term)
	return query.Suggestion{Kind: "number", Text: cmp.Or(label, id), Query: "doc:" + strings.Clone(id), Count: int(count)}
}

// nearWords offers words of the archive that are one letter away from one it
// does not have. Vietnamese syllables are all near one another: those that no
// text has are named, and none is offered. Where one word alone is missing, what
// is offered is the whole query, with another word in its place or without it.
func (s *scorer) nearWords(q query.Query, text string) (list []query.Near, err error) {
	for i, w := range s.analyzer.spans(text) {
		if i == maxLooked {
			break
		}
		fold := lang.Fold(w.Text)
		known, err := s.knows(fold)
		if err != nil {
			return nil, err
		}
		if known {
			continue
		}
		n := query.Near{Kind: "word", Asked: w.Text, Instead: []query.Suggestion{}}
		if length := utf8.RuneCountInString(fold); length >= minMisspelt && length <= maxMisspelt {
			if n.Instead, err = s.respelt(fold); err != nil {
				return nil, err
			}
		}
		list = append(list, n)
	}
	if len(list) == 1 {
		n := &list[0]
		for i := range n.Instead {
			n.Instead[i].Query = instead(q, n.Asked, n.Instead[i].Text)
		}
		if rest := instead(q, n.Asked, ""); len(n.Instead) == 0 && rest != "" {
			n.Instead = append(n.Instead, query.Suggestion{Kind: "word", Text: rest, Query: rest})
		}
	}
	return list, nil
}

// instead is a query with another word in the place of one, or with none.
func instead(q query.Query, asked, word string) string {
	clauses := slices.Clone(q.Clauses)
	for i := range clauses {
		c := &clauses[i]
		if before, after, ok := strings.Cut(c.Text, asked); ok && !c.Exclude {
			c.Text = strings.Join(strings.Fields(before+word+after), " ")
			break
		}
	}
	clauses = slices.DeleteFunc(clauses, func(c query.Clause) bool { return c.Text == "" })
	if !slices.ContainsFunc(clauses, func(c query.Clause) bool { return !c.Exclude }) {
		return ""
	}
	clauses[0].Or = false
	return query.Query{Clauses: clauses, Filter: q.Filter}.String()
}

// knows reports whether some text has a folded word.
func (s *scorer) knows(fold string) (bool, error) {
	if found, err := knows(s.reader, viFold, fold); err != nil || found {
		return found, err
	}
	for _, f := range stemmedFields {
		stems, err := s.kept(f.stem, s.analyzer.stem(f.tag, fold))
		if err != nil {
			return false, err
		}
		for _, stem := range stems {
			if found, err := knows(s.reader, f.stem, stem); err != nil || found {
				return found, err
			}
		}
	}
	return false, nil
}

// respelt lists the words of the archive one letter away from a folded word.
func (s *scorer) respelt(fold string) ([]query.Suggestion, error) {
	list := []query.Suggestion{}
	for _, candidate := range oneAway(fold) {
		count := 0
		for _, f := range stemmedFields {
			n, err := s.written(f, candidate)
			if err != nil {
				return nil, err
			}
			count += n
		}
		if count > 0 {
			list = append(list, query.Suggestion{Kind: "word", Text: candidate, Query: candidate, Count: count})
		}
	}
	slices.SortStableFunc(list, func(a, b query.Suggestion) int { return cmp.Compare(b.Count, a.Count) })
	return list[:min(len(list), maxInstead)], nil
}

// maxWritten is how many articles are read to see whether a word is written so.
const maxWritten = 8

// written counts the articles that have a folded word or another form of it. The
// index holds stems, so a few articles must show that the word itself is one.
func (s *scorer) written(f stemmed, fold string) (n int, err error) {
	stem := s.analyzer.stem(f.tag, fold)
	if known, err := knows(s.reader, f.stem, stem); err != nil || !known {
		return 0, err
	}
	var docs bitset
	if err := s.collect(&docs, names[f.stem], stem); err != nil {
		return 0, err
	}
	read := 0
	for doc := range docs.all {
		if found, err := s.reads(phrase{tag: f.tag, words: []string{fold}}, doc); err != nil || found {
			return docs.count(), err
		}
		if read++; read == maxWritten {
			break
		}
	}
	return 0, nil
}

// oneAway lists the words that one typing error makes of a folded word: a letter
// left out, doubled, changed, or two swapped.
func oneAway(word string) (all []string) {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	for i := 0; i <= len(word); i++ {
		head, tail := word[:i], word[i:]
		if tail != "" {
			all = append(all, head+tail[1:])
		}
		if len(tail) > 1 {
			all = append(all, head+tail[1:2]+tail[:1]+tail[2:])
		}
		for _, r := range letters {
			all = append(all, head+string(r)+tail)
			if tail != "" {
				all = append(all, head+string(r)+tail[1:])
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
