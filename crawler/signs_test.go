package crawler

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/visit"
)

func TestTrust(t *testing.T) {
	known := visit.Row{Record: "x", Signs: visit.Signs{visit.Lastmod: {Value: "1", Moved: true}, visit.Title: {Value: "t"}}}
	var fresh trust
	if fresh.heeded(visit.Lastmod) || !fresh.heeded(visit.Title) || !fresh.heeded(visit.Updated) {
		t.Error("a lastmod must earn its trust, a title and an updated item have some")
	}
	got := fresh
	got.learn(known, visit.Changed)
	if want := (trust{visit.Lastmod: {Hits: 1}, visit.Title: {Misses: 1}}); got != want || !got.heeded(visit.Lastmod) {
		t.Errorf("after a hit: %+v", got)
	}
	got.learn(known, visit.Unchanged)
	if want := (trust{visit.Lastmod: {Hits: 1, False: 1}, visit.Title: {Misses: 1}}); got != want || got.heeded(visit.Lastmod) {
		t.Errorf("after a false move: %+v", got)
	}
	before := got
	got.learn(known, visit.New)
	got.learn(known, visit.Failed)
	got.learn(visit.Row{Signs: known.Signs}, visit.Changed)
	if got != before {
		t.Errorf("learnt from visits that tell nothing: %+v", got)
	}
	for range 3 * maxTrials {
		got.learn(known, visit.Unchanged)
	}
	if n := got[visit.Lastmod].False; n > maxTrials {
		t.Errorf("%d trials are remembered", n)
	}
}

func TestTitlesOfLinks(t *testing.T) {
	links := []link{{address: "/1"}, {address: "/1"}, {address: "/2"}}
	links[0].told[visit.Title].Value = "xem"
	links[1].told[visit.Title].Value = "Hội nghị công tác dân vận"
	links[2].told[visit.Title].Value = "xem"
	keepLongestTitles(links)
	var got []string
	for _, k := range links {
		got = append(got, trust{}.weigh(k.told)[visit.Title].Value)
	}
	title := digest([]byte("Hội nghị công tác dân vận"))[:16]
	if diff := cmp.Diff([]string{title, title, ""}, got); diff != "" {
		t.Errorf("signs (-want +got):\n%s", diff)
	}
}

// TestSignsPull: an article that a listing, a feed or a sitemap tells to have
// changed is looked at now, once such a sign is believed.
func TestSignsPull(t *testing.T) {
	const address = "https://a.vn/tin-1.html"
	sources := map[string]struct {
		kind  visit.Kind
		page  func(n int) string
		seeds func(*Discover)
		pulls []bool // at each of three edits
	}{
		"title": {visit.Listing, func(n int) string {
			return fmt.Sprintf(`<a href="/tin-1.html"><img></a><a href="/tin-1.html">Hội nghị dân vận lần thứ %d</a>`, n)
		}, func(d *Discover) { d.Listings = []string{"https://a.vn/nguon"} }, []bool{true, true, true}},
		"updated": {visit.Feed, func(n int) string {
			return fmt.Sprintf(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://a.vn/tin-1.html"/><updated>2026-11-2%dT00:00:00Z</updated></entry></feed>`, n)
		}, func(d *Discover) { d.Feeds = []string{"https://a.vn/nguon"} }, []bool{true, true, true}},
		"lastmod": {visit.Sitemap, func(n int) string {
			return fmt.Sprintf(`<urlset><url><loc>https://a.vn/tin-1.html</loc><lastmod>2026-11-2%d</lastmod></url></urlset>`, n)
		}, func(d *Discover) { d.Sitemaps = []string{"https://a.vn/nguon"} }, []bool{false, true, true}},
	}
	for name, s := range sources {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.on("a.vn/robots.txt", status(404))
			edit := func(n int) {
				w.article("a.vn/tin-1.html", fmt.Sprintf("Tin lần %d", n))
				w.serve("a.vn/nguon", map[visit.Kind]string{visit.Listing: "text/html"}[s.kind], s.page(n))
			}
			edit(0)
			change := func(o *Options) {
				o.Outlets[0].Discover = Discover{}
				s.seeds(&o.Outlets[0].Discover)
			}
			w.once(w.crawler(change))
			w.clock.Advance(20 * day)
			w.once(w.crawler(change))
			for i, want := range s.pulls {
				sleeper := w.memory.rows[address]
				sleeper.Due = w.clock.Now().Add(9 * day)
				w.memory.rows[address] = sleeper
				edit(i + 1)
				asked := w.asked("a.vn/tin-1.html")
				w.clock.Advance(time.Hour)
				w.once(w.crawler(change)) // a new one: what it learnt it has from the memo
				if pulled := w.asked("a.vn/tin-1.html") > asked; pulled != want {
					t.Errorf("edit %d: pulled %v, want %v; trust %s", i+1, pulled, want, w.memory.memos["signs/a.vn"].value)
				}
				w.clock.Advance(10 * day)
				w.once(w.crawler(change))
			}
			if kept := string(w.memory.memos["signs/a.vn"].value); !strings.Contains(kept, `"hits":`) {
				t.Errorf("the memo holds %q", kept)
			}
		})
	}
}
