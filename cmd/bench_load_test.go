package cmd

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"khotin/internal/pressroom"
)

// The load benchmark has khotin and stock bleve index the same made-up archive
// and answer the same questions in one run, so that a slow machine shows in
// both. Each builds and serves in a process of its own. Questions come over
// HTTP at a rate that does not wait for answers: a slow one delays those behind
// it, and that counts.
const (
	loadArticles = 100_000 // unless KHOTIN_BENCH_ARTICLES says otherwise
	loadRate     = 20      // requests a second
	loadRequests = 200     // of every kind
	loadTimeout  = 30 * time.Second
)

// BenchmarkLoad reports in "indexing" the speed, the size on the disk and the
// largest memory of both while they build, and for every kind of question the
// times of answers in milliseconds and the memory of the process that answers:
// its own, and the pages of the index that the system may take back at any
// time. It needs three gigabytes of disk and a quarter of an hour.
func BenchmarkLoad(b *testing.B) {
	n := loadArticles
	if v, err := strconv.Atoi(os.Getenv("KHOTIN_BENCH_ARTICLES")); err == nil {
		n = v
	}
	a, err := pressroom.New()
	if err != nil {
		b.Fatal(err)
	}
	dirs := map[string]string{khotinEngine: b.TempDir(), stockEngine: b.TempDir()}
	b.Run("indexing", func(b *testing.B) {
		b.ReportMetric(0, "ns/op")
		reportBuilt(b, build(b, khotinEngine, dirs[khotinEngine], n), build(b, stockEngine, dirs[stockEngine], n), n, textBytes(a, n))
	})
	b.Run("answers", func(b *testing.B) {
		ours, stocks := askAll(b, khotinEngine, dirs[khotinEngine], a, n), askAll(b, stockEngine, dirs[stockEngine], a, n)
		for _, kind := range pressroom.Kinds {
			b.Run(string(kind), func(b *testing.B) {
				b.ReportMetric(0, "ns/op")
				reportAnswers(b, ours[kind], stocks[kind])
			})
		}
	})
}

// textBytes is the size of all text of an archive.
func textBytes(a *pressroom.Archive, n int) (size float64) {
	for s := range a.After(n, 0) {
		size += float64(len(pressroom.Text(&s)))
	}
	return size
}

func reportBuilt(b *testing.B, ours, stocks built, n int, text float64) {
	b.ReportMetric(float64(n)/ours.Wall.Seconds(), "docs/s")
	b.ReportMetric(float64(n)/ours.CPU.Seconds(), "docs/cpu-s")
	b.ReportMetric(float64(n)/stocks.Wall.Seconds(), "stock-docs/s")
	b.ReportMetric(stocks.Wall.Seconds()/ours.Wall.Seconds(), "docs/s-x-stock")
	b.ReportMetric(stocks.CPU.Seconds()/ours.CPU.Seconds(), "docs/cpu-s-x-stock")
	b.ReportMetric(ours.size/text, "index/text")
	b.ReportMetric(stocks.size/text, "stock-index/text")
	b.ReportMetric(ours.size/stocks.size, "size-x-stock")
	b.ReportMetric(ours.peak.own, "peak-MB")
	b.ReportMetric(stocks.peak.own, "stock-peak-MB")
}

func reportAnswers(b *testing.B, ours, stocks answers) {
	for _, share := range []float64{.5, .95, .99} {
		name := fmt.Sprintf("p%.0f-", 100*share)
		b.ReportMetric(ours.quantile(share), name+"ms")
		b.ReportMetric(stocks.quantile(share), "stock-"+name+"ms")
		b.ReportMetric(ours.quantile(share)/stocks.quantile(share), name+"x-stock")
	}
	b.ReportMetric(ours.cpu, "cpu-ms")
	b.ReportMetric(stocks.cpu, "stock-cpu-ms")
	b.ReportMetric(ours.cpu/stocks.cpu, "cpu-x-stock")
	b.ReportMetric(ours.used.own, "MB")
	b.ReportMetric(ours.used.mapped, "mapped-MB")
	b.ReportMetric(stocks.used.own, "stock-MB")
	b.ReportMetric(stocks.used.mapped, "stock-mapped-MB")
}

// answers are how long the answers to one kind of question took, the shortest
// first, the milliseconds of processor that one answer took, and the memory of
// the server after the last.
type answers struct {
	times []time.Duration
	cpu   float64
	used  memory
}

// quantile is in milliseconds.
func (a answers) quantile(share float64) float64 {
	at := a.times[min(len(a.times)-1, int(share*float64(len(a.times))))]
	return float64(at.Microseconds()) / 1000
}

// askAll serves an index and asks it every kind of question, after half as many
// others of each: the last merges of an index just built, and reading its files
// for the first time, are not what is measured.
func askAll(b *testing.B, name, dir string, a *pressroom.Archive, n int) map[pressroom.Kind]answers {
	b.Helper()
	base, pid, stop := serve(b, name, dir)
	defer stop()
	for _, kind := range pressroom.Kinds {
		ask(b, base, a.Queries(kind, loadRequests+loadRequests/2, n)[loadRequests:])
	}
	all := make(map[pressroom.Kind]answers, len(pressroom.Kinds))
	for _, kind := range pressroom.Kinds {
		before := cpuOf(b, pid)
		times := ask(b, base, a.Queries(kind, loadRequests, n))
		cpu := cpuOf(b, pid) - before
		all[kind] = answers{times, 1000 * cpu.Seconds() / loadRequests, memoryOf(b, pid)}
	}
	return all
}

// ask sends queries at loadRate and returns how long each took from the moment
// it was due, the shortest first. A server that cannot keep up is not waited for:
// what has no answer in time counts as long as was waited.
func ask(b *testing.B, base string, queries []string) []time.Duration {
	b.Helper()
	client := &http.Client{Timeout: loadTimeout}
	times := make([]time.Duration, len(queries))
	errs := make([]error, len(queries))
	var under sync.WaitGroup
	start := time.Now()
	for i, q := range queries {
		due := start.Add(time.Duration(i) * time.Second / loadRate)
		time.Sleep(time.Until(due))
		under.Go(func() {
			err := fetch(client, base+"/api/v1/search?limit=10&q="+url.QueryEscape(q))
			if failed, ok := errors.AsType[net.Error](err); !ok || !failed.Timeout() {
				errs[i] = err
			}
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
