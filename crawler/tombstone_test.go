package crawler

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// live makes passes for so long, one an hour.
func (w *world) live(c *Crawler, d time.Duration) {
	w.t.Helper()
	for end := w.clock.Now().Add(d); w.clock.Now().Before(end); {
		r, err := c.Due(w.t.Context())
		if err != nil {
			w.t.Fatal(err)
		}
		w.check(r)
		w.clock.Advance(time.Hour)
	}
}

func (w *world) isGone(address string) bool { return w.memory.gone[article.IDOf(address)] }

// TestDeletions: of all that can befall a page, only what means a deletion
// becomes a tombstone, within a month; a return clears it.
func TestDeletions(t *testing.T) {
	home := `<link rel="canonical" href="https://a.vn/"><h1>Trang chủ</h1><p>Tin nổi bật trong ngày.</p>`
	var refused bool
	series := map[string]struct {
		answer http.HandlerFunc
		gone   bool
	}{
		"404-1.html":       {status(404), true},
		"410-2.html":       {status(410), true},
		"soft-3.html":      {html("<h1>Trang không tồn tại</h1>"), true},
		"home-4.html":      {redirectTo("/"), true},
		"section-5.html":   {redirectTo("/thoi-su/"), true},
		"front-6.html":     {html(home), true}, // the page for any unknown address
		"denied-7.html":    {status(403), false},
		"login-8.html":     {status(401), false},
		"overload-9.html":  {status(503), false},
		"many-10.html":     {status(429), false},
		"broken-11.html":   {status(500), false},
		"hangup-12.html":   {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, false},
		"robots-13.html":   {nil, false},
		"elsewhere-14.htm": {nil, false},
	}
	w := newWorld(t)
	w.on("a.vn/robots.txt", func(rw http.ResponseWriter, r *http.Request) {
		if refused {
			text("User-agent: *\nDisallow: /robots-13\n")(rw, r)
		}
	})
	w.listing("a.vn/")
	w.other = html(home)
	stand := func() {
		for name := range series {
			w.article("a.vn/"+name, "Bài "+name)
		}
	}
	stand()
	c := w.crawler(func(o *Options) {
		o.Outlets[0].Articles = append(o.Outlets[0].Articles, mustCompile(`^/[^/]+\.htm$`))
	})
	for name := range series {
		w.add(row("https://a.vn/"+name, visit.Article))
	}
	w.live(c, 2*day)
	if n := len(w.memory.versions); n != len(series) {
		t.Fatalf("%d of %d articles stored", n, len(series))
	}
	refused = true
	for name, s := range series {
		if s.answer != nil {
			w.on("a.vn/"+name, s.answer)
		}
	}
	w.live(c, 31*day)
	for name, s := range series {
		if got := w.isGone("https://a.vn/" + name); got != s.gone {
			t.Errorf("%s: gone %v, want %v: %+v", name, got, s.gone, w.memory.rows["https://a.vn/"+name])
		}
	}
	for id, versions := range w.memory.versions {
		if len(versions) != 1 {
			t.Errorf("%s has %d versions: a page that was not there was stored", id, len(versions))
		}
	}
	stand()
	refused = false
	w.live(c, 91*day)
	for name := range series {
		if w.isGone("https://a.vn/" + name) {
			t.Errorf("%s is back and still counts as gone", name)
		}
	}
}

// TestTwoLooks: one miss is none, and 410 needs no second.
func TestTwoLooks(t *testing.T) {
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		gone   [3]bool // after the first look, after an early one, after a day
	}{
		"404": {status(404), [3]bool{false, false, true}},
		"410": {status(410), [3]bool{true, true, true}},
	} {
		t.Run(name, func(t *testing.T) {
			const address = "https://a.vn/tin-1.html"
			w := newWorld(t)
			w.article("a.vn/tin-1.html", "Tin")
			c := w.crawler(func(o *Options) { o.Outlets[0].Discover = Discover{} })
			w.add(row(address, visit.Article))
			w.once(c)
			w.on("a.vn/tin-1.html", tt.answer)
			look := func(after time.Duration) bool {
				w.clock.Advance(after)
				due := row(address, visit.Article)
				due.Due = firstInLine
				w.add(due)
				w.once(c)
				return w.isGone(address)
			}
			if got := [3]bool{look(time.Hour), look(20 * time.Hour), look(4 * time.Hour)}; got != tt.gone {
				t.Errorf("gone %v, want %v", got, tt.gone)
			}
			if o := w.memory.outcome(address); !strings.Contains(o.Detail, "withdrawn") {
				t.Errorf("the ledger says %q", o.Detail)
			}
		})
	}
}

// TestNotFoundPageIsLearntOnce a day, however many pages look suspicious.
func TestNotFoundPageIsLearntOnce(t *testing.T) {
	w := newWorld(t)
	asked := 0
	w.on("a.vn/robots.txt", http.NotFound)
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "-9.html") {
			asked++
		}
		html("<h1>Không có gì ở đây</h1>")(rw, r)
	}
	var links []string
	for i := range 20 {
		links = append(links, "/tin-"+string(rune('a'+i))+"-1.html")
	}
	w.listing("a.vn/", links...)
	r := w.once(w.crawler())
	if got := r.Total().Outcomes[visit.Missing]; got != 20 || asked != 1 {
		t.Errorf("%d gone after %d questions, want 20 after 1", got, asked)
	}
	w.clock.Advance(2 * day)
	w.once(w.crawler())
	if asked != 2 {
		t.Errorf("%d questions in two passes two days apart", asked)
	}
}

// TestAliasIsNotTheRecord: when a second address of a record is gone, the
// record's own address decides.
func TestAliasIsNotTheRecord(t *testing.T) {
	const own, alias = "https://a.vn/tin-1.html", "https://a.vn/khac-2.html"
	w := newWorld(t)
	page := `<link rel="canonical" href="` + own + `"><h1>Tin</h1><p>Văn bản.</p>`
	w.serve("a.vn/tin-1.html", "text/html", page)
	w.serve("a.vn/khac-2.html", "text/html", page)
	c := w.crawler(func(o *Options) { o.Outlets[0].Discover = Discover{} })
	w.add(row(alias, visit.Article))
	w.once(c)
	w.on("a.vn/khac-2.html", status(410))
	w.live(c, 3*day)
	if w.isGone(own) || w.asked("a.vn/tin-1.html") == 0 {
		t.Errorf("gone %v, its own address was asked for %d times", w.isGone(own), w.asked("a.vn/tin-1.html"))
	}
	w.on("a.vn/tin-1.html", status(404))
	w.live(c, 35*day)
	if !w.isGone(own) {
		t.Error("the record is not withdrawn although its own address is gone")
	}
}

func TestJudge(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html", "/the-thao-2.html")
	w.article("a.vn/tin-1.html", "Tin")
	w.article("a.vn/the-thao-2.html", "Bóng đá")
	r := w.once(w.crawler(func(o *Options) {
		o.Judge = func(a article.Article) (visit.Reason, string) {
			if a.Headline == "Bóng đá" {
				return visit.OffTopic, "nothing of mobilisation"
			}
			return "", ""
		}
	}))
	if got := r.Total(); got.Outcomes[visit.OffTopic] != 1 || got.Stored() != 1 || len(w.memory.versions) != 1 {
		t.Errorf("%+v", got)
	}
	if o := w.memory.outcome("https://a.vn/the-thao-2.html"); o.Detail != "nothing of mobilisation" {
		t.Errorf("%+v", o)
	}
}

// TestConfirm: 304 reaches the record, and one that the archive lost is fetched
// again.
func TestConfirm(t *testing.T) {
	const address = "https://a.vn/tin-1.html"
	w := newWorld(t)
	w.on("a.vn/tin-1.html", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		html("<h1>Tin</h1><p>Văn bản.</p>")(rw, r)
	})
	c := w.crawler(func(o *Options) { o.Outlets[0].Discover = Discover{} })
	w.add(row(address, visit.Article))
	w.live(c, day)
	id := article.IDOf(address)
	if n := w.memory.confirmed[id]; n < 3 || len(w.memory.versions[id]) != 1 {
		t.Errorf("confirmed %d times, %d versions", n, len(w.memory.versions[id]))
	}
	delete(w.memory.versions, id)
	w.live(c, 2*day)
	if len(w.memory.versions[id]) != 1 {
		t.Errorf("not fetched again: %+v", w.memory.outcome(address))
	}
	if _, err := w.memory.Withdraw(t.Context(), "nothing"); fault.Of(err) != fault.NotFound {
		t.Error(err)
	}
}
