package alarm

import (
	"fmt"
	"math"
	"slices"
	"time"

	"khotin/internal/visit"
)

// resting is the one alarm of a crawl that does not go on. An archive that is
// crawled once a week rests for a week.
func resting(all []*outlet, now time.Time) *visit.Alarm {
	var last time.Time
	var days []string
	young := true
	for _, o := range all {
		young = young && o.young(now)
		last = later(last, o.last)
		for _, v := range o.visits {
			days = append(days, v.Day)
		}
	}
	allowed := asleep + longestGap(days, last)
	if young || now.Sub(last) <= allowed {
		return nil
	}
	return &visit.Alarm{
		Kind: visit.Idle, Since: last, Measured: now.Sub(last).Hours(), Expected: allowed.Hours(),
		Text:   fmt.Sprintf("No outlet has been visited for %s.", spell(now.Sub(last))),
		Advice: "See whether the timer or khotin serve --crawl still runs, and what khotin crawl --once says.",
	}
}

// stale is an outlet that gives nothing although it is visited, or although
// others are.
func (o *outlet) stale(now time.Time) []visit.Alarm {
	var days []string
	for _, v := range o.visits {
		if good(v.Reason) {
			days = append(days, v.Day)
		}
	}
	since := later(o.first, o.success)
	allowed := asleep + longestGap(days, since)
	if now.Sub(since) <= allowed {
		return nil
	}
	text := fmt.Sprintf("%s has given nothing for %s.", o.name, spell(now.Sub(since)))
	if o.success.IsZero() {
		text = fmt.Sprintf("%s has never given anything, since %s.", o.name, spell(now.Sub(since)))
	}
	advice := "See what came of the last visits with khotin crawl --once --outlet " + o.name + "; the site may have moved or shut us out."
	if now.Sub(o.last) > allowed {
		advice = "It is not visited any more: see whether it is still among the outlets of the configuration, and the timer crawls all of them."
	}
	return []visit.Alarm{{
		Kind: visit.Stale, Outlet: o.name, Since: since, Measured: now.Sub(since).Hours(), Expected: allowed.Hours(), Text: text, Advice: advice,
	}}
}

// longestGap returns the longest time without any of the days, in the 28 days
// before a time; none between a day and the next.
func longestGap(days []string, before time.Time) time.Duration {
	slices.Sort(days)
	var gap time.Duration
	var previous time.Time
	for _, name := range slices.Compact(days) {
		d := midnight(name)
		if before.Sub(d) > baseline*day {
			continue
		}
		if !previous.IsZero() {
			gap = max(gap, d.Sub(previous)-day)
		}
		previous = d
	}
	return gap
}

// barred is a robots.txt that forbids what was read before, or that cannot be
// had, which forbids everything.
func (o *outlet) barred(now time.Time) (alarms []visit.Alarm) {
	for _, r := range o.robots {
		if r.Since.IsZero() || now.Sub(r.Since) < day {
			continue
		}
		alarms = append(alarms, visit.Alarm{
			Kind: visit.Barred, Outlet: o.name, Since: r.Since, Measured: float64(r.Status), Expected: 200,
			Text:   fmt.Sprintf("The robots.txt of %s has been out of reach for %s (%s), which forbids everything.", r.Origin, spell(now.Sub(r.Since)), status(r.Status)),
			Advice: "Open it in a browser; if the site is well and answers only us so, write to it. After 30 days out of reach it counts as absent.",
		})
	}
	last, ok := o.refused()
	if len(alarms) > 0 || !ok || last.Last.Before(o.last.Add(-asleep)) {
		return alarms
	}
	since, count := last.First, 0
	for _, v := range slices.Backward(o.visits) {
		if v.Reason != visit.Refused || v.Read == 0 {
			continue
		}
		if since.Sub(v.Last) > asleep {
			break
		}
		since = v.First
		if v.Day == last.Day {
			count += v.Read
		}
	}
	return []visit.Alarm{{
		Kind: visit.Barred, Outlet: o.name, Since: since, Measured: float64(count), Expected: 0,
		Text:   fmt.Sprintf("%s now forbids %d addresses that it let us read before: %s.", o.name, count, last.Detail),
		Advice: "Obey it: take the outlet or its section out of the configuration, or ask the site whether the rule is meant for us.",
	}}
}

func status(code int) string {
	if code == 0 {
		return "no answer"
	}
	return fmt.Sprintf("status %d", code)
}

// longBreak is the length from which an open circuit is news: it has then
// opened three times and more in a row.
const longBreak = time.Hour

// open is a host that fails so often that it is left alone.
func (o *outlet) open(now time.Time) (alarms []visit.Alarm) {
	for _, h := range o.hosts {
		if h.Break < longBreak || now.Sub(h.Free) > day {
			continue
		}
		alarms = append(alarms, visit.Alarm{
			Kind: visit.Open, Outlet: o.name, Since: later(o.success, o.first), Measured: float64(h.Failures), Expected: 0,
			Text:   fmt.Sprintf("%s has failed %d times in a row and is asked again after %s only.", h.Name, h.Failures, spell(h.Break)),
			Advice: "Open the site in a browser; if it is well, see the last errors with khotin crawl --once --outlet " + o.name + ".",
		})
	}
	return alarms
}

// fewWaiting addresses that wait for more than a day are no backlog.
const fewWaiting = 50

// waiting is a backlog: more has waited for over a day than is visited in one.
func (o *outlet) waiting(now time.Time) []visit.Alarm {
	visits, begin := 0, now.Add(-7*day)
	for _, v := range o.visits {
		if !midnight(v.Day).Before(begin) {
			visits += v.Count
		}
	}
	pace := float64(visits) / 7
	if float64(o.queue.Overdue) <= math.Max(fewWaiting, pace) || now.Sub(o.watched().resumed) < day {
		return nil
	}
	return []visit.Alarm{{
		Kind: visit.Backlog, Outlet: o.name, Since: o.queue.Oldest, Measured: float64(o.queue.Overdue), Expected: math.Round(pace),
		Text:   fmt.Sprintf("%d addresses of %s have waited for more than a day, and about %.0f are visited in one.", o.queue.Overdue, o.name, pace),
		Advice: "Let the crawl run longer or oftener, raise the outlet's budget or threshold, or exclude paths that are not worth a visit.",
	}}
}

// failing is a share of visits that fail that is far above the usual.
func (o *outlet) failing(now time.Time) []visit.Alarm {
	byDay := make(map[string]count)
	for _, v := range o.visits {
		c := byDay[v.Day]
		c.n += v.Count
		if v.Reason != visit.Failed && v.Reason != visit.Denied {
			c.k += v.Count
		}
		byDay[v.Day] = c
	}
	f, ok := shares(byDay).fall(now)
	if !ok {
		return nil
	}
	return []visit.Alarm{{
		Kind: visit.Failures, Outlet: o.name, Since: f.since, Measured: 1 - f.now, Expected: 1 - f.usual,
		Text:   fmt.Sprintf("%.0f %% of the visits to %s fail, against %.0f %% before.", 100*(1-f.now), o.name, 100*(1-f.usual)),
		Advice: "The ledger tells why: khotin crawl --once --outlet " + o.name + " --json counts the reasons; a 403 often means that the site turns crawlers away.",
	}}
}

// spell writes a duration in the unit a person would choose.
func spell(d time.Duration) string {
	switch {
	case d >= 2*day:
		return fmt.Sprintf("%.0f days", math.Floor(d.Hours()/24))
	case d >= 2*time.Hour:
		return fmt.Sprintf("%.0f hours", math.Floor(d.Hours()))
	}
	return fmt.Sprintf("%.0f minutes", math.Floor(d.Minutes()))
}
