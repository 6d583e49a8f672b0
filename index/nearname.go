package index

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/query"
)

// nearNames offers the most frequent values of a filter none of whose values is
// there.
func (s *scorer) nearNames(f query.Filter) (list []query.Near, err error) {
	for _, n := range []struct {
		field  string
		values []string
	}{
		{outletField, f.Outlets}, {sectionField, f.Sections}, {authorField, f.Authors}, {personField, f.Persons},
		{placeField, f.Places}, {eventField, f.Events}, {typeField, f.Types},
	} {
		if len(n.values) == 0 {
			continue
		}
		all, err := s.values(n.field)
		if err != nil {
			return nil, err
		}
		near := query.Near{Kind: n.field, Asked: strings.Join(n.values, ","), Instead: []query.Suggestion{}}
		there := false
		for _, v := range all {
			value, label := cutLabel(v.terms[0])
			there = there || slices.ContainsFunc(n.values, func(asked string) bool { return strings.Contains(value, foldName(asked)) })
			if len(near.Instead) == maxInstead {
				continue
			}
			count, err := s.withValue(n.field, v)
			if err != nil {
				return nil, err
			}
			if count > 0 {
				near.Instead = append(near.Instead, nameSuggestion(n.field, value, label, count))
			}
		}
		if !there {
			list = append(list, near)
		}
	}
	return list, nil
}

// withValue counts the documents that have a value.
func (s *scorer) withValue(field string, v spelt) (n uint64, err error) {
	for _, term := range v.terms {
		all, err := s.open(field, term, false)
		if err != nil {
			return 0, err
		}
		n += s.count(all)
	}
	return n, nil
}

func nameSuggestion(field, value, label string, count uint64) query.Suggestion {
	filter := field + ":" + value
	if strings.Contains(value, " ") {
		filter = field + `:"` + value + `"`
	}
	return query.Suggestion{Kind: field, Text: cmp.Or(label, value), Query: filter, Count: int(count)}
}

// spelt is a value of a labelled field in all its spellings.
type spelt struct {
	terms []string
	most  uint64 // articles that have it, at most: deleted ones may count
}

// values lists the values of a labelled field, most frequent first.
func (s *scorer) values(field string) (list []spelt, err error) {
	last := ""
	err = s.eachTerm(field, "", maxValues, func(term string, count uint64) error {
		term = strings.Clone(term)
		if value, _ := cutLabel(term); len(list) == 0 || value != last {
			list = append(list, spelt{})
			last = value
		}
		v := &list[len(list)-1]
		v.terms, v.most = append(v.terms, term), v.most+count
		return nil
	})
	slices.SortStableFunc(list, func(a, b spelt) int { return cmp.Compare(b.most, a.most) })
	return list, err
}
