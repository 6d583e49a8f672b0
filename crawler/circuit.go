package crawler

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"khotin/internal/visit"
)

const (
	breakAfter = 5 // failures of a host in a row open its circuit
	firstBreak = 10 * time.Minute
	maxBreak   = 6 * time.Hour

	longPause = 30 * time.Second // a pause asked for by robots.txt that outlives a restart
)

// trouble is what is known of a registered domain across restarts.
type trouble = visit.Host

// observe counts an answer, or the lack of one, and reports whether that is
// worth remembering. A refusal is neither: it has a rule of its own.
func (d *domain) observe(t *trip, resp *http.Response, now time.Time) bool {
	switch {
	case resp == nil && t.answered: // it answered what cannot be read
		return false
	case resp != nil && isRefusal(resp.StatusCode):
		return false
	case resp != nil && resp.StatusCode >= 500 && t.kind == visit.Robots: // its pages may be well
		return false
	case resp != nil && resp.StatusCode < 500:
		had := d.Failures > 0
		d.Failures, d.Break = 0, 0
		return had
	}
	if d.Failures++; d.Failures < breakAfter {
		return true
	}
	d.Break = min(max(2*d.Break, firstBreak), maxBreak)
	d.postpone(now.Add(d.Break))
	return true
}

func isRefusal(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// load reads what is remembered of a domain, once. The caller holds its turn.
func (g *gate) load(ctx context.Context, d *domain) error {
	if d.loaded || g.memo == nil {
		return nil
	}
	value, _, err := g.memo.Memo(ctx, visit.HostBucket, d.name)
	if err != nil {
		return err
	}
	if value != nil && json.Unmarshal(value, &d.trouble) != nil {
		d.trouble = trouble{} // written by another program: learn anew
	}
	d.loaded = true
	return nil
}

func (g *gate) save(ctx context.Context, d *domain) error {
	if g.memo == nil {
		return nil
	}
	value, err := json.Marshal(d.trouble)
	if err != nil {
		return err
	}
	return g.memo.SetMemo(ctx, visit.HostBucket, d.name, value)
}
