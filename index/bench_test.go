package index

import (
	"os"
	"strconv"
	"testing"

	"khotin/internal/pressroom"
	"khotin/internal/query"
)

// searchArticles is how many articles are searched, unless KHOTIN_BENCH_ARTICLES
// says otherwise.
const searchArticles = 20_000

// BenchmarkSearch asks what the load benchmark of package cmd asks over HTTP, for
// profiles: one iteration is one search, with ten hits and facets.
func BenchmarkSearch(b *testing.B) {
	n := searchArticles
	if v, err := strconv.Atoi(os.Getenv("KHOTIN_BENCH_ARTICLES")); err == nil {
		n = v
	}
	a, err := pressroom.New()
	if err != nil {
		b.Fatal(err)
	}
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
