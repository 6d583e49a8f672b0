package cmd

import (
	"log/slog"
	"sync"
	"time"

	"khotin/internal/visit"

	"github.com/schollz/progressbar/v3"
)

// progressEvery is how often a pass says where it is, where nobody watches.
const progressEvery = 10 * time.Second

// progress shows a pass at work: a counter on a terminal, otherwise a log line
// now and then. It returns what the crawler calls after every visit, and what
// ends the display.
func (a *app) progress() (visited func(visit.Outcome), done func()) {
	if isTerminal(a.err) && !a.json {
		return a.counter()
	}
	return a.sayNowAndThen(), func() {}
}

// sayNowAndThen logs how many visits there were, not more than every 10 s.
func (a *app) sayNowAndThen() (visited func(visit.Outcome)) {
	var mu sync.Mutex
	count, last := 0, time.Now()
	return func(o visit.Outcome) {
		mu.Lock()
		defer mu.Unlock()
		if count++; time.Since(last) >= progressEvery {
			last = time.Now()
			a.log.Info("crawling", slog.Int("visited", count), slog.String("outlet", o.Outlet))
		}
	}
}

func (a *app) counter() (visited func(visit.Outcome), done func()) {
	bar := progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(a.err),
		progressbar.OptionSetDescription("visiting"),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
	return func(o visit.Outcome) {
		bar.Describe(o.Outlet)
		bar.Add(1)
	}, func() { bar.Finish() }
}
