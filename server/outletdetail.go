package server

import (
	"time"

	"khotin/internal/visit"
)

// outletDetail is one outlet looked at closely, as programs receive it.
type outletDetail struct {
	outlet
	RobotsFiles  []robotsAnswer  `json:"robots_files"`
	Hosts        []hostAnswer    `json:"hosts"`
	Faults       []faultAnswer   `json:"faults"`  // of 30 days
	Refused      []refusedAnswer `json:"refused"` // of 30 days, the newest first
	Completeness []fieldsAnswer  `json:"completeness"`
	Days         []dayAnswer     `json:"days"`   // with visits, the newest first
	Visits       []visitAnswer   `json:"visits"` // the last ones, the newest first
}

type robotsAnswer struct {
	Origin string    `json:"origin"`
	Status int       `json:"status"` // 0: no answer
	Read   time.Time `json:"read,omitzero"`
	Since  time.Time `json:"out_of_reach_since,omitzero"`
	Named  bool      `json:"named"`
	Home   bool      `json:"home"`
	Rules  []string  `json:"rules"`
	Delay  float64   `json:"delay"` // seconds
	Text   string    `json:"text"`
}

type hostAnswer struct {
	Name     string    `json:"name"`
	Failures int       `json:"failures"` // in a row
	Free     time.Time `json:"free,omitzero"`
	Break    float64   `json:"break"` // seconds, 0 while the circuit is closed
}

type faultAnswer struct {
	Reason visit.Reason `json:"reason"`
	Status int          `json:"status"`
	Count  int          `json:"count"`
	Last   time.Time    `json:"last"`
	Detail string       `json:"detail"`
	URL    string       `json:"url"`
}

type refusedAnswer struct {
	URL  string    `json:"url"`
	Rule string    `json:"rule"`
	At   time.Time `json:"at"`
}

type fieldsAnswer struct {
	Month    string `json:"month"`
	Lang     string `json:"lang"`
	Records  int    `json:"records"`
	Date     int    `json:"date"`
	Captions int    `json:"captions"`
	Byline   int    `json:"byline"`
	Lead     int    `json:"lead"`
}

type dayAnswer struct {
	Day      string               `json:"day"`
	Outcomes map[visit.Reason]int `json:"outcomes"`
}

type visitAnswer struct {
	URL    string       `json:"url"`
	Kind   visit.Kind   `json:"kind"`
	Reason visit.Reason `json:"reason"`
	Detail string       `json:"detail,omitempty"`
	Status int          `json:"status"`
	Bytes  int64        `json:"bytes"`
	At     time.Time    `json:"at"`
}

func (s *site) newOutletDetail(o outlet, c visit.Closeup) outletDetail {
	d := outletDetail{
		outlet: o, RobotsFiles: []robotsAnswer{}, Hosts: []hostAnswer{}, Faults: []faultAnswer{}, Refused: []refusedAnswer{},
		Completeness: []fieldsAnswer{}, Days: []dayAnswer{}, Visits: []visitAnswer{},
	}
	for _, r := range c.Robots {
		text := rulingText(s.locales.english(), r)
		d.RobotsFiles = append(d.RobotsFiles, robotsAnswer{r.Origin, r.Status, r.At, r.Since, r.Named, r.Home, list(r.Rules), r.Delay.Seconds(), text})
	}
	for _, h := range c.Hosts {
		d.Hosts = append(d.Hosts, hostAnswer{h.Name, h.Failures, h.Free, h.Break.Seconds()})
	}
	for _, f := range c.Faults {
		d.Faults = append(d.Faults, faultAnswer(f))
	}
	for _, r := range c.Barred {
		d.Refused = append(d.Refused, refusedAnswer(r))
	}
	for _, m := range c.Fields {
		d.Completeness = append(d.Completeness, fieldsAnswer{m.Month, m.Lang, m.Records, m.Date, m.Caption, m.Byline, m.Lead})
	}
	for _, day := range c.Days {
		d.Days = append(d.Days, dayAnswer(day))
	}
	for _, v := range c.Latest {
		d.Visits = append(d.Visits, visitAnswer{v.URL, v.Kind, v.Reason, v.Detail, v.Status, v.Bytes, v.At})
	}
	return d
}
