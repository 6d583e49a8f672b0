package cmd

import (
	"context"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

const (
	crawlRetry    = time.Minute // after a crawl that was cut off, or that another process makes; then doubled
	mostlyRetried = time.Hour
)

// beside crawls beside a server for as long as it serves. Whatever ends the
// crawl is logged, told to those who ask how the server is, and tried again.
type beside struct {
	*app
	store *archive.Archive
	retry time.Duration

	mu      sync.Mutex
	trouble string // why it does not crawl, "" while it does
}

// run ends with the context.
func (b *beside) run(ctx context.Context) {
	wait := b.retry
	w := work{visited: b.sayNowAndThen(), passed: func(r crawler.Report) error {
		b.tell(nil)
		wait = b.retry
		b.logPass(r)
		return nil
	}}
	for {
		err := unbroken(func() error { return b.crawl(ctx, b.store, w) })
		if ctx.Err() != nil {
			return
		}
		news := b.tell(err)
		switch {
		case fault.Of(err) == fault.InUse:
			wait = b.retry // the other one may end at any moment
			if news {
				b.log.Info("another process crawls this archive; this one waits for its turn")
			}
		case news:
			b.log.Error("the crawl does not go on; it is tried again", "error", err, slog.Duration("after", wait))
		}
		if sleep(ctx, wait) != nil {
			return
		}
		wait = min(2*wait, max(mostlyRetried, b.retry))
	}
}

// unbroken turns a panic into an error: the server goes on.
func unbroken(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New(fault.Internal, "the program panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}

// tell notes the state of the crawl and reports whether it is another.
func (b *beside) tell(err error) (news bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	was := b.trouble
	switch {
	case err == nil:
		b.trouble = ""
	case fault.Of(err) == fault.InUse:
		b.trouble = "another process crawls this archive"
	default:
		b.trouble, _, _ = strings.Cut(err.Error(), "\n")
	}
	return b.trouble != was
}

// note is a sentence for the operator, "" while all is well.
func (b *beside) note() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.trouble == "" {
		return ""
	}
	return "the crawl does not go on: " + b.trouble
}

func (b *beside) logPass(r crawler.Report) {
	total := r.Total()
	visited := 0
	for _, n := range total.Outcomes {
		visited += n
	}
	if visited > 0 {
		b.log.Info("crawled", "run", r.Run.ID, "visited", visited, "stored", total.Stored(), "failed", total.Outcomes[visit.Failed], "left", total.Left)
	}
}
