package crawler

import (
	"context"
	"fmt"
	"time"

	"khotin/internal/visit"
)

// trip is one visit as the chain sees it. It travels in the request's context
// and belongs to the goroutine that makes the visit.
type trip struct {
	outlet     *Outlet
	kind       visit.Kind
	crawlDelay time.Duration // what robots.txt asks for, set by admit
	requests   int           // sent, set by base
	answered   bool          // by a header at least, set by base
	via        string        // the address that named it
	run        time.Time     // the pass it belongs to, by its start; zero for none
	capture    int64         // where the last answer is kept, set by capture
	lost       error         // why an answer could not be kept, set by capture
}

type tripKey struct{}

func withTrip(ctx context.Context, t *trip) context.Context {
	return context.WithValue(ctx, tripKey{}, t)
}

func tripOf(ctx context.Context) *trip {
	t, _ := ctx.Value(tripKey{}).(*trip)
	return t
}

// refusal is a request that the chain itself ended, and the reason the ledger
// gives for it.
type refusal struct {
	reason visit.Reason
	detail string
}

func (r *refusal) Error() string { return r.detail }

func refuse(reason visit.Reason, format string, args ...any) error {
	return &refusal{reason, fmt.Sprintf(format, args...)}
}

// busy is a host that wants to be left alone for longer than the pass will
// wait.
type busy struct {
	until   time.Time
	refused bool // it has answered so; else its Crawl-delay is that long, or it fails too often
}

func (b *busy) Error() string {
	return "the host asks to be left alone until " + b.until.UTC().Format(time.RFC3339)
}
