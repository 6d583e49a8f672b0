package crawler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"khotin/crawler/robots"
	"khotin/internal/visit"
)

const (
	robotsAge    = 24 * time.Hour   // RFC 9309 section 2.4
	robotsRetry  = 10 * time.Minute // after a server error
	robotsGiveUp = 30 * day         // RFC 9309 section 2.3.1.4: out of reach for so long, it is absent
)

// robotsFile is what a site answered.
type robotsFile visit.RobotsFile

// outOfReach reports an answer that says nothing about the site's rules. 429
// is one, with a step towards caution: it says that the site is overloaded, not
// that it has no rules.
func (f robotsFile) outOfReach() bool {
	return f.Status < 200 || f.Status == http.StatusTooManyRequests || f.Status >= 500
}

// Rules is what a robots.txt as last answered means now (RFC 9309, section
// 2.3.1): out of reach forbids everything for a month.
func Rules(f visit.RobotsFile, now time.Time) *robots.Rules { return robotsFile(f).rules(now) }

// rules applies RFC 9309 section 2.3.1 to the answer.
func (f robotsFile) rules(now time.Time) *robots.Rules {
	switch {
	case f.Status >= 200 && f.Status < 300:
		return robots.Parse(f.Body)
	case f.Status >= 400 && !f.outOfReach():
		return &robots.Rules{}
	case !f.Since.IsZero() && now.Sub(f.Since) >= robotsGiveUp:
		return &robots.Rules{}
	}
	return robots.DenyAll()
}

func (f robotsFile) age() time.Duration {
	if f.outOfReach() {
		return robotsRetry
	}
	return robotsAge
}

// robotsCache holds the rules of every origin. However many requests ask, each
// origin is fetched once a day.
type robotsCache struct {
	token string
	memo  Memo
	now   func() time.Time
	fetch func(ctx context.Context, o *Outlet, address string) (robotsFile, error)

	mu      sync.Mutex
	origins map[string]*origin
}

// origin is a scheme and host. The holder of turn owns the other fields.
type origin struct {
	turn  chan struct{}
	file  robotsFile
	rules *robots.Rules
	until time.Time
}

func newRobotsCache(token string, memo Memo, now func() time.Time) *robotsCache {
	return &robotsCache{token: token, memo: memo, now: now, origins: make(map[string]*origin)}
}

// get returns the rules for the address. The error is the context's, the
// memo's or a busy host's: a site that cannot be reached has rules that forbid
// everything.
func (c *robotsCache) get(ctx context.Context, o *Outlet, u *url.URL) (*robots.Rules, error) {
	_, rules, err := c.file(ctx, o, u)
	return rules, err
}

// file is get with what was answered.
func (c *robotsCache) file(ctx context.Context, o *Outlet, u *url.URL) (robotsFile, *robots.Rules, error) {
	key := u.Scheme + "://" + u.Host
	c.mu.Lock()
	site := c.origins[key]
	if site == nil {
		site = &origin{turn: make(chan struct{}, 1)}
		c.origins[key] = site
	}
	c.mu.Unlock()
	select {
	case site.turn <- struct{}{}:
		defer func() { <-site.turn }()
	case <-ctx.Done():
		return robotsFile{}, nil, context.Cause(ctx)
	}
	if site.rules != nil && c.now().Before(site.until) {
		return site.file, site.rules, nil
	}
	file, at, err := c.load(ctx, o, key)
	if err != nil {
		return file, nil, err
	}
	site.file, site.rules, site.until = file, file.rules(c.now()), at.Add(file.age())
	return site.file, site.rules, nil
}

// load takes the file from the memo while it is fresh, else from the site.
func (c *robotsCache) load(ctx context.Context, o *Outlet, key string) (file robotsFile, at time.Time, err error) {
	var before robotsFile
	if c.memo != nil {
		value, at, err := c.memo.Memo(ctx, visit.RobotsBucket, key)
		if err != nil {
			return file, at, err
		}
		if json.Unmarshal(value, &before) == nil && c.now().Before(at.Add(before.age())) {
			return before, at, nil
		}
	}
	if file, err = c.fetch(ctx, o, key+"/robots.txt"); err != nil {
		return file, at, err
	}
	if file.outOfReach() {
		if file.Since = before.Since; file.Since.IsZero() {
			file.Since = c.now()
		}
	}
	if c.memo != nil {
		value, err := json.Marshal(file)
		if err == nil {
			err = c.memo.SetMemo(ctx, visit.RobotsBucket, key, value)
		}
		if err != nil {
			return file, at, err
		}
	}
	return file, c.now(), nil
}

// fetchRobots returns the function that asks a site for its robots.txt through
// the chain.
func fetchRobots(chain http.RoundTripper, userAgent string) func(context.Context, *Outlet, string) (robotsFile, error) {
	return func(ctx context.Context, o *Outlet, address string) (robotsFile, error) {
		t := &trip{outlet: o, kind: visit.Robots}
		if errand := tripOf(ctx); errand != nil {
			t.run = errand.run
			defer func() { errand.requests += t.requests }()
		}
		ctx = withTrip(ctx, t)
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return robotsFile{}, err
		}
		req.Header.Set("User-Agent", userAgent)
		resp, err := chain.RoundTrip(req)
		if t.lost != nil {
			return robotsFile{}, fmt.Errorf("keep the answer of %s: %w", address, t.lost)
		}
		if errors.Is(err, errHops) {
			return robotsFile{Status: http.StatusNotFound}, nil // RFC 9309 section 2.3.1.2: as if absent
		}
		if _, ok := errors.AsType[*busy](err); ok {
			return robotsFile{}, err
		}
		if err != nil {
			return robotsFile{}, ctx.Err() // no answer, unless it was us who gave up
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if t.lost != nil {
			return robotsFile{}, fmt.Errorf("keep the answer of %s: %w", address, t.lost)
		}
		if err != nil && !errors.Is(err, errTooLarge) {
			return robotsFile{}, ctx.Err()
		}
		return robotsFile{Status: resp.StatusCode, Body: body}, nil
	}
}
