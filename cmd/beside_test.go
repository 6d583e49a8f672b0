package cmd

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/fault"
)

// paperApp is an app whose one outlet is the sample newspaper.
func paperApp(t *testing.T) (*app, *lockedBuffer) {
	t.Helper()
	a, _ := testApp(t)
	p, err := startPaper(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	a.config.Outlets, a.config.Families = demoOutlet()
	a.config.Crawl.Delay, a.paper = 0, p.addr
	log := &lockedBuffer{}
	a.log = newLog(log, LogConfig{Level: "info", Format: "text"})
	return a, log
}

// until waits for something that happens in another goroutine.
func until(t *testing.T, what string, happened func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 1500 {
		if happened() {
			return
		}
		<-tick.C
	}
	t.Fatalf("in vain: %s", what)
}

func TestServeCrawlsAndAnswers(t *testing.T) {
	a, log := paperApp(t)
	a.config.Server.Crawl = true
	url, stop := running(t, a, a.serve)
	until(t, "the crawled articles are found", func() bool {
		status, body := get(t, url+"/api/v1/search?q=dan+van+kheo")
		return status == http.StatusOK && strings.Contains(body, `"lang":"ro"`)
	})
	until(t, "the pass is logged", func() bool { return strings.Contains(log.String(), "crawled") })
	if status, body := get(t, url+"/readyz"); status != http.StatusOK || strings.Contains(body, "note") {
		t.Errorf("GET /readyz: %d %s", status, body)
	}
	if err := stop(); err != nil {
		t.Errorf("stopping it: %v", err)
	}
	store, err := a.openArchive(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.StartRun(t.Context()); err != nil {
		t.Errorf("the run goes on after the end: %v", err)
	}
}

// startBeside crawls as a server does, without one.
func startBeside(t *testing.T, a *app) (b *beside, store *archive.Archive) {
	t.Helper()
	store, err := a.openArchive(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	b = &beside{app: a, store: store, retry: 10 * time.Millisecond}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { b.run(ctx); close(ended) }()
	t.Cleanup(func() {
		cancel()
		<-ended
		store.Close()
	})
	return b, store
}

func articles(t *testing.T, store *archive.Archive) int {
	t.Helper()
	s, err := store.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s.Articles
}

func TestACrawlWaitsForAnother(t *testing.T) {
	a, log := paperApp(t)
	other, err := a.openArchive(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	run, err := other.StartRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b, store := startBeside(t, a)
	until(t, "it says that another process crawls", func() bool { return strings.Contains(b.note(), "another process crawls") })
	if n := articles(t, store); n != 0 {
		t.Errorf("%d articles while another process crawls", n)
	}
	if err := other.FinishRun(t.Context(), run.ID); err != nil {
		t.Fatal(err)
	}
	until(t, "it crawls", func() bool { return b.note() == "" && articles(t, store) == 54 })
	if n := strings.Count(log.String(), "another process crawls"); n != 1 {
		t.Errorf("it says so %d times:\n%s", n, log)
	}
}

func TestABrokenCrawlIsTriedAgain(t *testing.T) {
	a, log := paperApp(t)
	obstacle := filepath.Join(a.config.Data, "warc")
	if err := os.WriteFile(obstacle, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	b, store := startBeside(t, a)
	until(t, "it says what is wrong", func() bool { return strings.Contains(b.note(), "warc") })
	if err := os.Remove(obstacle); err != nil {
		t.Fatal(err)
	}
	until(t, "it crawls", func() bool { return b.note() == "" && articles(t, store) == 54 })
	if n := strings.Count(log.String(), "level=ERROR"); n != 1 {
		t.Errorf("it says so %d times:\n%s", n, log)
	}
}

func TestAPanicIsAnError(t *testing.T) {
	if err := unbroken(func() error { panic("a bug") }); err == nil || !strings.Contains(err.Error(), "panicked: a bug") {
		t.Errorf("got %v", err)
	}
	if err := unbroken(func() error { return nil }); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestCrawlGivesWay(t *testing.T) {
	a, _ := paperApp(t)
	store, err := a.openArchive(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.StartRun(t.Context()); err != nil {
		t.Fatal(err)
	}
	err = a.crawl(t.Context(), store, work{once: true, passed: func(crawler.Report) error { return nil }})
	if fault.Of(err) != fault.InUse || exitCode(err) != exitInUse {
		t.Errorf("a second crawl: %v", err)
	}
}

// TestStoppingAmidAVisit: neither a site that never answers nor a crawl under
// way holds up the end.
func TestStoppingAmidAVisit(t *testing.T) {
	a, _ := paperApp(t)
	asked := make(chan struct{}, 100)
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	defer silent.Close()
	a.paper, a.config.Server.Crawl = strings.TrimPrefix(silent.URL, "http://"), true
	_, stop := running(t, a, a.serve)
	<-asked
	begin := time.Now()
	if err := stop(); err != nil {
		t.Errorf("stopping it: %v", err)
	}
	t.Logf("stopped after %v", time.Since(begin))
	store, err := a.openArchive(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if run, err := store.Going(t.Context()); fault.Of(err) != fault.NotFound {
		t.Errorf("run %d goes on: %v", run.ID, err)
	}
}

// TestABrokenCrawlDoesNotEndTheServing, and whoever asks whether the server is
// ready is told.
func TestABrokenCrawlDoesNotEndTheServing(t *testing.T) {
	a, _ := paperApp(t)
	a.config.Server.Crawl = true
	if err := os.WriteFile(filepath.Join(a.config.Data, "warc"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	url, stop := running(t, a, a.serve)
	until(t, "it says what is wrong", func() bool {
		status, body := get(t, url+"/readyz")
		return status == http.StatusOK && strings.Contains(body, `"note":"the crawl does not go on: `)
	})
	if status, _ := get(t, url+"/api/v1/search?q=x"); status != http.StatusOK {
		t.Errorf("a search beside a broken crawl: %d", status)
	}
	if err := stop(); err != nil {
		t.Errorf("stopping it: %v", err)
	}
}
