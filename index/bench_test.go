package index

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/pressroom"
	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2"
)

// The benchmarks index one made-up archive with khotin and with stock bleve in
// the same run and report both, so that a slow machine shows in both. They need
// a few minutes and three gigabytes of disk at their full size.

// fullSize is how many articles are indexed, unless KHOTIN_BENCH_ARTICLES says
// otherwise.
const fullSize = 100_000

func benchSize(b *testing.B) int {
	b.Helper()
	if n, err := strconv.Atoi(os.Getenv("KHOTIN_BENCH_ARTICLES")); err == nil {
		return n
	}
	return fullSize
}

func madeUp(b *testing.B) *pressroom.Archive {
	b.Helper()
	a, err := pressroom.New()
	if err != nil {
		b.Fatal(err)
	}
	return a
}

// stock indexes an archive with bleve's default mapping and the batches that
// khotin uses; it returns the bytes of text as well.
func stock(b *testing.B, a *pressroom.Archive, n int) (ix bleve.Index, dir string, text int) {
	b.Helper()
	dir = filepath.Join(b.TempDir(), "stock")
	ix, err := bleve.New(dir, bleve.NewIndexMapping())
	if err != nil {
		b.Fatal(err)
	}
	for list, err := range batches(b.Context(), a.After(n, 0), rebuildBatch) {
		if err != nil {
			b.Fatal(err)
		}
		batch := ix.NewBatch()
		for i := range list {
			text += len(pressroom.Text(&list[i]))
			if err := batch.Index(list[i].ID, plainRecord(&list[i])); err != nil {
				b.Fatal(err)
			}
		}
		if err := ix.Batch(batch); err != nil {
			b.Fatal(err)
		}
	}
	return ix, dir, text
}

// plainRecord is what a program with no mapping of its own would index.
func plainRecord(s *article.Stored) map[string]any {
	return map[string]any{
		"url": s.URL, "outlet": s.Outlet, "lang": string(s.Lang), "group": s.Group, "section": s.Section,
		"byline": s.Byline, "published": s.Published.Time, "headline": s.Headline, "text": pressroom.Text(s),
	}
}

// stopwatch measures time on the wall and on all processors together, which
// other programs on the machine do not disturb.
type stopwatch struct{ wall, cpu time.Duration }

func startWatch(b *testing.B) stopwatch {
	b.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return stopwatch{time.Duration(time.Now().UnixNano()), time.Duration(use.Utime.Nano() + use.Stime.Nano())}
}

// read returns the times since the watch was started.
func (w stopwatch) read(b *testing.B) stopwatch {
	b.Helper()
	now := startWatch(b)
	return stopwatch{now.wall - w.wall, now.cpu - w.cpu}
}

// settledSize is the size of an index on the disk once it is closed.
func settledSize(b *testing.B, dir string, shut func() error) float64 {
	b.Helper()
	if err := shut(); err != nil {
		b.Fatal(err)
	}
	size, err := folderSize(dir)
	if err != nil {
		b.Fatal(err)
	}
	return float64(size)
}

func BenchmarkIndexing(b *testing.B) {
	a, n := madeUp(b), benchSize(b)
	for b.Loop() {
		watch := startWatch(b)
		other, stockDir, text := stock(b, a, n)
		theirs := watch.read(b)
		stockSize := settledSize(b, stockDir, other.Close)

		dir := b.TempDir()
		ix, err := Open(b.Context(), dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		watch = startWatch(b)
		if _, err := ix.Rebuild(b.Context(), source(a, n)); err != nil {
			b.Fatal(err)
		}
		ours := watch.read(b)
		size := settledSize(b, dir, ix.Close)

		b.ReportMetric(float64(n)/ours.wall.Seconds(), "docs/s")
		b.ReportMetric(float64(n)/ours.cpu.Seconds(), "docs/cpu-s")
		b.ReportMetric(theirs.wall.Seconds()/ours.wall.Seconds(), "x-stock-docs/s")
		b.ReportMetric(theirs.cpu.Seconds()/ours.cpu.Seconds(), "x-stock-docs/cpu-s")
		b.ReportMetric(size/float64(text), "index/text")
		b.ReportMetric(size/stockSize, "x-stock-size")
	}
}

// BenchmarkSearch asks the same questions of both indexes, with the ten best
// hits and their passages.
func BenchmarkSearch(b *testing.B) {
	a, n := madeUp(b), benchSize(b)
	ix := open(b, b.TempDir())
	if _, err := ix.Rebuild(b.Context(), source(a, n)); err != nil {
		b.Fatal(err)
	}
	other, _, _ := stock(b, a, n)
	defer other.Close()
	for _, kind := range []pressroom.Kind{pressroom.Words, pressroom.Question} {
		b.Run(string(kind), func(b *testing.B) { compare(b, ix, other, a.Queries(kind, 100, n)) })
	}
}

// compare times the same queries in both indexes.
func compare(b *testing.B, ix *Index, other bleve.Index, list []string) {
	var ours, theirs []time.Duration
	for b.Loop() {
		for _, text := range list {
			q, err := query.Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			start := time.Now()
			if _, err := ix.Search(b.Context(), q); err != nil {
				b.Fatal(err)
			}
			ours = append(ours, time.Since(start))
			request := bleve.NewSearchRequest(bleve.NewMatchQuery(text))
			request.Highlight = bleve.NewHighlight()
			request.Fields = []string{"*"}
			start = time.Now()
			if _, err := other.Search(request); err != nil {
				b.Fatal(err)
			}
			theirs = append(theirs, time.Since(start))
		}
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	for _, share := range []float64{.5, .95, .99} {
		mine, stocks := quantile(ours, share).Seconds(), quantile(theirs, share).Seconds()
		name := "p" + strconv.Itoa(int(100*share))
		b.ReportMetric(1000*mine, name+"-ms")
		b.ReportMetric(mine/stocks, name+"-x-stock")
	}
}
