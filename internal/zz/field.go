package alarm

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// count is how many of n had something.
type count struct{ k, n int }

func (c count) share() float64 { return float64(c.k) / float64(max(c.n, 1)) }

func (c count) plus(d count) count { return count{c.k + d.k, c.n + d.n} }

// shares are counts by day in Vietnam.
type shares map[string]count

const (
	fewNow    = 10   // records or visits that a share is judged from
	fewBefore = 30   // and that say what is usual
	fewDays   = 5    // on so many days
	bigFall   = 0.25 // a share that falls by so much matters
	smallFall = 0.1  // by so much if it is halved
)

// fall is a share that is lower than it was.
type fall struct {
	now, usual float64
	since      time.Time
}

// fall compares the last day, three days and so on with the 28 days before each:
// the longer ones, so that an alarm stands for some weeks. Days differ by more than chance, since what is published together is
// alike; they are held to weigh as much less.
func (s shares) fall(now time.Time) (fall, bool) {
	today := midnight(now.In(article.Hanoi).Format(time.DateOnly))
	for _, days := range []int{1, 3, 7, 14, 28} {
		recent := s.sum(today, 0, days)
		before := s.sum(today, days, days+baseline)
		if recent.n < fewNow || before.n < fewBefore {
			continue
		}
		effect, enough := s.designEffect(today, days, days+baseline, before.share())
		f := fall{now: recent.share(), usual: before.share()}
		lost := f.usual - f.now
		if !enough || lost < bigFall && (lost < smallFall || f.now > f.usual/2) {
			continue
		}
		if shareAtMost(recent.weigh(effect), before.weigh(effect)) < alpha(time.Duration(days)*day) {
			return s.dated(today, f), true
		}
	}
	return fall{}, false
}

// dated says since when the share is so low: on no day since then does it lie
// above the middle between then and now. Both are measured anew from there.
func (s shares) dated(today time.Time, f fall) fall {
	first := 0 // days ago
	for i := range int(Span / day) {
		c := s[today.Add(-time.Duration(i)*day).Format(time.DateOnly)]
		if c.n > 0 && c.share() > (f.now+f.usual)/2 {
			break
		}
		if c.n > 0 {
			first = i
		}
	}
	f.since = today.Add(-time.Duration(first) * day)
	if recent, before := s.sum(today, 0, first+1), s.sum(today, first+1, first+1+baseline); recent.n > 0 && before.n >= fewBefore {
		f.now, f.usual = recent.share(), before.share()
	}
	return f
}

// sum adds up the days that lie so many before today.
func (s shares) sum(today time.Time, first, end int) (sum count) {
	for i := first; i < end; i++ {
		sum = sum.plus(s[today.Add(-time.Duration(i)*day).Format(time.DateOnly)])
	}
	return sum
}

// designEffect is by how much the days scatter more than chance alone would
// have them: Pearson's statistic, at least 1.
func (s shares) designEffect(today time.Time, first, end int, share float64) (effect float64, enough bool) {
	days, sum := 0, 0.0
	for i := first; i < end; i++ {
		c := s[today.Add(-time.Duration(i)*day).Format(time.DateOnly)]
		if c.n == 0 {
			continue
		}
		p := min(max(share, 0.02), 0.98)
		off := float64(c.k) - share*float64(c.n)
		sum += off * off / (float64(c.n) * p * (1 - p))
		days++
	}
	return max(1, sum/float64(max(days-1, 1))), days >= fewDays
}

// weigh counts as much less as days weigh.
func (c count) weigh(effect float64) count {
	n := int(math.Ceil(float64(c.n) / effect))
	return count{min(int(math.Ceil(float64(c.k)/effect)), n), n}
}

// field is a part of a record that readers look for.
type field struct {
	name, words string
	have        func(Fields) int
}

func watchedFields() []field {
	return []field{
		{"profile", "are read by a profile", func(f Fields) int { return f.Match }},
		{"date", "have a date", func(f Fields) int { return f.Date }},
		{"byline", "have a byline", func(f Fields) int { return f.Byline }},
		{"captions", "have captions", func(f Fields) int { return f.Captions }},
		{"lead", "have a lead", func(f Fields) int { return f.Lead }},
	}
}

// fallen finds the fields that fewer records of the outlet have than before,
// in all or, where all does not show it, as one profile reads them.
func (o *outlet) fallen(now time.Time) (alarms []visit.Alarm) {
	var profiles []string
	for _, f := range o.fields {
		profiles = append(profiles, f.Profile)
	}
	slices.Sort(profiles)
	profiles = slices.Compact(profiles)
	for _, f := range watchedFields() {
		if a, ok := o.fallenField(f, "", now); ok {
			alarms = append(alarms, a)
			continue
		}
		for _, name := range profiles {
			if a, ok := o.fallenField(f, name, now); ok && len(profiles) > 1 {
				alarms = append(alarms, a)
			}
		}
	}
	return alarms
}

// fallenField judges one field of the records of a profile, "" for all.
func (o *outlet) fallenField(f field, profile string, now time.Time) (visit.Alarm, bool) {
	byDay := make(shares)
	for _, x := range o.fields {
		if profile == "" || x.Profile == profile {
			byDay[x.Day] = byDay[x.Day].plus(count{f.have(x), x.Records})
		}
	}
	fell, ok := byDay.fall(now)
	if !ok {
		return visit.Alarm{}, false
	}
	whose := o.name
	if profile != "" {
		whose += " read by " + profile
	}
	return visit.Alarm{
		Kind: visit.Fallen, Outlet: o.name, Field: f.name, Profile: profile, Since: fell.since, Measured: fell.now, Expected: fell.usual,
		Text:   fmt.Sprintf("%.0f %% of the new records of %s %s, against %.0f %% before.", 100*fell.now, whose, f.words, 100*fell.usual),
		Advice: "The site's markup has most likely changed: look at a new page with khotin inspect extract and mend the selectors of " + cmp.Or(profile, "its families") + ".",
	}, true
}
