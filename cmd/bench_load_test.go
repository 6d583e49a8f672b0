package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"khotin/index"
	"khotin/internal/article"
	"khotin/internal/pressroom"
	"khotin/server"
)

// The load benchmark asks a whole server, over HTTP, what people ask, at a rate
// that does not wait for answers: a slow one delays those behind it, and that
// counts.
const (
	loadArticles = 100_000 // unless KHOTIN_BENCH_ARTICLES says otherwise
	loadRate     = 20      // requests a second
	loadRequests = 200     // of every kind
	loadTimeout  = 30 * time.Second
)

// madeUpReader gives records, which searching does not ask for.
type madeUpReader struct{}

func (madeUpReader) Get(context.Context, string) (article.Stored, error) {
	return article.Stored{}, errors.New("not asked for")
}

func (madeUpReader) Versions(context.Context, string) ([]article.Stored, error) { return nil, nil }

func (madeUpReader) StateAt(context.Context, string, time.Time) (article.State, error) {
	return article.Live, nil
}

// BenchmarkLoad reports, for every kind of query, the times of answers in
// milliseconds and the memory the process has in use.
func BenchmarkLoad(b *testing.B) {
	n := loadArticles
	if v, err := strconv.Atoi(os.Getenv("KHOTIN_BENCH_ARTICLES")); err == nil {
		n = v
	}
	made, err := pressroom.New()
	if err != nil {
		b.Fatal(err)
	}
	ix, err := index.Open(b.Context(), b.TempDir(), index.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	source := func(after int64) iter.Seq2[article.Stored, error] { return made.After(n, after) }
	if _, err := ix.Rebuild(b.Context(), source); err != nil {
		b.Fatal(err)
	}
	handler, err := server.New(server.Options{Searcher: ix, Suggester: ix, Reader: madeUpReader{}})
	if err != nil {
		b.Fatal(err)
	}
	srv := httptest.NewServer(handler)
	defer srv.Close()
	for _, kind := range pressroom.Kinds { // the merges of a rebuild are not what is measured
		ask(b, srv.URL, made.Queries(kind, loadRequests/2, n))
	}
	debug.FreeOSMemory() // what the rebuild has left
	for _, kind := range pressroom.Kinds {
		b.Run(string(kind), func(b *testing.B) {
			for b.Loop() {
				times := ask(b, srv.URL, made.Queries(kind, loadRequests, n))
				for _, share := range []float64{.5, .95, .99} {
					at := times[min(len(times)-1, int(share*float64(len(times))))]
					b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("p%.0f-ms", 100*share))
				}
			}
			b.ReportMetric(residentMB(b), "resident-MB")
		})
	}
}

// ask sends queries, whose answers all have facets, at loadRate and returns how
// long each took from the moment it was due, the shortest first.
func ask(b *testing.B, base string, queries []string) []time.Duration {
	b.Helper()
	client := &http.Client{Timeout: loadTimeout}
	times := make([]time.Duration, len(queries))
	errs := make([]error, len(queries))
	var under sync.WaitGroup
	tick := time.NewTicker(time.Second / loadRate)
	defer tick.Stop()
	for i, q := range queries {
		due := <-tick.C
		under.Go(func() {
			errs[i] = fetch(client, base+"/api/v1/search?limit=10&q="+url.QueryEscape(q))
			times[i] = time.Since(due)
		})
	}
	under.Wait()
	if err := errors.Join(errs...); err != nil {
		b.Fatal(err)
	}
	slices.Sort(times)
	return times
}

func fetch(client *http.Client, address string) error {
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", address, resp.Status)
	}
	return nil
}

// residentMB reads the resident memory of this process, in megabytes, as Linux
// tells it; 0 elsewhere.
func residentMB(b *testing.B) float64 {
	b.Helper()
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if kb, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(kb, "kB")), 64)
			if err != nil {
				b.Fatal(err)
			}
			return n / 1024
		}
	}
	return 0
}
