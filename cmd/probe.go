package cmd

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"khotin/crawler"
	"khotin/crawler/probe"
	"khotin/internal/visit"

	"github.com/spf13/cobra"
)

func newProbe(a *app) *cobra.Command {
	var job probing
	c := &cobra.Command{
		Use:   "probe HOST",
		Short: "Look at a new outlet and write its configuration entry",
		Long: `Probe looks at a site that is not configured yet, as politely as a crawl and
with a few requests: robots.txt first, then its front page, a section, sitemaps,
feeds, other languages and a few articles. It prints what the site offers, one
record as a crawl would store it, and an entry for config.yaml. With --out it
saves every answer as a fixture beside the entry. Nothing is stored in the
archive. docs/adding-an-outlet.md tells the rest.

` + exitHelp,
		Example: "  khotin probe baovidu.vn\n  khotin probe baovidu.vn --out baovidu\n" +
			"  khotin inspect extract --config baovidu/entry.yaml --manifest baovidu/pages.jsonl\n" +
			"  khotin probe --demo",
		Args:    args(cobra.MaximumNArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, hosts []string) error {
			switch {
			case job.demo == (len(hosts) == 1):
				return usage("name one HOST, or the sample newspaper with --demo")
			case job.requests < probe.LeastBudget:
				return usage("--requests %d: a probe needs at least %d", job.requests, probe.LeastBudget)
			case job.demo:
				return a.probeSample(c.Context(), job)
			}
			job.host = hosts[0]
			return a.probe(c.Context(), job, a.crawlOptions())
		},
	}
	c.Flags().StringVar(&job.out, "out", "", "save pages, manifest, entry and report in this `folder`")
	c.Flags().IntVar(&job.requests, "requests", probe.DefaultBudget, "ask at most this `many` times")
	c.Flags().BoolVar(&job.demo, "demo", false, "probe the sample newspaper of khotin demo, without network")
	return c
}

// probing is one call of the command.
type probing struct {
	host, out string
	requests  int
	demo      bool
}

// probeSample probes the sample newspaper on a loopback port, which it is
// allowed to connect to as in the demo.
func (a *app) probeSample(ctx context.Context, job probing) error {
	paper, err := startPaper(ctx)
	if err != nil {
		return err
	}
	defer paper.Close()
	o := a.crawlOptions()
	o.Delay = -1
	o.AllowAddrs = []string{paper.addr}
	o.Resolve = func(string) string { return paper.addr }
	job.host = demoHost
	return a.probe(ctx, job, o)
}

// probe looks at the host with a crawler of its own, prints the report and
// saves the fixtures. A site that names no articles is a finding, and exit code
// 3; one that may not be crawled is an error.
func (a *app) probe(ctx context.Context, job probing, o crawler.Options) error {
	report, err := a.look(ctx, job, o)
	if err != nil && len(report.Files) == 0 {
		return err
	}
	entry := ""
	if err == nil && report.Entry.Complete() {
		if err := a.rereadAsOutlet(&report); err != nil {
			return err
		}
		entry = report.YAML()
	}
	if job.out != "" {
		err = errors.Join(err, saveProbe(job.out, report, entry))
	}
	if a.json {
		err = errors.Join(err, a.printJSON(struct {
			probe.Report
			YAML string `json:"yaml"`
		}{report, entry}))
	} else {
		printProbe(a.out, report, entry)
	}
	if err == nil && entry == "" {
		err = fmt.Errorf("%w: %s does not tell where its articles are, so that there is no entry", errFailures, report.Host)
	}
	return err
}

// look runs the probe.
func (a *app) look(ctx context.Context, job probing, o crawler.Options) (probe.Report, error) {
	x, err := newExtractor(&Config{Families: a.config.Families}) // to which the host is a stranger
	if err != nil {
		return probe.Report{}, err
	}
	o.Extract, o.Outlets = x.Page, nil
	c, err := crawler.New(o)
	if err != nil {
		return probe.Report{}, err
	}
	defer c.Close()
	return probe.Run(ctx, job.host, probe.Options{
		Crawler: c, Extractor: x, Token: o.Token, Budget: job.requests, Now: o.Now, Asked: a.asked,
	})
}

// asked tells on standard error what is being asked: the pauses between
// questions are long.
func (a *app) asked(o visit.Outcome) {
	if a.json {
		return
	}
	answer := "–"
	if o.Status > 0 {
		answer = strconv.Itoa(o.Status)
	}
	fmt.Fprintf(a.err, "%3s  %s\n", answer, harmless(o.URL))
}

// rereadAsOutlet makes the records again as a crawl would with the entry, which
// has to pass the configuration's own rules for that.
func (a *app) rereadAsOutlet(report *probe.Report) error {
	c := a.config
	c.Outlets = []OutletConfig{outletOf(report.Entry)}
	if problems := c.Validate(); len(problems) > 0 {
		return fmt.Errorf("the entry of %s: %w", report.Host, errors.Join(problems...))
	}
	x, err := newExtractor(&c)
	if err != nil {
		return err
	}
	report.Reread(x.Page)
	report.Review()
	if o := a.config.outlets().ByHost(report.Host); o != nil {
		report.Checks = append(report.Checks, "your configuration has this host already, as "+o.Name)
	}
	return nil
}

// outletOf is the entry as a configuration file would be read.
func outletOf(e probe.Entry) OutletConfig {
	o := OutletConfig{
		Name: e.Name, Title: e.Title, Province: e.Province, Articles: e.Articles, Prints: e.Prints, Exclude: e.Exclude,
		GroupBy: e.GroupBy, Families: e.Families, Charset: e.Charset,
		Discover: DiscoverConfig{Sitemaps: e.Sitemaps, Feeds: e.Feeds, Listings: e.Listings},
	}
	for _, edition := range e.Editions {
		o.Editions = append(o.Editions, EditionConfig{string(edition.Lang), edition.Host, edition.Prefix})
	}
	for _, z := range e.Zones {
		o.Discover.Zones = append(o.Discover.Zones, ZoneConfig{API: z.API, Base: z.Base, IDs: z.IDs})
	}
	return o
}
