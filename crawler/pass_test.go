package crawler

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// TestSecondPass: what did not change costs a conditional request and adds
// nothing; what did becomes one more version.
func TestSecondPass(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/nhu-cu-1.html", "/doi-2.html", "/khong-etag-3.html")
	body := map[string]string{"a.vn/nhu-cu-1.html": "<h1>Như cũ</h1>", "a.vn/doi-2.html": "<h1>Trước</h1>"}
	for address := range body {
		w.on(address, func(rw http.ResponseWriter, r *http.Request) {
			etag := `"` + body[address] + `"`
			rw.Header().Set("ETag", etag)
			rw.Header().Set("Last-Modified", "Tue, 06 Aug 2024 04:42:00 GMT")
			if r.Header.Get("If-None-Match") == etag && r.Header.Get("If-Modified-Since") != "" {
				rw.WriteHeader(http.StatusNotModified)
				return
			}
			html(body[address])(rw, r)
		})
	}
	w.article("a.vn/khong-etag-3.html", "Không có ETag")
	c := w.crawler()
	w.once(c)
	body["a.vn/doi-2.html"] = "<h1>Sau</h1>"
	w.clock.Advance(day)
	r := w.once(c)
	want := map[visit.Reason]int{visit.Read: 1, visit.Unchanged: 2, visit.Changed: 1}
	if diff := cmp.Diff(want, r.Total().Outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	if o := w.memory.outcome("https://a.vn/nhu-cu-1.html"); o.Status != 304 {
		t.Errorf("the unchanged page answered %d", o.Status)
	}
	if w.conditional != 2 {
		t.Errorf("%d conditional requests, want 2", w.conditional)
	}
}

// TestPassRightAfterAnother looks at the discovery addresses again and leaves
// the articles alone.
func TestPassRightAfterAnother(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html")
	w.article("a.vn/tin-1.html", "Tin")
	c := w.crawler()
	w.once(c)
	w.clock.Advance(time.Second)
	w.listing("a.vn/", "/tin-1.html", "/tin-2.html")
	w.article("a.vn/tin-2.html", "Tin mới")
	r := w.once(c)
	want := map[visit.Reason]int{visit.Read: 1, visit.New: 1}
	if diff := cmp.Diff(want, r.Total().Outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
}

func TestMirrors(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html?a=1", "/tin-1.html?a=2", "/tin-1.html#top", "https://guong.vn/tin-1.html", "/in/tin-1.html")
	w.serve("a.vn/tin-1.html", "text/html", `<link rel="canonical" href="https://a.vn/tin-1.html"><h1>Tin</h1>`)
	r := w.once(w.crawler(func(o *Options) {
		o.Outlets[0].Mirrors = []string{"guong.vn"}
		o.Outlets[0].Prints = append(o.Outlets[0].Prints, mustCompile(`^/in/`))
		o.Outlets[0].Articles[0] = mustCompile(`^/(?P<slug>[^/]+)-(?P<id>\d+)\.html$`)
	}))
	want := map[visit.Reason]int{visit.Read: 1, visit.New: 1, visit.Mirror: 2}
	if diff := cmp.Diff(want, r.Total().Outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	if len(w.memory.versions) != 1 {
		t.Errorf("%d records", len(w.memory.versions))
	}
	if w.asked("a.vn/in/tin-1.html")+w.asked("guong.vn/tin-1.html") != 0 {
		t.Error("a print version or mirror was asked for")
	}
}

// TestForbidden: a 403 is tried twice more in the pass, then parked for a day.
func TestForbidden(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/cam-1.html", "/tin-2.html")
	w.on("a.vn/cam-1.html", status(403))
	w.article("a.vn/tin-2.html", "Tin")
	start := w.clock.Now()
	w.once(w.crawler())
	if n := w.asked("a.vn/cam-1.html"); n != maxTries {
		t.Errorf("asked %d times", n)
	}
	if took := w.clock.Now().Sub(start); took < 90*time.Second {
		t.Errorf("30 s and 60 s of back-off fit into %v", took)
	}
	r := w.memory.rows["https://a.vn/cam-1.html"]
	if r.Failures != 1 || r.Due.Sub(w.clock.Now()) < 23*time.Hour {
		t.Errorf("parked as %+v", r)
	}
}

// TestPanic: a page that makes the reader panic is the outcome of that page.
func TestPanic(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/no-1.html", "/tin-2.html")
	w.article("a.vn/no-1.html", "Nổ")
	w.article("a.vn/tin-2.html", "Tin")
	c := w.crawler(func(o *Options) {
		o.Extract = func(b []byte, u, ct string) (article.Article, error) {
			if strings.Contains(u, "no-1") {
				panic("boom")
			}
			return fakeExtract(b, u, ct)
		}
	})
	r := w.once(c)
	want := map[visit.Reason]int{visit.Read: 1, visit.New: 1, visit.Failed: 1}
	if diff := cmp.Diff(want, r.Total().Outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	if o := w.memory.outcome("https://a.vn/no-1.html"); !strings.Contains(o.Detail, "boom") {
		t.Errorf("detail %q", o.Detail)
	}
	if _, err := c.Fetch(t.Context(), "https://a.vn/no-1.html"); fault.Of(err) != fault.Internal || !strings.Contains(err.Error(), "boom") {
		t.Errorf("Fetch: %v", err)
	}
}

func TestBudget(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html", "/tin-2.html", "/tin-3.html", "/tin-4.html", "/tin-5.html", "/tin-6.html")
	w.other = html("<h1>Tin</h1>")
	w.on("a.vn/robots.txt", http.NotFound)
	r := w.once(w.crawler(func(o *Options) { o.Outlets[0].Budget = 3 }))
	total := r.Total()
	if done := total.Discovered - total.Left; done != 3 || total.Left == 0 {
		t.Errorf("%d done, %d left of %d", done, total.Left, total.Discovered)
	}
	if got := w.once(w.crawler()).Total().Stored(); got != 4 {
		t.Errorf("the next pass stored %d, want the other 4", got)
	}
}

func TestOnceByName(t *testing.T) {
	w := newWorld(t)
	w.other = html("<h1>Trang</h1>")
	c := w.crawler(func(o *Options) { o.Outlets = []Outlet{outlet("a.vn"), outlet("b.vn")} })
	w.once(c, "b.vn")
	if w.asked("a.vn/") != 0 || w.asked("b.vn/") != 1 {
		t.Errorf("asked %v", w.hits)
	}
	if _, err := c.Once(t.Context(), "c.vn"); fault.Of(err) != fault.NotFound || fault.Hint(err) == "" {
		t.Errorf("an unknown outlet: %v", err)
	}
}

// TestArchiveTrouble ends the pass: going on would lose what is found.
func TestArchiveTrouble(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html")
	w.article("a.vn/tin-1.html", "Tin")
	c := w.crawler()
	w.memory.putErr = errors.New("the disk is full")
	r, err := c.Once(t.Context())
	if err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Fatalf("ended with %v", err)
	}
	w.check(r)
	if w.memory.open != 1 {
		t.Error("the run is closed in the ledger although it was cut off")
	}
	w.memory.putErr = fault.New(fault.Invalid, "the record is not valid")
	w.once(c)
	if o := w.memory.outcome("https://a.vn/tin-1.html"); o.Reason != visit.Failed || o.Detail != "the record is not valid" {
		t.Errorf("an invalid record: %+v", o)
	}
}

func TestProgressAndReport(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html", "/mat-2.html")
	w.article("a.vn/tin-1.html", "Tin")
	var seen []string
	r := w.once(w.crawler(func(o *Options) {
		o.Progress = func(v visit.Outcome) { seen = append(seen, v.URL+" "+string(v.Reason)) }
	}))
	slices.Sort(seen)
	want := []string{"https://a.vn/ read", "https://a.vn/mat-2.html gone", "https://a.vn/tin-1.html new"}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("progress (-want +got):\n%s", diff)
	}
	total := r.Total()
	if r.Requests != 4 || total.Discovered != 3 || total.Stored() != 1 || r.Run.Outcomes[visit.Missing] != 1 || total.Bytes == 0 {
		t.Errorf("%d requests, %+v, run %+v", r.Requests, total, r.Run)
	}
	if len(w.memory.outcomes) != total.Discovered {
		t.Errorf("%d lines in the ledger for %d addresses", len(w.memory.outcomes), total.Discovered)
	}
}

// TestDomainsShareNothingButWorkers: outlets of one registered domain are
// never visited at the same time, others are.
func TestDomainsShareNothingButWorkers(t *testing.T) {
	var groups [][]string
	for _, g := range byDomain([]*Outlet{
		{Outlet: article.Outlet{Name: "1", Editions: []article.Edition{{Host: "nghean.dcs.vn"}}}},
		{Outlet: article.Outlet{Name: "2", Editions: []article.Edition{{Host: "baothaibinh.com.vn"}}}},
		{Outlet: article.Outlet{Name: "3", Editions: []article.Edition{{Host: "hue.dcs.vn"}}}},
		{Outlet: article.Outlet{Name: "4", Editions: []article.Edition{{Host: "khac.com.vn"}}}},
		{Outlet: article.Outlet{Name: "5", Editions: []article.Edition{{Host: "127.0.0.1:8099"}}}},
	}) {
		var names []string
		for _, o := range g {
			names = append(names, o.Name)
		}
		groups = append(groups, names)
	}
	if diff := cmp.Diff([][]string{{"1", "3"}, {"2"}, {"4"}, {"5"}}, groups); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
}

func TestVisit(t *testing.T) {
	w := newWorld(t)
	w.article("a.vn/tin-1.html", "Một")
	w.serve("la.example/bai", "text/html", `<h1>Lạ</h1><link rel="alternate" hreflang="fr" href="/autre">`)
	w.on("a.vn/cam-2.html", status(403))
	c := w.crawler()
	r, err := c.Visit(t.Context(), "http://www.a.vn/tin-1.html?utm_source=x", "https://a.vn/tin-1.html", "https://la.example/bai", "https://a.vn/cam-2.html")
	if err != nil {
		t.Fatal(err)
	}
	w.check(r)
	want := map[visit.Reason]int{visit.New: 2, visit.Denied: 1}
	if diff := cmp.Diff(want, r.Total().Outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	if w.asked("a.vn/") != 0 || w.asked("a.vn/cam-2.html") != maxTries || len(w.memory.rows) != 3 {
		t.Errorf("asked %v, rows %v", w.hits, w.memory.rows)
	}
	if _, err := c.Visit(t.Context(), "không phải địa chỉ"); fault.Of(err) != fault.Invalid {
		t.Errorf("no address: %v", err)
	}
}

func TestFetch(t *testing.T) {
	w := newWorld(t)
	w.on("a.vn/robots.txt", text("User-agent: *\nDisallow: /cam\n"))
	w.article("a.vn/tin-1.html", "Tin")
	w.article("la.example/bat-ky", "Lạ")
	w.on("a.vn/hong-2.html", status(500))
	c := w.crawler()
	tests := []struct {
		address string
		want    fault.Kind
		headline,
		says string
	}{
		{"https://a.vn/tin-1.html", 0, "Tin", ""},
		{"https://la.example/bat-ky", 0, "Lạ", ""},
		{"https://a.vn/cam-3.html", fault.Invalid, "", "robots.txt of a.vn, line 2: Disallow: /cam"},
		{"https://a.vn/mat-4.html", fault.NotFound, "", "404"},
		{"https://a.vn/hong-2.html", fault.Unavailable, "", "500"},
		{"https://a.vn/thoi-su/", fault.Invalid, "", "not the address of an article"},
		{"tin-1.html", fault.Invalid, "", "full http"},
	}
	for _, tt := range tests {
		a, err := c.Fetch(t.Context(), tt.address)
		if tt.headline != "" {
			if err != nil || a.Headline != tt.headline {
				t.Errorf("%s: %q, %v", tt.address, a.Headline, err)
			}
			continue
		}
		if err == nil || fault.Of(err) != tt.want || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: kind %v, %v", tt.address, fault.Of(err), err)
		}
	}
	if len(w.memory.rows)+len(w.memory.versions) != 0 {
		t.Error("Fetch stored something")
	}
}

func TestNewSaysWhatIsWrong(t *testing.T) {
	good := outlet("a.vn")
	tests := []struct {
		name   string
		change func(*Options)
		says   string
	}{
		{"no extractor", func(o *Options) { o.Extract = nil }, "extract"},
		{"no name", func(o *Options) { o.Outlets = []Outlet{{}} }, "name"},
		{"no article pattern", func(o *Options) {
			o.Outlets = []Outlet{{Outlet: article.Outlet{Name: "a", Editions: good.Editions}}}
		}, "pattern"},
		{"bad discovery address", func(o *Options) { o.Outlets[0].Discover.Feeds = []string{"/rss"} }, `"/rss"`},
		{"bad zone", func(o *Options) { o.Outlets[0].Discover.Zones = []Zone{{API: "https://a.vn/x"}} }, "{zone}"},
		{"bad allowed address", func(o *Options) { o.AllowAddrs = []string{"localhost:1"} }, "localhost:1"},
	}
	for _, tt := range tests {
		o := Options{Outlets: []Outlet{outlet("a.vn")}, Extract: fakeExtract}
		tt.change(&o)
		_, err := New(o)
		if fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	c, err := New(Options{Outlets: []Outlet{good}, Extract: fakeExtract})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Once(t.Context()); fault.Of(err) != fault.Invalid {
		t.Errorf("a pass without an archive: %v", err)
	}
}

func TestTraps(t *testing.T) {
	for path, want := range map[string]bool{
		"/a/b/c/tin-1.html": false, "/a/a/a/tin": false, "/a/a/a/a/tin": true, "/a/b/a/b/a/b/a/b": true,
		"/1/2/3/4/5/6/7/8/9": false, "/1/2/3/4/5/6/7/8/9/10": true, "/": false,
	} {
		if got := isTrap(mustParse("https://a.vn" + path)); got != want {
			t.Errorf("isTrap(%s) = %v", path, got)
		}
	}
}

func TestSchedule(t *testing.T) {
	now := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	ok := &page{status: 200, header: http.Header{"Etag": {`"1"`}}, body: []byte("x")}
	tests := []struct {
		name     string
		row      visit.Row
		r        result
		due      time.Duration
		failures int
	}{
		{"first version", visit.Row{Kind: visit.Article}, reason(visit.New), 6 * time.Hour, 0},
		{"unchanged: twice as long", visit.Row{Kind: visit.Article, Visited: now.Add(-day)}, reason(visit.Unchanged), 2 * day, 0},
		{"unchanged for ever: a month", visit.Row{Kind: visit.Article, Visited: now.Add(-25 * day)}, reason(visit.Unchanged), 30 * day, 0},
		{"changed: half as long", visit.Row{Kind: visit.Article, Visited: now.Add(-day)}, reason(visit.Changed), 12 * time.Hour, 0},
		{"changed at once: an hour", visit.Row{Kind: visit.Article, Visited: now.Add(-time.Minute)}, reason(visit.Changed), time.Hour, 0},
		{"mirror", visit.Row{Kind: visit.Article}, reason(visit.Mirror), 30 * day, 0},
		{"front page", visit.Row{Kind: visit.Listing}, reason(visit.Read), 10 * time.Minute, 0},
		{"front page with news", visit.Row{Kind: visit.Listing, Visited: now.Add(-10 * time.Minute)}, result{Outcome: visit.Outcome{Reason: visit.Read}, page: ok, fresh: 3}, 5 * time.Minute, 0},
		{"quiet front page", visit.Row{Kind: visit.Feed, Visited: now.Add(-day)}, reason(visit.Read), 30 * time.Minute, 0},
		{"old sitemap", visit.Row{Kind: visit.Sitemap, Depth: 1, Visited: now.Add(-20 * day)}, reason(visit.Read), 30 * day, 0},
		{"first failure", visit.Row{Kind: visit.Article}, reason(visit.Failed), 10 * time.Minute, 1},
		{"third failure", visit.Row{Kind: visit.Article, Failures: 2}, reason(visit.Failed), 40 * time.Minute, 3},
		{"endless failure", visit.Row{Kind: visit.Article, Failures: 500}, reason(visit.Failed), day, 501},
		{"denied", visit.Row{Kind: visit.Article, Failures: 1}, reason(visit.Denied), 2 * day, 2},
		{"missing once", visit.Row{Kind: visit.Article}, reason(visit.Missing), day, 1},
		{"missing for long", visit.Row{Kind: visit.Article, Failures: 20}, reason(visit.Missing), 90 * day, 21},
		{"refused by robots.txt", visit.Row{Kind: visit.Article}, reason(visit.Refused), day, 0},
		{"no article", visit.Row{Kind: visit.Article}, reason(visit.NoArticle), 30 * day, 0},
		{"busy", visit.Row{Kind: visit.Article}, result{Outcome: visit.Outcome{Reason: visit.Failed}, busy: &busy{now.Add(2 * time.Hour)}}, 2 * time.Hour, 1},
	}
	for _, tt := range tests {
		got := next(tt.row, tt.r, now)
		if due := got.Due.Sub(now); due != tt.due || got.Failures != tt.failures || !got.Visited.Equal(now) {
			t.Errorf("%s: due in %v with %d failures, want %v with %d", tt.name, due, got.Failures, tt.due, tt.failures)
		}
	}
}

func reason(r visit.Reason) result { return result{Outcome: visit.Outcome{Reason: r}} }

// TestValidators are kept from good answers only.
func TestValidators(t *testing.T) {
	old := visit.Row{Kind: visit.Article, ETag: `"0"`, Modified: "then", Digest: "d"}
	head := http.Header{"Etag": {`"1"`}, "Last-Modified": {"now"}}
	tests := []struct {
		name   string
		status int
		header http.Header
		reason visit.Reason
		want   [3]string
	}{
		{"a new answer", 200, head, visit.Changed, [3]string{`"1"`, "now", digest([]byte("x"))}},
		{"an answer without any", 200, http.Header{}, visit.Unchanged, [3]string{"", "", digest([]byte("x"))}},
		{"304 that repeats nothing", 304, http.Header{}, visit.Unchanged, [3]string{`"0"`, "then", "d"}},
		{"304 with a newer one", 304, head, visit.Unchanged, [3]string{`"1"`, "now", "d"}},
		{"a failure", 500, head, visit.Failed, [3]string{`"0"`, "then", "d"}},
		{"no article", 200, head, visit.NoArticle, [3]string{`"0"`, "then", "d"}},
	}
	for _, tt := range tests {
		r := result{Outcome: visit.Outcome{Reason: tt.reason}, page: &page{status: tt.status, header: tt.header, body: []byte("x")}}
		got := next(old, r, time.Now())
		if diff := cmp.Diff(tt.want, [3]string{got.ETag, got.Modified, got.Digest}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestManyOutletsAtOnce runs passes side by side for the race detector.
func TestManyOutletsAtOnce(t *testing.T) {
	w := newWorld(t)
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			io.WriteString(rw, `<a href="/tin-1.html"></a><a href="/tin-2.html"></a>`)
			return
		}
		html("<h1>"+r.Host+r.URL.Path+"</h1>")(rw, r)
	}
	c := w.crawler(func(o *Options) {
		o.Outlets = nil
		for _, host := range strings.Fields("a.vn b.vn c.vn d.vn e.vn f.vn") {
			o.Outlets = append(o.Outlets, outlet(host))
		}
		o.Workers = 3
	})
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			if _, err := c.Once(context.WithoutCancel(t.Context())); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := len(w.memory.versions); n != 12 {
		t.Errorf("%d records, want 12", n)
	}
}
