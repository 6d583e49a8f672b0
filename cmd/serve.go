package cmd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"khotin/docs"
	"khotin/index"
	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/server"

	"github.com/klauspost/compress/gzhttp"
	"github.com/spf13/cobra"
)

func newServe(a *app) *cobra.Command {
	var addr string
	var crawl bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the search page and the API until interrupted",
		Long: `Serve owns the index of the data folder: it follows the archive while other
processes crawl or import into it, and answers the search page and the API.

With --crawl, or server.crawl in the configuration, it also crawls what is due,
as khotin crawl does. Should another process crawl the archive already, or the
crawl break off, the server goes on and tries again later.

` + exitHelp,
		Example: "  khotin serve\n  khotin serve --crawl\n  khotin serve --addr 127.0.0.1:9000 --data /var/lib/khotin",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			if addr != "" {
				a.config.Server.Addr = addr
			}
			if c.Flags().Changed("crawl") {
				a.config.Server.Crawl = crawl
			}
			return a.serve(c.Context())
		},
	}
	c.Flags().StringVar(&addr, "addr", "", "listen on this `host:port` (default: server.addr in the configuration)")
	c.Flags().BoolVar(&crawl, "crawl", false, "crawl as well (default: server.crawl in the configuration)")
	return c
}

// serve opens everything, listens, and follows the archive until the context
// ends.
func (a *app) serve(ctx context.Context) error {
	store, err := a.openArchive(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close()
	ix, err := a.openIndex(ctx)
	if err != nil {
		return err
	}
	defer ix.Close()
	return a.serveOpened(ctx, store, ix)
}

// serveOpened is serve with an archive and an index that are already open.
func (a *app) serveOpened(ctx context.Context, store *archive.Archive, ix *index.Index) error {
	crawl := &beside{app: a, store: store, retry: crawlRetry}
	handler, err := a.handler(store, ix, crawl)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, a.config.Server.Addr)
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String()
	withdraw, err := announce(a.config.Data, url)
	if err != nil {
		listener.Close()
		return err
	}
	defer withdraw()

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var workers sync.WaitGroup
	workers.Go(func() { cancel(a.keepFollowing(ctx, ix, store)) })
	if a.config.Server.Crawl {
		workers.Go(func() { crawl.run(ctx) })
	}
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      a.config.Server.Timeout + 30*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(a.log.Handler(), slog.LevelWarn),
	}
	workers.Go(func() {
		<-ctx.Done()
		grace, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer stop()
		srv.Shutdown(grace)
	})
	a.log.Info("serving", "url", url)
	fmt.Fprintln(a.out, readyLine(url))
	err = srv.Serve(listener)
	cancel(err)
	workers.Wait()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) && !errors.Is(cause, http.ErrServerClosed) {
		return cause
	}
	return nil
}

// listen takes the address, or says who to ask when it is taken.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fault.New(fault.InUse, "another program listens on %s", addr).
			WithHint("stop it, or choose another address with --addr")
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "cannot listen on %q: %w", addr, err).
			WithHint("an address is a host and a port, such as 127.0.0.1:8080 or :8080")
	}
	return l, nil
}

func (a *app) handler(store *archive.Archive, ix *index.Index, crawl *beside) (http.Handler, error) {
	h, err := server.New(server.Options{
		Searcher: ix, Suggester: ix, Reader: store, Documents: store, Calendar: store, Ledger: store, Stories: store,
		Monitor:       monitor{store, a.config.Crawl.Token},
		Health:        health(store, ix, crawl),
		Outlets:       a.config.outlets(),
		Log:           a.log,
		Version:       buildVersion().Version,
		Schema:        docs.ArticleSchema,
		MaxConcurrent: a.config.Server.MaxConcurrent,
		Timeout:       a.config.Server.Timeout,
	})
	if err != nil {
		return nil, err
	}
	return gzhttp.GzipHandler(h), nil
}

func health(store *archive.Archive, ix *index.Index, crawl *beside) func(context.Context) server.Health {
	return func(ctx context.Context) server.Health {
		last, err := store.LastSeq(ctx)
		if err != nil {
			return server.Health{Index: true, Note: err.Error()}
		}
		return server.Health{Index: true, Archive: true, Lag: last - ix.Position(), Note: crawl.note()}
	}
}

// keepFollowing brings the index up to the archive's last change again and
// again. A passing fault of the archive is logged and tried again; it returns
// when the context ends.
func (a *app) keepFollowing(ctx context.Context, ix *index.Index, store *archive.Archive) error {
	tick := time.NewTicker(a.config.Server.Follow)
	defer tick.Stop()
	if ix.Outdated() {
		a.log.Info("the index is of another version; it answers while the new one is built")
	}
	for {
		n, err := follow(ctx, ix, store)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			a.log.Error("index does not follow", "error", err)
		case n > 0:
			a.log.Info("indexed", "articles", n, "seq", ix.Position())
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// readyLine tells a person where to look.
func readyLine(url string) string {
	return fmt.Sprintf("\nSearch page: %s/   API: %s/openapi.json   Stop with Ctrl-C", url, url)
}
