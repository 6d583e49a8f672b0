package crawler

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

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
