package crawler

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// TestUnchangedSite: when everything is due and nothing has changed, a page
// costs one conditional request, no version, and its record is confirmed.
func TestUnchangedSite(t *testing.T) {
	const pages = 40
	w := newWorld(t)
	w.on("a.vn/robots.txt", http.NotFound)
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("ETag", `"`+r.URL.Path+`"`)
		if r.Header.Get("If-None-Match") != "" {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		if r.URL.Path != "/" {
			anyArticle(rw, r)
			return
		}
		for i := range pages {
			fmt.Fprintf(rw, `<a href="/tin-%d.html">Hội nghị dân vận lần thứ %d</a>`, i, i)
		}
	}
	w.once(w.crawler())
	for range 3 {
		w.clock.Advance(31 * day)
		clear(w.hits)
		w.conditional = 0
		clear(w.memory.confirmed)
		r := w.once(w.crawler())
		if got := r.Total(); got.Stored() != 0 || got.Outcomes[visit.Unchanged] != pages+1 {
			t.Errorf("came to %v", got.Outcomes)
		}
		if w.conditional != pages+1 || r.Requests != pages+2 {
			t.Errorf("%d conditional requests of %d, want %d and robots.txt", w.conditional, r.Requests, pages+1)
		}
		for address, n := range w.hits {
			if n != 1 {
				t.Errorf("%s was asked for %d times", address, n)
			}
		}
		if n := len(w.memory.confirmed); n != pages {
			t.Errorf("%d records confirmed", n)
		}
	}
}

// TestSweep: whatever is believed of an article, it is looked at once a month.
func TestSweep(t *testing.T) {
	w := newWorld(t)
	w.article("a.vn/tin-1.html", "Tin")
	w.add(row("https://a.vn/tin-1.html", visit.Article))
	c := w.crawler(func(o *Options) { o.Outlets[0].Discover, o.Threshold = Discover{}, 0.9 })
	w.live(c, 100*day)
	if n := w.asked("a.vn/tin-1.html"); n < 4 || n > 8 {
		t.Errorf("looked at %d times in a hundred days", n)
	}
}

// TestDueKeepsItsHours: outside of them nothing is visited, and a visit within
// them is not put off.
func TestDueKeepsItsHours(t *testing.T) {
	w := newWorld(t)
	asked := make(map[int]int) // by hour in Vietnam
	w.on("a.vn/robots.txt", http.NotFound)
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		asked[w.clock.Now().In(article.Hanoi).Hour()]++
		if r.URL.Path == "/" {
			fmt.Fprint(rw, `<a href="/tin-1.html">x</a><a href="/tin-2.html">x</a>`)
			return
		}
		anyArticle(rw, r)
	}
	c := w.crawler(func(o *Options) { o.Hours = Hours{From: 22 * time.Hour, To: 2 * time.Hour} })
	for range 3 * 24 * 4 {
		if _, err := c.Due(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.clock.Advance(15 * time.Minute)
	}
	for hour, n := range asked {
		if hour >= 2 && hour < 22 {
			t.Errorf("%d requests at %d o'clock", n, hour)
		}
	}
	if len(asked) != 4 {
		t.Errorf("requests in the hours %v, want all from 22 to 1", asked)
	}
}

// TestVisitKeepsTheRow: a visit that somebody asks for reads the whole page and
// loses nothing of what is known of its address.
func TestVisitKeepsTheRow(t *testing.T) {
	const address = "https://a.vn/tin-1.html"
	w := newWorld(t)
	w.on("a.vn/tin-1.html", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			t.Error("a conditional request")
		}
		anyArticle(rw, r)
	})
	known := row(address, visit.Article)
	known.Via, known.Depth, known.ETag, known.Changes, known.Born = "https://a.vn/", 2, `"0"`, 5, firstDay.Add(-day)
	w.add(known)
	if _, err := w.crawler().Visit(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	got := w.memory.rows[address]
	if got.Via != known.Via || got.Depth != 2 || got.Changes != 5 || !got.Born.Equal(known.Born) || got.ETag != `"1"` || got.Record != address {
		t.Errorf("the row is %+v", got)
	}
}
