package alarm

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"khotin/internal/visit"
)

// ordinary are papers of every size that go on as usual.
func ordinary() []paper {
	two := usualPaper("b.vn", 30)
	two.langs = map[string]float64{"fr": 0.2, "ro": 0.1}
	weekly := usualPaper("e.vn", 2./7)
	return []paper{usualPaper("a.vn", 50), two, usualPaper("c.vn", 8), usualPaper("d.vn", 1), weekly}
}

// TestOrdinaryNoise: sixty days of ordinary papers, looked at twice a day,
// in many worlds. FalseYearly allows 0.01 false alarms a year for each series
// and length; there are 9 series of 7 lengths and 30 shares of 5 lengths here,
// 2.1 for all of them and 0.3 for each outlet at the most, since a count cannot
// fall below none.
func TestOrdinaryNoise(t *testing.T) {
	const worlds, days = 8, 60
	raised, looks := 0, 0
	for seed := range uint64(worlds) {
		press := publish(newRand(seed), days, ordinary()...)
		alert := make(map[string]bool)
		for d := 0.5; d <= days; d += 0.5 {
			looks++
			for _, a := range Judge(press.at(on(d)), on(d)).Alarms {
				wantSound(t, a)
				if k := shown(a); !alert[k] {
					alert[k] = true
					raised++
					t.Logf("world %d, day %.2f: %s", seed, d, a.Text)
				}
			}
		}
	}
	years := float64(worlds*days*len(ordinary())) / 365
	t.Logf("%d false alarms in %d looks: %.3f for each outlet and year", raised, looks, float64(raised)/years)
	if float64(raised)/years > 0.2 {
		t.Errorf("%d false alarms in %.0f years of one outlet", raised, years)
	}
}

// step looks once a day, and every six hours once something happens.
func step(d, happens float64) float64 {
	if d < happens-1 {
		return 1
	}
	return 0.25
}

// TestEveryKind: what befalls a paper raises its alarm and no other, no sooner
// than it happens and no later than it should.
func TestEveryKind(t *testing.T) {
	tests := []struct {
		name   string
		change func(*paper)
		day    float64 // when it happens
		within float64 // days until it is noticed
		want   string  // the first alarm
	}{
		{"fifty a day stop", func(p *paper) { p.perDay, p.stops = 50, map[string]float64{"": 40} }, 40, 0.75, "quiet x.vn"},
		{"eight a day stop", func(p *paper) { p.perDay, p.stops = 8, map[string]float64{"": 40} }, 40, 3, "quiet x.vn"},
		{"one a day stops", func(p *paper) { p.perDay, p.stops = 1, map[string]float64{"": 30} }, 30, 21, "quiet x.vn"},
		{"one language of three stops", func(p *paper) {
			p.perDay, p.langs, p.stops = 40, map[string]float64{"fr": 0.3, "ro": 0.2}, map[string]float64{"ro": 40}
		}, 40, 3, "quiet x.vn ro"},
		{"the dates are gone", func(p *paper) { p.loses = map[string]float64{"date": 40} }, 40, 1, "field x.vn date"},
		{"the markup has changed", func(p *paper) { p.loses = map[string]float64{"profile": 40} }, 40, 1, "field x.vn profile"},
		{"half of the visits fail", func(p *paper) { p.fails = 40 }, 40, 1, "failures x.vn"},
		{"robots.txt forbids all", func(p *paper) { p.barred = 40 }, 40, 0.25, "robots x.vn"},
		{"not visited any more", func(p *paper) { p.dropped = 40 }, 40, 2, "stale x.vn"},
		{"nothing is answered", func(p *paper) { p.dead = 40 }, 40, 1, "failures x.vn"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(3) {
				x := usualPaper("x.vn", 40)
				tt.change(&x)
				press := publish(newRand(seed), 60, usualPaper("a.vn", 30), x)
				noticed := -1.0
				if n := len(Judge(press.at(on(59)), on(59)).Alarms); n != 1 {
					t.Errorf("world %d: %d alarms for one cause in the end", seed, n)
				}
				for d := 0.5; d <= 60 && noticed < 0; d += step(d, tt.day) {
					for _, a := range Judge(press.at(on(d)), on(d)).Alarms {
						wantSound(t, a)
						if got := shown(a); got != tt.want && noticed < 0 {
							t.Errorf("world %d, day %.2f: %q (%s), want %q", seed, d, got, a.Text, tt.want)
						}
						noticed = d
					}
				}
				if noticed < tt.day || noticed > tt.day+tt.within {
					t.Errorf("world %d: noticed on day %.2f, want %.2f to %.2f", seed, noticed, tt.day, tt.day+tt.within)
				}
			}
		})
	}
}

// TestAnAlarmStands until the cause is gone, also when the quiet is longer than
// the 28 days it was measured against.
func TestAnAlarmStands(t *testing.T) {
	x := usualPaper("x.vn", 20)
	x.stops = map[string]float64{"": 20}
	press := publish(newRand(1), 70, usualPaper("a.vn", 30), x)
	for d := 23.0; d <= 70; d++ {
		if got := kinds(Judge(press.at(on(d)), on(d)).Alarms); !cmp.Equal(got, []string{"quiet x.vn"}) {
			t.Errorf("day %.0f: %v", d, got)
		}
	}
	alarms := Judge(press.at(on(50)), on(50)).Alarms
	if since := alarms[0].Since; since.Before(on(19)) || since.After(on(20)) {
		t.Errorf("quiet since %v, want the last article, on day 19", since)
	}
}

// TestALanguageOfManyOutlets: each has too few articles in it to be judged, and
// together they stop, at the time when an outlet falls silent for its own reasons.
func TestALanguageOfManyOutlets(t *testing.T) {
	var papers []paper
	for _, name := range []string{"a.vn", "b.vn", "c.vn", "d.vn", "e.vn", "f.vn"} {
		p := usualPaper(name, 10)
		p.langs, p.stops = map[string]float64{"ro": 0.05}, map[string]float64{"ro": 40}
		papers = append(papers, p)
	}
	z := usualPaper("z.vn", 10)
	z.stops = map[string]float64{"": 40}
	press := publish(newRand(1), 50, append(papers, z)...)
	for d := 0.5; d < 50; d++ {
		want := []string(nil)
		got := kinds(Judge(press.at(on(d)), on(d)).Alarms)
		if d > 47 {
			want = []string{"quiet ro", "quiet z.vn"}
		}
		if (d < 40 || d > 47) && !cmp.Equal(got, want) {
			t.Errorf("day %.1f: %v, want %v", d, got, want)
		}
	}
}

// TestAFallIsDated by the day it began.
func TestAFallIsDated(t *testing.T) {
	x := usualPaper("x.vn", 20)
	x.loses = map[string]float64{"date": 40}
	press := publish(newRand(1), 60, x)
	for d := 41.5; d <= 60; d++ {
		alarms := Judge(press.at(on(d)), on(d)).Alarms
		if len(alarms) != 1 || !alarms[0].Since.Equal(on(40)) {
			t.Errorf("day %.1f: %+v, want one alarm since day 40", d, alarms)
		}
	}
}

func TestNothingIsVisited(t *testing.T) {
	a, b := usualPaper("a.vn", 30), usualPaper("b.vn", 3)
	a.dropped, b.dropped = 40, 40
	press := publish(newRand(1), 60, a, b)
	if got := Judge(press.at(on(41)), on(41)).Alarms; len(got) != 0 {
		t.Errorf("after a day: %v", got)
	}
	if diff := cmp.Diff([]string{"idle"}, kinds(Judge(press.at(on(42)), on(42)).Alarms)); diff != "" {
		t.Errorf("after two days (-want +got):\n%s", diff)
	}
	if got := Judge(Facts{}, on(42)).Alarms; len(got) != 0 {
		t.Errorf("an empty archive: %v", got)
	}
}

// TestABreakIsNoQuiet: what was published while nobody looked is missing, and
// nobody is called for it once the crawl goes on, but the break itself is told.
func TestABreakIsNoQuiet(t *testing.T) {
	for seed := range uint64(3) {
		var papers []paper
		for _, perDay := range []float64{50, 8, 1} {
			p := usualPaper(fmt.Sprintf("x%.0f.vn", perDay), perDay)
			p.rests = [2]float64{40, 46}
			papers = append(papers, p)
		}
		press := publish(newRand(seed), 60, papers...)
		for d := 39.25; d <= 60; d += 0.25 {
			want := []string(nil)
			if d >= 41.5 && d <= 46 {
				want = []string{"idle"}
			}
			f := press.at(on(d))
			if d > 46 && d < 46.5 {
				f.Queues = []Queue{{Outlet: "x8.vn", Due: 3000, Overdue: 3000, Oldest: on(40)}}
			}
			if got := kinds(Judge(f, on(d)).Alarms); !cmp.Equal(got, want) {
				t.Errorf("world %d, day %.2f: %v, want %v", seed, d, got, want)
			}
		}
	}
}

// TestTimers: archives that are crawled once a day or a week are judged by
// their own pace.
func TestTimers(t *testing.T) {
	for name, every := range map[string]float64{"daily": 1, "weekly": 7} {
		for seed := range uint64(5) {
			p := usualPaper("a.vn", 20)
			p.every = every
			press := publish(newRand(seed), 60, p)
			for d := 0.5; d <= 60; d++ {
				for _, a := range Judge(press.at(on(d)), on(d)).Alarms {
					t.Errorf("%s, day %.1f: %s", name, d, a.Text)
				}
			}
		}
	}
}

// TestTooYoung: in the first week there is nothing to compare with, but what is
// plainly wrong is said.
func TestTooYoung(t *testing.T) {
	x := usualPaper("x.vn", 50)
	x.stops, x.loses = map[string]float64{"": 3}, map[string]float64{"date": 2}
	press := publish(newRand(1), 10, x)
	for d := 0.25; d < 7; d += 0.25 {
		w := Judge(press.at(on(d)), on(d))
		if len(w.Alarms) != 0 || !w.Outlets[0].Young {
			t.Errorf("day %.2f: young %v, %v", d, w.Outlets[0].Young, kinds(w.Alarms))
		}
	}
	f := press.at(on(3))
	f.Robots = []Robots{{"x.vn", visit.RobotsState{Origin: "https://x.vn", Status: 503, At: on(3), Since: on(1)}}}
	f.Hosts = []Host{{"x.vn", "x.vn", visit.Host{Free: on(3.1), Failures: 9, Break: 2 * time.Hour}}}
	w := Judge(f, on(3))
	if diff := cmp.Diff([]string{"circuit x.vn", "robots x.vn"}, kinds(w.Alarms)); diff != "" {
		t.Errorf("plainly wrong (-want +got):\n%s", diff)
	}
	if s := w.Outlets[0]; s.Robots != "out of reach" || !s.OpenUntil.Equal(on(3.1)) {
		t.Errorf("standing %+v", s)
	}
}

func TestStanding(t *testing.T) {
	press := publish(newRand(1), 40, usualPaper("a.vn", 50))
	f := press.at(on(40))
	f.Queues = []Queue{{Outlet: "a.vn", Due: 300, Overdue: 200, Oldest: on(38)}, {Outlet: "of nobody"}}
	f.Robots = []Robots{{"a.vn", visit.RobotsState{Origin: "https://a.vn", Status: 200}}}
	got := Judge(f, on(40)).Outlets
	want := []visit.Standing{{
		Outlet: "a.vn", First: on(0), LastSuccess: on(40).Add(-10 * time.Minute), Day: got[0].Day, Week: got[0].Week,
		UsualDay: got[0].UsualDay, UsualWeek: 7 * got[0].UsualDay, Due: 300, Overdue: 200, Robots: "allows",
	}}
	if diff := cmp.Diff(want, got, cmpopts.EquateApproxTime(time.Minute)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s := got[0]; s.Day < 15 || s.Day > 120 || s.UsualDay < 38 || s.UsualDay > 54 || s.Week < 230 || s.Week > 420 {
		t.Errorf("counts far from 46 a day: %+v", s)
	}
}

func TestBacklog(t *testing.T) {
	press := publish(newRand(1), 20, usualPaper("a.vn", 5))
	for overdue, want := range map[int]int{0: 0, fewWaiting: 0, 400: 0, 480: 1, 5000: 1} { // 446 visits a day
		f := press.at(on(20))
		f.Queues = []Queue{{Outlet: "a.vn", Due: overdue, Overdue: overdue, Oldest: on(18)}}
		if got := Judge(f, on(20)).Alarms; len(got) != want {
			t.Errorf("%d overdue: %v, want %d alarms", overdue, got, want)
		}
	}
}

// TestNewsThatWaits: an outlet whose new articles have been found and not yet
// read is not quiet.
func TestNewsThatWaits(t *testing.T) {
	x := usualPaper("x.vn", 20)
	x.stops = map[string]float64{"": 30}
	f := publish(newRand(1), 40, x).at(on(35))
	f.Queues = []Queue{{Outlet: "x.vn", Due: 90, Fresh: 90}}
	if got := Judge(f, on(35)).Alarms; len(got) != 0 {
		t.Errorf("%v", got)
	}
}
