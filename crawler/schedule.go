package crawler

import (
	"net/http"
	"time"

	"khotin/internal/visit"
)

const (
	day = 24 * time.Hour

	leastPause = 10 * time.Minute // between two visits of an article
	mostPause  = 30 * day         // also finds what was deleted
)

// plan decides when the addresses of one outlet are due again.
type plan struct {
	prior     prior
	threshold float64 // chance of a change at which an article is looked at
	hours     Hours
	rand      func() float64 // in [0, 1)
}

// next returns the row as it is to be after a visit with this result.
func (p plan) next(row visit.Row, r result, now time.Time) visit.Row {
	before := row.Visited
	row.Visited = now
	var pause time.Duration
	switch r.Reason {
	case visit.New, visit.Changed, visit.Unchanged, visit.Read, visit.Mirror:
		row = remember(row, r, now)
		row, pause = p.again(row, r, before, now)
	case visit.Failed, visit.Denied, visit.Missing:
		if row.Failures++; r.Status == http.StatusNotModified {
			row.ETag, row.Modified, row.Record = "", "", "" // nobody has what was not modified: ask for all of it
		}
		pause = rest(row, r, now)
	default:
		pause = rest(row, r, now)
	}
	row.Due = p.hours.next(now.Add(pause))
	return row
}

// again returns the time until the next visit of an address that answered.
func (p plan) again(row visit.Row, r result, before, now time.Time) (visit.Row, time.Duration) {
	switch {
	case r.Reason == visit.Mirror:
		return row, mostPause // its other address is watched
	case row.Kind == visit.Article:
		pause := p.prior.pause(now.Sub(row.Born), row.Changes, p.threshold)
		return row, min(max(p.jitter(pause), leastPause), mostPause)
	}
	y := rhythmOf(row)
	row.Rate = y.rate(row.Rate, r.fresh, now.Sub(before), before.IsZero())
	return row, min(max(p.jitter(y.pause(row.Rate)), y.least), y.most)
}

// jitter takes up to a tenth off a pause, so that what was found together is
// not for ever due together.
func (p plan) jitter(d time.Duration) time.Duration {
	return d - time.Duration(0.1*p.rand()*float64(d))
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
	case r.Reason == visit.Missing && row.Kind == visit.Article:
		return lookAfterGone(now.Sub(row.Missing), r.Status == http.StatusGone)
	case r.Reason == visit.Missing:
		return doubled(day, 90*day)
	case r.Reason == visit.Refused:
		return day // as long as its robots.txt is kept
	}
	return 30 * day
}

// remember keeps what a good answer tells: its validators, which a 304 need not
// repeat, and whose record it is.
func remember(row visit.Row, r result, now time.Time) visit.Row {
	row.Failures, row.Missing = 0, time.Time{}
	for i := range row.Signs {
		row.Signs[i].Moved = false
	}
	if r.record.URL != "" {
		row.Record = r.record.URL
	}
	if row.Kind == visit.Article && row.Born.IsZero() {
		row.Born = born(r.record.Published, now)
	}
	if r.Reason == visit.Changed {
		row.Changes++
	}
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
