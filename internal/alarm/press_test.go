package alarm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// firstDay is when every simulated archive begins: a Monday far from Tết.
var firstDay = time.Date(2026, 8, 3, 0, 0, 0, 0, article.Hanoi)

func on(days float64) time.Time { return firstDay.Add(time.Duration(days * float64(day))) }

// paper is a simulated outlet: how much it publishes, and what befalls it.
type paper struct {
	name    string
	perDay  float64
	sunday  float64            // of the usual
	langs   map[string]float64 // shares; nil: Vietnamese alone
	swing   float64            // of a day's volume, beyond chance
	date    float64            // chance that a record has it
	caption float64

	stops   map[string]float64 // day on which a language ends, "" for all
	loses   map[string]float64 // day from which a field is gone
	fails   float64            // day from which half of the visits fail
	barred  float64            // day from which robots.txt forbids
	dead    float64            // day from which nothing is answered
	every   float64            // days between crawls; 0: it never rests
	dropped float64            // day from which it is not visited
	rests   [2]float64         // days between which it is not visited, and its news lost
}

func usualPaper(name string, perDay float64) paper {
	return paper{name: name, perDay: perDay, sunday: 0.4, swing: 0.25, date: 0.97, caption: 0.6}
}

// press holds all that the papers do in the simulated days, in the order of
// time, from which facts are taken as they stood at a time.
type press struct {
	papers []paper
	prints []print
}

// print is an article and what its record has.
type print struct {
	News
	Fields
}

// publish simulates so many days.
func publish(r *rand.Rand, days int, papers ...paper) *press {
	s := &press{papers: papers}
	for _, p := range papers {
		for d := range days {
			s.printDay(r, p, d)
		}
	}
	slices.SortStableFunc(s.prints, func(a, b print) int { return a.At.Compare(b.At) })
	return s
}

func (s *press) printDay(r *rand.Rand, p paper, d int) {
	mean := p.perDay
	if on(float64(d)).Weekday() == time.Sunday {
		mean *= p.sunday
	}
	mean *= math.Exp(p.swing*r.NormFloat64() - p.swing*p.swing/2)
	for range poisson(r, mean) {
		at := on(float64(d) + clockHour(r)/24)
		tag := p.draw(r)
		if gone(p.stops, "", at) || gone(p.stops, tag, at) || p.silent(at) {
			continue
		}
		if p.every > 0 { // found by the next crawl
			at = on(math.Ceil(at.Sub(firstDay).Hours()/24/p.every) * p.every).Add(time.Duration(10+r.IntN(20)) * time.Minute)
		}
		f := Fields{Day: at.In(article.Hanoi).Format(time.DateOnly), Outlet: p.name, Profile: "profile", Records: 1, Byline: 1, Lead: 1, Match: 1}
		f.Date, f.Captions = chance(r, p.date), chance(r, p.caption)
		if gone(p.loses, "date", at) {
			f.Date = 0
		}
		if gone(p.loses, "profile", at) {
			f.Match, f.Profile = 0, "generic"
		}
		s.prints = append(s.prints, print{News{p.name, tag, at}, f})
	}
}

func (p paper) silent(at time.Time) bool {
	return p.dead > 0 && at.After(on(p.dead)) || p.barred > 0 && at.After(on(p.barred)) || p.dropped > 0 && at.After(on(p.dropped)) ||
		at.After(on(p.rests[0])) && at.Before(on(p.rests[1]))
}

// draw picks a language.
func (p paper) draw(r *rand.Rand) string {
	x := r.Float64()
	for _, tag := range []string{"fr", "ro"} {
		if x -= p.langs[tag]; x < 0 {
			return tag
		}
	}
	return "vi"
}

func gone(from map[string]float64, name string, at time.Time) bool {
	d, ok := from[name]
	return ok && !at.Before(on(d))
}

// clockHour is the hour of day at which an article appears: mostly by day, a
// few at night.
func clockHour(r *rand.Rand) float64 {
	if r.Float64() < 0.05 {
		return 24 * r.Float64()
	}
	return 6 + 16*r.Float64()
}

func chance(r *rand.Rand, p float64) int {
	if r.Float64() < p {
		return 1
	}
	return 0
}

// poisson draws by inversion, in parts where the mean is large.
func poisson(r *rand.Rand, mean float64) (n int) {
	for ; mean > 0; mean -= 20 {
		limit, x := math.Exp(-min(mean, 20)), r.Float64()
		for ; x > limit; n++ {
			x *= r.Float64()
		}
	}
	return n
}

// at are the facts as they stood at a time.
func (s *press) at(now time.Time) (f Facts) {
	type key struct{ day, outlet, profile string }
	days := make(map[key]Fields)
	for _, p := range s.prints {
		if p.At.After(now) {
			break
		}
		f.News = append(f.News, p.News)
		x, k := p.Fields, key{p.Day, p.Fields.Outlet, p.Profile}
		sum := days[k]
		x.Records, x.Date, x.Byline, x.Captions = x.Records+sum.Records, x.Date+sum.Date, x.Byline+sum.Byline, x.Captions+sum.Captions
		x.Lead, x.Match = x.Lead+sum.Lead, x.Match+sum.Match
		days[k] = x
	}
	for _, sum := range days {
		f.Fields = append(f.Fields, sum)
	}
	for _, p := range s.papers {
		f.Visits = append(f.Visits, p.visits(now)...)
		f.Queues = append(f.Queues, Queue{Outlet: p.name, Due: 5, Oldest: now})
	}
	return f
}

// visits are those of every ten minutes, or of the days of a timer, by day.
func (p paper) visits(now time.Time) (all []Visits) {
	for d := 0.0; on(d).Before(now); d++ {
		begin, end := on(d), earlier(on(d+1).Add(-10*time.Minute), now)
		if p.every > 0 {
			if math.Mod(d, p.every) != 0 {
				continue
			}
			end = earlier(begin.Add(30*time.Minute), now)
		}
		if p.dropped > 0 && d >= p.dropped {
			break
		}
		if d >= p.rests[0] && d < p.rests[1] {
			continue
		}
		n := int(end.Sub(begin)/(10*time.Minute)) + 1
		add := func(kind visit.Kind, reason visit.Reason, n, read int) {
			all = append(all, Visits{Day: begin.Format(time.DateOnly), Outlet: p.name, Kind: kind, Reason: reason, Count: n, Read: read, First: begin, Last: end, Detail: "the detail"})
		}
		switch {
		case p.dead > 0 && d >= p.dead:
			add(visit.Listing, visit.Failed, n, n)
		case p.barred > 0 && d >= p.barred:
			add(visit.Listing, visit.Refused, 1, 1)
		case p.fails > 0 && d >= p.fails:
			add(visit.Listing, visit.Read, n, n)
			add(visit.Article, visit.Unchanged, n, n)
			add(visit.Article, visit.Denied, 2*n, 0)
		default:
			add(visit.Listing, visit.Read, n, n)
			add(visit.Article, visit.Unchanged, 2*n, n)
			add(visit.Article, visit.Failed, n/10, 0)
		}
	}
	return all
}

// shown is an alarm without its figures.
func shown(a visit.Alarm) string {
	words := []string{string(a.Kind), a.Outlet, a.Lang, a.Field, a.Profile}
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " ")
}

func kinds(alarms []visit.Alarm) (all []string) {
	for _, a := range alarms {
		all = append(all, shown(a))
	}
	return all
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// wantSound holds for every alarm there is.
func wantSound(t testing.TB, a visit.Alarm) {
	t.Helper()
	if a.Text == "" || a.Advice == "" || a.Since.IsZero() || strings.Contains(a.Text, "%!") || math.IsNaN(a.Measured+a.Expected) {
		t.Errorf("an alarm that does not say what and since when: %s", fmt.Sprintf("%+v", a))
	}
}
