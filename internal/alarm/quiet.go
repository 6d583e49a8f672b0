package alarm

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"khotin/internal/visit"
)

// silent finds the outlets that have gone quiet, then the languages of an
// outlet that goes on otherwise, then those that go quiet in the rest together.
func silent(all []*outlet, now time.Time) (alarms []visit.Alarm) {
	var rest []*outlet
	var looked time.Time
	said := make(map[edition]bool)
	for _, o := range all {
		if o.young(now) || o.looked.IsZero() {
			continue
		}
		for _, a := range o.silent() {
			said[edition{a.Outlet, a.Lang}] = true
			alarms = append(alarms, a)
		}
		if !said[edition{o.name, ""}] {
			rest, looked = append(rest, o), later(looked, o.looked)
		}
	}
	rest = slices.DeleteFunc(rest, func(o *outlet) bool { return looked.Sub(o.looked) > 12*time.Hour })
	if len(rest) < 2 {
		return alarms
	}
	return append(alarms, silentLanguages(rest, looked, said)...)
}

// edition is an outlet in one language, "" for all of its languages.
type edition struct{ outlet, lang string }

// silentLanguages judges each language in outlets that were looked at of late,
// without the editions of which it is said already.
func silentLanguages(outlets []*outlet, looked time.Time, said map[edition]bool) (alarms []visit.Alarm) {
	whole := make(map[string]series)
	watch, waiting := watched{from: looked}, 0
	for _, o := range outlets {
		own := o.watched()
		watch.from, watch.resumed = earlier(watch.from, own.from), later(watch.resumed, own.resumed)
		waiting += o.queue.Fresh
		for tag, s := range o.news {
			if !said[edition{o.name, tag}] {
				whole[tag] = append(whole[tag], s...)
			}
		}
	}
	for tag, s := range whole {
		slices.Sort(s)
		if q, quiet := s.quiet(watch, looked, waiting); quiet {
			alarms = append(alarms, q.alarm("", tag))
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
