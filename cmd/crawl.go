package cmd

import (
	"context"
	"errors"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/visit"

	"github.com/spf13/cobra"
)

func newCrawl(a *app) *cobra.Command {
	var once bool
	var outlets []string
	c := &cobra.Command{
		Use:   "crawl [URL...]",
		Short: "Collect what is due from the outlets, or the given addresses",
		Long: `Crawl visits what is due of the configured outlets, again and again until it is
interrupted, or with --once for a single pass, as a timer wants it. With
addresses it fetches just these. Every address visited gets one line in the
run ledger. Without --once every outlet is visited in its hours only, and as
often as its pages change; khotin serve --crawl does the same beside the server.

` + exitHelp,
		Example: "  khotin crawl --once\n  khotin crawl --once --outlet baonghean.vn --outlet vietnam.vn\n" +
			"  khotin crawl https://baonghean.vn/hoi-nghi-10277726.html",
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, urls []string) error {
			known := a.config.outlets()
			for _, name := range outlets {
				if known.ByName(name) == nil {
					return usage("--outlet %s: config.yaml has no outlet of that name", name)
				}
			}
			store, err := a.openArchive(c.Context(), false)
			if err != nil {
				return err
			}
			defer store.Close()
			visited, done := a.progress()
			defer done()
			return a.crawl(c.Context(), store, work{urls: urls, outlets: outlets, once: once, visited: visited, passed: a.printPass})
		},
	}
	c.Flags().BoolVar(&once, "once", false, "end after one pass")
	c.Flags().StringSliceVar(&outlets, "outlet", nil, "only these `outlets`")
	return c
}

// work is what a crawl is to do, and who hears of it.
type work struct {
	urls    []string // nothing but these
	outlets []string // of these only; nil: all
	once    bool     // end after one pass
	visited func(visit.Outcome)
	passed  func(crawler.Report) error // also after a pass that was cut off
}

// crawl is the one way to crawl, for a command and beside a server: one pass
// after another as each becomes due, until the context ends, or a single one.
// While another crawl of the archive goes on, here or in another process, it
// returns an InUse fault.
func (a *app) crawl(ctx context.Context, store *archive.Archive, w work) error {
	kept, err := a.openCaptures(store)
	if err != nil {
		return err
	}
	defer kept.files.Close()
	o := a.crawlOptions()
	o.Progress, o.Capture = w.visited, kept
	c, err := a.newCrawler(store, o)
	if err != nil {
		return err
	}
	defer c.Close()
	relate := relater{store: store}
	for {
		report, err := w.pass(ctx, c)
		if report.Run.ID != 0 {
			err = errors.Join(err, w.passed(report))
		}
		if err != nil {
			return err
		}
		if err := relate.now(ctx); err != nil {
			return err
		}
		if w.once || len(w.urls) > 0 {
			return failures(report)
		}
		if err := waitForDue(ctx, c, store, w.outlets); err != nil {
			return err
		}
	}
}

// pass visits the addresses, or what is due of the outlets when there are none.
// A single pass looks at every discovery address, due or not.
func (w work) pass(ctx context.Context, c *crawler.Crawler) (crawler.Report, error) {
	switch {
	case len(w.urls) > 0:
		return c.Visit(ctx, w.urls...)
	case w.once:
		return c.Once(ctx, w.outlets...)
	}
	return c.Due(ctx, w.outlets...)
}

// relater groups the articles of one story. That compares all articles, so in a
// large archive it is not done after every pass: it takes a tenth of the time
// at the most.
type relater struct {
	store *archive.Archive
	after time.Time
}

func (r *relater) now(ctx context.Context) error {
	start := time.Now()
	if start.Before(r.after) {
		return nil
	}
	done := make(chan error, 1)
	go func() { // comparing cannot be cut short: an interrupted program ends without it
		done <- unbroken(func() error {
			_, err := r.store.Relate(ctx)
			return err
		})
	}()
	select {
	case err := <-done:
		r.after = time.Now().Add(9 * time.Since(start))
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

const (
	leastWait = time.Minute      // between two passes
	mostWait  = 10 * time.Minute // until the clock is looked at again: it may have jumped
)

// waitForDue sleeps until an outlet may be visited and has something due.
func waitForDue(ctx context.Context, c *crawler.Crawler, store *archive.Archive, outlets []string) error {
	for wait := leastWait; wait > 0; {
		if err := sleep(ctx, min(wait, mostWait)); err != nil {
			return err
		}
		due, err := store.NextDue(ctx)
		if err != nil {
			return err
		}
		next, err := c.Next(due, outlets...)
		if err != nil {
			return err
		}
		wait = time.Until(next)
	}
	return nil
}

// sleep waits for d, or returns the context's error when it ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// newCrawler makes a crawler that works on the archive.
func (a *app) newCrawler(store *archive.Archive, o crawler.Options) (*crawler.Crawler, error) {
	x, err := a.extractor()
	if err != nil {
		return nil, err
	}
	o.Extract, o.Store, o.Frontier, o.Ledger, o.Memo, o.Past = x.Page, store, store, store, store, store
	return crawler.New(o)
}

// crawlOptions are the settings of the configuration as the crawler takes
// them.
func (a *app) crawlOptions() crawler.Options {
	c := a.config.Crawl
	delay := c.Delay
	if delay == 0 {
		delay = -1 // the crawler's word for none
	}
	o := crawler.Options{
		Outlets: a.config.crawlerOutlets(), UserAgent: c.Agent, Token: c.Token, Contact: c.Contact,
		Delay: delay, Patience: c.Patience, RetryDelay: c.RetryDelay, Budget: c.Budget, Workers: c.Workers,
		Threshold: float64(c.Threshold), Hours: hours(c.Hours),
		Judge: a.config.judge(), Log: a.log,
	}
	if a.paper != "" {
		o.AllowAddrs, o.Resolve = []string{a.paper}, func(string) string { return a.paper }
	}
	return o
}

// fetchOne reads a single address without storing anything.
func (a *app) fetchOne(ctx context.Context, url string) (article.Article, error) {
	x, err := a.extractor()
	if err != nil {
		return article.Article{}, err
	}
	o := a.crawlOptions()
	o.Extract = x.Page
	c, err := crawler.New(o)
	if err != nil {
		return article.Article{}, err
	}
	defer c.Close()
	return c.Fetch(ctx, url)
}
