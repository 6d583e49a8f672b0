package crawler

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

const (
	attemptTime = 60 * time.Second // for one request and its answer
	graceTime   = 10 * time.Second // before the rate is looked at
	minRate     = 1 << 10          // bytes a second
)

var (
	errTimeout = errors.New("no complete answer within 60 s")
	errTooSlow = errors.New("the answer drips in at less than 1 KB/s")
)

// attempt limits the time of one request and its answer: a server may be slow,
// but not hold a connection for ever by sending a byte now and then.
type attempt struct{ next http.RoundTripper }

func (a *attempt) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	limit := time.AfterFunc(attemptTime, func() { cancel(errTimeout) })
	resp, err := a.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		limit.Stop()
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		cancel(nil)
		return nil, err
	}
	b := &timedBody{body: resp.Body, ctx: ctx, cancel: cancel, limit: limit, start: time.Now()}
	b.rate = time.AfterFunc(attemptTime, b.check)
	b.rate.Reset(graceTime)
	resp.Body = b
	return resp, nil
}

// timedBody counts what arrives and cancels the request that is too slow.
type timedBody struct {
	body        io.ReadCloser
	ctx         context.Context
	cancel      context.CancelCauseFunc
	limit, rate *time.Timer
	start       time.Time
	read        atomic.Int64
	closed      atomic.Bool
}

func (b *timedBody) check() {
	if b.closed.Load() {
		return
	}
	if float64(b.read.Load()) < minRate*time.Since(b.start).Seconds() {
		b.cancel(errTooSlow)
		return
	}
	b.rate.Reset(time.Second)
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	b.read.Add(int64(n))
	if cause := context.Cause(b.ctx); err != nil && err != io.EOF && cause != nil {
		err = cause
	}
	return n, err
}

func (b *timedBody) Close() error {
	err := b.body.Close() // which may read on, within the limits
	b.closed.Store(true)
	b.limit.Stop()
	b.rate.Stop()
	b.cancel(nil)
	return err
}
