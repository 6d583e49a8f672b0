// Package crawler turns addresses into articles: it finds what the outlets
// publish, asks for it as politely as they wish, and hands every page to the
// extractor and every record to the store. colly dispatches and parses; all
// that leaves the machine passes one chain of round trippers beneath it:
//
//	redirect → admit → gate → attempt → decode → capture → base
//
// A pass (pass.go) is made of lanes, one for each outlet (lane.go). What came of
// a visit is decided in visit.go and attend.go, when the next one is due in
// schedule.go by the rates of prior.go and rhythm.go, and when a page counts as
// gone in tombstone.go. A pass can be made again from the answers that were kept
// of it (replay.go). What a pass learns of hosts and outlets is kept in the
// memo, so that a restart forgets nothing.
package crawler

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Store keeps records. Put reports whether the record was New, Changed or
// Unchanged. Confirm notes that the page still says what its record says;
// Withdraw that it is gone. Both return a NotFound fault for an unknown id.
type Store interface {
	Put(ctx context.Context, a article.Article) (article.Stored, visit.Reason, error)
	Confirm(ctx context.Context, id string) (article.Stored, error)
	Withdraw(ctx context.Context, id string) (article.Stored, error)
}

// Frontier keeps the addresses to visit. Add takes up those that are not known
// yet, counts them, and pulls known ones forward to an earlier Due. Claim
// leases rows that are due, the longest due first; Release gives them back.
type Frontier interface {
	Add(ctx context.Context, rows ...visit.Row) (added int, err error)
	Claim(ctx context.Context, outlet string, n int, lease time.Duration) ([]visit.Row, error)
	Release(ctx context.Context, rows ...visit.Row) error
}

// Ledger keeps the passes and what came of every address in them. A run goes on
// until FinishRun or until the context of StartRun ends; meanwhile there is no
// second one. Finish also writes the row back to the frontier and ends its
// lease.
type Ledger interface {
	StartRun(ctx context.Context) (visit.Run, error)
	Finish(ctx context.Context, run int64, row visit.Row, o visit.Outcome) error
	FinishRun(ctx context.Context, run int64) error
}

// Memo remembers small things across restarts, with the time they were kept. A
// key that was never set has no bytes.
type Memo interface {
	Memo(ctx context.Context, bucket, key string) ([]byte, time.Time, error)
	SetMemo(ctx context.Context, bucket, key string, value []byte) error
}

// Past tells what the frontier knows: of an address, a NotFound fault if
// nothing; and how the articles of an outlet have changed so far, at most so
// many of them.
type Past interface {
	Lookup(ctx context.Context, url string) (visit.Row, error)
	Histories(ctx context.Context, outlet string, most int) ([]visit.History, error)
}

// Options configure a Crawler. Extract is required, and for a pass Store,
// Frontier and Ledger; the zero value of everything else is a default.
type Options struct {
	Outlets  []Outlet
	Extract  func(body []byte, url, contentType string) (article.Article, error)
	Store    Store
	Frontier Frontier
	Ledger   Ledger
	Memo     Memo // nil: robots.txt and a host's troubles are forgotten with the Crawler
	Past     Past // nil: every outlet's articles are expected to change as most do

	Capture Capturer // nil: answers are not kept

	// Judge says why an article does not belong into the archive, "" if it does;
	// nil keeps all.
	Judge func(article.Article) (visit.Reason, string)

	UserAgent string // default "khotinbot/1.0"; a page about the crawler belongs in it
	Token     string // name in robots.txt; default "khotinbot"
	Contact   string // mail address for the From header

	Delay      time.Duration // between two requests to one registered domain; default 5 s, negative: none
	Patience   time.Duration // the longest wait for one request in a pass; default 6 min
	RetryDelay time.Duration // before a refused request is tried again in the same pass, then doubled; default 30 s
	Budget     int           // addresses of one outlet in one pass; default 5,000
	Workers    int           // registered domains at once; default 8
	Threshold  float64       // chance of a change at which an article is looked at; default 0.05
	Hours      Hours         // of the day in which Due makes visits; default all

	// Resolve gives the address ("host:port") to connect to for a host, ""
	// for the one that DNS names.
	Resolve func(host string) string
	// AllowAddrs are addresses ("127.0.0.1:8099") that may be connected to
	// although they are private or on another port than 80 or 443. They are
	// spoken to in plain HTTP.
	AllowAddrs []string

	Log      *slog.Logger        // nil: silent
	Progress func(visit.Outcome) // called after every visit, one call at a time
	Now      func() time.Time
	Sleep    func(context.Context, time.Duration) error

	rand func() float64 // in [0, 1)
}

// Crawler visits the pages of a fixed set of outlets. Its methods may be
// called by many goroutines; the waiting between requests is shared.
type Crawler struct {
	opt       Options
	outlets   []Outlet
	known     article.Outlets // the same, as package article wants them
	collector *collector
	robots    *robotsCache
	base      *base
	gate      *gate
	watch     watch
}

// New checks the options and builds the chain. It returns an Invalid fault
// that names the outlet and what is wrong with it. Close the Crawler after use.
func New(o Options) (*Crawler, error) {
	c, err := prepare(o)
	if err != nil {
		return nil, err
	}
	if c.base, err = newBase(o.Resolve, o.AllowAddrs); err != nil {
		return nil, err
	}
	c.robots = newRobotsCache(c.opt.Token, o.Memo, c.opt.Now)
	chain := c.chain()
	c.robots.fetch = fetchRobots(chain, c.opt.UserAgent)
	c.collector = newCollector(chain, c.opt.UserAgent, o.Contact)
	return c, nil
}

// prepare checks the options. The crawler it makes has no way out yet.
func prepare(o Options) (*Crawler, error) {
	if o.Extract == nil {
		return nil, fault.New(fault.Invalid, "crawler: there is nothing to extract articles with")
	}
	o = o.withDefaults()
	if !o.Hours.valid() || o.Threshold <= 0 || o.Threshold >= 1 {
		return nil, fault.New(fault.Invalid, "crawler: hours lie between 0 and 24, and a threshold between 0 and 1")
	}
	c := &Crawler{opt: o, outlets: make([]Outlet, len(o.Outlets))}
	for i, outlet := range o.Outlets {
		if err := outlet.prepare(); err != nil {
			return nil, fault.New(fault.Invalid, "outlet %s: %w", outlet.Name, err)
		}
		c.outlets[i] = outlet
		c.known = append(c.known, outlet.Outlet)
	}
	return c, nil
}

func (o Options) withDefaults() Options {
	setDefault(&o.UserAgent, "khotinbot/1.0")
	setDefault(&o.Token, "khotinbot")
	setDefault(&o.Delay, 5*time.Second)
	setDefault(&o.Patience, 6*time.Minute)
	setDefault(&o.RetryDelay, 30*time.Second)
	setDefault(&o.Budget, 5000)
	setDefault(&o.Workers, 8)
	setDefault(&o.Threshold, defaultThreshold)
	if o.Judge == nil {
		o.Judge = func(article.Article) (visit.Reason, string) { return "", "" }
	}
	if o.rand == nil {
		o.rand = rand.Float64
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return o
}

func setDefault[T comparable](field *T, value T) {
	if *field == *new(T) {
		*field = value
	}
}

// chain is the only way out. The order is a promise: every hop of a redirect
// is admitted, no refused request waits, and no wait counts as a slow server.
func (c *Crawler) chain() http.RoundTripper {
	var rt http.RoundTripper = c.base
	rt = &capture{next: rt, keep: c.opt.Capture, now: c.opt.Now}
	rt = &decode{next: rt}
	rt = &attempt{next: rt}
	c.gate = &gate{next: rt, delay: c.opt.Delay, patience: c.opt.Patience, now: c.opt.Now, sleep: c.opt.Sleep, rand: c.opt.rand, memo: c.opt.Memo}
	rt = &admit{next: c.gate, rules: c.robots, local: c.base.local}
	return &redirect{next: rt}
}

// Close ends the connections that are kept open between requests.
func (c *Crawler) Close() { c.base.CloseIdleConnections() }

// sleep waits for d or until the context ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
