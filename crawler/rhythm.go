package crawler

import (
	"math"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// born is when an article of that date was published, as far as the date tells,
// and never later than now, when it was first seen.
func born(published article.Date, now time.Time) time.Time {
	at := published.Time
	switch {
	case published.Precision == article.Day:
		at = at.Add(day) // some time that day
	case published.Precision < article.Day:
		return now
	}
	if at.After(now) {
		return now
	}
	return at
}

// rhythm is how often a listing, feed or sitemap is looked at: when it names a
// new address with a certain chance, within bounds.
type rhythm struct {
	first, least, most time.Duration
	fade               float64 // what is left of its rate after a visit that found nothing
}

// newsChance is the chance of a new address at which a listing is looked at.
const newsChance = 0.1

func rhythmOf(row visit.Row) rhythm {
	if row.Depth == 0 {
		return rhythm{first: 10 * time.Minute, least: 2 * time.Minute, most: 30 * time.Minute, fade: 0.93}
	}
	return rhythm{first: time.Hour, least: 10 * time.Minute, most: mostPause, fade: 0.5} // old months of a sitemap hardly ever change
}

// pause is the time until a new address is there with newsChance.
func (y rhythm) pause(rate float64) time.Duration {
	hours := -math.Log1p(-newsChance) / rate
	return time.Duration(min(hours, y.most.Hours()) * float64(time.Hour))
}

// rate returns the mean number of new addresses an hour after a visit that
// found so many, the time after the one before. News raises it at once, quiet
// lowers it slowly. A first visit finds the past, which tells nothing.
func (y rhythm) rate(before float64, fresh int, since time.Duration, first bool) float64 {
	floor := -math.Log1p(-newsChance) / y.most.Hours()
	switch {
	case first || before == 0:
		return -math.Log1p(-newsChance) / y.first.Hours()
	case fresh > 0:
		return max((before+float64(fresh)/max(since, time.Minute).Hours())/2, floor)
	}
	return max(before*y.fade, floor)
}
