package alarm

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"khotin/internal/visit"
)

// outlet is what the facts say of one outlet.
type outlet struct {
	name   string
	news   map[string]series // by language
	visits []Visits
	fields []Fields
	queue  Queue
	robots []Robots
	hosts  []Host

	first   time.Time // first visit that is remembered
	last    time.Time // last visit
	success time.Time // last visit that gave something
	looked  time.Time // last look at a page that names new articles
}

// gather puts together what belongs to one outlet, in the order of names. An
// outlet that was not visited within the span is not watched any more.
func gather(f Facts, now time.Time) []*outlet {
	byName := make(map[string]*outlet)
	var all []*outlet
	for _, v := range f.Visits {
		if v.Outlet == "" || v.Last.After(now) {
			continue
		}
		o := byName[v.Outlet]
		if o == nil {
			o = &outlet{name: v.Outlet, news: make(map[string]series), first: v.First}
			byName[v.Outlet] = o
			all = append(all, o)
		}
		o.visit(v)
	}
	for _, n := range f.News {
		if o := byName[n.Outlet]; o != nil && !n.At.After(now) {
			o.news[n.Lang] = append(o.news[n.Lang], n.At.UnixMilli())
		}
	}
	each(byName, f.Fields, func(x Fields) string { return x.Outlet }, func(o *outlet, x Fields) { o.fields = append(o.fields, x) })
	each(byName, f.Queues, func(x Queue) string { return x.Outlet }, func(o *outlet, x Queue) { o.queue = x })
	each(byName, f.Robots, func(x Robots) string { return x.Outlet }, func(o *outlet, x Robots) { o.robots = append(o.robots, x) })
	each(byName, f.Hosts, func(x Host) string { return x.Outlet }, func(o *outlet, x Host) { o.hosts = append(o.hosts, x) })
	for _, o := range all {
		for _, s := range o.news {
			slices.Sort(s)
		}
		slices.SortFunc(o.visits, func(a, b Visits) int { return cmp.Compare(a.Day, b.Day) })
	}
	slices.SortFunc(all, func(a, b *outlet) int { return cmp.Compare(a.name, b.name) })
	return all
}

func each[T any](byName map[string]*outlet, facts []T, name func(T) string, give func(*outlet, T)) {
	for _, x := range facts {
		if o := byName[name(x)]; o != nil {
			give(o, x)
		}
	}
}

func (o *outlet) visit(v Visits) {
	o.visits = append(o.visits, v)
	if v.First.Before(o.first) {
		o.first = v.First
	}
	o.last = later(o.last, v.Last)
	if !good(v.Reason) {
		return
	}
	o.success = later(o.success, v.Last)
	if v.Kind != visit.Article {
		o.looked = later(o.looked, v.Last)
	}
}

// good reports an outcome that shows an outlet to be well.
func good(r visit.Reason) bool {
	switch r {
	case visit.New, visit.Changed, visit.Unchanged, visit.Read, visit.Mirror:
		return true
	}
	return false
}

// young reports that the outlet has been watched for too short a time.
func (o *outlet) young(now time.Time) bool { return now.Sub(o.first) < infancy }

// all are the new articles of the outlet in any language.
func (o *outlet) all() series {
	var sum series
	for _, s := range o.news {
		sum = append(sum, s...)
	}
	slices.Sort(sum)
	return sum
}

func (o *outlet) standing(now time.Time) visit.Standing {
	news, from := o.all(), o.watched().from
	s := visit.Standing{
		Outlet: o.name, First: o.first, LastSuccess: o.success, Young: o.young(now),
		Day: news.between(now.Add(-day), now), Week: news.between(now.Add(-7*day), now),
		Due: o.queue.Due, Overdue: o.queue.Overdue, Robots: o.rules(),
	}
	for _, h := range o.hosts {
		if h.Break > 0 && h.Free.After(now) {
			s.OpenUntil = later(s.OpenUntil, h.Free)
		}
	}
	until := now.Add(-day)
	begin := later(until.Add(-baseline*day), from)
	if span := until.Sub(begin); span >= infancy-2*day {
		s.UsualDay = float64(news.between(begin, until)) / (span.Hours() / 24)
		s.UsualWeek = 7 * s.UsualDay
	}
	return s
}

// watched is when an outlet was looked at for news: from its second day on,
// since the first finds the past, and again since the last break, zero for none.
type watched struct{ from, resumed time.Time }

// watched finds the last break: more than twice as long without a look as is
// usual.
func (o *outlet) watched() watched {
	w := watched{from: o.first.Add(day)}
	looks := make(map[string]time.Time) // the first of each day
	for _, v := range o.visits {
		if first, ok := looks[v.Day]; v.Kind != visit.Article && good(v.Reason) && (!ok || v.First.Before(first)) {
			looks[v.Day] = v.First
		}
	}
	days := slices.Sorted(maps.Keys(looks))
	var pauses []time.Duration
	for i := 1; i < len(days); i++ {
		pauses = append(pauses, midnight(days[i]).Sub(midnight(days[i-1])))
	}
	if len(pauses) == 0 {
		return w
	}
	usual := slices.Sorted(slices.Values(pauses))[len(pauses)/2]
	for i, pause := range slices.Backward(pauses) {
		if pause > 2*usual {
			w.resumed = looks[days[i+1]]
			break
		}
	}
	return w
}

// rules says in words what the outlet's robots.txt does.
func (o *outlet) rules() string {
	state := ""
	for _, r := range o.robots {
		if !r.Since.IsZero() {
			return "out of reach"
		}
		state = "allows"
	}
	if v, ok := o.refused(); ok && v.Last.After(o.last.Add(-asleep)) {
		return "forbids"
	}
	return state
}

// refused returns the last day on which robots.txt forbade an address that had
// been read before.
func (o *outlet) refused() (v Visits, ok bool) {
	for _, x := range o.visits {
		if x.Reason == visit.Refused && x.Read > 0 && x.Last.After(v.Last) {
			v, ok = x, true
		}
	}
	return v, ok
}
