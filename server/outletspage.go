package server

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/visit"

	"golang.org/x/text/collate"
)

// outletsView is the page of all outlets.
type outletsView struct {
	frame
	Alarms []alarmView
	Lines  []outletView
	Doc    string
}

// outletView is one outlet, every time and word in the reader's language.
type outletView struct {
	outlet
	Outlet  outletName
	Href    string
	Success string // "" for none
	Visited string
	Rules   string // what robots.txt says on the whole, "" unknown
	Until   string // an open circuit is tried again then
}

// alarmView is an alarm. Its text and advice are in English.
type alarmView struct {
	visit.Alarm
	Title  string
	Facts  []string // which language or field is meant, and by how much
	Outlet outletName
	Href   string
}

// outletsPage answers GET /outlets.
func (s *site) outletsPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName)
	l, ui := s.readUI(r, p)
	if err := p.err(); err != nil {
		return err
	}
	all, err := s.monitored(r.Context())
	if err != nil {
		return err
	}
	v := outletsView{frame: s.frameFor(r, p, l, ui), Doc: outletsAPI}
	v.Title = l.T("outlets.title") + " – " + l.T("site.title")
	v.Alarms = s.alarmViews(v.frame, all.Alarms)
	for _, o := range all.Outlets {
		v.Lines = append(v.Lines, s.newOutletView(v.frame, o))
		v.Alarms = append(v.Alarms, s.alarmViews(v.frame, o.Alarms)...)
	}
	order := collate.New(l.tag)
	slices.SortStableFunc(v.Lines, func(a, b outletView) int { return order.CompareString(a.Outlet.Title, b.Outlet.Title) })
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "outlets", v)
}

func (s *site) newOutletView(f frame, o outlet) outletView {
	v := outletView{outlet: o, Outlet: s.outletName(o.Name), Href: outletLink(outletsPage, o.Name, f.UI)}
	v.Success, v.Visited, v.Until = moment(f.L, o.LastSuccess), moment(f.L, o.LastVisit), moment(f.L, o.OpenUntil)
	if o.Robots != "" {
		v.Rules = orRaw(f.L, "robots.state.", o.Robots)
	}
	return v
}

// moment writes a time, "" for none.
func moment(l *locale, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return l.Moment(t)
}

func (s *site) alarmViews(f frame, alarms []visit.Alarm) (views []alarmView) {
	for _, a := range alarms {
		v := alarmView{Alarm: a, Title: orRaw(f.L, "alarm.", string(a.Kind))}
		if a.Lang != "" {
			v.Facts = append(v.Facts, f.L.Lang(lang.ParseTag(a.Lang)))
		}
		if a.Field != "" {
			v.Facts = append(v.Facts, orRaw(f.L, "outlets.", a.Field))
		}
		if a.Expected > 0 {
			write := f.L.Decimal
			if a.Kind == visit.Fallen || a.Kind == visit.Failures {
				write = percent
			}
			v.Facts = append(v.Facts, f.L.T("alarm.figures", "measured", write(a.Measured), "expected", write(a.Expected)))
		}
		if a.Outlet != "" {
			v.Outlet, v.Href = s.outletName(a.Outlet), outletLink(outletsPage, a.Outlet, f.UI)
		}
		views = append(views, v)
	}
	return views
}

// closeView is the page of one outlet.
type closeView struct {
	frame
	It      outletView
	Alarms  []alarmView
	Robots  []robotsView
	Hosts   []hostView
	Faults  []faultView
	Barred  []barredView
	Fields  []fieldsView
	Reasons []string // columns of the visits by day
	Days    []dayView
	Latest  []visitView
	Doc     string
}

type robotsView struct {
	visit.Ruling
	Text string
	Read string
}

type hostView struct {
	Name, Text string
}

type faultView struct {
	visit.Fault
	Reason, Last string
}

type barredView struct {
	visit.Refusal
	At string
}

type fieldsView struct {
	Month                        article.Date
	Lang                         lang.Tag
	Records                      int
	Date, Captions, Byline, Lead string // shares
}

type dayView struct {
	Day    article.Date
	Counts []int
	All    int
}

type visitView struct {
	visit.Outcome
	Kind, Reason, At string
}

// outletPage answers GET /outlets/{name}.
func (s *site) outletPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName)
	l, ui := s.readUI(r, p)
	if err := p.err(); err != nil {
		return err
	}
	o, c, err := s.outletOf(r)
	if err != nil {
		return err
	}
	v := closeView{frame: s.frameFor(r, p, l, ui), Doc: outletLink(outletsAPI, o.Name, "")}
	v.It = s.newOutletView(v.frame, o)
	v.Title = v.It.Outlet.Title + " – " + l.T("site.title")
	v.Alarms = s.alarmViews(v.frame, o.Alarms)
	for i := range v.Alarms {
		v.Alarms[i].Href = "" // this page
	}
	v.addRules(c, s.Now())
	v.addVisits(c)
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "outlet", v)
}

func (v *closeView) addRules(c visit.Closeup, now time.Time) {
	for _, r := range c.Robots {
		v.Robots = append(v.Robots, robotsView{r, rulingText(v.L, r), moment(v.L, r.At)})
	}
	for _, h := range c.Hosts {
		text := v.L.T("circuit.closed")
		switch {
		case h.Break > 0 && h.Free.After(now):
			text = v.L.T("circuit.open", "date", v.L.Moment(h.Free))
		case h.Break > 0:
			text = v.L.T("circuit.trial")
		}
		if h.Failures > 0 {
			text += " " + v.L.N("circuit.failures", h.Failures)
		}
		v.Hosts = append(v.Hosts, hostView{h.Name, text})
	}
	for _, b := range c.Barred {
		v.Barred = append(v.Barred, barredView{b, v.L.Moment(b.At)})
	}
}

func (v *closeView) addVisits(c visit.Closeup) {
	for _, f := range c.Faults {
		v.Faults = append(v.Faults, faultView{f, orRaw(v.L, "reason.", string(f.Reason)), v.L.Moment(f.Last)})
	}
	for _, m := range c.Fields {
		share := func(n int) string { return percent(float64(n) / float64(max(1, m.Records))) }
		line := fieldsView{Lang: lang.ParseTag(m.Lang), Records: m.Records, Date: share(m.Date), Captions: share(m.Caption), Byline: share(m.Byline), Lead: share(m.Lead)}
		line.Month, _ = article.ParseDate(m.Month)
		v.Fields = append(v.Fields, line)
	}
	occurring := map[visit.Reason]bool{}
	for _, d := range c.Days {
		for reason, n := range d.Outcomes {
			occurring[reason] = occurring[reason] || n > 0
		}
	}
	shown := inOrderOf(occurring)
	for _, reason := range shown {
		v.Reasons = append(v.Reasons, orRaw(v.L, "reason.", string(reason)))
	}
	for _, d := range c.Days {
		line := dayView{}
		line.Day, _ = article.ParseDate(d.Day)
		for _, reason := range shown {
			line.Counts, line.All = append(line.Counts, d.Outcomes[reason]), line.All+d.Outcomes[reason]
		}
		v.Days = append(v.Days, line)
	}
	for _, o := range c.Latest {
		v.Latest = append(v.Latest, visitView{o, orRaw(v.L, "visit.", cmp.Or(string(o.Kind), string(visit.Article))), orRaw(v.L, "reason.", string(o.Reason)), v.L.Moment(o.At)})
	}
}

// Usual writes how many new articles an outlet usually has, "" where that is
// not known.
func (v closeView) Usual(mean float64) string {
	if mean <= 0 {
		return ""
	}
	return v.L.T("outlets.usual", "n", v.L.Decimal(mean))
}
