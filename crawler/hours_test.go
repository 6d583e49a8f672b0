package crawler

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"khotin/internal/article"
)

func mustHours(t testing.TB, text string) Hours {
	t.Helper()
	h, err := ParseHours(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return h
}

func TestHours(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 29, hour, minute, 0, 0, article.Hanoi) }
	tomorrow := func(hour, minute int) time.Time { return time.Date(2026, 3, 30, hour, minute, 0, 0, article.Hanoi) }
	for _, tt := range []struct {
		hours    string
		at, want time.Time
	}{
		{"", at(3, 30), at(3, 30)},
		{"06:00-22:00", at(6, 0), at(6, 0)},
		{"06:00-22:00", at(5, 59), at(6, 0)},
		{"06:00-22:00", at(22, 0), tomorrow(6, 0)},
		{"05:30-23:45", at(23, 44), at(23, 44)},
		{"05:30-23:45", at(23, 45), tomorrow(5, 30)},
		{"22:00-06:00", at(23, 0), at(23, 0)},
		{"22:00-06:00", at(3, 0), at(3, 0)},
		{"22:00-06:00", at(6, 0), at(22, 0)},
		{"00:00-24:00", at(23, 59), at(23, 59)},
		{"06:00-22:00", at(5, 0).In(time.FixedZone("", -8*3600)), at(6, 0)},
		{"06:00-22:00 +02:00", at(10, 59), at(11, 0)}, // 05:59 there
		{"06:00-22:00 +02:00", at(3, 0), at(11, 0)},   // 22:00 the evening before
		{"06:00-22:00 -03:30", at(16, 0), at(16, 30)},
	} {
		if got := mustHours(t, tt.hours).next(tt.at); !got.Equal(tt.want) {
			t.Errorf("%v: at %v comes %v, want %v", tt.hours, tt.at, got, tt.want)
		}
	}
}

func TestParseHours(t *testing.T) {
	for _, text := range []string{"5-25", "05:00", "05:00-", "25:00-26:00", "05:60-06:00", "06:00-06:00", "00:00-00:00", "24:00-06:00",
		"05:00-06:00 Asia/Ho_Chi_Minh", "05:00-06:00 ", "05:00-06:00-07:00", "05:00 - 06:00", "-05:00-06:00", " ", "05:00-24:01"} {
		if h, err := ParseHours(text); err == nil {
			t.Errorf("%q is read as %v", text, h)
		}
	}
	if got := mustHours(t, "05:00-23:30"); got != (Hours{From: 5 * time.Hour, To: 23*time.Hour + 30*time.Minute}) {
		t.Errorf("05:00-23:30 is read as %+v", got)
	}
}

func FuzzParseHours(f *testing.F) {
	for _, text := range []string{"", "05:00-23:30", "22:00-06:00 +02:00", "00:00-24:00", "x"} {
		f.Add(text)
	}
	now := time.Date(2026, 3, 29, 13, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		h, err := ParseHours(text)
		if err != nil {
			return
		}
		next := h.next(now)
		if next.Before(now) || next.Sub(now) > day || !h.next(next).Equal(next) {
			t.Errorf("%q: after %v comes %v, then %v", text, now, next, h.next(next))
		}
	})
}

// TestOutletsKeepTheirOwnHours: an outlet's hours hold for it, the crawler's for
// the others; outside of all of them there is no pass, and the time of the next
// is told.
func TestOutletsKeepTheirOwnHours(t *testing.T) {
	w := newWorld(t)
	asked := make(map[string]map[int]int) // by host and hour in Vietnam
	w.other = func(rw http.ResponseWriter, r *http.Request) {
		if asked[r.Host] == nil {
			asked[r.Host] = make(map[int]int)
		}
		asked[r.Host][w.clock.Now().In(article.Hanoi).Hour()]++
		fmt.Fprint(rw, `<a href="/tin-1.html">x</a>`)
	}
	c := w.crawler(func(o *Options) {
		o.Outlets = append(o.Outlets, outlet("b.vn"))
		o.Outlets[1].Hours = mustHours(t, "12:00-14:00")
		o.Hours = mustHours(t, "20:00-22:00")
	})
	runs := 0
	for range 2 * 24 * 6 {
		r, err := c.Due(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if r.Run.ID != 0 {
			runs++
		}
		w.clock.Advance(10 * time.Minute)
	}
	for host, want := range map[string][2]int{"a.vn": {20, 22}, "b.vn": {12, 14}} {
		if len(asked[host]) != 2 {
			t.Errorf("%s asked in the hours %v", host, asked[host])
		}
		for hour := range asked[host] {
			if hour < want[0] || hour >= want[1] {
				t.Errorf("%s asked at %d o'clock", host, hour)
			}
		}
	}
	if runs > 2*2*2*6 {
		t.Errorf("%d passes in two days with eight hours for visits", runs)
	}
}

func TestNext(t *testing.T) {
	w := newWorld(t) // it is 15:00 in Vietnam
	c := w.crawler(func(o *Options) {
		o.Outlets = append(o.Outlets, outlet("b.vn"))
		o.Outlets[1].Hours = mustHours(t, "05:00-14:00")
	})
	now := w.clock.Now()
	night := time.Date(2026, 11, 21, 5, 0, 0, 0, article.Hanoi)
	for _, tt := range []struct {
		name  string
		due   map[string]time.Time
		names []string
		want  time.Time
	}{
		{"nothing is known", nil, nil, now},
		{"long due", map[string]time.Time{"a.vn": now.Add(-day)}, nil, now},
		{"the earlier of two", map[string]time.Time{"a.vn": now.Add(20 * time.Hour), "b.vn": now}, nil, night},
		{"of one alone", map[string]time.Time{"a.vn": now.Add(time.Hour), "b.vn": now}, []string{"b.vn"}, night},
		{"of an outlet that is no more", map[string]time.Time{"old.vn": now, "a.vn": now.Add(time.Hour), "b.vn": now}, nil, now.Add(time.Hour)},
		{"of none for long", map[string]time.Time{"a.vn": now.Add(90 * day)}, []string{"a.vn"}, now.Add(mostPause)},
	} {
		got, err := c.Next(tt.due, tt.names...)
		if err != nil || !got.Equal(tt.want) {
			t.Errorf("%s: %v, %v, want %v", tt.name, got, err, tt.want)
		}
	}
	if _, err := c.Next(nil, "nobody.vn"); err == nil {
		t.Error("an unknown outlet has a next visit")
	}
}

// TestThresholdOfAnOutlet: the lower it is, the oftener articles are looked at.
func TestThresholdOfAnOutlet(t *testing.T) {
	w := newWorld(t)
	w.article("a.vn/tin-1.html", "Tin")
	w.article("b.vn/tin-1.html", "Tin")
	for _, host := range []string{"a.vn", "b.vn"} {
		r := row("https://"+host+"/tin-1.html", "article")
		r.Outlet = host
		w.add(r)
	}
	c := w.crawler(func(o *Options) {
		o.Outlets = append(o.Outlets, outlet("b.vn"))
		o.Outlets[0].Discover, o.Outlets[1].Discover = Discover{}, Discover{}
		o.Outlets[1].Threshold = 0.5
	})
	w.live(c, 5*day)
	if a, b := w.asked("a.vn/tin-1.html"), w.asked("b.vn/tin-1.html"); a < 3*b || b < 1 {
		t.Errorf("at 5 %% looked at %d times, at 50 %% %d times", a, b)
	}
}

func TestBadHoursAndThresholds(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"hours": func(o *Options) { o.Hours = Hours{From: -time.Hour} }, "hours of an outlet": func(o *Options) { o.Outlets[0].Hours.To = 25 * time.Hour },
		"threshold": func(o *Options) { o.Threshold = 1 }, "threshold of an outlet": func(o *Options) { o.Outlets[0].Threshold = -0.1 },
	} {
		o := Options{Outlets: []Outlet{outlet("a.vn")}, Extract: fakeExtract}
		change(&o)
		if _, err := New(o); err == nil {
			t.Errorf("%s out of bounds are taken", name)
		}
	}
}
