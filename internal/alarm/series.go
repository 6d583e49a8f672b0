package alarm

import (
	"math"
	"slices"
	"time"
)

// series are the times of events in Unix milliseconds, in order.
type series []int64

// between counts the events after one time and until another.
func (s series) between(after, until time.Time) int {
	i, _ := slices.BinarySearch(s, after.UnixMilli()+1)
	j, _ := slices.BinarySearch(s, until.UnixMilli()+1)
	return max(j-i, 0)
}

// last returns the time of the last event until then, zero for none.
func (s series) last(until time.Time) time.Time {
	i, _ := slices.BinarySearch(s, until.UnixMilli()+1)
	if i == 0 {
		return time.Time{}
	}
	return time.UnixMilli(s[i-1]).UTC()
}

// silences are the lengths of time that are compared with their like.
func silences() []time.Duration {
	return []time.Duration{12 * time.Hour, day, 3 * day, 7 * day, 14 * day, 21 * day, 28 * day}
}

const (
	hush    = 0.25 // a quarter of the usual is quiet
	restive = 0.15 // how much news comes and goes beyond chance, as a share of the mean
)

// silence is a series that has gone quiet.
type silence struct {
	length   time.Duration
	since    time.Time
	measured int
	expected float64
}

// quiet compares the end of a series with the same hours of the 28 days before
// the quiet began. Waiting are events that are known to be and not yet in it.
func (s series) quiet(w watched, until time.Time, waiting int) (silence, bool) {
	heard := s.last(until)
	if heard.Before(w.from) {
		heard = w.from
	}
	for _, length := range silences() {
		if until.Add(-length).Before(w.resumed) {
			break // what was published while nobody looked may never be found
		}
		x := s.between(until.Add(-length), until) + waiting
		skip := int(math.Ceil(max(length, until.Sub(heard)).Hours() / 24))
		u, ok := s.usual(w.from, until, length, skip)
		if !ok {
			continue
		}
		expected := u.mean * holiday(until.Add(-length), until)
		variance := expected + u.scatter*expected*expected
		if float64(x) > hush*expected || atMost(x, expected, variance) >= alpha(length) {
			continue
		}
		since := until.Add(-length)
		if heard.Before(since) || x == 0 {
			since = heard
		}
		return silence{length, since, x, expected}, true
	}
	return silence{}, false
}

// usual is the number of events in a length of time as it was before. Scatter
// is the variance beyond chance, as a share of the mean squared.
type usual struct{ mean, scatter float64 }

// usual takes the length of time that ends at until, moved back by whole days
// so that the hours are the same, 28 times from skip days on. For times of less
// than a week the mean is that of the same weekday, as far as it is known, or
// that of all days where it is lower. It is not ok where less than a week is
// known, or nothing ever happened.
func (s series) usual(from, until time.Time, length time.Duration, skip int) (usual, bool) {
	var counts []float64
	var sum, squares, same, sames float64
	for k := skip; k < skip+baseline; k++ {
		end := until.Add(-time.Duration(k) * day)
		begin := end.Add(-length)
		if begin.Before(from) {
			break
		}
		n := float64(s.between(begin, end))
		counts, sum, squares = append(counts, n), sum+n, squares+n*n
		if k%7 == 0 {
			same, sames = same+n, sames+1
		}
	}
	size := float64(len(counts))
	if size == 0 || sum == 0 || time.Duration(size-1)*day+length < infancy-day {
		return usual{}, false
	}
	mean := sum / size
	variance := squares/size - mean*mean // among it what weekdays do
	if length < 7*day {
		mean = min(mean, (same+mean)/(sames+1))
	}
	covered := size - 1 + length.Hours()/24
	known := sum / size * covered / (length.Hours() / 24) // events that the mean is known from
	return usual{mean, max(restive*restive, (variance-mean)/(mean*mean)) + 1/(known+0.5)}, true
}
