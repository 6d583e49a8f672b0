package server

import (
	"context"
	"net/http"
	"net/url"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/event"
	"khotin/internal/fault"
)

// Calendar answers for the events that articles report. An id that no event
// has is an error of kind NotFound.
type Calendar interface {
	Events(ctx context.Context, f calendar.Filter) ([]calendar.Event, error)
	Event(ctx context.Context, id string) (calendar.Detail, error)
}

// noCalendar stands in where a server was started without one.
type noCalendar struct{}

func errNoCalendar() error { return fault.New(fault.NotFound, "this server holds no events") }

func (noCalendar) Events(context.Context, calendar.Filter) ([]calendar.Event, error) {
	return nil, errNoCalendar()
}

func (noCalendar) Event(context.Context, string) (calendar.Detail, error) {
	return calendar.Detail{}, errNoCalendar()
}

// holdsEvents reports whether pages may lead to events.
func (s *site) holdsEvents() bool {
	_, none := s.Calendar.(noCalendar)
	return !none
}

const (
	eventsAPI  = "/api/v1/events"
	eventsPage = "/events"
	maxEventID = 200 // bytes
)

// events answers GET /api/v1/events, newest first.
func (s *site) events(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, eventNames()...)
	f := p.eventFilter()
	if err := p.err(); err != nil {
		return err
	}
	found, err := s.Calendar.Events(r.Context(), f)
	if err != nil {
		return err
	}
	body := struct {
		Events []calendar.Event `json:"events"`
	}{make([]calendar.Event, len(found))}
	for i, e := range found {
		body.Events[i] = wholeEvent(e)
	}
	link(w, "/openapi.json#/components/schemas/Events", "describedby", `type="application/json"`)
	link(w, address(eventsPage, eventValues(f), ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, body)
}

// event answers GET /api/v1/events/{id}.
func (s *site) event(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	d, err := s.eventDetail(r)
	if err != nil {
		return err
	}
	link(w, "/openapi.json#/components/schemas/EventDetail", "describedby", `type="application/json"`)
	link(w, eventLink(eventsPage, d.ID, ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, d)
}

// eventDetail reads the event that the path names.
func (s *site) eventDetail(r *http.Request) (calendar.Detail, error) {
	id := r.PathValue("id")
	if len(id) > maxEventID {
		return calendar.Detail{}, fault.New(fault.NotFound, "there is no event %q", shorten(id)).WithHint("%s lists them", eventsAPI)
	}
	d, err := s.Calendar.Event(r.Context(), id)
	if err != nil {
		return d, err
	}
	d.Event, d.Reports = wholeEvent(d.Event), list(d.Reports)
	return d, nil
}

// eventLink is the address under path of an event, in the language asked for.
func eventLink(path, id, ui string) string {
	return address(path+"/"+url.PathEscape(id), url.Values{}, ui)
}

// wholeEvent makes what was left nil empty, so that a program never meets null
// where the description promises a list; so does wholePersons.
func wholeEvent(e calendar.Event) calendar.Event {
	e.Hosts, e.Chairs, e.Documents = list(e.Hosts), list(e.Chairs), list(e.Documents)
	e.Langs, e.Disagree = list(e.Langs), list(e.Disagree)
	return e
}

func wholePersons(a article.Article) []event.Person {
	all := make([]event.Person, len(a.Persons)) // the Reader may still hold its own
	for i, p := range a.Persons {
		p.Mentions = list(p.Mentions)
		roles := make([]event.Role, len(p.Roles))
		for k, role := range p.Roles {
			roles[k] = event.Role{Post: role.Post, At: list(role.At)}
		}
		p.Roles = roles
		all[i] = p
	}
	return all
}
