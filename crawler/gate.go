package crawler

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	slowFactor   = 5                // a site that answers slowly is asked rarely
	maxAdaptive  = 60 * time.Second // the most that slowness alone adds
	firstBackoff = 60 * time.Second // after a 429 or 503 that states no time
	maxBackoff   = 24 * time.Hour
	quietAfter   = 30 * time.Minute // without refusal, and the back-off starts afresh
)

// gate makes requests wait: one at a time for each registered domain, a pause
// after each, and as long as the site asks for when it is overloaded. All
// waiting ends with the request's context.
type gate struct {
	next     http.RoundTripper
	delay    time.Duration // negative: none
	patience time.Duration // a longer wait is refused as busy
	now      func() time.Time
	sleep    func(context.Context, time.Duration) error
	rand     func() float64 // in [0, 1)
	memo     Memo           // nil: nothing outlives the gate

	mu      sync.Mutex
	domains map[string]*domain
}

// domain is the state of one registered domain. The holder of turn owns the
// other fields.
type domain struct {
	name   string
	turn   chan struct{} // holds one token while nobody is asking
	loaded bool          // what was remembered
	trouble
}

func (g *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	d := g.domain(registered(req.URL.Host))
	select {
	case <-d.turn:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	err := g.load(ctx, d)
	if err == nil {
		err = g.wait(ctx, d)
	}
	if err != nil {
		d.turn <- struct{}{}
		return nil, err
	}
	start := g.now()
	done := sync.OnceFunc(func() {
		now := g.now()
		d.postpone(now.Add(g.pause(tripOf(ctx), now.Sub(start))))
		d.turn <- struct{}{}
	})
	resp, err := g.next.RoundTrip(req)
	if kept := g.note(ctx, d, resp); err == nil && kept != nil {
		resp.Body.Close()
		err = kept
	}
	if err != nil {
		done()
		return nil, err
	}
	resp.Body = &closing{resp.Body, done}
	return resp, nil
}

// note draws the conclusions from an answer, nil for none, and remembers them.
func (g *gate) note(ctx context.Context, d *domain, resp *http.Response) error {
	if resp == nil && ctx.Err() != nil {
		return nil // it was us who gave up
	}
	t, now := tripOf(ctx), g.now()
	matters := d.observe(t, resp, now)
	if resp != nil && isRefusal(resp.StatusCode) {
		g.heed(d, resp)
		matters = true
	}
	if t.crawlDelay > longPause {
		d.postpone(now.Add(t.crawlDelay))
		matters = true
	}
	if !matters {
		return nil
	}
	return g.save(context.WithoutCancel(ctx), d)
}

func (g *gate) domain(name string) *domain {
	g.mu.Lock()
	defer g.mu.Unlock()
	d := g.domains[name]
	if d == nil {
		d = &domain{name: name, turn: make(chan struct{}, 1)}
		d.turn <- struct{}{}
		if g.domains == nil {
			g.domains = make(map[string]*domain)
		}
		g.domains[name] = d
	}
	return d
}

// opens returns when the domain may next be asked, where it wants to be left
// alone for longer than a request will wait; else, as far as is known, now.
func (g *gate) opens(name string) time.Time {
	now, d := g.now(), g.domain(name)
	select {
	case <-d.turn:
		free := d.Free
		d.turn <- struct{}{}
		if free.Sub(now) > g.patience {
			return free
		}
	default: // it is being asked
	}
	return now
}

func (g *gate) wait(ctx context.Context, d *domain) error {
	wait := d.Free.Sub(g.now())
	switch {
	case wait <= 0:
		return ctx.Err()
	case wait > g.patience:
		return &busy{until: d.Free, refused: d.Heeded.After(g.now())}
	}
	return g.sleep(ctx, wait)
}

// pause is the time to leave the site alone after a download that took so
// long. Jitter of up to 20 % is only ever added: what a site asks for is the
// least it gets.
func (g *gate) pause(t *trip, took time.Duration) time.Duration {
	pause := time.Duration(0)
	if g.delay > 0 {
		own := g.delay
		if t.outlet.Delay > 0 {
			own = t.outlet.Delay
		}
		pause = max(own, min(slowFactor*took, maxAdaptive))
	}
	pause = max(pause, t.crawlDelay)
	return pause + time.Duration(g.rand()*0.2*float64(pause))
}

// heed puts the domain off after a 429 or 503, by Retry-After (RFC 9110,
// section 10.2.3) or by doubling.
func (g *gate) heed(d *domain, resp *http.Response) {
	now := g.now()
	defer func() { d.Heeded = d.Free }()
	if after, ok := retryAfter(resp.Header.Get("Retry-After"), now); ok {
		d.postpone(now.Add(min(after, maxBackoff)))
		return
	}
	if d.Backoff = min(2*d.Backoff, maxBackoff); d.Backoff == 0 || now.Sub(d.Refused) > quietAfter {
		d.Backoff = firstBackoff
	}
	d.Refused = now
	d.postpone(now.Add(d.Backoff + time.Duration(g.rand()*0.1*float64(d.Backoff))))
}

// retryAfter reads seconds or an HTTP date.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}

// postpone moves the next request to t, unless it is later already.
func (d *domain) postpone(t time.Time) {
	if t.After(d.Free) {
		d.Free = t
	}
}

// closing calls done once the body is closed.
type closing struct {
	io.ReadCloser
	done func()
}

func (c *closing) Close() error {
	defer c.done()
	return c.ReadCloser.Close()
}
