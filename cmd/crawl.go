package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
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
run ledger.

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
			return a.crawl(c.Context(), store, urls, outlets, once)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "end after one pass")
	c.Flags().StringSliceVar(&outlets, "outlet", nil, "only these `outlets`")
	return c
}

// crawl runs one pass after another, as each becomes due.
func (a *app) crawl(ctx context.Context, store *archive.Archive, urls, outlets []string, once bool) error {
	o := a.crawlOptions()
	visited, done := a.progress()
	defer done()
	o.Progress = visited
	kept, err := a.openCaptures(store)
	if err != nil {
		return err
	}
	defer kept.files.Close()
	o.Capture = kept
	c, err := a.newCrawler(store, o)
	if err != nil {
		return err
	}
	defer c.Close()
	for look := c.Once; ; look = c.Due { // the first pass looks at every discovery address
		report, err := pass(ctx, c, look, urls, outlets)
		if err = errors.Join(err, a.printPass(report)); err != nil {
			return err
		}
		if _, err := store.Relate(ctx); err != nil {
			return err
		}
		if once || len(urls) > 0 {
			return failures(report)
		}
		if err := waitForDue(ctx, store); err != nil {
			return err
		}
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

// visitor is a way to make a pass: Once or Due.
type visitor func(ctx context.Context, outlets ...string) (crawler.Report, error)

// pass visits the addresses, or what is due of the outlets when there are none.
func pass(ctx context.Context, c *crawler.Crawler, look visitor, urls, outlets []string) (crawler.Report, error) {
	if len(urls) > 0 {
		return c.Visit(ctx, urls...)
	}
	return look(ctx, outlets...)
}

// waitForDue sleeps until something is due, at least a minute.
func waitForDue(ctx context.Context, store *archive.Archive) error {
	next, err := store.NextDue(ctx)
	if err != nil {
		return err
	}
	timer := time.NewTimer(max(time.Until(next), time.Minute))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// printPass writes what a pass came to: one line for each host, its addresses
// by what came of them.
func (a *app) printPass(r crawler.Report) error {
	if a.json {
		return a.printJSON(newPassReport(r))
	}
	return printReport(a.out, r)
}

// passReport is a pass as it is printed for programs.
type passReport struct {
	Run      int64                 `json:"run"`
	Started  time.Time             `json:"started"`
	Finished time.Time             `json:"finished,omitzero"`
	Requests int                   `json:"requests"`
	Hosts    map[string]hostReport `json:"hosts"`
}

type hostReport struct {
	Discovered int                  `json:"discovered"` // the sum of outcomes and left
	Outcomes   map[visit.Reason]int `json:"outcomes"`
	Left       int                  `json:"left"`
	Bytes      int64                `json:"bytes"`
}

func newPassReport(r crawler.Report) passReport {
	out := passReport{Run: r.Run.ID, Started: r.Run.Started, Finished: r.Run.Finished, Requests: r.Requests, Hosts: map[string]hostReport{}}
	for host, c := range r.Hosts {
		out.Hosts[host] = hostReport{c.Discovered, c.Outcomes, c.Left, c.Bytes}
	}
	return out
}

func printReport(w io.Writer, r crawler.Report) error {
	for _, host := range slices.Sorted(maps.Keys(r.Hosts)) {
		c := r.Hosts[host]
		line := fmt.Sprintf("%-24s %5d addresses:", host, c.Discovered)
		for _, reason := range slices.Sorted(maps.Keys(c.Outcomes)) {
			line += fmt.Sprintf(" %d %s", c.Outcomes[reason], reason)
		}
		if c.Left > 0 {
			line += fmt.Sprintf(" %d left for later", c.Left)
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// failures turns failed visits into exit code 3, so that a timer notices.
func failures(r crawler.Report) error {
	if n := r.Total().Outcomes[visit.Failed]; n > 0 {
		return fmt.Errorf("%w: %d addresses could not be read", errFailures, n)
	}
	return nil
}

// crawlOptions are the settings of the configuration as the crawler takes
// them.
func (a *app) crawlOptions() crawler.Options {
	c := a.config.Crawl
	delay := c.Delay
	if delay == 0 {
		delay = -1 // the crawler's word for none
	}
	return crawler.Options{
		Outlets: a.config.crawlerOutlets(), UserAgent: c.Agent, Token: c.Token, Contact: c.Contact,
		Delay: delay, Patience: c.Patience, RetryDelay: c.RetryDelay, Budget: c.Budget, Workers: c.Workers,
		Judge: a.config.judge(), Log: a.log,
	}
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
