package crawler_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/visit"
)

// TestWhatIsKept crawls a site four times with the real archive. A changed
// number is one version, of its class; clock, counter and related box are none;
// and what was received before is not kept again.
func TestWhatIsKept(t *testing.T) {
	number, visits := "04-NQ/TU", 0
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		visits++
		switch r.URL.Path {
		case "/":
			fmt.Fprint(rw, `<a href="/nghi-quyet-1.html">x</a><a href="/nhu-cu-2.html">x</a><a href="/ban-sao-3.html">x</a>`)
		case "/nghi-quyet-1.html":
			fmt.Fprintf(rw, "<h1>Hội nghị</h1><p>Theo Nghị quyết số %s.</p><time>%d</time><aside>Đọc thêm: bài %d</aside>", number, visits, visits)
		case "/nhu-cu-2.html":
			rw.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				rw.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(rw, "<h1>Như cũ</h1><p>Văn bản.</p>")
		case "/ban-sao-3.html":
			fmt.Fprint(rw, "<h1>Bản sao</h1><p>Lần nào cũng thế.</p>")
		default:
			http.NotFound(rw, r)
		}
	}))
	defer server.Close()
	dir, now := t.TempDir(), time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	for pass := range 4 {
		if pass == 2 {
			number = "05-NQ/TU"
		}
		if err := crawlOnce(t.Context(), dir, strings.TrimPrefix(server.URL, "http://"), func() time.Time { return now }); err != nil {
			t.Fatal(err)
		}
		now = now.Add(31 * 24 * time.Hour)
	}
	store, err := archive.Open(t.Context(), dir, archive.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	const host = "https://a.vn"
	classes := make(map[string][]diff.Class)
	revisits := make(map[string][]bool)
	for _, path := range []string{"/nghi-quyet-1.html", "/nhu-cu-2.html", "/ban-sao-3.html"} {
		events, err := store.History(t.Context(), article.IDOf(host+path))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			classes[path] = append(classes[path], e.Class)
		}
		captures, err := store.Captures(t.Context(), host+path)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range captures {
			revisits[path] = append(revisits[path], c.Revisit)
			if c.Seq == 0 || c.Record != article.IDOf(host+path) {
				t.Errorf("%s: capture %d led to %q, version %d", path, c.ID, c.Record, c.Seq)
			}
		}
	}
	if diff := cmp.Diff(map[string][]diff.Class{
		"/nghi-quyet-1.html": {diff.None, diff.Number}, "/nhu-cu-2.html": {diff.None}, "/ban-sao-3.html": {diff.None},
	}, classes); diff != "" {
		t.Errorf("versions (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string][]bool{
		"/nghi-quyet-1.html": {false, false, false, false}, // every payload is another
		"/nhu-cu-2.html":     {false, true, true, true}, "/ban-sao-3.html": {false, true, true, true},
	}, revisits); diff != "" {
		t.Errorf("revisits (-want +got):\n%s", diff)
	}
	totalsAddUp(t, store)
}

// totalsAddUp checks that every address of every run came to one reason.
func totalsAddUp(t *testing.T, store *archive.Archive) {
	t.Helper()
	runs, err := store.Runs(t.Context(), 10)
	if err != nil || len(runs) != 4 {
		t.Fatal(len(runs), err)
	}
	for _, run := range runs {
		seen, sum := make(map[string]visit.Reason), 0
		for o, err := range store.Outcomes(t.Context(), run.ID) {
			if err != nil || o.Reason == "" || seen[o.URL] != "" {
				t.Errorf("run %d: %s came to %q and %q, %v", run.ID, o.URL, seen[o.URL], o.Reason, err)
			}
			seen[o.URL] = o.Reason
		}
		for _, n := range run.Outcomes {
			sum += n
		}
		if sum != len(seen) || run.Finished.IsZero() {
			t.Errorf("run %d: %d outcomes of %d addresses", run.ID, sum, len(seen))
		}
	}
}
