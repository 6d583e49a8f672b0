package server

import (
	"cmp"
	"slices"
	"strconv"

	"khotin/internal/query"
)

// facetView is one list of ways to narrow an answer.
type facetView struct {
	Name    string // of the filter, or "year"
	Choices []choice
}

// facets lists the ways to narrow an answer, those that every archive has first.
func (s *site) facets(l *locale, ask search, found map[string][]query.Bucket) (all []facetView) {
	for _, name := range slices.Concat([]string{"lang", "outlet", "year"}, filterNames()) {
		f := facetView{Name: name}
		for _, b := range found[name] {
			if _, err := strconv.Atoi(b.Value); name == "year" && err != nil || b.Value == "" {
				continue // the undated and the undetermined cannot be asked for
			}
			f.Choices = append(f.Choices, s.facetChoice(l, ask, name, b))
		}
		if len(f.Choices) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// facetChoice is a link that narrows the search to a value; the link of the
// value in force takes it back.
func (s *site) facetChoice(l *locale, ask search, name string, b query.Bucket) choice {
	c := choice{Value: b.Value, Count: b.Count}
	c.Label, c.Lang = filterValue(l, name, b.Value)
	if c.Label == b.Value {
		c.Label = cmp.Or(b.Label, b.Value) // as it is printed
	}
	switch name {
	case "year":
		from, to := b.Value+"-01-01", b.Value+"-12-31"
		if c.On = ask.values.Get("from") == from && ask.values.Get("to") == to; c.On {
			from, to = "", ""
		}
		c.Href = ask.link("/", "from", from, "to", to)
		return c
	case "outlet":
		outlet := s.outletName(b.Value)
		c.Label, c.Lang = outlet.Title, outlet.Lang
	}
	c.Href, c.On = toggle(ask, name, b.Value)
	return c
}

func toggle(ask search, name, value string) (href string, on bool) {
	if on = ask.values.Get(name) == value; on {
		value = ""
	}
	return ask.link("/", name, value), on
}
