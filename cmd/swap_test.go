package cmd

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"khotin/index"
	"khotin/internal/article"
	"khotin/internal/pressroom"
	"khotin/server"
)

// swapArticles is how large the archive of TestSwapOverHTTP is: a rebuild takes
// about a second.
const swapArticles = 300

// outdatedIndex leaves an index of a made-up archive as another version of the
// program would: with fewer compounds, and a name of another schema.
func outdatedIndex(t *testing.T, made *pressroom.Archive) (dir string) {
	t.Helper()
	dir = t.TempDir()
	ix, err := index.Open(t.Context(), dir, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ix.Rebuild(t.Context(), madeUp(made)); err != nil {
		t.Fatal(err)
	}
	stats, err := ix.Stats()
	if err == nil {
		err = ix.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*", stats.Generation))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	other := strings.Map(func(r rune) rune { return '0' + (r+1)%10 }, stats.Generation[:6]) + stats.Generation[6:]
	if err := os.Rename(found[0], filepath.Join(filepath.Dir(found[0]), other)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func madeUp(made *pressroom.Archive) func(int64) iter.Seq2[article.Stored, error] {
	return func(after int64) iter.Seq2[article.Stored, error] { return made.After(swapArticles, after) }
}

// asked is a request and how many articles it must find at least, by a new index.
type asked struct {
	path  string
	total int
}

// requests are words, phrases, numbers, filters, orders and suggestions.
func requests(made *pressroom.Archive) (list []asked) {
	for _, kind := range pressroom.Kinds {
		for _, q := range made.Queries(kind, 6, swapArticles) {
			list = append(list, asked{path: "/api/v1/search?q=" + url.QueryEscape(q)})
		}
	}
	return append(list,
		asked{path: "/api/v1/search?lang=vi&sort=newest&limit=50"}, asked{path: "/api/v1/search?lang=fr&sort=oldest"},
		asked{path: "/api/v1/suggest?q=h"}, asked{path: "/?q=hoi+nghi&ui=vi"}, asked{path: "/readyz"})
}

// totalOf reads the total of an answer of the search API, 0 of any other.
func totalOf(body []byte) int {
	var answer struct {
		Total int `json:"total"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return 0
	}
	return answer.Total
}

// request asks and returns the total. Any status but 200 is an error.
func request(ctx context.Context, address string) (total int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %.200s", address, resp.Status, body)
	}
	return totalOf(body), err
}

// served opens an index of a made-up archive behind a server.
func served(t *testing.T, dir string) (ix *index.Index, base string) {
	t.Helper()
	ix, err := index.Open(t.Context(), dir, index.Options{Words: strings.NewReader("hòa giải viên\n")})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := server.New(server.Options{Searcher: ix, Suggester: ix, Reader: noReader{}})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(handler)
	t.Cleanup(func() {
		srv.Close()
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix, srv.URL
}

// Indexes of another version are built anew behind a server, one after another.
// Every request is answered with 200, and none finds less than the new index does.
func TestSwapOverHTTP(t *testing.T) {
	made, err := pressroom.New()
	if err != nil {
		t.Fatal(err)
	}
	fresh, base := served(t, t.TempDir())
	if _, err := fresh.Rebuild(t.Context(), madeUp(made)); err != nil {
		t.Fatal(err)
	}
	list, found := requests(made), 0
	for i := range list {
		if list[i].total, err = request(t.Context(), base+list[i].path); err != nil {
			t.Fatal(err)
		}
		if list[i].total > 0 {
			found++
		}
	}
	if found < len(list)/2 {
		t.Fatalf("only %d of %d requests find something", found, len(list))
	}
	const rounds, least = 2, 1200
	total := 0
	for range rounds {
		ix, base := served(t, outdatedIndex(t, made))
		if !ix.Outdated() {
			t.Fatal("the index is not of another version")
		}
		total += askWhile(t, base, list, least/rounds, func() {
			if n, err := ix.Rebuild(t.Context(), madeUp(made)); err != nil || n != swapArticles {
				t.Errorf("rebuilt %d, %v", n, err)
			}
		})
		if ix.Outdated() {
			t.Error("the old index is still live after the rebuild")
		}
	}
	t.Logf("%d requests across %d rebuilds", total, rounds)
}

// askWhile asks from eight goroutines while something is done, and at least so
// often.
func askWhile(t *testing.T, base string, list []asked, least int, do func()) (total int) {
	t.Helper()
	var all sync.WaitGroup
	var mu sync.Mutex
	done := make(chan struct{})
	for from := range 8 {
		all.Go(func() {
			for i := from; ; i += 3 {
				select {
				case <-done:
					mu.Lock()
					enough := total >= least
					mu.Unlock()
					if enough {
						return
					}
				default:
				}
				a := list[i%len(list)]
				n, err := request(t.Context(), base+a.path)
				if err != nil || n < a.total {
					t.Errorf("%s finds %d of %d, %v", a.path, n, a.total, err)
					return
				}
				mu.Lock()
				total++
				mu.Unlock()
			}
		})
	}
	do()
	close(done)
	all.Wait()
	return total
}
