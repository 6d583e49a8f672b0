package server

import (
	"slices"

	"khotin/internal/article"
	"khotin/internal/query"
)

// maxMonths bounds the chart of a search: twenty years.
const maxMonths = 240

// histogram is the hits of a search by month. A bar is ten units wide in a
// picture a hundred high.
type histogram struct {
	Bars  []bar // oldest first, without gaps
	Width int
	Rows  []monthView // months with hits, newest first
	First article.Date
	Last  article.Date
}

// Pixels is the width of the picture on a screen that has the room.
func (h histogram) Pixels() int { return 2 * h.Width }

// bar is one month of the chart, in units of the picture.
type bar struct {
	X, Y, Height int
}

func newHistogram(ask search, buckets []query.Bucket) *histogram {
	months, most := monthsOf(ask, buckets)
	if len(months) < 2 {
		return nil // one bar says nothing that the number of hits does not
	}
	h := &histogram{Rows: months}
	h.First, h.Last = months[len(months)-1].Date, months[0].Date
	first, last := h.First.Time, h.Last.Time
	count := map[string]int{}
	for i := range months {
		m := &h.Rows[i]
		m.Width = max(1, 100*m.Count/most)
		count[m.Date.String()] = m.Width
	}
	for at := first; !at.After(last); at = at.AddDate(0, 1, 0) {
		height := count[article.At(at, article.Month).String()]
		h.Bars = append(h.Bars, bar{10 * len(h.Bars), 100 - height, height})
	}
	h.Width = 10 * len(h.Bars)
	return h
}

// monthsOf reads the buckets, newest first and no older than the chart, and
// says how many hits the fullest has.
func monthsOf(ask search, buckets []query.Bucket) (months []monthView, most int) {
	for _, b := range buckets {
		d, err := article.ParseDate(b.Value)
		if err != nil || d.Precision != article.Month || b.Count <= 0 {
			continue // the undated have no place on the axis
		}
		last := d.Time.AddDate(0, 1, -1).Format("2006-01-02")
		months = append(months, monthView{Date: d, Href: ask.link("/", "from", b.Value+"-01", "to", last), Count: b.Count})
		most = max(most, b.Count)
	}
	slices.SortFunc(months, func(a, b monthView) int { return b.Date.Time.Compare(a.Date.Time) })
	if len(months) > 0 {
		oldest := months[0].Date.Time.AddDate(0, 1-maxMonths, 0)
		months = slices.DeleteFunc(months, func(m monthView) bool { return m.Date.Time.Before(oldest) })
	}
	return months, most
}
