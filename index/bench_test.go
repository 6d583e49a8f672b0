package index

import (
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"khotin/internal/pressroom"
	"khotin/internal/query"
)

// The benchmarks here are for profiles. What khotin and stock bleve take beside
// each other is measured by the load benchmark of package cmd.

// benchArticles is how many articles are indexed and searched, unless
// KHOTIN_BENCH_ARTICLES says otherwise.
const benchArticles = 20_000

func madeUp(b *testing.B) (a *pressroom.Archive, n int) {
	b.Helper()
	a, err := pressroom.New()
	if err != nil {
		b.Fatal(err)
	}
	if n, err := strconv.Atoi(os.Getenv("KHOTIN_BENCH_ARTICLES")); err == nil {
		return a, n
	}
	return a, benchArticles
}

// BenchmarkRebuild indexes an archive; one iteration is a whole rebuild.
func BenchmarkRebuild(b *testing.B) {
	a, n := madeUp(b)
	for b.Loop() {
		dir := b.TempDir()
		ix, err := Open(b.Context(), dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		start, busy := time.Now(), processorTime(b)
		if _, err := ix.Rebuild(b.Context(), source(a, n)); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/time.Since(start).Seconds(), "docs/s")
		b.ReportMetric(float64(n)/(processorTime(b)-busy).Seconds(), "docs/cpu-s")
		if err := ix.Close(); err != nil {
			b.Fatal(err)
		}
		size, err := folderSize(dir)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(size)/1e6, "MB")
	}
}

// processorTime is what this process has used of all processors, which other
// programs on the machine disturb less than the time on the wall.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// BenchmarkSearch asks what the load benchmark of package cmd asks over HTTP; one
// iteration is one search, with ten hits and facets.
func BenchmarkSearch(b *testing.B) {
	a, n := madeUp(b)
	ix := open(b, b.TempDir())
	if _, err := ix.Rebuild(b.Context(), source(a, n)); err != nil {
		b.Fatal(err)
	}
	for _, kind := range pressroom.Kinds {
		var list []query.Query
		for _, text := range a.Queries(kind, 200, n) {
			q, err := query.Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			q.Limit, q.Facets = 10, true
			list = append(list, q)
		}
		b.Run(string(kind), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := ix.Search(b.Context(), list[i%len(list)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
