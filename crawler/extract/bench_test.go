package extract

import (
	"bytes"
	"net/url"
	"testing"

	"github.com/markusmobius/go-trafilatura"
)

// BenchmarkPage and BenchmarkTrafilatura read the same labelled pages, one
// after the other: an operation is one page.
func BenchmarkPage(b *testing.B) {
	pages, x := readPages(b), newExtractor(b)
	size := 0
	for i := 0; b.Loop(); i++ {
		l := pages[i%len(pages)]
		size += len(l.body)
		if _, err := x.Page(l.body, l.url, "text/html; charset=utf-8"); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(size / max(b.N, 1)))
}

func BenchmarkTrafilatura(b *testing.B) {
	pages := readPages(b)
	for i := 0; b.Loop(); i++ {
		l := pages[i%len(pages)]
		u, _ := url.Parse(l.url)
		_, err := trafilatura.Extract(bytes.NewReader(l.body), trafilatura.Options{EnableFallback: true, OriginalURL: u})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStory is the cost of a small page of no known family.
func BenchmarkStory(b *testing.B) {
	x := newExtractor(b)
	for b.Loop() {
		if _, err := x.Page([]byte(story), anyURL, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	c := readConfig(b)
	for b.Loop() {
		if _, err := New(Options{Outlets: testOutlets(), Profiles: c.Families, Families: c.Outlets}); err != nil {
			b.Fatal(err)
		}
	}
}
