package crawler_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/internal/visit"
	"khotin/internal/warc"
)

// The test binary runs itself again as a crawler that is killed.
const childSite, childDir = "KHOTIN_CRAWLER_SITE", "KHOTIN_CRAWLER_DIR"

func TestMain(m *testing.M) {
	if site := os.Getenv(childSite); site != "" {
		if err := crawlOnce(context.Background(), os.Getenv(childDir), site, time.Now); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// crawlOnce makes a pass over the site into the archive in dir, captures and
// all, as the program does.
func crawlOnce(ctx context.Context, dir, site string, now func() time.Time) error {
	store, err := archive.Open(ctx, dir, archive.Options{Now: now})
	if err != nil {
		return err
	}
	defer store.Close()
	files, err := warc.NewWriter(filepath.Join(dir, "warc"), warc.Options{Lookup: lookup(store), Now: now})
	if err != nil {
		return err
	}
	defer files.Close()
	c, err := crawler.New(crawler.Options{
		Outlets: []crawler.Outlet{crawler.OutletOf("a.vn")}, Extract: crawler.FakeExtract,
		Store: store, Frontier: store, Ledger: store, Memo: store, Past: store, Capture: captures{files, store},
		Resolve: func(string) string { return site }, AllowAddrs: []string{site}, Delay: -1, Now: now,
	})
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.Once(ctx)
	return err
}

// captures writes to the files first and tells the archive then.
type captures struct {
	files *warc.Writer
	store *archive.Archive
}

func (c captures) Capture(ctx context.Context, ex crawler.Exchange) (int64, error) {
	out := warc.Exchange{
		URI: ex.URL, Time: ex.At, IP: ex.Addr.Addr(),
		Request:   warc.Message{Head: warc.RequestHead(ex.Request)},
		Response:  warc.Message{Head: warc.ResponseHead(ex.Response), Body: ex.Body},
		Truncated: warc.Reason(ex.Truncated),
		Note:      &warc.Note{FetchTime: ex.Took, Via: ex.Via},
	}
	if ex.Response.StatusCode == http.StatusNotModified {
		was, err := c.store.LastWhole(ctx, ex.URL)
		if err == nil {
			out.NotModified = &warc.Original{RecordID: was.WARC, URI: was.URL, Date: was.At, PayloadDigest: was.Digest}
		} else if fault.Of(err) != fault.NotFound {
			return 0, err
		}
	}
	at, err := c.files.Append(ctx, out)
	if err != nil {
		return 0, err
	}
	return c.store.SaveCapture(ctx, visit.Capture{
		URL: ex.URL, At: at.Date, Status: ex.Response.StatusCode, File: at.File, Offset: at.Offset, Length: at.Length,
		WARC: at.RecordID, Digest: at.PayloadDigest, Truncated: ex.Truncated, Revisit: at.Revisit,
	})
}

// lookup finds the payloads that the files have already.
func lookup(store *archive.Archive) warc.Lookup {
	return func(ctx context.Context, digest string) (warc.Original, bool, error) {
		c, err := store.Original(ctx, digest)
		if fault.Of(err) == fault.NotFound {
			return warc.Original{}, false, nil
		}
		return warc.Original{RecordID: c.WARC, URI: c.URL, Date: c.At, PayloadDigest: c.Digest}, err == nil, err
	}
}

// site is an outlet on the loopback that tells when so many articles were asked
// for.
type site struct {
	pages int

	mu    sync.Mutex
	asked map[string]int
	total int
	at    int           // when asked for so many …
	there chan struct{} // … this is closed
}

func (s *site) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/" {
		for i := range s.pages {
			fmt.Fprintf(rw, `<a href="/bai-%d.html">x</a>`, i)
		}
		return
	}
	if !strings.HasPrefix(r.URL.Path, "/bai-") {
		http.NotFound(rw, r)
		return
	}
	s.mu.Lock()
	s.asked[r.URL.Path]++
	if s.total++; s.total == s.at {
		close(s.there)
	}
	s.mu.Unlock()
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(rw, "<h1>%s</h1><p>Công tác dân vận ở cơ sở, bài %s.</p>", r.URL.Path, r.URL.Path)
}

// after returns a channel that is closed after so many requests more.
func (s *site) after(n int) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.there = s.total+n, make(chan struct{})
	return s.there
}

func (s *site) requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.total
}

// TestKilledCrawlLosesNothing kills a crawl with SIGKILL at twenty random
// points and starts it again each time, at once. In the end every page has been
// fetched, the ones under way at most twice; and archive and captures are whole
// and agree.
func TestKilledCrawlLosesNothing(t *testing.T) {
	const kills = 20
	s := &site{pages: 2000, asked: make(map[string]int)}
	if testing.Short() {
		s.pages = 300
	}
	server := httptest.NewServer(s)
	defer server.Close()
	dir := t.TempDir()
	start := func() *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), childSite+"="+strings.TrimPrefix(server.URL, "http://"), childDir+"="+dir)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	r := rand.New(rand.NewPCG(9, 9))
	for range kills {
		there := s.after(1 + r.IntN(s.pages*3/2/kills))
		cmd := start()
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case <-there:
		case err := <-ended:
			t.Fatalf("the crawl ended before it was killed: %v", err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := <-ended; err == nil {
			t.Fatal("the crawl was over before it was killed")
		}
	}
	before := s.requests()
	if err := start().Wait(); err != nil {
		t.Fatal(err)
	}
	after := s.requests()
	for path, n := range s.asked {
		if n > 2 {
			t.Errorf("%s was asked for %d times", path, n)
		}
	}
	if len(s.asked) != s.pages || after > s.pages+kills {
		t.Errorf("%d pages of %d asked for, by %d requests", len(s.asked), s.pages, after)
	}
	t.Logf("%d pages by %d requests, %d of them after the last of %d kills", s.pages, after, after-before, kills)
	agrees(t, dir, s.pages)
}

// agrees checks that the archive is sound, that every article has a capture,
// and that every capture lies where the archive says.
func agrees(t *testing.T, dir string, pages int) {
	t.Helper()
	ctx := t.Context()
	store, err := archive.Open(ctx, dir, archive.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if problems, err := store.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("Check: %v, %v", problems, err)
	}
	stored := 0
	for a, err := range store.All(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		stored++
		c, err := store.CaptureOf(ctx, a.Seq)
		if err != nil || a.Version != 1 {
			t.Fatalf("%s, version %d: %v", a.URL, a.Version, err)
		}
		rec, err := warc.ReadAt(filepath.Join(dir, "warc", c.File), c.Offset)
		if err != nil {
			t.Fatal(err)
		}
		if rec.URI != a.URL || rec.ID != c.WARC {
			t.Errorf("at %s:%d lies %s, not %s", c.File, c.Offset, rec.URI, a.URL)
		}
		if _, err := io.Copy(io.Discard, rec.Block()); errors.Join(err, rec.Close()) != nil {
			t.Error(err)
		}
	}
	if stored != pages {
		t.Errorf("%d of %d articles stored", stored, pages)
	}
	names, err := filepath.Glob(filepath.Join(dir, "warc", "*"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		if !strings.HasSuffix(name, ".warc.gz") {
			if !strings.Contains(filepath.Base(name), "lock") {
				t.Errorf("%s was left", name)
			}
			continue
		}
		if sum, err := warc.Verify(name); err != nil || len(sum.Damage) > 0 {
			t.Errorf("%s: %v, %v", name, sum.Damage, err)
		}
	}
}
