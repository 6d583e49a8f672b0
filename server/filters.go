package server

import (
	"net/url"
	"slices"
	"strings"

	"khotin/internal/docref"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// Names and values of the parameters that change what an answer shows.
const (
	explainName = "explain"
	explainYes  = "1"
	groupName   = "group"
)

// filterNames are the filters of the query language that take names, beside
// the outlet.
func filterNames() []string {
	return []string{"section", "author", "person", "place", "event", "doc", "type", "concept"}
}

// namesOf is the list of a filter by its name.
func namesOf(f *query.Filter, name string) *[]string {
	switch name {
	case "section":
		return &f.Sections
	case "author":
		return &f.Authors
	case "person":
		return &f.Persons
	case "place":
		return &f.Places
	case "event":
		return &f.Events
	case "doc":
		return &f.Docs
	case "type":
		return &f.Types
	}
	return &f.Concepts
}

// names reads a filter the way it is read when it is typed in q, so that both
// forms mean the same.
func (p *params) names(name string) []string {
	var all []string
	for _, v := range p.list(name) {
		if name == "event" && !slices.Contains(eventKinds(), strings.ToLower(v)) {
			p.note(name, "type", "value", shorten(v), "near", nearest(v, eventKinds()), "known", strings.Join(eventKinds(), ", "))
			continue
		}
		if _, ok := docref.ProvinceOf(v); name == "place" && !ok {
			p.note(name, "place", "value", shorten(v), "near", nearestProvince(v))
			continue
		}
		q, err := query.Parse(name + `:"` + strings.ReplaceAll(printable(v), `"`, " ") + `"`)
		read := *namesOf(&q.Filter, name)
		if err != nil || len(q.Clauses) > 0 || len(read) == 0 {
			p.wrong = append(p.wrong, wrongParam{name: name, code: "value", args: []any{"value", shorten(v)}, detail: hintOf(err)})
			continue
		}
		all = append(all, read...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// given reads every filter of the parameters.
func (p *params) given() query.Filter {
	f := query.Filter{Langs: p.langs(), Outlets: p.outlets()}
	for _, name := range filterNames() {
		*namesOf(&f, name) = p.names(name)
	}
	f.From, _ = p.period("from")
	_, f.To = p.period("to")
	if !f.From.IsZero() && !f.To.IsZero() && !f.From.Before(f.To) {
		p.note("from", "order")
	}
	return f
}

// narrow joins the filter typed in q with the filter of the parameters: an
// article must pass both.
func (p *params) narrow(typed, given query.Filter) query.Filter {
	f := query.Filter{Group: typed.Group}
	var ok bool
	if f.Langs, ok = both(typed.Langs, given.Langs); !ok {
		p.note("lang", "narrow")
	}
	if f.Outlets, ok = both(typed.Outlets, given.Outlets); !ok {
		p.note("outlet", "narrow")
	}
	for _, name := range filterNames() {
		if *namesOf(&f, name), ok = both(*namesOf(&typed, name), *namesOf(&given, name)); !ok {
			p.note(name, "narrow")
		}
	}
	if f.From = typed.From; given.From.After(f.From) {
		f.From = given.From
	}
	if f.To = typed.To; f.To.IsZero() || !given.To.IsZero() && given.To.Before(f.To) {
		f.To = given.To
	}
	return f
}

// both returns the values that two lists of alternatives share; an empty list
// allows every value. It is not ok when nothing is left.
func both[T comparable](a, b []T) (shared []T, ok bool) {
	if len(a) == 0 {
		return b, true
	}
	if len(b) == 0 {
		return a, true
	}
	for _, v := range a {
		if slices.Contains(b, v) {
			shared = append(shared, v)
		}
	}
	return shared, len(shared) > 0
}

// narrows reports whether a filter leaves anything out.
func narrows(f query.Filter) bool {
	n := len(f.Langs) + len(f.Outlets)
	for _, name := range filterNames() {
		n += len(*namesOf(&f, name))
	}
	return n > 0 || f.Group != "" || !f.From.IsZero() || !f.To.IsZero()
}

// yes reads a switch.
func (p *params) yes(name string) bool {
	v := p.one(name)
	if v != "" && v != explainYes && v != "0" {
		p.note(name, "yes", "value", shorten(v))
	}
	return v == explainYes
}

func (p *params) grouping() query.Grouping {
	v := query.Grouping(p.one(groupName))
	if v != query.NoGroups && v != query.ByStory {
		p.note(groupName, "group", "value", shorten(string(v)))
	}
	return v
}

// filterValue says a value of a filter in the reader's words, as far as the
// server knows them.
func filterValue(l *locale, name, value string) (text string, tag lang.Tag) {
	switch name {
	case "lang":
		return l.Lang(lang.ParseTag(value)), lang.Unknown
	case "event":
		return kindName(l, value), lang.Unknown
	case "type":
		if text := docref.TypeName(value, string(l.Tag)); text != "" {
			return text, lang.Unknown
		}
	case "place":
		if p, ok := docref.ProvinceOf(value); ok {
			return p.Name, lang.Vietnamese
		}
	}
	return value, lang.Unknown
}

// kept lists the filters in force that the form has no field for, each with
// the address of the search without it.
func kept(l *locale, ask search) (all []choice) {
	for _, name := range filterNames() {
		values := *namesOf(&ask.Filter, name)
		for i, v := range values {
			text, tag := filterValue(l, name, v)
			rest := strings.Join(slices.Delete(slices.Clone(values), i, i+1), ",")
			all = append(all, choice{Name: name, Value: v, Label: text, Lang: tag, Href: ask.link("/", name, rest)})
		}
	}
	return all
}

// searchFor is the address of the search page for a query, in the language
// asked for.
func searchFor(q, ui string) string { return address("/", url.Values{"q": {q}}, ui) }
