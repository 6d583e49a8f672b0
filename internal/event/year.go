package event

import (
	"time"

	"khotin/internal/lang"
)

// yearOf infers the year of a date printed without one: the one that puts it
// nearest to, and not after, the day after publication; without a day of
// publication, the year the article names most.
func (p *page) yearOf(s *block, d lang.Date) (year int, basis Basis, confidence float64) {
	if at := p.in.Published; at.Year != 0 && at.Month != 0 {
		day := at.Day
		if day == 0 {
			day = 31
		}
		limit := time.Date(at.Year, at.Month, day+1, 0, 0, 0, 0, time.UTC)
		for year := at.Year + 1; year > at.Year-5; year-- {
			t := time.Date(year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
			if t.Day() == d.Day && !t.After(limit) { // 29 February skips years
				return year, ByPublication, 0.95
			}
		}
	}
	if year := p.namedYear(s); year != 0 {
		return year, ByText, 0.6
	}
	return 0, Assumed, 0.1
}

// namedYear is the year a part names most often, else the article; the earlier
// named wins a tie. Years of documents do not count.
func (p *page) namedYear(s *block) int {
	if year := commonYear([]*block{s}); year != 0 {
		return year
	}
	return commonYear(p.blocks)
}

func commonYear(parts []*block) int {
	count := map[int]int{}
	best := 0
	for _, s := range parts {
		for _, w := range s.words {
			year := yearIn(w.printed(s.text))
			if year == 0 || s.inCitation(w.start) {
				continue
			}
			if count[year]++; best == 0 || count[year] > count[best] {
				best = year
			}
		}
	}
	return best
}

func (s *block) inCitation(at int) bool {
	for _, c := range s.cited {
		if at >= c.Start && at < c.End+40 {
			return true
		}
	}
	return false
}

// yearIn reads four digits as a year conferences can have been reported in.
func yearIn(w string) int {
	if len(w) != 4 {
		return 0
	}
	year := 0
	for i := range len(w) {
		if w[i]-'0' > 9 {
			return 0
		}
		year = year*10 + int(w[i]-'0')
	}
	if year < 1990 || year > 2100 {
		return 0
	}
	return year
}
