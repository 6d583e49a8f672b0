package cmd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"khotin/index"
	"khotin/internal/archive"
	"khotin/internal/query"
	"khotin/internal/sample"

	"github.com/spf13/cobra"
)

// demoHost is the name under which the sample paper's pages are recorded. Its
// top-level domain is reserved for examples (RFC 2606).
const demoHost = "bentin.example"

func newDemo(a *app) *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Try everything on a sample newspaper, without network or configuration",
		Long: `Demo starts a small sample newspaper on a loopback port, crawls it twice over
HTTP, as it was forty days ago and as it is today, indexes it, searches it and
serves the search page until interrupted. It writes into a temporary folder
unless --data names one.

` + exitHelp,
		Example: "  khotin demo\n  khotin demo --addr 127.0.0.1:9000 --data /tmp/khotin-demo",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			if addr != "" {
				a.config.Server.Addr = addr
			}
			return a.demo(c.Context())
		},
	}
	c.Flags().StringVar(&addr, "addr", "", "serve on this `host:port` (default: server.addr in the configuration)")
	return c
}

func (a *app) demo(ctx context.Context) error {
	if a.data == "" {
		dir, err := os.MkdirTemp("", "khotin-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		a.config.Data = dir
	}
	a.log = newLog(a.err, LogConfig{Level: "warn", Format: a.config.Log.Format})
	paper, err := startPaper(ctx)
	if err != nil {
		return err
	}
	defer paper.Close()
	a.config.Outlets, a.config.Families = demoOutlet()
	a.config.Crawl.Delay, a.paper = 0, paper.addr

	// The first crawl happens so long ago on the demo's clock that everything is
	// due again for the second: no article waits longer than thirty days.
	clock := time.Now().AddDate(0, 0, -40)
	store, err := archive.Open(ctx, a.config.Data, archive.Options{Now: func() time.Time { return clock }})
	if err != nil {
		return err
	}
	defer store.Close()
	fmt.Fprintf(a.out, "The sample newspaper is at %s/\n", paper.url)
	if err := a.demoPass(ctx, store, "A crawl forty days ago", clock); err != nil {
		return err
	}
	paper.outlet.Advance()
	clock = time.Now()
	if err := a.demoPass(ctx, store, "Today's crawl", clock); err != nil {
		return err
	}
	if _, err := store.Relate(ctx); err != nil {
		return err
	}
	ix, err := a.openIndex(ctx)
	if err != nil {
		return err
	}
	defer ix.Close()
	if err := a.demoSearch(ctx, store, ix); err != nil {
		return err
	}
	return a.serveOpened(ctx, store, ix)
}

// demoPass crawls the paper once and prints what came of it.
func (a *app) demoPass(ctx context.Context, store *archive.Archive, title string, now time.Time) error {
	o := a.crawlOptions()
	o.Now = func() time.Time { return now }
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
	report, err := c.Once(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\n%s\n", title)
	return printReport(a.out, report)
}

// demoSearch shows one story found in three languages.
func (a *app) demoSearch(ctx context.Context, store *archive.Archive, ix *index.Index) error {
	n, err := follow(ctx, ix, store)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\n%d articles indexed\n", n)
	for _, text := range []string{"dan van kheo", "mobilisation de masse", "mobilizarea maselor"} {
		q, err := query.Parse(text)
		if err != nil {
			return err
		}
		q.Limit = 2
		res, err := ix.Search(ctx, q)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "\nkhotin search %s\n", text)
		printResult(a.out, res)
	}
	return nil
}

// paper is the sample newspaper on a loopback port.
type paper struct {
	outlet    *sample.Outlet
	server    *http.Server
	addr, url string
	done      chan error
}

func startPaper(ctx context.Context) (*paper, error) {
	outlet, err := sample.New()
	if err != nil {
		return nil, err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &paper{
		outlet: outlet,
		server: &http.Server{Handler: outlet.Handler(), ReadHeaderTimeout: 5 * time.Second},
		addr:   l.Addr().String(), url: "http://" + l.Addr().String(),
		done: make(chan error, 1),
	}
	go func() { p.done <- p.server.Serve(l) }()
	return p, nil
}

// Close stops the newspaper and waits for it.
func (p *paper) Close() error {
	err := p.server.Close()
	if served := <-p.done; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// demoOutlet is the configuration of the sample newspaper, as an operator
// would write it.
func demoOutlet() ([]OutletConfig, []Family) {
	base := "https://" + demoHost
	return []OutletConfig{{
			Name: demoHost, Title: "Bến Tin",
			Editions: []EditionConfig{{"vi", demoHost, "/"}, {"fr", demoHost, "/fr/"}, {"ro", demoHost, "/ro/"}},
			Articles: []string{`^/(?:(?P<lang>fr|ro)/)?(?P<slug>[a-z0-9-]+)-post(?P<id>\d+)\.html$`},
			Prints:   []string{`^/(?:(?P<lang>fr|ro)/)?print/(?P<id>\d+)\.html$`},
			GroupBy:  "id", Families: []string{"bentin"},
			Discover: DiscoverConfig{Sitemaps: []string{base + "/sitemap.xml"}, Feeds: []string{base + "/rss/home.rss"}, Listings: []string{base + "/"}},
		}}, []Family{{
			Name:     "bentin",
			Headline: []string{"h1.story-title"}, Lead: []string{"p.story-lead"}, Body: []string{"div.story-body"},
			Author: []string{".story-author"}, Date: []string{"time.story-time"}, Caption: []string{"figcaption.story-caption p"},
			Section: []string{".story-section a"}, Tags: []string{".story-tags a"}, Drop: []string{".related"},
		}}
}
