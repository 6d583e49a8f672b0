package server

import (
	"cmp"
	"net/url"
	"slices"
	"time"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/docref"
	"khotin/internal/lang"
)

// eventsView is the page of events by month, newest first.
type eventsView struct {
	frame
	Form   eventForm
	Wrong  []wrongView
	Count  int
	Months []eventMonth
	Next   string // address of the events before these, "" where these are all
}

// eventForm is the form as the reader filled it in.
type eventForm struct {
	From, To, Place, Host, Document, Person, Attendance string

	Kinds  []choice
	Langs  []choice
	Places []string // names in Vietnamese, offered while typing
}

// eventMonth is the events of one month; that of the undated ones is zero.
type eventMonth struct {
	ID     string // of the heading
	Month  article.Date
	Events []eventView
}

// eventView is one event as a line of a list.
type eventView struct {
	calendar.Event
	L          *locale
	Href       string
	Headline   quote
	Kind       string // in the reader's language, as are the following
	When       article.Date
	Until      article.Date // zero for an event of one day
	Part       string       // of the day
	Place      string       // in Vietnamese
	Attendance string
}

func newEventView(f frame, e calendar.Event) eventView {
	v := eventView{
		Event: e, L: f.L, Href: eventLink(eventsPage, e.ID, f.UI), Kind: kindName(f.L, e.Kind), Part: partOfDay(f.L, e.PartOfDay),
		Place: placeName(e.Province, e.Place), Attendance: attendance(f.L, e.Attendance, e.Qualifier, ""),
	}
	v.Headline = newQuote(cmp.Or(e.Headline, e.Name, e.ID))
	if len(e.Langs) > 0 && e.Headline != "" {
		v.Headline.Lang = e.Langs[0] // the report whose headline it is comes first
	}
	v.When, _ = article.ParseDate(e.Date) // what is no date is shown as none
	if v.Until, _ = article.ParseDate(e.End); v.Until == v.When {
		v.Until = article.Date{}
	}
	return v
}

func newEventsView(f frame, p *params, filter calendar.Filter) eventsView {
	v := eventsView{frame: f}
	v.Title = f.L.T("events.title") + " – " + f.L.T("site.title")
	typed := func(name, read string) string { return cmp.Or(read, shorten(p.values.Get(name))) } // what is wrong is there to be mended
	v.Form = eventForm{
		From: typed("from", firstOf(filter.From)), To: typed("to", lastOf(filter.To)), Place: typed("place", placeName(filter.Province, "")),
		Host: filter.Host, Document: filter.Document, Person: filter.Person, Attendance: shorten(p.values.Get("attendance_min")),
	}
	for _, kind := range eventKinds() {
		v.Form.Kinds = append(v.Form.Kinds, choice{Value: kind, Label: kindName(f.L, kind), On: kind == filter.Kind})
	}
	for _, tag := range shownLanguages() {
		v.Form.Langs = append(v.Form.Langs, choice{Value: string(tag), Label: f.L.Lang(tag), On: tag == filter.Lang})
	}
	for _, province := range docref.Provinces("") {
		v.Form.Places = append(v.Form.Places, province.Name)
	}
	slices.SortFunc(v.Form.Places, func(a, b string) int { return cmp.Compare(lang.Fold(a), lang.Fold(b)) })
	return v
}

// firstOf and lastOf are the days at the two ends of a year, month or day: a
// date field shows nothing else.
func firstOf(iso string) string {
	d, err := article.ParseDate(iso)
	if err != nil || d.IsZero() {
		return ""
	}
	return d.Time.Format(time.DateOnly)
}

func lastOf(iso string) string {
	d, err := article.ParseDate(iso)
	switch {
	case err != nil || d.IsZero():
		return ""
	case d.Precision == article.Year:
		d.Time = d.Time.AddDate(1, 0, -1)
	case d.Precision == article.Month:
		d.Time = d.Time.AddDate(0, 1, -1)
	}
	return d.Time.Format(time.DateOnly)
}

// addEvents puts the events, which come newest first, under their months.
func (v *eventsView) addEvents(f calendar.Filter, events []calendar.Event) {
	v.Count = len(events)
	for _, e := range events {
		one := newEventView(v.frame, e)
		month := article.Date{}
		if !one.When.IsZero() {
			month = article.At(one.When.Time, min(one.When.Precision, article.Month))
		}
		if n := len(v.Months); n == 0 || v.Months[n-1].Month != month {
			v.Months = append(v.Months, eventMonth{ID: "month-" + cmp.Or(month.String(), "none"), Month: month})
		}
		last := &v.Months[len(v.Months)-1]
		last.Events = append(last.Events, one)
	}
	v.Next = v.earlier(f, events)
}

// earlier is the address of the events up to the day of the last one shown,
// which may have had others. A day fuller than a page is not turned.
func (v *eventsView) earlier(f calendar.Filter, events []calendar.Event) string {
	if len(events) < f.Limit || len(events) == 0 {
		return ""
	}
	last := events[len(events)-1].Date
	if last == "" || last == f.To {
		return ""
	}
	f.To = last
	return address(eventsPage, eventValues(f), v.UI)
}

// kindName, partOfDay and attendance say facts of an event in the reader's
// language; what a later reading brings is shown as it is.
func kindName(l *locale, kind string) string { return orRaw(l, "kind.", kind) }

func partOfDay(l *locale, part string) string {
	if part == "" {
		return ""
	}
	return orRaw(l, "daypart.", part)
}

func attendance(l *locale, n int, qualifier, unit string) string {
	if n <= 0 {
		return ""
	}
	unit = "unit." + cmp.Or(unit, "people")
	if _, known := l.plurals[unit]; !known {
		unit = "unit.people"
	}
	key := "qualifier." + qualifier
	if !l.Has(key) {
		key = "qualifier.exact"
	}
	return l.T(key, "count", l.N(unit, n))
}

// placeName is the name of a place, which is Vietnamese.
func placeName(province, name string) string {
	p, ok := docref.ProvinceOf(province)
	switch {
	case !ok || province == "":
		return name
	case name == "" || lang.Fold(name) == lang.Fold(p.Name):
		return p.Name
	}
	return name + ", " + p.Name
}

// eventsOf is the address of the list of the events of one day and place.
func eventsOf(day, province, ui string) string {
	v := url.Values{"from": {day}, "to": {day}}
	if province != "" {
		v.Set("place", province)
	}
	return address(eventsPage, v, ui)
}
