package query

import (
	"slices"
	"strings"
	"time"

	"khotin/internal/docref"
	"khotin/internal/fault"
	"khotin/internal/lang"
)

// Filter narrows a search without changing the order of its hits. Values of
// one field are alternatives; fields are joined by and. Names are kept folded,
// so that it does not matter how they are typed.
type Filter struct {
	Langs    []lang.Tag
	Outlets  []string  // domains, lower case
	Sections []string  // as printed, folded
	Authors  []string  // bylines, folded
	Persons  []string  // named in the article, folded: the whole name or two syllables of it
	Places   []string  // slugs of the provinces where an event took place
	Events   []string  // kinds of event, such as "training"
	Docs     []string  // cited documents, in any spelling that docref reads
	Types    []string  // slugs of the types of cited documents
	Concepts []string  // ids of the glossary
	From     time.Time // published at or after
	To       time.Time // published before
	Group    string    // of the language versions of one story
}

// keywords are the filters that take a list of names, as they are printed.
var keywords = [...]string{"outlet", "section", "author", "person", "place", "event", "doc", "type", "concept"}

// isFilter reports whether a name means something before a colon.
func isFilter(name string) bool {
	return name == "lang" || name == "from" || name == "to" || name == "group" || slices.Contains(keywords[:], name)
}

// values is the list of a keyword filter.
func (f *Filter) values(name string) *[]string {
	switch name {
	case "outlet":
		return &f.Outlets
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

// set adds one filter. Alternatives of one field are kept in order, once.
func (f *Filter) set(name, value string, column int) error {
	hint := ""
	switch name {
	case "lang":
		hint = f.addLangs(value)
	case "group":
		f.Group = value
	case "from", "to":
		from, to, err := period(value)
		switch {
		case err != nil:
			hint = "write a year, a month or a day: " + name + ":2024, " + name + ":2024-08, " + name + ":2024-08-06"
		case name == "from":
			f.From = from
		default:
			f.To = to
		}
	default:
		hint = f.addNames(name, value)
	}
	if hint != "" {
		return fault.New(fault.Invalid, "column %d: %q is not a value of the filter %s", column, value, name).WithHint("%s", hint)
	}
	return nil
}

// addLangs adds languages and returns what to write instead of a wrong one.
func (f *Filter) addLangs(value string) (hint string) {
	for v := range strings.SplitSeq(value, ",") {
		tag := lang.ParseTag(v)
		if tag == lang.Unknown {
			return "write one of lang:vi, lang:fr, lang:ro, lang:en"
		}
		f.Langs = addOnce(f.Langs, tag)
	}
	return ""
}

// addNames adds the values of a keyword filter and returns what to write
// instead of a wrong one.
func (f *Filter) addNames(name, value string) (hint string) {
	list := f.values(name)
	for v := range strings.SplitSeq(value, ",") {
		if v = squeeze(v); v == "" {
			continue
		}
		names, hint := namesOf(name, v)
		if hint != "" {
			return hint
		}
		for _, n := range names {
			*list = addOnce(*list, n)
		}
	}
	if len(*list) == 0 {
		return "write a name after " + name + ":"
	}
	return ""
}

// namesOf returns what one value of a keyword filter stands for.
func namesOf(name, value string) (names []string, hint string) {
	switch name {
	case "outlet":
		return []string{strings.ToLower(value)}, ""
	case "place":
		p, ok := docref.ProvinceOf(value)
		if !ok {
			return nil, `write a province, for instance place:nghean or place:"Thanh Hóa"`
		}
		return []string{p.Slug}, ""
	case "doc":
		if q := docref.ParseQuery(value); !q.IsNumber || q.Key == "" && q.Partial == "" {
			return nil, `write the number of a document, for instance doc:04-NQ/TU or doc:"nghị quyết 31"`
		}
		return []string{value}, ""
	case "type":
		q := docref.ParseQuery(value)
		if len(q.Types) == 0 || len(q.Words) > 0 || q.Number != "" {
			return nil, "write a type of document or its code, for instance type:nghi-quyet or type:NQ"
		}
		return q.Types, ""
	}
	if value = squeeze(lang.Fold(value)); !hasContent(value) {
		return nil, "write a name after " + name + ":"
	}
	return []string{value}, ""
}

func addOnce[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}
