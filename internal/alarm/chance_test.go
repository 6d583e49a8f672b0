package alarm

import (
	"math"
	"testing"
	"time"

	"khotin/internal/article"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6*max(1, want) && math.Abs(got-want) > 1e-3*want {
		t.Errorf("%s: %g, want %g", what, got, want)
	}
}

func TestChances(t *testing.T) {
	near(t, "Poisson, none of 5", atMost(0, 5, 5), math.Exp(-5))
	near(t, "Poisson, 2 of 5", atMost(2, 5, 5), math.Exp(-5)*(1+5+12.5))
	near(t, "negative binomial, none", atMost(0, 10, 30), math.Pow(1./3, 5)) // r = 5
	near(t, "negative binomial, 1", atMost(1, 10, 30), math.Pow(1./3, 5)*(1+5*2./3))
	near(t, "all", atMost(1000, 10, 30), 1)
	near(t, "of nothing", atMost(0, 0, 0), 1)
	near(t, "without a past", shareAtMost(count{0, 1}, count{}), 0.5) // Jeffreys' prior alone
	near(t, "all of them", shareAtMost(count{7, 7}, count{3, 9}), 1)
	near(t, "one trial", shareAtMost(count{0, 1}, count{9, 10}), 1.5/11) // mean of the posterior
	if p := shareAtMost(count{0, 10}, count{100, 100}); p > 1e-9 {
		t.Errorf("a field that always was is gone: chance %g", p)
	}
	if few, many := shareAtMost(count{700, 1000}, count{80, 100}), shareAtMost(count{70000, 100000}, count{80, 100}); math.Abs(few-many) > 0.01 {
		t.Errorf("more trials than can be counted: %g, and of a hundredth of them %g", many, few)
	}
	near(t, "a year", alpha(365*day), FalseYearly)
}

func TestSeries(t *testing.T) {
	s := series{on(1).UnixMilli(), on(2).UnixMilli(), on(3).UnixMilli()}
	if got := [...]int{s.between(on(1), on(3)), s.between(on(0), on(3)), s.between(on(3), on(1)), s.between(on(1.5), on(1.9))}; got != [...]int{2, 3, 0, 0} {
		t.Errorf("between: %v", got)
	}
	if !s.last(on(2.5)).Equal(on(2)) || !s.last(on(0.5)).IsZero() || !series(nil).last(on(1)).IsZero() {
		t.Error("last event")
	}
	if _, ok := s.usual(on(0), on(3), day, 1); ok {
		t.Error("three days are taken for what is usual")
	}
}

// TestTet: a newsroom that prints a third at Tết is not quiet; one that prints
// nothing for five days is.
func TestTet(t *testing.T) {
	eve := time.Date(2027, 2, 6, 0, 0, 0, 0, article.Hanoi)
	if got := holiday(eve, eve.Add(day)); math.Abs(got-tetShare) > 1e-9 {
		t.Errorf("on the day: %v", got)
	}
	if got := holiday(eve.Add(-20*day), eve.Add(-10*day)); got != 1 {
		t.Errorf("weeks before: %v", got)
	}
	if got := holiday(eve.Add(-2*day), eve); math.Abs(got-(1+tetShare)/2) > 1e-9 {
		t.Errorf("half of it: %v", got)
	}
	var slow, still series
	for d := range 40 {
		at := eve.Add(time.Duration(d-35) * day)
		for n := range 12 {
			moment := at.Add(time.Duration(n) * 2 * time.Hour).UnixMilli()
			if d < 34 || n%4 == 0 {
				slow = append(slow, moment)
			}
			if d < 35 {
				still = append(still, moment)
			}
		}
	}
	until := eve.Add(5 * day)
	if q, quiet := slow.quiet(watched{from: eve.Add(-35 * day)}, until, 0); quiet {
		t.Errorf("a quarter of the usual at Tết is quiet: %+v", q)
	}
	if _, quiet := still.quiet(watched{from: eve.Add(-35 * day)}, until, 0); !quiet {
		t.Error("five days without a word are not quiet")
	}
	for _, first := range tet() {
		if first.IsZero() || first.YearDay() < 20 || first.YearDay() > 52 {
			t.Errorf("%v cannot be the first day of a lunar year", first)
		}
	}
}

func TestSpell(t *testing.T) {
	for d, want := range map[time.Duration]string{90 * time.Minute: "90 minutes", 47 * time.Hour: "47 hours", 50 * time.Hour: "2 days"} {
		if got := spell(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
