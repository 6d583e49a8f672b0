package crawler

import (
	"context"
	"errors"
	"fmt"
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

// TestDue leaves the discovery addresses to their rhythm.
func TestDue(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html")
	w.article("a.vn/tin-1.html", "Tin")
	c := w.crawler()
	for i, want := range []int{2, 0, 2} { // at first, at once again, after the ten minutes of both
		r, err := c.Due(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		w.check(r)
		if got := r.Total().Discovered; got != want {
			t.Errorf("look %d: %d addresses, want %d", i, got, want)
		}
		if i == 1 {
			w.clock.Advance(11 * time.Minute)
		}
	}
}

// TestFrontPageFirst: a queue of old articles does not hide the news.
func TestFrontPageFirst(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/moi-1.html")
	w.other = anyArticle
	for i := range 20 {
		old := row(fmt.Sprintf("https://a.vn/cu-%d.html", i), visit.Article)
		old.Due = w.clock.Now().Add(-day)
		w.add(old)
	}
	w.once(w.crawler(func(o *Options) { o.Budget = 3 }))
	if w.asked("a.vn/") != 1 {
		t.Error("the front page was not looked at")
	}
}

// TestDuePassesAreShort: five minutes of old articles, then the front page.
func TestDuePassesAreShort(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-0.html")
	w.other = anyArticle
	for i := range 300 {
		w.add(row(fmt.Sprintf("https://a.vn/tin-%d.html", i), visit.Article))
	}
	c := w.crawler()
	start := w.clock.Now()
	for range 4 {
		began := w.clock.Now()
		r, err := c.Due(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		w.check(r)
		if took := w.clock.Now().Sub(began); took > 6*time.Minute {
			t.Errorf("a pass took %v", took)
		}
	}
	if n := w.asked("a.vn/"); n < 2 || n > 3 {
		t.Errorf("the front page was looked at %d times in %v", n, w.clock.Now().Sub(start))
	}
	if w.memory.open != 0 {
		t.Error("a run was not closed")
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
	w.other = anyArticle
	w.on("a.vn/robots.txt", http.NotFound)
	r := w.once(w.crawler(func(o *Options) { o.Outlets[0].Budget = 3 }))
	if total := r.Total(); total.Discovered-total.Left != 3 {
		t.Errorf("%d done of a budget of 3", total.Discovered-total.Left)
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
