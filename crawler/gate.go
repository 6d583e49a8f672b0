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

	mu      sync.Mutex
	domains map[string]*domain
}

// domain is the state of one registered domain. The holder of turn owns the
// other fields.
type domain struct {
	turn    chan struct{} // holds one token while nobody is asking
	free    time.Time     // earliest next request
	backoff time.Duration // last pause after a refusal
	refused time.Time     // last 429 or 503
	heeded  time.Time     // until when such an answer asked for peace
}

func (g *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	d := g.domain(registered(req.URL.Host))
	select {
	case <-d.turn:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if err := g.wait(ctx, d); err != nil {
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
	if err != nil {
		done()
		return nil, err
	}
	g.heed(d, resp)
	resp.Body = &closing{resp.Body, done}
	return resp, nil
}

func (g *gate) domain(name string) *domain {
	g.mu.Lock()
	defer g.mu.Unlock()
	d := g.domains[name]
	if d == nil {
		d = &domain{turn: make(chan struct{}, 1)}
		d.turn <- struct{}{}
		if g.domains == nil {
			g.domains = make(map[string]*domain)
		}
		g.domains[name] = d
	}
	return d
}

func (g *gate) wait(ctx context.Context, d *domain) error {
	wait := d.free.Sub(g.now())
	switch {
	case wait <= 0:
		return ctx.Err()
	case wait > g.patience:
		return &busy{until: d.free, refused: d.heeded.After(g.now())}
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
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return
	}
	now := g.now()
	defer func() { d.heeded = d.free }()
	if after, ok := retryAfter(resp.Header.Get("Retry-After"), now); ok {
		d.postpone(now.Add(min(after, maxBackoff)))
		return
	}
	if d.backoff = min(2*d.backoff, maxBackoff); d.backoff == 0 || now.Sub(d.refused) > quietAfter {
		d.backoff = firstBackoff
	}
	d.refused = now
	d.postpone(now.Add(d.backoff + time.Duration(g.rand()*0.1*float64(d.backoff))))
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
	if t.After(d.free) {
		d.free = t
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
