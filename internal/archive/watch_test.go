package archive

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/visit"
)

// almanac keeps an archive as a crawler does, in virtual time.
type almanac struct {
	t     *testing.T
	a     *Archive
	clock *clock
	run   visit.Run
	n     int
}

func newAlmanac(t *testing.T) *almanac {
	a, clock := fresh(t)
	clock.now = time.Date(2026, 8, 2, 17, 0, 0, 0, time.UTC) // midnight in Vietnam
	return &almanac{t: t, a: a, clock: clock, run: mustRun(t, a)}
}

// visit finishes a visit of an address of a.vn; read says that it was read
// before.
func (d *almanac) visit(kind visit.Kind, path string, reason visit.Reason, read bool) {
	d.t.Helper()
	url := "https://a.vn/" + path
	row := visit.Row{URL: url, Outlet: "a.vn", Kind: kind, Due: d.clock.now.Add(90 * day), Visited: d.clock.now}
	if read {
		row.Digest = "of the page"
	}
	o := visit.Outcome{URL: url, Outlet: "a.vn", Kind: kind, Reason: reason, Detail: "said " + string(reason), At: d.clock.now}
	if err := d.a.Finish(d.t.Context(), d.run.ID, row, o); err != nil {
		d.t.Fatal(err)
	}
}

// day lets a day pass with a look at the front page every hour and an article
// every second one.
func (d *almanac) day(change func(*article.Article)) {
	for hour := range 24 {
		d.clock.advance(time.Hour)
		d.visit(visit.Listing, "", visit.Read, true)
		if hour%2 == 0 || change == nil {
			continue
		}
		d.n++
		art := news(d.n, "Một.")
		art.Outlet, art.Published = "a.vn", article.At(d.clock.now, article.Minute)
		art.Profile = "new"
		if d.n%5 == 0 {
			art.Profile = "old"
		}
		art.Captions = []article.Caption{{Text: "Ảnh", Lang: lang.Vietnamese}}
		change(&art)
		mustPut(d.t, d.a, art)
		d.visit(visit.Article, fmt.Sprint(d.n), visit.New, true)
	}
}

func (d *almanac) alarms() (said []string) {
	d.t.Helper()
	alarms, err := d.a.Alarms(d.t.Context(), d.clock.now)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, a := range alarms {
		said = append(said, strings.TrimSpace(string(a.Kind)+" "+a.Outlet+" "+a.Field+" "+a.Profile))
	}
	return said
}

func usually(*article.Article) {}

func (d *almanac) weeks(n int) {
	for range 7 * n {
		d.day(usually)
	}
}

func TestAlarmsOfTheStore(t *testing.T) {
	undated := func(a *article.Article) { a.Published = article.Date{}; a.Add(article.FlagNoDate) }
	missed := func(a *article.Article) { a.Add(article.FlagProfileMissed) }
	tests := []struct {
		name string
		then func(*almanac)
		want string
	}{
		{"all as usual", func(d *almanac) { d.day(usually) }, ""},
		{"no more articles", func(d *almanac) { d.day(nil); d.day(nil); d.day(nil) }, "quiet a.vn"},
		{"no more dates", func(d *almanac) { d.day(undated) }, "field a.vn date"},
		{"no profile fits", func(d *almanac) { d.day(missed) }, "field a.vn profile"},
		{"one profile of two finds no captions", func(d *almanac) {
			for range 7 {
				d.day(func(a *article.Article) {
					if a.Profile == "old" {
						a.Captions = nil
					}
				})
			}
		}, "field a.vn captions old"},
		{"no captions", func(d *almanac) { d.day(func(a *article.Article) { a.Captions = nil }) }, "field a.vn captions"},
		{"nobody looks", func(d *almanac) { d.clock.advance(48 * time.Hour) }, "idle"},
		{"what was read is forbidden", func(d *almanac) { d.visit(visit.Article, "1", visit.Refused, true) }, "robots a.vn"},
		{"what was never read is forbidden", func(d *almanac) { d.visit(visit.Article, "new", visit.Refused, false) }, ""},
		{"robots.txt out of reach", func(d *almanac) {
			d.memo(visit.RobotsBucket, "https://a.vn", visit.RobotsFile{Status: 503, Since: d.clock.now.Add(-30 * time.Hour)})
		}, "robots a.vn"},
		{"a host that fails", func(d *almanac) {
			d.memo(visit.RobotsBucket, "https://www.a.vn", visit.RobotsFile{Status: 200})
			d.visit(visit.Article, "1", visit.New, true)
			d.memo(visit.HostBucket, "a.vn", visit.Host{Failures: 8, Break: 80 * time.Minute, Free: d.clock.now.Add(time.Hour)})
			d.visitAt("https://www.a.vn/1")
		}, "circuit a.vn"},
		{"a backlog", func(d *almanac) {
			for i := range 60 {
				row := visit.Row{URL: fmt.Sprintf("https://a.vn/late-%d", i), Outlet: "a.vn", Kind: visit.Article, Due: d.clock.now.Add(-25 * time.Hour)}
				if _, err := d.a.Add(d.t.Context(), row); err != nil {
					d.t.Fatal(err)
				}
			}
		}, "backlog a.vn"},
		{"visits fail", func(d *almanac) {
			for i := range 40 {
				d.visit(visit.Article, fmt.Sprint("denied-", i), visit.Denied, false)
			}
		}, "failures a.vn"},
		{"the past is caught up with", func(d *almanac) {
			for range 3 {
				d.day(func(a *article.Article) { a.Published = article.At(d.clock.now.AddDate(-1, 0, 0), article.Day) })
			}
		}, "quiet a.vn"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newAlmanac(t)
			d.weeks(3)
			if got := d.alarms(); len(got) != 0 {
				t.Fatalf("before: %q", got)
			}
			tt.then(d)
			if got := strings.Join(d.alarms(), ", "); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func (d *almanac) memo(bucket, key string, value any) {
	d.t.Helper()
	body, err := json.Marshal(value)
	if err == nil {
		err = d.a.SetMemo(d.t.Context(), bucket, key, body)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// visitAt puts an address into the frontier, so that its host has an outlet.
func (d *almanac) visitAt(url string) {
	d.t.Helper()
	if _, err := d.a.Add(d.t.Context(), visit.Row{URL: url, Outlet: "a.vn", Kind: visit.Article, Due: d.clock.now.Add(time.Hour)}); err != nil {
		d.t.Fatal(err)
	}
}

func TestWatchOfAnEmptyArchive(t *testing.T) {
	a, clock := fresh(t)
	w, err := a.Watch(t.Context(), clock.now)
	if err != nil || len(w.Alarms) != 0 || len(w.Outlets) != 0 || !w.At.Equal(clock.now) {
		t.Errorf("%+v, %v", w, err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Alarms(t.Context(), clock.now); err == nil {
		t.Error("a closed archive has no alarms")
	}
}

func TestStandingOfTheStore(t *testing.T) {
	d := newAlmanac(t)
	d.weeks(2)
	w, err := d.a.Watch(t.Context(), d.clock.now)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "standing", []visit.Standing{{
		Outlet: "a.vn", First: d.clock.now.Add(-14*day + time.Hour), LastSuccess: d.clock.now,
		Day: 12, UsualDay: w.Outlets[0].UsualDay, Week: 84, UsualWeek: 7 * w.Outlets[0].UsualDay, Robots: "",
	}}, w.Outlets)
	if u := w.Outlets[0].UsualDay; u < 11.9 || u > 12.1 {
		t.Errorf("usual are %.2f a day, want 12", u)
	}
}

// TestPastIsCounted: an archive of an older program learns its past from the
// ledger and the records.
func TestPastIsCounted(t *testing.T) {
	d := newAlmanac(t)
	d.clock.now = time.Now().Add(-30 * day).UTC().Truncate(time.Hour) // the migration leaves out what is old
	d.weeks(1)
	tables := []string{"SELECT day, outlet, kind, reason, n, 0, first, last, '' FROM visits", "SELECT day, outlet, basis, sum(records), sum(date), sum(byline), sum(captions), sum(lead), sum(missed) FROM completeness GROUP BY day, outlet, basis"}
	before := make([]string, len(tables))
	for i, q := range tables {
		before[i] = d.dump(q)
	}
	all, err := migrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	undo := "DROP TABLE visits; DROP TABLE completeness; DROP INDEX article_seen; "
	for _, n := range watchMigrations() {
		if _, err := d.a.durable.conn.ExecContext(t.Context(), undo+all[n-1]); err != nil {
			t.Fatal(err)
		}
		undo = ""
	}
	for i, q := range tables {
		wantSame(t, q, before[i], d.dump(q))
	}
}

// watchMigrations are those that make the tables of days.
func watchMigrations() []int { return []int{9, 12} }

func (d *almanac) dump(query string) string {
	d.t.Helper()
	rows, err := d.a.read.db.QueryContext(d.t.Context(), query)
	if err != nil {
		d.t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		d.t.Fatal(err)
	}
	var b strings.Builder
	for rows.Next() {
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			d.t.Fatal(err)
		}
		fmt.Fprintln(&b, values...)
	}
	if b.Len() == 0 || rows.Err() != nil {
		d.t.Fatalf("%s: nothing, %v", query, rows.Err())
	}
	return b.String()
}
