// Package alarm tells an operator when an outlet is not what it was: it turns
// counts of visits, articles and fields into alarms, each with what was
// measured, what was expected, and what to do.
//
// It judges against the 28 days before, and asks for two things at once: a
// change so large that it matters, and so unlikely to be chance that a series
// gives no more than FalseYearly false alarms a year for each length of time
// looked at. What is too young or too rare to judge raises none. Facts, such as
// a robots.txt that forbids what it allowed, need no statistics.
package alarm

import (
	"cmp"
	"slices"
	"time"

	"khotin/internal/visit"
)

const (
	day = 24 * time.Hour

	// Span is how far back facts are needed: 28 days beside 8 weeks of silence.
	Span = 84 * day

	baseline = 28      // days that say what is usual
	infancy  = 7 * day // an outlet watched for less is too young to judge
	asleep   = 36 * time.Hour

	// FalseYearly is how often a series that goes on as usual may raise an
	// alarm in a year, for each length of time looked at.
	FalseYearly = 0.01
)

// Facts are the counts to judge, of the last Span or less.
type Facts struct {
	News   []News
	Visits []Visits
	Fields []Fields
	Queues []Queue
	Robots []Robots
	Hosts  []Host
}

// News is an article that was new when it was first seen.
type News struct {
	Outlet, Lang string
	At           time.Time // first seen
}

// Visits counts the visits of an outlet on one day in Vietnam that had one
// outcome.
type Visits struct {
	Day         string // "2026-11-22"
	Outlet      string
	Kind        visit.Kind
	Reason      visit.Reason
	Count       int
	Read        int // of these, of addresses that had been read before
	First, Last time.Time
	Detail      string // of the last
}

// Fields counts what the records stored on one day in Vietnam have.
type Fields struct {
	Day, Outlet, Profile                         string
	Records, Date, Byline, Captions, Lead, Match int // Match: a profile of the outlet fitted, or it has none
}

// Queue is what waits for a visit.
type Queue struct {
	Outlet  string
	Due     int
	Fresh   int       // of these, articles that were never visited
	Overdue int       // for more than a day
	Oldest  time.Time // when the first became due
}

// Robots is what a host last answered when asked for its robots.txt.
type Robots struct {
	Outlet string
	visit.RobotsState
}

// Host is what a registered domain of an outlet last did.
type Host struct {
	Outlet, Name string
	visit.Host
}

// shut finds what keeps the outlet from being read. One cause raises one alarm:
// what is shut out gives nothing, and what gives nothing fails and waits.
func (o *outlet) shut(now time.Time) []visit.Alarm {
	alarms := append(o.barred(now), o.open(now)...)
	if len(alarms) == 0 {
		alarms = o.stale(now)
	}
	if len(alarms) == 0 {
		alarms = append(o.waiting(now), o.failing(now)...)
	}
	return alarms
}

// Judge tells how every outlet does at a time, and what is wrong.
func Judge(f Facts, now time.Time) visit.Watch {
	w := visit.Watch{At: now, Outlets: []visit.Standing{}, Alarms: []visit.Alarm{}}
	all := gather(f, now)
	rested := resting(all, now)
	for _, o := range all {
		w.Outlets = append(w.Outlets, o.standing(now))
		if rested != nil || o.young(now) { // nobody looks, or not for long enough: facts alone can be told
			w.Alarms = append(append(w.Alarms, o.barred(now)...), o.open(now)...)
			continue
		}
		w.Alarms = append(append(w.Alarms, o.shut(now)...), o.fallen(now)...)
	}
	if rested != nil {
		w.Alarms = append(w.Alarms, *rested)
	} else {
		w.Alarms = append(w.Alarms, silent(all, now)...)
	}
	slices.SortStableFunc(w.Alarms, func(a, b visit.Alarm) int {
		return cmp.Or(cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Field, b.Field))
	})
	return w
}
