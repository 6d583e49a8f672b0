package crawler

import (
	"context"
	"encoding/json"
	"math"
	"time"

	"khotin/internal/visit"
)

// settle is the age at which an article's rate of change begins to fall.
const settle = 15 * time.Minute

// defaultThreshold is the chance of a change at which an article is looked at.
const defaultThreshold = 0.05

// prior is what is believed of an outlet's articles before they are watched: a
// Gamma distribution of the rate of change. The rate falls with age, so changes
// are counted over the logarithm of the age; news is no Poisson process over
// the plain one.
type prior struct {
	A float64 `json:"a"` // changes
	B float64 `json:"b"` // over so much logarithmic age
}

// defaultPrior holds for an outlet without a past.
var defaultPrior = prior{A: 0.4, B: 3}

// exposure is the logarithmic age.
func exposure(age time.Duration) float64 {
	return math.Log1p(max(age, 0).Seconds() / settle.Seconds())
}

// pause returns the time until an article of that age, with so many changes
// seen, has changed with the given chance:
//
//	rate      = (A + changes) / (B + ln((age + settle) / settle))
//	threshold = 1 - ((age + settle) / (age + pause + settle)) ^ rate
func (p prior) pause(age time.Duration, changes int, threshold float64) time.Duration {
	rate := (p.A + float64(changes)) / (p.B + exposure(age))
	growth := math.Pow(1-threshold, -1/rate) - 1
	seconds := (max(age, 0) + settle).Seconds() * growth
	return time.Duration(min(seconds, mostPause.Seconds()) * float64(time.Second))
}

// minPast is the least number of articles that a prior is fitted from.
const minPast = 50

// fit estimates the prior from how an outlet's articles have changed, by the
// method of moments: the mean rate, and how much more the counts scatter than
// one common rate explains.
func fit(past []visit.History) prior {
	if len(past) < minPast {
		return defaultPrior
	}
	var changes, exposed, squares float64
	for _, h := range past {
		e := exposure(h.Visited.Sub(h.Born))
		changes += float64(h.Changes)
		exposed += e
		squares += e * e
	}
	if changes == 0 || exposed == 0 {
		return defaultPrior.blend(leastA, 0, len(past))
	}
	mean, excess := changes/exposed, -changes
	for _, h := range past {
		off := float64(h.Changes) - mean*exposure(h.Visited.Sub(h.Born))
		excess += off * off
	}
	a := mostA
	if excess > 0 {
		a = min(max(mean*mean*squares/excess, leastA), mostA)
	}
	return defaultPrior.blend(a, mean*unseen, len(past))
}

// blend moves a prior towards what so many articles say of A and of the mean
// rate, the more so the more they are.
func (p prior) blend(a, mean float64, articles int) prior {
	weight := float64(articles) / float64(articles+common)
	a = weight*a + (1-weight)*p.A
	mean = weight*mean + (1-weight)*p.A/p.B
	return prior{A: a, B: min(max(a/mean, leastB), mostB)}
}

// common is how many articles of one outlet weigh as much as what is known of
// all outlets.
const common = 1000

// unseen is how many changes are made for each that is seen: some are
// overwritten before the next visit, some made before the first.
const unseen = 1.25

// The bounds of a fitted prior: it must let an article surprise us.
const (
	leastA, mostA = 0.2, 0.45
	leastB, mostB = 1.0, 20.0
)

const (
	priorBucket = "prior"
	priorAge    = day
	maxPast     = 5000 // articles that a prior is fitted from
)

// loadPrior takes the outlet's prior from the memo, fitting it anew once a day.
func (l *lane) loadPrior(ctx context.Context) error {
	if l.opt.Past == nil || l.opt.Memo == nil {
		return nil
	}
	value, at, err := l.opt.Memo.Memo(ctx, priorBucket, l.outlet.Name)
	if err != nil {
		return err
	}
	var kept prior
	if json.Unmarshal(value, &kept) == nil && kept.A > 0 && kept.B > 0 && l.opt.Now().Sub(at) < priorAge {
		l.plan.prior = kept
		return nil
	}
	past, err := l.opt.Past.Histories(ctx, l.outlet.Name, maxPast)
	if err != nil {
		return err
	}
	l.plan.prior = fit(past)
	if value, err = json.Marshal(l.plan.prior); err != nil {
		return err
	}
	return l.opt.Memo.SetMemo(ctx, priorBucket, l.outlet.Name, value)
}
