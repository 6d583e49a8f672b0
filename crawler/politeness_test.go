package crawler

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"khotin/internal/visit"
)

// TestOverloadInAPass runs a pass against a host that is overloaded once.
func TestOverloadInAPass(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html")
	asked := 0
	w.on("a.vn/tin-1.html", func(rw http.ResponseWriter, _ *http.Request) {
		if asked++; asked == 1 {
			rw.Header().Set("Retry-After", "90")
			rw.WriteHeader(http.StatusTooManyRequests)
			return
		}
		io.WriteString(rw, "<h1>Tin</h1>")
	})
	start := w.clock.Now()
	w.once(w.crawler())
	if got := w.memory.outcome("https://a.vn/tin-1.html").Reason; got != visit.New {
		t.Errorf("outcome %q after the second try, want new", got)
	}
	if took := w.clock.Now().Sub(start); took < 90*time.Second {
		t.Errorf("the pass took %v, and Retry-After asked for 90 s", took)
	}
}

// TestBusyHostEndsItsOutlet leaves a host alone that asks for two hours, and
// the other outlets to their pass.
func TestBusyHostEndsItsOutlet(t *testing.T) {
	w := newWorld(t)
	w.on("a.vn/", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Retry-After", "7200")
		rw.WriteHeader(http.StatusServiceUnavailable)
	})
	w.listing("b.vn/", "/tin-1.html")
	w.article("b.vn/tin-1.html", "Tin")
	r := w.once(w.crawler(func(o *Options) { o.Outlets = []Outlet{outlet("a.vn"), outlet("b.vn")} }))
	if got := r.Hosts["b.vn"].Stored(); got != 1 {
		t.Errorf("%d articles of the other outlet stored", got)
	}
	if n := w.asked("a.vn/"); n != 1 {
		t.Errorf("the busy host was asked %d times", n)
	}
	if due := w.memory.rows["https://a.vn/"].Due.Sub(w.clock.Now()); due < 100*time.Minute || due > 2*time.Hour {
		t.Errorf("its next visit is due in %v", due)
	}
}

// TestLongCrawlDelay is obeyed by a smaller set of addresses: one in a pass,
// and none of them counts as a failure.
func TestLongCrawlDelay(t *testing.T) {
	w := newWorld(t)
	w.on("a.vn/robots.txt", text("User-agent: *\nCrawl-delay: 3600\n"))
	w.listing("a.vn/", "/tin-1.html", "/tin-2.html")
	w.other = anyArticle
	c := w.crawler()
	for i, want := range []int{1, 1, 1} {
		r, err := c.Due(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		w.check(r)
		total := r.Total()
		if done := total.Discovered - total.Left; done != want || total.Outcomes[visit.Failed] != 0 {
			t.Errorf("pass %d: %d done, %v", i, done, total.Outcomes)
		}
		w.clock.Advance(75 * time.Minute)
	}
}

// TestPoliteness measures at the server what it is promised: 600 pages on six
// hosts of five domains, one of which asks for peace now and then.
func TestPoliteness(t *testing.T) {
	w := newWorld(t)
	sent := make(map[string][]time.Time) // by registered domain
	var mu sync.Mutex
	note := func(host string) (nth int) {
		mu.Lock()
		defer mu.Unlock()
		domain := registered(host)
		sent[domain] = append(sent[domain], w.clock.Now())
		return len(sent[domain])
	}
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		nth := note(r.Host)
		switch {
		case r.URL.Path == "/robots.txt" && r.Host == "b.vn":
			io.WriteString(rw, "User-agent: *\nCrawl-delay: 20\nDisallow: /tin-7\n")
		case r.URL.Path == "/robots.txt":
			rw.WriteHeader(http.StatusNotFound)
		case r.URL.Path == "/":
			for i := range 100 {
				fmt.Fprintf(rw, `<a href="/tin-%d.html"></a>`, i)
			}
		case r.Host == "c.vn" && nth%9 == 0:
			rw.Header().Set("Retry-After", "100")
			rw.WriteHeader(http.StatusServiceUnavailable)
		default:
			anyArticle(rw, r)
		}
	}
	w.once(w.crawler(func(o *Options) {
		o.Outlets = nil
		for _, host := range strings.Fields("a.vn fr.a.vn b.vn c.vn d.vn e.vn") {
			o.Outlets = append(o.Outlets, outlet(host))
		}
	}))
	for domain, times := range sent {
		for i, gap := range pauses(times) {
			want := 5 * time.Second
			if domain == "b.vn" && i > 0 { // the first request was for the robots.txt that says so
				want = 20 * time.Second
			}
			if gap < want {
				t.Fatalf("%s: %v between request %d and the next, want %v", domain, gap, i, want)
			}
		}
	}
	if n := w.asked("b.vn/tin-7.html") + w.asked("b.vn/tin-70.html"); n != 0 || len(w.memory.versions) < 500 {
		t.Errorf("%d forbidden requests, %d articles", n, len(w.memory.versions))
	}
}

// TestFruitlessHost: a host that refuses everything, or is down, is left alone
// after a while; pages that are only hard to read do not count.
func TestFruitlessHost(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		most   int // requests for articles
		least  int
	}{
		{"refuses", status(403), maxFruitless, maxFruitless},
		{"is broken", status(502), breakAfter, breakAfter},
		{"hangs up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 2 * breakAfter, breakAfter},
		{"answers in no known encoding", encoded("zstd", "x"), 30, 30},
		{"has nothing left", status(404), 30, 30},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			var links []string
			for i := range 30 {
				links = append(links, fmt.Sprintf("/tin-%d.html", i))
			}
			w.listing("a.vn/", links...)
			w.on("a.vn/robots.txt", http.NotFound)
			w.other = tt.answer
			r := w.once(w.crawler())
			asked := 0
			for _, l := range links {
				asked += w.asked("a.vn" + l)
			}
			if asked < tt.least || asked > tt.most {
				t.Errorf("%d requests for 30 articles, want %d to %d: %+v", asked, tt.least, tt.most, r.Total())
			}
		})
	}
}
