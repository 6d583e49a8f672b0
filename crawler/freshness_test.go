package crawler

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
)

// paper is an outlet in virtual time: articles come by day more than by night,
// and are edited by one of two models.
type paper struct {
	clock    *clock
	start    time.Time
	stories  []*story
	places   map[string]int // in stories, by path
	sent     []time.Time
	listings int
}

const watched = 90 * day // of each article

// story is an article with its edits, and when which version was fetched.
type story struct {
	path    string
	born    time.Time
	edits   []time.Duration // after birth, in order
	fetched []time.Time
}

// version is how many edits were made until then.
func (s *story) version(at time.Time) int {
	n, _ := slices.BinarySearch(s.edits, at.Sub(s.born)+1)
	return n
}

// newPaper publishes so many articles a day for so many days. What edits an
// article sees is up to the model.
func newPaper(c *clock, days, perDay int, model func(*rand.Rand) []time.Duration) *paper {
	r := rand.New(rand.NewPCG(20, 26))
	p := &paper{clock: c, start: c.Now().Truncate(day).Add(17 * time.Hour)} // midnight in Vietnam
	for n := range days * perDay {
		hour := 6 + 16*r.Float64() // six in the morning to ten at night
		if r.Float64() < 0.04 {
			hour = math.Mod(22+8*r.Float64(), 24)
		}
		born := p.start.Add(time.Duration(n/perDay)*day + time.Duration(hour*float64(time.Hour)))
		p.stories = append(p.stories, &story{path: fmt.Sprintf("/bai-%d.html", n), born: born, edits: model(r)})
	}
	slices.SortFunc(p.stories, func(a, b *story) int { return a.born.Compare(b.born) })
	p.places = make(map[string]int)
	for i, s := range p.stories {
		p.places[s.path] = i
	}
	return p
}

// RoundTrip answers without a network: the front page lists what is new, and
// every article has a clock and a view count that never stand still.
func (p *paper) RoundTrip(req *http.Request) (*http.Response, error) {
	now := p.clock.Now()
	p.sent = append(p.sent, now)
	p.clock.Advance(50 * time.Millisecond)
	rw := httptest.NewRecorder()
	defer func() { rw.Body = nil }()
	switch path := req.URL.Path; {
	case path == "/":
		p.listings++
		p.front(rw, req, now)
	case strings.HasPrefix(path, "/bai-"):
		p.article(rw, req, now)
	default:
		rw.WriteHeader(http.StatusNotFound)
	}
	resp := rw.Result()
	resp.Request = req
	return resp, nil
}

func (p *paper) front(rw http.ResponseWriter, req *http.Request, now time.Time) {
	end, _ := slices.BinarySearchFunc(p.stories, now, func(s *story, t time.Time) int { return s.born.Compare(t) })
	etag := fmt.Sprintf(`"%d"`, end)
	rw.Header().Set("ETag", etag)
	if req.Header.Get("If-None-Match") == etag {
		rw.WriteHeader(http.StatusNotModified)
		return
	}
	for _, s := range p.stories[max(end-16, 0):end] {
		fmt.Fprintf(rw, `<a href="%s">x</a>`, s.path)
	}
}

func (p *paper) article(rw http.ResponseWriter, req *http.Request, now time.Time) {
	i := p.places[req.URL.Path]
	s := p.stories[i]
	s.fetched = append(s.fetched, now)
	version := s.version(now)
	etag := fmt.Sprintf(`"%d"`, version)
	rw.Header().Set("ETag", etag)
	if req.Header.Get("If-None-Match") == etag {
		rw.WriteHeader(http.StatusNotModified)
		return
	}
	fmt.Fprintf(rw, `<h1>Bài %d</h1><time>%s</time><p>Bản thứ %d.</p><footer>%s, %d lượt xem</footer>`,
		i, s.born.Format(time.RFC3339), version, now, len(s.fetched))
}

// modelA: the rate of edits falls as one over the age, and articles are of
// three kinds; half of the edits come on the first day. Shares and rates are
// set so that an hourly and a daily recrawl catch what they catch in the
// measurements of the literature, 91 % and 68 %.
func modelA(r *rand.Rand) (edits []time.Duration) {
	rate := pick(r, [3]float64{.72, .2, .08}, [3]float64{.02, .12, .8})
	for x := r.ExpFloat64() / rate; x < exposure(watched); x += r.ExpFloat64() / rate {
		edits = append(edits, time.Duration(math.Expm1(x)*float64(settle)))
	}
	return edits
}

// modelB: a burst about two hours after publication, and a uniform rest; two
// thirds of the edits come on the first day. An hourly recrawl catches 94 %, a
// daily one 75 %.
func modelB(r *rand.Rand) (edits []time.Duration) {
	mean := 9 * pick(r, [3]float64{.5, .4, .1}, [3]float64{.05, .15, .35})
	for x := r.ExpFloat64(); x < mean; x += r.ExpFloat64() {
		at := time.Duration(2 * math.Exp(r.NormFloat64()) * float64(time.Hour))
		if r.Float64() > 0.68 {
			at = time.Duration(r.Float64() * float64(watched))
		}
		edits = append(edits, at)
	}
	slices.Sort(edits)
	return edits
}

func pick(r *rand.Rand, shares, values [3]float64) float64 {
	u := r.Float64()
	for i, share := range shares {
		if u -= share; u < 0 {
			return values[i]
		}
	}
	return values[2]
}

// tally is what a policy of recrawling comes to.
type tally struct {
	requests float64 // of articles, each
	caught   float64 // share of edits fetched before the next one, in per cent
}

// tallyOf counts over the first ninety days of every article.
func (p *paper) tallyOf(fetched func(*story) []time.Time) tally {
	var requests, edits, caught int
	for _, s := range p.stories {
		seen := make(map[int]bool)
		for _, at := range fetched(s) {
			if at.Sub(s.born) < watched {
				requests++
				seen[s.version(at)] = true
			}
		}
		for i, e := range s.edits {
			if e > watched-day {
				continue // no policy had a day's time
			}
			edits++
			if seen[i+1] {
				caught++
			}
		}
	}
	return tally{float64(requests) / float64(len(p.stories)), 100 * float64(caught) / float64(edits)}
}

// visits are the times at which a policy looks that knows the age, and the time
// since the last edit that it saw.
func (p *paper) visits(s *story, pause func(sinceEdit time.Duration) time.Duration) (times []time.Time) {
	last, seen := s.born, 0
	for at := s.born.Add(2 * time.Minute); at.Sub(s.born) < watched; at = at.Add(pause(at.Sub(last))) {
		times = append(times, at)
		if v := s.version(at); v != seen {
			seen, last = v, at
		}
	}
	return times
}

// ladder is that of NewsDiffs.
func ladder(since time.Duration) time.Duration {
	switch {
	case since < 3*time.Hour:
		return 15 * time.Minute
	case since < day:
		return time.Hour
	case since < 3*day:
		return 3 * time.Hour
	case since < 30*day:
		return 3 * day
	}
	return 30 * day
}

// paperExtract reads the pages of a paper.
func paperExtract(body []byte, address, _ string) (a article.Article, err error) {
	between := func(open, end string) string {
		_, rest, _ := strings.Cut(string(body), open)
		text, _, _ := strings.Cut(rest, end)
		return text
	}
	at, err := time.Parse(time.RFC3339, between("<time>", "</time>"))
	return article.Article{
		URL: address, ID: article.IDOf(address), Headline: between("<h1>", "</h1>"), Published: article.At(at, article.Minute),
		Paragraphs: []article.Paragraph{{Text: between("<p>", "</p>")}},
	}, err
}

// live lets a crawler live with the paper for so long.
func (p *paper) live(w *world, d time.Duration) {
	w.t.Helper()
	c := w.crawler(func(o *Options) { o.Extract, o.rand = paperExtract, rand.New(rand.NewPCG(1, 2)).Float64 })
	c.base.send = p
	for end := p.start.Add(d); w.clock.Now().Before(end); {
		if _, err := c.Due(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		w.clock.waitUntil(w.memory.nextDue())
	}
	if gap := slices.Min(pauses(p.sent)); gap < 5*time.Second {
		w.t.Errorf("two requests within %v", gap)
	}
	w.versionsAsFetched(p)
}

// TestEdits watches every article for ninety days, by both models of how news
// is edited, and looks at what was caught and what it cost. Twenty-five a day
// stand for fifty: their rates are the same. What is said of other policies is
// reckoned from the same edits.
func TestEdits(t *testing.T) {
	for _, model := range []struct {
		name   string
		edits  func(*rand.Rand) []time.Duration
		caught float64
	}{{"A", modelA, 92}, {"B", modelB, 90}} {
		t.Run(model.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := newPaper(w.clock, 40, 25, model.edits)
			p.live(w, 40*day+watched)
			ours := p.tallyOf(func(s *story) []time.Time { return s.fetched })
			every := func(pause time.Duration) tally {
				return p.tallyOf(func(s *story) []time.Time { return p.visits(s, func(time.Duration) time.Duration { return pause }) })
			}
			report := func(name string, got tally) {
				t.Logf("%-16s %7.1f requests/article, %.1f %% of edits caught", name, got.requests, got.caught)
			}
			report("khotin", ours)
			report("NewsDiffs ladder", p.tallyOf(func(s *story) []time.Time { return p.visits(s, ladder) }))
			report("hourly", every(time.Hour))
			report("daily", every(day))
			t.Logf("fitted prior %s", w.memory.memos["prior/a.vn"].value)
			if ours.caught < model.caught || ours.requests > 26 {
				t.Errorf("caught %.1f %% of edits (want %.0f) by %.1f requests (26 at most)", ours.caught, model.caught, ours.requests)
			}
		})
	}
}

// TestFreshness lives with an outlet of fifty articles a day, recrawls and all.
func TestFreshness(t *testing.T) {
	t.Parallel()
	const days = 14
	w := newWorld(t)
	p := newPaper(w.clock, days, 50, modelA)
	p.live(w, days*day)
	fresh := 100 * p.freshWithin(5*time.Minute)
	t.Logf("%.1f %% of %d new articles stored within 5 min, by %d looks at the front page a day", fresh, len(p.stories), p.listings/days)
	if fresh < 95 {
		t.Errorf("%.1f %% of new articles stored within 5 min, want 95", fresh)
	}
}

// freshWithin is the share of articles first fetched so soon after they came
// out. A fetch is stored at once.
func (p *paper) freshWithin(d time.Duration) float64 {
	n := 0
	for _, s := range p.stories {
		if len(s.fetched) > 0 && s.fetched[0].Sub(s.born) <= d {
			n++
		}
	}
	return float64(n) / float64(len(p.stories))
}

// versionsAsFetched checks that every change fetched is one version, and that
// clocks and counters are none.
func (w *world) versionsAsFetched(p *paper) {
	w.t.Helper()
	for _, s := range p.stories {
		want, last := 0, -1
		for _, at := range s.fetched {
			if v := s.version(at); v != last {
				want, last = want+1, v
			}
		}
		if got := len(w.memory.versions[article.IDOf("https://a.vn"+s.path)]); got != want {
			w.t.Errorf("%s: %d versions stored of %d fetched", s.path, got, want)
		}
	}
}

// waitUntil winds the clock forward, at least by a second.
func (c *clock) waitUntil(t time.Time) {
	c.Advance(max(t.Sub(c.Now()), time.Second))
}

func (m *memory) nextDue() (next time.Time) {
	for _, r := range m.rows {
		if next.IsZero() || r.Due.Before(next) {
			next = r.Due
		}
	}
	return cmp.Or(next, m.clock.Now())
}
