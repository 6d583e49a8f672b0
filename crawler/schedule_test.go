package crawler

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/visit"
)

func TestSchedule(t *testing.T) {
	now := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	ok := &page{status: 200, header: http.Header{"Etag": {`"1"`}}, body: []byte("x")}
	tests := []struct {
		name     string
		row      visit.Row
		r        result
		due      time.Duration
		failures int
	}{
		{"first version", visit.Row{Kind: visit.Article}, reason(visit.New), 6 * time.Hour, 0},
		{"unchanged: twice as long", visit.Row{Kind: visit.Article, Visited: now.Add(-day)}, reason(visit.Unchanged), 2 * day, 0},
		{"unchanged for ever: a month", visit.Row{Kind: visit.Article, Visited: now.Add(-25 * day)}, reason(visit.Unchanged), 30 * day, 0},
		{"changed: half as long", visit.Row{Kind: visit.Article, Visited: now.Add(-day)}, reason(visit.Changed), 12 * time.Hour, 0},
		{"changed at once: an hour", visit.Row{Kind: visit.Article, Visited: now.Add(-time.Minute)}, reason(visit.Changed), time.Hour, 0},
		{"mirror", visit.Row{Kind: visit.Article}, reason(visit.Mirror), 30 * day, 0},
		{"front page", visit.Row{Kind: visit.Listing}, reason(visit.Read), 10 * time.Minute, 0},
		{"front page with news", visit.Row{Kind: visit.Listing, Visited: now.Add(-10 * time.Minute)}, result{Outcome: visit.Outcome{Reason: visit.Read}, page: ok, fresh: 3}, 5 * time.Minute, 0},
		{"quiet front page", visit.Row{Kind: visit.Feed, Visited: now.Add(-day)}, reason(visit.Read), 30 * time.Minute, 0},
		{"old sitemap", visit.Row{Kind: visit.Sitemap, Depth: 1, Visited: now.Add(-20 * day)}, reason(visit.Read), 30 * day, 0},
		{"first failure", visit.Row{Kind: visit.Article}, reason(visit.Failed), 10 * time.Minute, 1},
		{"third failure", visit.Row{Kind: visit.Article, Failures: 2}, reason(visit.Failed), 40 * time.Minute, 3},
		{"endless failure", visit.Row{Kind: visit.Article, Failures: 500}, reason(visit.Failed), day, 501},
		{"denied", visit.Row{Kind: visit.Article, Failures: 1}, reason(visit.Denied), 2 * day, 2},
		{"missing once", visit.Row{Kind: visit.Article}, reason(visit.Missing), day, 1},
		{"missing for long", visit.Row{Kind: visit.Article, Failures: 20}, reason(visit.Missing), 90 * day, 21},
		{"refused by robots.txt", visit.Row{Kind: visit.Article}, reason(visit.Refused), day, 0},
		{"no article", visit.Row{Kind: visit.Article}, reason(visit.NoArticle), 30 * day, 0},
		{"busy", visit.Row{Kind: visit.Article}, result{Outcome: visit.Outcome{Reason: visit.Failed}, busy: &busy{until: now.Add(2 * time.Hour)}}, 2 * time.Hour, 1},
	}
	for _, tt := range tests {
		got := next(tt.row, tt.r, now)
		if due := got.Due.Sub(now); due != tt.due || got.Failures != tt.failures || !got.Visited.Equal(now) {
			t.Errorf("%s: due in %v with %d failures, want %v with %d", tt.name, due, got.Failures, tt.due, tt.failures)
		}
	}
}

func reason(r visit.Reason) result { return result{Outcome: visit.Outcome{Reason: r}} }

// TestValidators are kept from good answers only.
func TestValidators(t *testing.T) {
	old := visit.Row{Kind: visit.Article, ETag: `"0"`, Modified: "then", Digest: "d"}
	head := http.Header{"Etag": {`"1"`}, "Last-Modified": {"now"}}
	tests := []struct {
		name   string
		status int
		header http.Header
		reason visit.Reason
		want   [3]string
	}{
		{"a new answer", 200, head, visit.Changed, [3]string{`"1"`, "now", digest([]byte("x"))}},
		{"an answer without any", 200, http.Header{}, visit.Unchanged, [3]string{"", "", digest([]byte("x"))}},
		{"304 that repeats nothing", 304, http.Header{}, visit.Unchanged, [3]string{`"0"`, "then", "d"}},
		{"304 with a newer one", 304, head, visit.Unchanged, [3]string{`"1"`, "now", "d"}},
		{"a failure", 500, head, visit.Failed, [3]string{`"0"`, "then", "d"}},
		{"no article", 200, head, visit.NoArticle, [3]string{`"0"`, "then", "d"}},
	}
	for _, tt := range tests {
		r := result{Outcome: visit.Outcome{Reason: tt.reason}, page: &page{status: tt.status, header: tt.header, body: []byte("x")}}
		got := next(old, r, time.Now())
		if diff := cmp.Diff(tt.want, [3]string{got.ETag, got.Modified, got.Digest}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
