package crawler

import (
	"context"
	"errors"
	"net/url"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Once makes one pass over the named outlets, all of them when none is named:
// it looks at every discovery address now, visits what is due, and follows
// what it finds until nothing is due any more. Each address comes to exactly
// one Outcome.
//
// A site's trouble is an outcome, not an error. Errors are the context's and
// those of Store, Frontier, Ledger and Memo; the report holds what was done
// until then. An unknown name is a NotFound fault.
func (c *Crawler) Once(ctx context.Context, names ...string) (Report, error) {
	return c.over(ctx, names, true)
}

// Due is Once for a loop: discovery addresses, too, are visited only when their
// time has come, and the pass ends after five minutes, so that a long queue of
// old articles does not keep it from finding new ones. Called whenever the
// frontier has something due, it keeps an archive up to date. Outlets outside of
// their hours are left alone; where that is all of them, there is no pass, and
// the report has no run.
func (c *Crawler) Due(ctx context.Context, names ...string) (Report, error) {
	return c.over(ctx, names, false)
}

func (c *Crawler) over(ctx context.Context, names []string, now bool) (Report, error) {
	outlets, err := c.choose(names)
	if err == nil && !now {
		outlets = c.open(outlets)
	}
	if err != nil || len(outlets) == 0 {
		return Report{}, err
	}
	return c.record(ctx, func(p *pass) error {
		p.now = now
		return p.run(ctx, outlets)
	})
}

// Next tells when Due has something to do, from when each outlet has: the
// earliest of these, put off until its hosts may be asked and into its hours. An
// outlet that is not among them has never been visited, and is due now. An
// unknown name is a NotFound fault.
func (c *Crawler) Next(due map[string]time.Time, names ...string) (time.Time, error) {
	outlets, err := c.choose(names)
	if err != nil {
		return time.Time{}, err
	}
	now := c.opt.Now()
	next := now.Add(mostPause)
	for _, o := range outlets {
		at := due[o.Name]
		if free := c.free(o); at.Before(free) {
			at = free
		}
		if at = o.Hours.or(c.opt.Hours).next(at); at.Before(next) {
			next = at
		}
	}
	return next, nil
}

// free returns when the first of the outlet's hosts may be asked.
func (c *Crawler) free(o *Outlet) (first time.Time) {
	for _, e := range o.Editions {
		if at := c.gate.opens(registered(e.Host)); first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first
}

// open returns the outlets that may be visited at this hour.
func (c *Crawler) open(outlets []*Outlet) []*Outlet {
	now := c.opt.Now()
	return slices.DeleteFunc(outlets, func(o *Outlet) bool { return o.Hours.or(c.opt.Hours).next(now).After(now) })
}

// record opens a run in the ledger, lets work fill it, and closes it. A run
// that was cut off stays open.
func (c *Crawler) record(ctx context.Context, work func(*pass) error) (Report, error) {
	ctx, cancel := context.WithCancel(ctx) // lets go of the run, however it ends
	defer cancel()
	if c.opt.Store == nil || c.opt.Frontier == nil || c.opt.Ledger == nil {
		return Report{}, fault.New(fault.Invalid, "crawler: a pass needs a store, a frontier and a ledger")
	}
	run, err := c.opt.Ledger.StartRun(ctx)
	if err != nil {
		return Report{}, err
	}
	p := &pass{Crawler: c, report: Report{Run: run, Hosts: make(map[string]Count)}}
	err = work(p)
	p.report.Run.Finished = c.opt.Now()
	p.report.Run.Outcomes = p.report.Total().Outcomes
	if err != nil {
		return p.report, err
	}
	return p.report, c.opt.Ledger.FinishRun(ctx, run.ID)
}

// choose returns the outlets with the names, all when there are none.
func (c *Crawler) choose(names []string) (chosen []*Outlet, err error) {
	if len(names) == 0 {
		for i := range c.outlets {
			chosen = append(chosen, &c.outlets[i])
		}
	}
	for _, name := range names {
		i := slices.IndexFunc(c.outlets, func(o Outlet) bool { return o.Name == name })
		if i < 0 {
			return nil, fault.New(fault.NotFound, "there is no outlet %q", name).
				WithHint("names are those under outlets in the configuration, for instance baonghean.vn")
		}
		chosen = append(chosen, &c.outlets[i])
	}
	return chosen, nil
}

// pass is one run of the crawler.
type pass struct {
	*Crawler
	now    bool // look at the discovery addresses whether they are due or not
	mu     sync.Mutex
	report Report
}

// run visits the outlets, those of one registered domain in turn and others at
// the same time. The first error of the archive ends all of them.
func (p *pass) run(ctx context.Context, outlets []*Outlet) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wait sync.WaitGroup
	workers := make(chan struct{}, p.opt.Workers)
	for _, group := range byDomain(outlets) {
		wait.Go(func() {
			select {
			case workers <- struct{}{}:
				defer func() { <-workers }()
			case <-ctx.Done():
				return
			}
			for _, o := range group {
				if err := p.visitOutlet(ctx, o); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	wait.Wait()
	return context.Cause(ctx)
}

// byDomain groups the outlets that share a registered domain, in order.
func byDomain(outlets []*Outlet) [][]*Outlet {
	var groups [][]*Outlet
	at := make(map[string]int)
	for _, o := range outlets {
		domain := registered(o.Editions[0].Host)
		i, ok := at[domain]
		if !ok {
			i = len(groups)
			at[domain] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], o)
	}
	return groups
}

func (p *pass) visitOutlet(ctx context.Context, o *Outlet) error {
	l := newLane(p, o)
	err := guarded(func() error { return l.run(ctx) })
	err = errors.Join(err, l.release(ctx))
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report.Requests += l.requests
	return err
}

// guarded turns a panic into an error, which ends the pass and not the program.
func guarded(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New(fault.Internal, "the program panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return work()
}

// discovered counts an address that is taken up.
func (p *pass) discovered(address string) { p.count(address, func(c *Count) { c.Discovered++ }) }

// left counts an address that was taken up and not visited.
func (p *pass) left(address string) { p.count(address, func(c *Count) { c.Left++ }) }

// finished counts an outcome and tells whoever watches.
func (p *pass) finished(o visit.Outcome) {
	p.count(o.URL, func(c *Count) {
		c.Outcomes[o.Reason]++
		c.Bytes += o.Bytes
	})
	p.opt.Log.Debug("visited", "url", o.URL, "reason", string(o.Reason), "detail", o.Detail, "status", o.Status)
	if p.opt.Progress != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.opt.Progress(o)
	}
}

func (p *pass) count(address string, f func(*Count)) {
	host := address
	if u, err := url.Parse(address); err == nil {
		host = u.Host
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report.update(host, f)
}
