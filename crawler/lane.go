package crawler

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"khotin/internal/visit"
)

const (
	claimSize = 1                // rows leased at a time: what a crash makes wait for the lease
	leaseTime = 10 * time.Minute // longer than a visit and its wait
	roundTime = 5 * time.Minute  // of a pass of Due; then front pages have their turn again
	maxTries  = 3                // of one address in one pass

	// maxFruitless is how many visits in a row a host may leave unanswered or
	// refuse. Some refuse 5 of 12 first tries at random, so it is no small number.
	maxFruitless = 10
)

// lane is the visit to one outlet in a pass: one address after the other.
type lane struct {
	*pass
	outlet   *Outlet
	claims   bool        // take from the frontier what is due
	queue    []visit.Row // to be visited; leased, if they were claimed
	retries  []retry     // leased, to be visited again
	kept     []visit.Row // leased, visited in this pass already
	visited  int
	requests int

	fruitless int  // visits in a row that the host refused or left unanswered
	leaving   bool // the rest is for another pass

	plan    plan
	trust   trust // in the outlet's signs
	trusted trust // as the memo has it

	done    map[string]bool   // addresses with an outcome
	records map[string]string // record id → the address that gave it
}

func newLane(p *pass, o *Outlet) *lane {
	plan := plan{prior: defaultPrior, threshold: p.opt.Threshold, hours: o.Hours.or(p.opt.Hours), rand: p.opt.rand}
	if o.Threshold > 0 {
		plan.threshold = o.Threshold
	}
	return &lane{pass: p, outlet: o, plan: plan, done: make(map[string]bool), records: make(map[string]string)}
}

// retry is an address that refused and may think better of it.
type retry struct {
	row   visit.Row
	tries int // so far
	at    time.Time
}

// run visits what the outlet has due.
func (l *lane) run(ctx context.Context) error {
	if err := errors.Join(l.loadTrust(ctx), l.loadPrior(ctx)); err != nil {
		return err
	}
	err := l.seed(ctx)
	if _, ok := errors.AsType[*busy](err); ok {
		return nil // its addresses stay due
	}
	if err != nil {
		return err
	}
	l.claims = true
	return errors.Join(l.drain(ctx), l.keepTrust(context.WithoutCancel(ctx)))
}

// drain visits until nothing is left, the budget is spent or the host is
// better left alone.
func (l *lane) drain(ctx context.Context) error {
	budget := l.opt.Budget
	if l.outlet.Budget > 0 {
		budget = l.outlet.Budget
	}
	for l.visited < budget && !l.leaving && !l.late() {
		again, ok, err := l.next(ctx)
		if err != nil || !ok {
			return err
		}
		if err := guarded(func() error { return l.visit(ctx, again) }); err != nil {
			l.queue = append(l.queue, again.row)
			return err
		}
	}
	return nil
}

// late reports that a pass of Due has gone on for long enough, or into hours
// that are not its own.
func (l *lane) late() bool {
	now := l.opt.Now()
	return l.claims && !l.now && (now.Sub(l.report.Run.Started) > roundTime || l.plan.hours.next(now).After(now))
}

// next returns the address to visit: one that is due, else one to try again
// after waiting for its time; ok is false when there is neither.
func (l *lane) next(ctx context.Context) (again retry, ok bool, err error) {
	for len(l.queue) == 0 {
		if !l.claims {
			return l.nextRetry(ctx)
		}
		rows, err := l.opt.Frontier.Claim(ctx, l.outlet.Name, claimSize, leaseTime)
		if err != nil {
			return again, false, err
		}
		for _, row := range rows {
			if l.done[row.URL] || l.retrying(row) {
				l.kept = append(l.kept, row) // due again before the pass is over: next time
				continue
			}
			l.discovered(row.URL)
			l.queue = append(l.queue, row)
		}
		if len(rows) == 0 {
			return l.nextRetry(ctx)
		}
	}
	again.row, l.queue = l.queue[0], l.queue[1:]
	return again, true, nil
}

func (l *lane) retrying(row visit.Row) bool {
	return slices.ContainsFunc(l.retries, func(r retry) bool { return r.row.URL == row.URL })
}

func (l *lane) nextRetry(ctx context.Context) (again retry, ok bool, err error) {
	if len(l.retries) == 0 {
		return again, false, nil
	}
	again = l.retries[0]
	if wait := again.at.Sub(l.opt.Now()); wait > 0 {
		if err := l.opt.Sleep(ctx, wait); err != nil {
			return again, false, err
		}
	}
	l.retries = l.retries[1:]
	return again, true, nil
}

// visit makes one visit and writes its outcome, or puts the address aside to
// be tried again.
func (l *lane) visit(ctx context.Context, again retry) error {
	row := again.row
	r, err := l.attend(ctx, row)
	if err != nil {
		return err
	}
	l.judge(r)
	if r.busy != nil && !r.busy.refused {
		l.queue = append(l.queue, row) // nothing was asked: it stays due
		return nil
	}
	if again.tries++; refusedForNow(r.Status) && again.tries < maxTries {
		again.at = l.opt.Now().Add(l.opt.RetryDelay << (again.tries - 1))
		l.retries = append(l.retries, again)
		return nil
	}
	l.trust.learn(row, r.Reason)
	if r.Reason == visit.Missing && row.Kind == visit.Article {
		if row, err = l.miss(ctx, row, &r); err != nil {
			return err
		}
	}
	row = l.plan.next(row, r, l.opt.Now())
	if err := l.opt.Ledger.Finish(ctx, l.report.Run.ID, row, r.Outcome); err != nil {
		return err
	}
	if row.Kind != visit.Article && row.Depth == 0 {
		l.watch.note(row)
	}
	l.done[row.URL] = true
	l.visited++
	l.finished(r.Outcome)
	return nil
}

// judge decides whether the host is better left alone for this pass: it says
// so, or it has answered nothing worth reading for a while.
func (l *lane) judge(r result) {
	switch {
	case r.trip == nil || r.trip.requests == 0: // nothing was asked
	case r.trip.answered && r.Status < 500 && !refusedForNow(r.Status):
		l.fruitless = 0
	default:
		l.fruitless++
	}
	if r.busy != nil || l.fruitless >= maxFruitless {
		l.leaving = true
	}
}

// refusedForNow reports a status that the same request may not get twice.
func refusedForNow(status int) bool {
	return status == http.StatusForbidden || status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// release gives back what is leased and was not visited, also after the
// context has ended.
func (l *lane) release(ctx context.Context) error {
	rows := l.queue
	for _, again := range l.retries {
		rows = append(rows, again.row)
	}
	open := rows[:0:0]
	for _, row := range rows {
		if !l.done[row.URL] {
			l.left(row.URL)
			open = append(open, row)
		}
	}
	if open = append(open, l.kept...); len(open) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	return l.opt.Frontier.Release(ctx, open...)
}
