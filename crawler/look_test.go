package crawler

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"

	"github.com/google/go-cmp/cmp"
)

func TestScoutLooks(t *testing.T) {
	w := newWorld(t)
	w.serve("new.vn/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 9\nDisallow: /admin\n")
	w.serve("new.vn/s.xml", "application/xml", `<urlset><url><loc>/tin-1.html</loc><lastmod>2026-11-20</lastmod></url></urlset>`)
	w.article("new.vn/tin-1.html", "Tin")
	w.on("new.vn/old", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, "/tin-1.html", http.StatusFound) })
	s, err := w.crawler().Scout("new.vn")
	if err != nil {
		t.Fatal(err)
	}
	robots, err := s.Robots(t.Context(), "new.vn")
	if err != nil || robots.Status != 200 || robots.Requests != 1 || !strings.HasPrefix(string(robots.Body), "User-agent") {
		t.Errorf("robots: %+v, %v", robots, err)
	}
	if again, err := s.Robots(t.Context(), "new.vn"); err != nil || again.Requests != 0 || again.Status != 200 {
		t.Errorf("robots a second time: %+v, %v", again, err)
	}
	start := w.clock.Now()
	tests := []struct {
		q        Question
		reason   visit.Reason
		address  string
		requests int
		links    []Link
	}{
		{q: Question{URL: "https://new.vn/s.xml", Kind: visit.Sitemap}, address: "https://new.vn/s.xml", requests: 1,
			links: []Link{{"https://new.vn/tin-1.html", visit.Article, "2026-11-20"}}},
		{q: Question{URL: "https://new.vn/old", Kind: visit.Article}, address: "https://new.vn/tin-1.html", requests: 2},
		{q: Question{URL: "https://new.vn/gone", Kind: visit.Listing}, reason: visit.Missing, address: "https://new.vn/gone", requests: 1},
		{q: Question{URL: "https://new.vn/admin/x", Kind: visit.Listing}, reason: visit.Refused},
		{q: Question{URL: "https://other.vn/", Kind: visit.Listing}, reason: visit.Skipped},
		{q: Question{URL: "https://new.vn/tin-1.html", Kind: visit.Sitemap}, address: "https://new.vn/tin-1.html", requests: 1},
	}
	for _, tt := range tests {
		a, err := s.Look(t.Context(), tt.q)
		if err != nil || a.Reason != tt.reason || a.Address != tt.address || a.Requests != tt.requests {
			t.Errorf("%+v: %q (%s) at %q with %d requests, %v", tt.q, a.Reason, a.Detail, a.Address, a.Requests, err)
		}
		if diff := cmp.Diff(tt.links, a.Links); diff != "" {
			t.Errorf("links of %s (-want +got):\n%s", tt.q.URL, diff)
		}
	}
	if waited := w.clock.Now().Sub(start); waited < 4*9*time.Second {
		t.Errorf("five requests within %s of a site that asks for 9 s between two", waited)
	}
	if got := w.asked("other.vn/") + w.asked("new.vn/admin/x"); got != 0 {
		t.Errorf("%d requests that nobody allowed", got)
	}
}

// TestScoutRevalidates sends validators and hears 304.
func TestScoutRevalidates(t *testing.T) {
	w := newWorld(t)
	w.on("new.vn/tin-1.html", func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"a"` && r.Header.Get("If-Modified-Since") != "" {
			rw.WriteHeader(http.StatusNotModified)
		}
	})
	s, err := w.crawler().Scout("new.vn")
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Look(t.Context(), Question{URL: "https://new.vn/tin-1.html", Kind: visit.Article, ETag: `"a"`, Modified: "Fri, 20 Nov 2026 08:00:00 GMT"})
	if err != nil || a.Status != http.StatusNotModified || a.Reason != visit.Unchanged {
		t.Errorf("%+v, %v", a.Outcome, err)
	}
}

func TestScoutHosts(t *testing.T) {
	c := newWorld(t).crawler()
	for _, hosts := range [][]string{nil, {""}, {"a.vn/x"}, {"a.vn", "user@b.vn"}, {"a b"}} {
		if _, err := c.Scout(hosts...); fault.Of(err) != fault.Invalid {
			t.Errorf("Scout(%q): %v", hosts, err)
		}
	}
}

// TestScoutBusy leaves a host alone that asks for it.
func TestScoutBusy(t *testing.T) {
	w := newWorld(t)
	w.on("new.vn/robots.txt", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Retry-After", "7200")
		rw.WriteHeader(http.StatusServiceUnavailable)
	})
	s, err := w.crawler().Scout("new.vn")
	if err != nil {
		t.Fatal(err)
	}
	if r, err := s.Robots(t.Context(), "new.vn"); err != nil || r.Status != 503 || r.Since.IsZero() {
		t.Errorf("first: %+v, %v", r, err)
	}
	w.clock.Sleep(t.Context(), 20*time.Minute)
	if _, err := s.Robots(t.Context(), "new.vn"); fault.Of(err) != fault.Unavailable {
		t.Errorf("asked again too early: %v", err)
	}
}
