package calendar

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"khotin/internal/event"
	"khotin/internal/lang"
)

// Group puts together the reports that speak of one event. Reports of one kind
// and day belong together when their provinces agree; one that names no
// province joins the only group whose attendance it shares. The outcome does
// not depend on the order of the reports.
func Group(reports []Report) [][]Report {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, byTrust)
	var groups [][]Report
	var open []Report
	for _, r := range reports {
		if r.Event.Place.Province == "" || r.Event.Key() == "" {
			open = append(open, r)
			continue
		}
		i := slices.IndexFunc(groups, func(g []Report) bool { return event.Same(g[0].Event, r.Event) })
		if i < 0 {
			groups = append(groups, []Report{r})
			continue
		}
		groups[i] = append(groups[i], r)
	}
	whole := len(groups)
	for _, r := range open {
		var fitting []int
		for i := range groups {
			if event.Same(groups[i][0].Event, r.Event) {
				fitting = append(fitting, i)
			}
		}
		if len(fitting) == 1 && (fitting[0] < whole || r.Event.Key() != "") {
			groups[fitting[0]] = append(groups[fitting[0]], r)
			continue
		}
		groups = append(groups, []Report{r})
	}
	return groups
}

// Merge makes one event of the reports of a group.
func Merge(reports []Report) Detail {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, byTrust)
	best := reports[0].Event
	e := Event{
		Kind: best.Kind, Name: best.Name.Surface, Headline: reports[0].Headline,
		Hosts: []string{}, Chairs: []string{}, Documents: []string{}, Langs: []lang.Tag{}, Disagree: []string{},
		Articles: len(reports),
	}
	for _, r := range reports {
		ev := r.Event
		e.Date, e.End = cmp.Or(e.Date, ev.Date.ISO), cmp.Or(e.End, ev.End.ISO)
		e.PartOfDay = cmp.Or(e.PartOfDay, ev.Date.Part)
		e.Province, e.Place = cmp.Or(e.Province, ev.Place.Province), cmp.Or(e.Place, ev.Place.Name)
		e.Mode = cmp.Or(e.Mode, ev.Mode.Value)
		if len(e.Hosts) == 0 {
			for _, h := range ev.Hosts {
				e.Hosts = append(e.Hosts, h.Name)
			}
		}
		if len(e.Chairs) == 0 {
			e.Chairs = append(e.Chairs, names(ev, event.Chair)...)
		}
		if e.Attendance == 0 && len(ev.Attendance) > 0 {
			e.Attendance, e.Qualifier = ev.Attendance[0].N, ev.Attendance[0].Qualifier
		}
		e.Documents = union(e.Documents, ev.Documents)
		e.Langs = union(e.Langs, []lang.Tag{r.Lang})
	}
	e.ID = identity(e, reports)
	e.Disagree = append(e.Disagree, disagreements(reports)...)
	return Detail{Event: e, Reports: reports}
}

// identity names an event by what it is; one whose day no report tells has the
// article's id in its name, as nothing else can belong to it.
func identity(e Event, reports []Report) string {
	if reports[0].Event.Key() == "" {
		return e.Kind + "-" + reports[0].Article
	}
	where := e.Province
	if where == "" {
		where = reports[0].Article
	}
	return e.Kind + "-" + e.Date[:len("2006-01-02")] + "-" + where
}

// byTrust orders reports: Vietnamese originals before translations, reports of
// the article's main event before others, then the earliest.
func byTrust(a, b Report) int {
	return cmp.Or(
		cmp.Compare(rank(a.Lang), rank(b.Lang)),
		-compareBool(a.Event.Main, b.Event.Main),
		a.Published.Time.Compare(b.Published.Time),
		cmp.Compare(a.Article, b.Article),
		cmp.Compare(a.Event.Kind, b.Event.Kind),
	)
}

func rank(tag lang.Tag) int {
	if i := strings.Index("vi fr ro en", string(tag)); i >= 0 && tag != lang.Unknown {
		return i
	}
	return 99
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func names(e event.Event, part event.Part) (all []string) {
	for _, p := range e.People {
		if p.Part == part {
			all = append(all, p.Name)
		}
	}
	return all
}

func union[T comparable](all, more []T) []T {
	for _, v := range more {
		if !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

// disagreements names the facts that two reports state differently.
func disagreements(reports []Report) (facts []string) {
	differ := func(name string, of func(event.Event) string) {
		said := ""
		for _, r := range reports {
			v := of(r.Event)
			if v == "" || v == said {
				continue
			}
			if said != "" {
				facts = append(facts, name)
				return
			}
			said = v
		}
	}
	differ("date", func(e event.Event) string { return e.Date.ISO })
	differ("part_of_day", func(e event.Event) string { return e.Date.Part })
	differ("attendance", func(e event.Event) string {
		if len(e.Attendance) == 0 {
			return ""
		}
		return strconv.Itoa(e.Attendance[0].N)
	})
	differ("chair", func(e event.Event) string { return strings.Join(slices.Sorted(slices.Values(e.Who(event.Chair))), ",") })
	return facts
}
