package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// perSecond reports how many things the benchmark did in a second.
func perSecond(b *testing.B, n int, unit string) {
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), unit+"/s")
}

// size is what the archive takes on disk once the log is folded in.
func size(b *testing.B, a *Archive) int64 {
	b.Helper()
	if _, err := a.durable.conn.ExecContext(b.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(filepath.Clean(a.Path()))
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

func BenchmarkPutNew(b *testing.B) {
	a, _ := fresh(b)
	n := 0
	for b.Loop() {
		mustPut(b, a, thick(n))
		n++
	}
	perSecond(b, n, "records")
}

func BenchmarkPutUnchanged(b *testing.B) {
	a, _ := fresh(b)
	art, n := thick(0), 0
	for b.Loop() {
		mustPut(b, a, art)
		n++
	}
	perSecond(b, n, "records")
}

func BenchmarkPutAll(b *testing.B) {
	a, _ := fresh(b)
	n := 0
	for b.Loop() {
		_, err := a.PutAll(b.Context(), func(yield func(article.Article) bool) {
			for range 5 * batch {
				if !yield(thick(n)) {
					return
				}
				n++
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	perSecond(b, n, "records")
	b.ReportMetric(float64(size(b, a))/float64(n), "bytes/record")
}

func BenchmarkGet(b *testing.B) {
	a, _ := fresh(b)
	const articles = 1000
	for i := range articles {
		mustPut(b, a, thick(i))
	}
	n := 0
	for b.Loop() {
		if _, err := a.Get(b.Context(), news(n%articles, "").ID); err != nil {
			b.Fatal(err)
		}
		n++
	}
	perSecond(b, n, "reads")
}

func BenchmarkChanges(b *testing.B) {
	a, _ := fresh(b)
	for i := range 1000 {
		mustPut(b, a, thick(i))
	}
	n := 0
	for b.Loop() {
		for _, err := range a.Changes(b.Context(), 0) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	perSecond(b, n, "records")
}

// addresses makes rows of real length, numbered from.
func addresses(from, n int) []visit.Row {
	rows := make([]visit.Row, n)
	for i := range rows {
		rows[i] = visit.Row{
			URL:    fmt.Sprintf("https://baonghean.vn/ban-dan-van-tinh-uy-to-chuc-hoi-nghi-so-ket-%d.html", from+i),
			Outlet: "baonghean", Kind: visit.Article, Due: newClock().now,
			Via: "https://baonghean.vn/dan-van", Depth: 1,
		}
	}
	return rows
}

func BenchmarkAdd(b *testing.B) {
	a, _ := fresh(b)
	empty, n := size(b, a), 0
	for b.Loop() {
		if _, err := a.Add(b.Context(), addresses(n, 1000)...); err != nil {
			b.Fatal(err)
		}
		n += 1000
	}
	perSecond(b, n, "rows")
	b.ReportMetric(float64(size(b, a)-empty)/float64(n), "bytes/row")
}

// BenchmarkVisit claims one address and finishes it, as a crawl does.
func BenchmarkVisit(b *testing.B) {
	a, clock := fresh(b)
	if _, err := a.Add(b.Context(), addresses(0, 100_000)...); err != nil {
		b.Fatal(err)
	}
	run, err := a.StartRun(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		rows, err := a.Claim(b.Context(), "baonghean", 1, time.Minute)
		if err != nil || len(rows) != 1 {
			b.Fatal(len(rows), err)
		}
		row := rows[0]
		row.Due = clock.now.Add(time.Hour)
		if err := a.Finish(b.Context(), run.ID, row, visit.Outcome{URL: row.URL, Outlet: row.Outlet, Kind: row.Kind, Reason: visit.New, At: clock.now}); err != nil {
			b.Fatal(err)
		}
		n++
	}
	perSecond(b, n, "visits")
}

func BenchmarkClaim(b *testing.B) {
	a, clock := fresh(b)
	if _, err := a.Add(b.Context(), addresses(0, 50_000)...); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		clock.advance(time.Second) // so that at most ten are leased at a time
		rows, err := a.Claim(b.Context(), "baonghean", 1, 10*time.Second)
		if err != nil || len(rows) != 1 {
			b.Fatal(len(rows), err)
		}
		n++
	}
	perSecond(b, n, "claims")
}

// BenchmarkMillion claims from a frontier of a million addresses of twenty
// outlets, and tells what it takes on the disk and in memory.
func BenchmarkMillion(b *testing.B) {
	const outlets, batch = 20, 5000
	a, clock := fresh(b)
	name := func(n int) string { return fmt.Sprintf("outlet%02d.vn", n%outlets) }
	rows := make([]visit.Row, batch)
	for n := 0; n < 1_000_000; n += batch {
		for i := range rows {
			rows[i] = link(fmt.Sprint("bai-", n+i, ".html"), clock.now.Add(time.Duration((n+i)%3600)*time.Second))
			rows[i].Outlet = name(n + i)
		}
		if _, err := a.Add(b.Context(), rows...); err != nil {
			b.Fatal(err)
		}
	}
	clock.advance(time.Hour)
	var m runtime.MemStats
	n := 0
	for b.Loop() {
		clock.advance(time.Second)
		got, err := a.Claim(b.Context(), name(n), 1, 10*time.Second)
		if err != nil || len(got) != 1 {
			b.Fatal(len(got), err)
		}
		n++
	}
	runtime.GC()
	runtime.ReadMemStats(&m)
	perSecond(b, n, "claims")
	b.ReportMetric(float64(m.HeapInuse)/(1<<20), "MB-heap")
	b.ReportMetric(float64(size(b, a))/1_000_000, "bytes/row")
}

func BenchmarkLookup(b *testing.B) {
	a, _ := fresh(b)
	rows := addresses(0, 100_000)
	if _, err := a.Add(b.Context(), rows...); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		if _, err := a.Lookup(b.Context(), rows[n*7919%len(rows)].URL); err != nil {
			b.Fatal(err)
		}
		n++
	}
	perSecond(b, n, "look-ups")
}

// BenchmarkWatch judges an archive of a hundred thousand articles and twenty
// outlets, of which 35,000 came in the last twelve weeks, with three million
// visits behind it.
func BenchmarkWatch(b *testing.B) {
	a, clock := fresh(b)
	const made = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
		INSERT INTO article (id, url, outlet, lang, "group", published, state, seq, current, first_seen)
		SELECT printf('%016x', i), 'https://o' || (i % 20) || '.vn/' || i, 'o' || (i % 20) || '.vn', 'vi', '',
			strftime('%Y-%m-%dT%H:%M:%SZ', ?1 / 1000 - i * 207, 'unixepoch'), 'live', i + 1, i + 1, ?1 - i * 207000 FROM n`
	const queued = `INSERT INTO frontier (url, outlet, kind, due, via, depth, etag, modified, failures, visited, digest)
		SELECT url, outlet, 'article', ?1 + 1000 * (seq % 90000 - 5000), '', 1, '', '', 0, first_seen, 'd' FROM article`
	const visited = `WITH RECURSIVE d (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i < 83), o (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM o WHERE i < 19)
		INSERT INTO visits SELECT date(?1 / 1000 - d.i * 86400, 'unixepoch'), 'o' || o.i || '.vn', k.kind, k.reason, 450, 400, ?1 - d.i * 86400000 - 40000000, ?1 - d.i * 86400000, ''
		FROM d, o, (SELECT 'listing' AS kind, 'read' AS reason UNION ALL SELECT 'article', 'unchanged' UNION ALL SELECT 'article', 'new' UNION ALL SELECT 'article', 'failed') k`
	const filled = `INSERT INTO completeness SELECT DISTINCT day, outlet, 'profile', 'onecms', 50, 49, 40, 30, 45, 1 FROM visits`
	for _, step := range []string{made, queued, visited, filled} {
		args := make([]any, min(strings.Count(step, "?1"), 1))
		for i := range args {
			args[i] = millis(clock.now)
		}
		if _, err := a.durable.conn.ExecContext(b.Context(), step, args...); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		w, err := a.Watch(b.Context(), clock.now)
		if err != nil || len(w.Outlets) != 20 {
			b.Fatalf("%d outlets, %v", len(w.Outlets), err)
		}
	}
}
