package crawler

import (
	"time"

	"khotin/internal/visit"
)

const day = 24 * time.Hour

// rhythm is how often an address is looked at: first after a good visit, then
// half as long after news and twice as long without, within bounds.
type rhythm struct{ first, least, most time.Duration }

func rhythmOf(row visit.Row) rhythm {
	switch {
	case row.Kind == visit.Article:
		return rhythm{6 * time.Hour, time.Hour, 30 * day}
	case row.Depth == 0:
		return rhythm{10 * time.Minute, 2 * time.Minute, 30 * time.Minute}
	}
	return rhythm{time.Hour, 10 * time.Minute, 30 * day} // old months of a sitemap hardly ever change
}

// after returns the time until the next visit of an address that answered.
func (y rhythm) after(before, now time.Time, r result) time.Duration {
	if r.Reason == visit.Mirror {
		return y.most // its other address is watched
	}
	if before.IsZero() {
		return y.first
	}
	last := now.Sub(before)
	if r.Reason == visit.Changed || r.fresh > 0 {
		return min(max(last/2, y.least), y.most)
	}
	return min(max(2*last, y.first), y.most)
}

// rest returns the time until an address is tried again that gave nothing.
func rest(row visit.Row, r result, now time.Time) time.Duration {
	doubled := func(first, most time.Duration) time.Duration {
		return min(first<<min(row.Failures-1, 16), most)
	}
	switch {
	case r.busy != nil:
		return r.busy.until.Sub(now)
	case r.Reason == visit.Failed:
		return doubled(10*time.Minute, day)
	case r.Reason == visit.Denied:
		return doubled(day, 7*day)
	case r.Reason == visit.Missing:
		return doubled(day, 90*day)
	case r.Reason == visit.Refused:
		return day // as long as its robots.txt is kept
	}
	return 30 * day
}

// next returns the row as it is to be after a visit with this result.
func next(row visit.Row, r result, now time.Time) visit.Row {
	before := row.Visited
	row.Visited = now
	switch r.Reason {
	case visit.New, visit.Changed, visit.Unchanged, visit.Read, visit.Mirror:
		row.Failures = 0
		row = remember(row, r)
		row.Due = now.Add(rhythmOf(row).after(before, now, r))
		return row
	case visit.Failed, visit.Denied, visit.Missing:
		row.Failures++
	}
	row.Due = now.Add(rest(row, r, now))
	return row
}

// remember keeps the validators of a good answer. A 304 need not repeat them.
func remember(row visit.Row, r result) visit.Row {
	if r.page == nil {
		return row
	}
	etag, modified := r.page.header.Get("ETag"), r.page.header.Get("Last-Modified")
	if r.page.status != 304 {
		row.ETag, row.Modified, row.Digest = etag, modified, digest(r.page.body)
		return row
	}
	if etag != "" {
		row.ETag = etag
	}
	if modified != "" {
		row.Modified = modified
	}
	return row
}
