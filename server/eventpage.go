package server

import (
	"net/http"
)

// eventsPage answers GET /events, with wrong filters as the form to mend.
func (s *site) eventsPage(w http.ResponseWriter, r *http.Request) error {
	if !s.holdsEvents() {
		return errNoCalendar()
	}
	p := readParams(r.URL.RawQuery, false, append(eventNames(), uiName)...)
	l, ui := s.readUI(r, p)
	filter := p.eventFilter()
	v := newEventsView(s.frameFor(r, p, l, ui), p, filter)
	if len(p.wrong) > 0 {
		for _, one := range p.wrong {
			v.Wrong = append(v.Wrong, wrongView{one.text(l), one.detail})
		}
		v.NoIndex = true
		return s.render(w, r, http.StatusBadRequest, "events", v)
	}
	found, err := s.Calendar.Events(r.Context(), filter)
	if err != nil {
		return err
	}
	v.NoIndex = len(eventValues(filter)) > 0
	v.addEvents(filter, found)
	link(w, address(eventsAPI, eventValues(filter), ""), "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "events", v)
}

// eventPage answers GET /events/{id}.
func (s *site) eventPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName)
	l, ui := s.readUI(r, p)
	if err := p.err(); err != nil {
		return err
	}
	d, err := s.eventDetail(r)
	if err != nil {
		return err
	}
	v := s.newEventDetailView(s.frameFor(r, p, l, ui), d)
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "event", v)
}
