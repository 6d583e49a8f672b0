package calendar

import (
	"slices"
	"strings"

	"khotin/internal/docref"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// Filter narrows a list of events. Empty fields do not.
type Filter struct {
	From, To      string // ISO days, both included
	Province      string // slug
	Host          string // part of a host's name, whatever its case and marks
	Kind          string
	Document      string // identity or key
	Person        string // part of a name
	MinAttendance int
	Lang          lang.Tag // of a report
	Limit         int
}

// Fits reports whether an event passes the filter.
func (f Filter) Fits(d Detail) bool {
	last := max(d.Date, d.End)
	switch {
	case f.From != "" && (d.Date == "" || last < f.From), f.To != "" && (d.Date == "" || d.Date > f.To+"~"):
		return false
	case f.Province != "" && d.Province != f.Province, f.Kind != "" && d.Kind != f.Kind:
		return false
	case f.MinAttendance > 0 && d.Attendance < f.MinAttendance:
		return false
	case f.Lang != lang.Unknown && !slices.Contains(d.Langs, f.Lang):
		return false
	}
	return f.fitsHost(d) && f.fitsDocument(d) && f.fitsPerson(d)
}

func (f Filter) fitsHost(d Detail) bool {
	wanted := lang.Fold(f.Host)
	return wanted == "" || slices.ContainsFunc(d.Hosts, func(h string) bool { return strings.Contains(lang.Fold(h), wanted) })
}

func (f Filter) fitsDocument(d Detail) bool {
	if f.Document == "" {
		return true
	}
	key := docref.ParseQuery(f.Document).Key
	return slices.ContainsFunc(d.Documents, func(id string) bool {
		return id == f.Document || key != "" && strings.HasPrefix(id, key+"@")
	})
}

func (f Filter) fitsPerson(d Detail) bool {
	wanted := lang.Fold(f.Person)
	return wanted == "" || slices.ContainsFunc(d.Reports, func(r Report) bool {
		return slices.ContainsFunc(r.Event.People, func(p event.Played) bool { return strings.Contains(p.Key, wanted) })
	})
}
