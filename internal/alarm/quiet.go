package alarm

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// series are the times of events in Unix milliseconds, in order.
type series []int64

// between counts the events after one time and until another.
func (s series) between(after, until time.Time) int {
	i, _ := slices.BinarySearch(s, after.UnixMilli()+1)
	j, _ := slices.BinarySearch(s, until.UnixMilli()+1)
	return max(j-i, 0)
}

// last returns the time of the last event until then, zero for none.
func (s series) last(until time.Time) time.Time {
	i, _ := slices.BinarySearch(s, until.UnixMilli()+1)
	if i == 0 {
		return time.Time{}
	}
	return time.UnixMilli(s[i-1]).UTC()
}

// silences are the lengths of time that are compared with their like.
func silences() []time.Duration {
	return []time.Duration{12 * time.Hour, day, 3 * day, 7 * day, 14 * day, 21 * day, 28 * day}
}

const (
	hush    = 0.25 // a quarter of the usual is quiet
	restive = 0.15 // how much news comes and goes beyond chance, as a share of the mean
)

// silence is a series that has gone quiet.
type silence struct {
	length   time.Duration
	since    time.Time
	measured int
	expected float64
}

// quiet compares the end of a series with the same hours of the 28 days before
// the quiet began. Waiting are events that are known to be and not yet in it.
func (s series) quiet(w watched, until time.Time, waiting int) (silence, bool) {
	heard := s.last(until)
	if heard.Before(w.from) {
		heard = w.from
	}
	for _, length := range silences() {
		if until.Add(-length).Before(w.resumed) {
			break // what was published while nobody looked may never be found
		}
		x := s.between(until.Add(-length), until) + waiting
		skip := int(math.Ceil(max(length, until.Sub(heard)).Hours() / 24))
		u, ok := s.usual(w.from, until, length, skip)
		if !ok {
			continue
		}
		expected := u.mean * holiday(until.Add(-length), until)
		variance := expected + u.scatter*expected*expected
		if float64(x) > hush*expected || atMost(x, expected, variance) >= alpha(length) {
			continue
		}
		since := until.Add(-length)
		if heard.Before(since) || x == 0 {
			since = heard
		}
		return silence{length, since, x, expected}, true
	}
	return silence{}, false
}

// usual is the number of events in a length of time as it was before. Scatter
// is the variance beyond chance, as a share of the mean squared.
type usual struct{ mean, scatter float64 }

// usual takes the length of time that ends at until, moved back by whole days
// so that the hours are the same, 28 times from skip days on. For times of less
// than a week the mean is that of the same weekday, as far as it is known, or
// that of all days where it is lower. It is not ok where less than a week is
// known, or nothing ever happened.
func (s series) usual(from, until time.Time, length time.Duration, skip int) (usual, bool) {
	var counts []float64
	var sum, squares, same, sames float64
	oldest := until
	for k := skip; k < skip+baseline; k++ {
		end := until.Add(-time.Duration(k) * day)
		if oldest = end.Add(-length); oldest.Before(from) {
			break
		}
		n := float64(s.between(oldest, end))
		counts, sum, squares = append(counts, n), sum+n, squares+n*n
		if k%7 == 0 {
			same, sames = same+n, sames+1
		}
	}
	size := float64(len(counts))
	if size == 0 || sum == 0 || time.Duration(size-1)*day+length < infancy-day {
		return usual{}, false
	}
	mean := sum / size
	variance := squares/size - mean*mean // among it what weekdays do
	if length < 7*day {
		mean = min(mean, (same+mean)/(sames+1))
	}
	covered := size - 1 + length.Hours()/24
	known := sum / size * covered / (length.Hours() / 24) // events that the mean is known from
	return usual{mean, max(restive*restive, (variance-mean)/(mean*mean)) + 1/(known+0.5)}, true
}

// silent finds the outlets that have gone quiet, then the languages of an
// outlet that goes on otherwise, then the languages as a whole, where none of
// these has said it already.
func silent(all []*outlet, now time.Time) (alarms []visit.Alarm) {
	said := make(map[string]bool)
	var heard []*outlet
	var looked time.Time
	for _, o := range all {
		if o.young(now) || o.looked.IsZero() {
			continue
		}
		found := o.silent()
		for _, a := range found {
			said[a.Lang] = true
		}
		alarms = append(alarms, found...)
		heard, looked = append(heard, o), later(looked, o.looked)
	}
	heard = slices.DeleteFunc(heard, func(o *outlet) bool { return looked.Sub(o.looked) > 12*time.Hour })
	if said[""] || len(heard) < 2 {
		return alarms
	}
	for tag, a := range silentLanguages(heard, looked) {
		if !said[tag] {
			alarms = append(alarms, a)
		}
	}
	return alarms
}

// silentLanguages judges each language in all outlets that were looked at of
// late.
func silentLanguages(outlets []*outlet, looked time.Time) map[string]visit.Alarm {
	whole := make(map[string]series)
	watch, waiting := watched{from: looked}, 0
	for _, o := range outlets {
		own := o.watched()
		watch.from, watch.resumed = earlier(watch.from, own.from), later(watch.resumed, own.resumed)
		waiting += o.queue.Fresh
		for tag, s := range o.news {
			whole[tag] = append(whole[tag], s...)
		}
	}
	alarms := make(map[string]visit.Alarm)
	for tag, s := range whole {
		slices.Sort(s)
		if q, quiet := s.quiet(watch, looked, waiting); quiet {
			alarms[tag] = q.alarm("", tag)
		}
	}
	return alarms
}

// silent judges the outlet, and if it goes on, its languages. Quiet counts up
// to the last look: what nobody has looked for is not missing.
func (o *outlet) silent() (alarms []visit.Alarm) {
	if q, quiet := o.all().quiet(o.watched(), o.looked, o.queue.Fresh); quiet {
		return []visit.Alarm{q.alarm(o.name, "")}
	}
	if len(o.news) < 2 {
		return nil
	}
	for tag, s := range o.news {
		if q, quiet := s.quiet(o.watched(), o.looked, o.queue.Fresh); quiet {
			alarms = append(alarms, q.alarm(o.name, tag))
		}
	}
	return alarms
}

func (q silence) alarm(outlet, tag string) visit.Alarm {
	whose := "all outlets"
	if outlet != "" {
		whose = outlet
	}
	what := "new articles"
	if tag != "" {
		what += " in " + strings.ToUpper(tag)
	}
	return visit.Alarm{
		Kind: visit.Quiet, Outlet: outlet, Lang: tag, Since: q.since, Measured: float64(q.measured), Expected: math.Round(q.expected*10) / 10,
		Text:   fmt.Sprintf("%d %s from %s in %s, where %.1f are usual.", q.measured, what, whose, spell(q.length), q.expected),
		Advice: "Compare with the site's front page: it may have moved its listings, feed or sitemap, or changed the form of its addresses.",
	}
}

// tetShare is what is published at Tết of what is published otherwise, at the
// least: newsrooms keep a small staff.
const tetShare = 1. / 3

// holiday returns the share of the usual that may be expected between two
// times.
func holiday(from, until time.Time) float64 {
	free := time.Duration(0)
	for _, eve := range tet() {
		begin, end := eve.Add(-day), eve.Add(8*day)
		if overlap := earlier(end, until).Sub(later(begin, from)); overlap > 0 {
			free += overlap
		}
	}
	return 1 - (1-tetShare)*free.Hours()/until.Sub(from).Hours()
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// tet lists the first days of the Vietnamese lunar year. They are reckoned for
// the meridian of Hanoi, so 2030 is a day before the Chinese one.
func tet() (days []time.Time) {
	for _, name := range [...]string{
		"2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23",
		"2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24", "2040-02-12",
	} {
		days = append(days, midnight(name))
	}
	return days
}

// midnight is the beginning of a day in Vietnam; zero for what is none.
func midnight(name string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, name, article.Hanoi)
	if err != nil {
		return time.Time{}
	}
	return t
}
