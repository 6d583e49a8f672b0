package index

import (
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2"
)

// The benchmarks index one generated corpus with khotin and with stock bleve in
// the same run and report both, so that a slow machine shows in both.

// each yields the corpus as a change sequence.
func (c corpus) source(int64) iter.Seq2[article.Stored, error] {
	return func(yield func(article.Stored, error) bool) {
		for _, a := range c.articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// stockBatch is what bleve's own examples and benchmarks use.
const stockBatch = 100

// stock indexes the corpus with bleve's default mapping.
func stock(b *testing.B, c corpus) (bleve.Index, string) {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "stock")
	ix, err := bleve.New(dir, bleve.NewIndexMapping())
	if err != nil {
		b.Fatal(err)
	}
	for chunk := range slices.Chunk(c.articles, stockBatch) {
		batch := ix.NewBatch()
		for _, a := range chunk {
			doc := map[string]any{"headline": a.Headline, "text": a.Paragraphs[0].Text, "lang": string(a.Lang), "outlet": a.Outlet}
			if err := batch.Index(a.ID, doc); err != nil {
				b.Fatal(err)
			}
		}
		if err := ix.Batch(batch); err != nil {
			b.Fatal(err)
		}
	}
	b.Cleanup(func() { ix.Close() })
	return ix, dir
}

// With 6,000 articles on two loaded cores: 1,903 articles a second to stock's
// 1,414, in 1.8 bytes of index a byte of text to 2.8.
func BenchmarkIndexing(b *testing.B) {
	c := newCorpus(corpusSize(b))
	var ours, theirs time.Duration
	var size, stockSize int64
	for b.Loop() {
		start := time.Now()
		ix := open(b, b.TempDir())
		if _, err := ix.Rebuild(b.Context(), c.source); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)
		start = time.Now()
		_, dir := stock(b, c)
		theirs += time.Since(start)
		size += mustSize(b, ix.live.path)
		stockSize += mustSize(b, dir)
	}
	docs := float64(len(c.articles) * b.N)
	b.ReportMetric(docs/ours.Seconds(), "docs/s")
	b.ReportMetric(docs/theirs.Seconds(), "stock-docs/s")
	b.ReportMetric(float64(size)/float64(c.bytes*b.N), "index/text")
	b.ReportMetric(float64(stockSize)/float64(c.bytes*b.N), "stock-index/text")
}

func mustSize(b *testing.B, dir string) int64 {
	b.Helper()
	size, err := folderSize(dir)
	if err != nil {
		b.Fatal(err)
	}
	return size
}

// Short queries and questions of a dozen words against the same corpus. With
// 20,000 articles on two loaded cores: p50 6.3 ms to stock's 15.9 for two to four
// words, 19 ms to 71 for twelve to fourteen.
func BenchmarkSearch(b *testing.B) {
	c := newCorpus(corpusSize(b))
	ix := open(b, b.TempDir())
	if _, err := ix.Follow(b.Context(), c.source(0)); err != nil {
		b.Fatal(err)
	}
	other, _ := stock(b, c)
	for _, words := range []int{2, 12} {
		b.Run(fmt.Sprintf("words=%d", words), func(b *testing.B) {
			compare(b, ix, other, queries(100, words))
		})
	}
}

// compare times the same queries in both indexes, hits with passages and all.
func compare(b *testing.B, ix *Index, other bleve.Index, list []string) {
	var ours, theirs []time.Duration
	for b.Loop() {
		for _, text := range list {
			q, err := query.Parse(firstRunes(text, query.MaxText))
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
	report := func(name string, times []time.Duration) {
		slices.Sort(times)
		b.ReportMetric(float64(quantile(times, .5).Microseconds())/1000, name+"p50-ms")
		b.ReportMetric(float64(quantile(times, .99).Microseconds())/1000, name+"p99-ms")
	}
	report("", ours)
	report("stock-", theirs)
}
