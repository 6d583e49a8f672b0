package crawler

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Clock is a clock that somebody sets. The zero value stands at the zero time.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now returns the time it was set to.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set sets it.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Replayer makes visits again from the answers that were kept of them: the same
// way through the same code, except that nothing is asked of anybody, nobody is
// waited for, and robots.txt has been obeyed already. It does one thing at a
// time.
type Replayer struct {
	c     *Crawler
	kept  *recorded
	clock *Clock
}

// NewReplayer makes a replayer of the options of a crawler. It sets the clock
// to the time of each visit, which the store should read as well; o.Now is not
// used. It returns the faults of New.
func NewReplayer(o Options, clock *Clock) (*Replayer, error) {
	o.Now, o.Capture = clock.Now, nil
	o.rand = func() float64 { return 0 } // the same archive every time
	c, err := prepare(o)
	if err != nil {
		return nil, err
	}
	r := &Replayer{c: c, kept: &recorded{}, clock: clock}
	var rt http.RoundTripper = r.kept
	c.collector = newCollector(&redirect{next: &decode{next: rt}}, c.opt.UserAgent, o.Contact)
	return r, nil
}

// Read makes the record of the answer to one article's address, and stores
// nothing. Where the answer gives no record, reason and detail say why.
func (r *Replayer) Read(ctx context.Context, a Kept) (rec article.Article, reason visit.Reason, detail string, err error) {
	u, err := url.Parse(a.URL)
	if err != nil {
		return rec, "", "", fault.New(fault.Invalid, "read the answer of %q: %w", a.URL, err)
	}
	o, err := r.c.ownerOf(u)
	if err != nil {
		return rec, "", "", err
	}
	a.Kind = visit.Article
	r.kept.answers, r.kept.way = []Kept{a}, []int{0}
	r.clock.Set(a.At)
	row := visit.Row{URL: a.URL, Outlet: o.Name, Kind: visit.Article}
	rec, res, err := r.c.one(ctx, o, row)
	if err == nil && res.Reason == "" {
		res.Reason, res.Detail = r.c.opt.Judge(rec)
	}
	return rec, res.Reason, res.Detail, err
}

// Pass makes one pass again from its answers, in the order in which they came,
// and returns its report. Each answer ends a visit, redirects apart, at which
// the store, frontier and ledger learn what they learnt then. What is missing
// is what left no answer: failed connections, and what robots.txt forbade. The
// errors are those of Once.
func (r *Replayer) Pass(ctx context.Context, answers []Kept) (Report, error) {
	if len(answers) == 0 {
		return Report{}, nil
	}
	r.kept.answers = answers
	r.clock.Set(answers[0].At)
	return r.c.record(ctx, func(p *pass) error {
		lanes := make(map[string]*lane)
		for _, way := range r.ways() {
			if err := ctx.Err(); err != nil {
				return context.Cause(ctx)
			}
			r.clock.Set(answers[way[len(way)-1]].At)
			if err := r.visit(ctx, p, lanes, way); err != nil {
				return err
			}
		}
		for _, l := range lanes {
			p.report.Requests += l.requests
			if err := l.keepTrust(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// ways groups the answers of the pass by visit: each is the end of one, with
// the redirects that led to it. Robots.txt and probes belong to no visit of
// their own.
func (r *Replayer) ways() (ways [][]int) {
	open := make(map[string][]int) // by registered domain, of which one visit is made at a time
	for i, a := range r.kept.answers {
		u, err := url.Parse(a.URL)
		if err != nil || a.Kind == visit.Robots || a.Kind == visit.Probe {
			continue
		}
		domain := registered(u.Host)
		way := open[domain]
		if len(way) > 0 && !r.kept.answers[way[len(way)-1]].ledTo(a) {
			ways = append(ways, way) // nobody followed it
			way = nil
		}
		way = append(way, i)
		if a.target() != "" && len(way) <= maxHops {
			open[domain] = way
			continue
		}
		ways = append(ways, way)
		delete(open, domain)
	}
	return r.kept.lastTries(append(ways, r.kept.firsts(open)...))
}

// lastTries leaves out the visits of addresses that refused and were tried
// again later in the pass: only the last try has an outcome.
func (k *recorded) lastTries(ways [][]int) [][]int {
	tried := make(map[string]bool)
	for i, way := range slices.Backward(ways) {
		first, last := k.answers[way[0]], k.answers[way[len(way)-1]]
		if refusedForNow(last.Status) && tried[first.URL] {
			ways[i] = nil
		}
		tried[first.URL] = true
	}
	return slices.DeleteFunc(ways, func(way []int) bool { return way == nil })
}

// firsts returns the open ways in the order in which they began.
func (k *recorded) firsts(open map[string][]int) (ways [][]int) {
	for i := range k.answers {
		for _, way := range open {
			if way[0] == i {
				ways = append(ways, way)
			}
		}
	}
	return ways
}

// visit makes one visit again.
func (r *Replayer) visit(ctx context.Context, p *pass, lanes map[string]*lane, way []int) error {
	first := r.kept.answers[way[0]]
	u, err := url.Parse(first.URL)
	if err != nil {
		return err
	}
	o, err := r.c.ownerOf(u)
	if err != nil {
		return err
	}
	row, err := r.row(ctx, first, o)
	if err != nil || row.Kind == "" || row.Kind == visit.Robots {
		return err
	}
	l := lanes[o.Name]
	if l == nil {
		l = newLane(p, o)
		l.claims = r.c.lookup(u) != nil
		if err := l.loadTrust(ctx); err != nil {
			return err
		}
		if err := l.loadPrior(ctx); err != nil {
			return err
		}
		lanes[o.Name] = l
	}
	r.kept.way = way
	l.discovered(row.URL)
	return l.visit(ctx, retry{row: row, tries: maxTries}) // and not again
}

// row returns what the frontier knows of an address, or what the answer tells.
func (r *Replayer) row(ctx context.Context, a Kept, o *Outlet) (row visit.Row, err error) {
	row = visit.Row{URL: a.URL, Outlet: o.Name, Kind: a.Kind, Via: a.Via}
	if r.c.opt.Past != nil {
		known, err := r.c.opt.Past.Lookup(ctx, a.URL)
		if err == nil && a.Kind != "" && a.Via == "" {
			known.Via, known.Depth = "", 0 // it was visited on its own account, whoever named it since
		}
		if err == nil {
			return known, nil
		}
		if fault.Of(err) != fault.NotFound {
			return row, err
		}
	}
	if row.Kind == "" {
		row.Kind = o.guess(a.URL)
	}
	return row, nil
}

// guess tells what an address was asked for from the address alone; "" where
// that cannot be told.
func (o *Outlet) guess(address string) visit.Kind {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if u.Path == "/robots.txt" {
		return visit.Robots
	}
	for _, seed := range o.seeds() {
		if seed.URL == address {
			return seed.Kind
		}
	}
	if o.isArticle(u) {
		return visit.Article
	}
	return ""
}
