package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Monitor answers for how the outlets do. One that nobody knows is an error of
// kind NotFound.
type Monitor interface {
	Health(ctx context.Context) ([]visit.Health, error)
	Watch(ctx context.Context, now time.Time) (visit.Watch, error)
	Closeup(ctx context.Context, outlet string) (visit.Closeup, error)
}

// noMonitor stands in where a server was started without one.
type noMonitor struct{}

func errNoMonitor() error {
	return fault.New(fault.NotFound, "this server tells nothing of how outlets do")
}

func (noMonitor) Health(context.Context) ([]visit.Health, error) { return nil, errNoMonitor() }
func (noMonitor) Watch(context.Context, time.Time) (visit.Watch, error) {
	return visit.Watch{}, errNoMonitor()
}
func (noMonitor) Closeup(context.Context, string) (visit.Closeup, error) {
	return visit.Closeup{}, errNoMonitor()
}

// holdsOutlets reports whether pages may lead to outlets.
func (s *site) holdsOutlets() bool {
	_, none := s.Monitor.(noMonitor)
	return !none
}

const (
	outletsAPI  = "/api/v1/outlets"
	outletsPage = "/outlets"
)

// outlet is how an outlet does, as programs receive it.
type outlet struct {
	Name        string        `json:"name"`
	Title       string        `json:"title"`
	LastVisit   time.Time     `json:"last_visit,omitzero"`
	LastSuccess time.Time     `json:"last_success,omitzero"`
	LastError   string        `json:"last_error,omitempty"` // since the last success
	Errors      int           `json:"errors"`               // since the last success
	Due         int           `json:"due"`
	Known       int           `json:"known"`
	Articles    int           `json:"articles"`
	Gone        int           `json:"gone"`
	Day         int           `json:"day"` // new articles in 24 hours
	UsualDay    float64       `json:"usual_day"`
	Week        int           `json:"week"`
	UsualWeek   float64       `json:"usual_week"`
	Robots      string        `json:"robots"`
	Circuit     string        `json:"circuit"` // "open" or "closed"
	OpenUntil   time.Time     `json:"open_until,omitzero"`
	Alarms      []visit.Alarm `json:"alarms"`
}

// outletList is all of them.
type outletList struct {
	Outlets []outlet      `json:"outlets"` // in the order of their names
	Alarms  []visit.Alarm `json:"alarms"`  // those of all of them together
}

// monitored reads how every outlet does. Those that are configured and were
// never visited are among them.
func (s *site) monitored(ctx context.Context) (all outletList, err error) {
	health, err := s.Monitor.Health(ctx)
	if err != nil {
		return all, err
	}
	now := s.Now()
	watch, err := s.Monitor.Watch(ctx, now)
	if err != nil {
		return all, err
	}
	known := map[string]*outlet{}
	get := func(name string) *outlet {
		if known[name] == nil {
			known[name] = &outlet{Name: name, Title: s.outletName(name).Title, Circuit: "closed", Alarms: []visit.Alarm{}}
		}
		return known[name]
	}
	for _, o := range s.Outlets {
		get(o.Name)
	}
	for _, h := range health {
		get(h.Outlet).addHealth(h)
	}
	for _, standing := range watch.Outlets {
		get(standing.Outlet).addStanding(standing, now)
	}
	all.Alarms = []visit.Alarm{}
	for _, a := range watch.Alarms {
		if a.Outlet == "" {
			all.Alarms = append(all.Alarms, a)
			continue
		}
		o := get(a.Outlet)
		o.Alarms = append(o.Alarms, a)
	}
	delete(known, "") // addresses of no outlet
	all.Outlets = make([]outlet, 0, len(known))
	for _, o := range known {
		all.Outlets = append(all.Outlets, *o)
	}
	slices.SortFunc(all.Outlets, func(a, b outlet) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

func (o *outlet) addHealth(h visit.Health) {
	o.LastVisit, o.LastSuccess, o.LastError, o.Errors = h.LastVisit, h.LastSuccess, h.LastError, h.Errors
	o.Due, o.Known, o.Articles, o.Gone = h.Due, h.Known, h.Articles, h.Gone
}

func (o *outlet) addStanding(st visit.Standing, now time.Time) {
	o.Day, o.UsualDay, o.Week, o.UsualWeek, o.Robots = st.Day, st.UsualDay, st.Week, st.UsualWeek, st.Robots
	if st.OpenUntil.After(now) {
		o.Circuit, o.OpenUntil = "open", st.OpenUntil
	}
}

// outlets answers GET /api/v1/outlets.
func (s *site) outlets(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	all, err := s.monitored(r.Context())
	if err != nil {
		return err
	}
	link(w, "/openapi.json#/components/schemas/OutletList", "describedby", `type="application/json"`)
	link(w, outletsPage, "alternate", `type="text/html"`)
	return s.sendRecord(w, r, all)
}

// outlet answers GET /api/v1/outlets/{name}.
func (s *site) outlet(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	o, c, err := s.outletOf(r)
	if err != nil {
		return err
	}
	link(w, "/openapi.json#/components/schemas/OutletDetail", "describedby", `type="application/json"`)
	link(w, outletLink(outletsPage, o.Name, ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, s.newOutletDetail(o, c))
}

// outletOf reads the outlet that the path names. One that is configured and was
// never visited has nothing to look at closely.
func (s *site) outletOf(r *http.Request) (o outlet, c visit.Closeup, err error) {
	name := strings.ToLower(r.PathValue("name"))
	if len(name) > maxName || strings.ContainsFunc(name, notInName) {
		return o, c, fault.New(fault.NotFound, "there is no outlet %q", shorten(name)).WithHint("%s lists them", outletsAPI)
	}
	all, err := s.monitored(r.Context())
	if err != nil {
		return o, c, err
	}
	at := slices.IndexFunc(all.Outlets, func(o outlet) bool { return o.Name == name })
	if at < 0 {
		return o, c, fault.New(fault.NotFound, "there is no outlet %q", name).WithHint("%s lists them", outletsAPI)
	}
	c, err = s.Monitor.Closeup(r.Context(), name)
	if err != nil && fault.Of(err) == fault.NotFound {
		c, err = visit.Closeup{Outlet: name}, nil
	}
	return all.Outlets[at], c, err
}

// outletLink is the address under path of an outlet, in the language asked for.
func outletLink(path, name, ui string) string {
	return address(path+"/"+url.PathEscape(name), url.Values{}, ui)
}
