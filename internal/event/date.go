package event

import (
	"fmt"
	"strings"
	"unicode"

	"khotin/internal/lang"
)

// A Date is a day of an event. Its year, where not printed, was inferred.
type Date struct {
	ISO        string  `json:"iso"` // to the precision known; "--08-06" if no year could be had
	Part       string  `json:"part_of_day,omitempty"`
	Basis      Basis   `json:"basis"`      // of the year
	Confidence float64 `json:"confidence"` // 0 to 1
	At         Passage `json:"at"`
}

// findDates finds the dates of a part but for those of cited documents, which
// stand behind the number: "04-NQ/TU ngày 19/11/2021".
func (s *block) findDates() {
	before := 0
	for _, d := range lang.FindDates(s.text) {
		if d.Date.Precision >= lang.DayPrecision && !s.isCited(d, before) && !s.isHistory(d) {
			s.dates = append(s.dates, d)
		}
		before = d.End
	}
}

// isCited reports a date with nothing but a few small words between a document
// number and itself; before is where the date before it ends.
func (s *block) isCited(d lang.DateSpan, before int) bool {
	for _, c := range s.cited {
		if c.Start < d.End && d.Start < c.End {
			return true
		}
		if c.End > d.Start || c.End <= before || d.Start-c.End > 40 {
			continue
		}
		between := s.text[c.End:d.Start]
		if strings.ContainsAny(between, ".;") || len(strings.Fields(between)) > 4 || s.hasVerb(c.End, d.Start) {
			continue
		}
		return true
	}
	return s.followsNumber(d)
}

// hasVerb reports that something happens between two offsets.
func (s *block) hasVerb(start, end int) bool {
	from, to := s.wordAt(start), s.wordAt(end)
	return s.has(holdClass, from, to) || s.has(heldClass, from, to) || s.has(issueClass, from, to) || s.has(gatherClass, from, to)
}

// followsNumber knows a document by its shape where the caller gave no
// citations: the word before the date is in capitals behind a slash.
func (s *block) followsNumber(d lang.DateSpan) bool {
	before := strings.TrimRightFunc(s.text[:min(d.Lead, d.Start)], func(r rune) bool { return lang.IsSpace(r) || r == ',' || r == '(' })
	at := strings.LastIndexFunc(before, lang.IsSpace)
	last := before[at+1:]
	slash := strings.IndexByte(last, '/')
	return slash > 0 && strings.IndexFunc(last[slash:], unicode.IsUpper) > 0 && strings.IndexFunc(last, unicode.IsDigit) >= 0
}

// isHistory reports an anniversary: in brackets, or a range over years.
func (s *block) isHistory(d lang.DateSpan) bool {
	if d.Until.Precision != lang.NoPrecision && d.Until.Year-d.Date.Year > 1 {
		return true
	}
	i := s.wordAt(d.Start)
	return d.Date.Year != 0 && i < len(s.words) && s.words[i].gap == bracket && s.in(d)
}

func (s *block) in(d lang.DateSpan) bool {
	return strings.HasPrefix(strings.TrimLeftFunc(s.text[d.End:], lang.IsSpace), ")") && d.Until.Precision != lang.NoPrecision
}

// days chooses the first and last day of the event a sentence reports: the best
// date of the sentence, else of the lead and the first paragraphs.
func (p *page) days(r *report) (first, last Date) {
	s := r.block
	span, ok := p.bestDate(s, r.from, r.to, r.verb)
	for _, other := range p.blocks {
		if ok || other.lex == nil || other.region != Lead && (other.region != Paragraph || other.index > 2) {
			continue
		}
		s = other
		span, ok = p.bestDate(s, 0, len(s.words), len(s.words))
	}
	if !ok {
		return Date{}, Date{}
	}
	first = p.dated(s, span, span.Date)
	if span.Until.Precision != lang.NoPrecision {
		return first, p.dated(s, span, p.until(span, first))
	}
	return first, p.lastDay(first)
}

// bestDate scores the dates between two words: a part of the day and a place
// before the verb speak for a date, a year far from publication against it.
func (p *page) bestDate(s *block, from, to, verb int) (best lang.DateSpan, ok bool) {
	top := 0
	for _, d := range s.dates {
		i := s.wordAt(d.Start)
		if i < from || i >= to {
			continue
		}
		score := 4
		if d.Date.Part != lang.NoPart {
			score += 4
		}
		if i < verb {
			score += 2
		}
		if d.Date.Year != 0 && p.in.Published.Year != 0 {
			if away := p.in.Published.Year - d.Date.Year; away < -1 || away > 1 {
				score -= 5
			}
		}
		if score > top {
			top, best, ok = score, d, true
		}
	}
	return best, ok
}

// until gives the end of a range the year its beginning was inferred to have.
func (p *page) until(span lang.DateSpan, first Date) lang.Date {
	end := span.Until
	if end.Year == 0 {
		var year int
		if _, err := fmt.Sscanf(first.ISO, "%4d-", &year); err == nil {
			end.Year = year
			if end.Month < span.Date.Month {
				end.Year++
			}
		}
	}
	return end
}

// lastDay looks through the article for a range that begins on the first day:
// "s'est tenue les 6 et 7 août".
func (p *page) lastDay(first Date) Date {
	for _, s := range p.blocks {
		if s.lex == nil {
			continue
		}
		for _, d := range s.dates {
			if d.Until.Precision == lang.NoPrecision || p.dated(s, d, d.Date).ISO != first.ISO {
				continue
			}
			from, to := sentenceOf(s.starts, s.wordAt(d.Start))
			if s.has(gatherClass, from, to) {
				return p.dated(s, d, p.until(d, first))
			}
		}
	}
	return Date{}
}

// dated gives a printed date its year.
func (p *page) dated(s *block, span lang.DateSpan, d lang.Date) Date {
	d.Hour, d.Minute, d.Second, d.HasZone = 0, 0, 0, false
	out := Date{Basis: BySentence, Confidence: 0.98, At: s.bytes(min(span.Lead, span.Start), span.End)}
	if d.Part == lang.NoPart {
		d.Part = s.partBefore(span)
	}
	if d.Part != lang.NoPart {
		out.Part = d.Part.String()
	}
	if d.Year == 0 {
		d.Year, out.Basis, out.Confidence = p.yearOf(s, d)
	}
	d.Precision = min(d.Precision, lang.DayPrecision)
	out.ISO = d.ISO()
	return out
}

// partBefore reads the part of the day of "Sáng nay (7/8)", "chiều qua, 7/8".
func (s *block) partBefore(span lang.DateSpan) lang.Part {
	i := s.wordAt(min(span.Lead, span.Start))
	if s.tag != lang.Vietnamese || i < 2 || s.words[i].gap < comma {
		return lang.NoPart
	}
	switch s.words[i-1].fold {
	case "nay", "qua", "mai":
		part, _ := lang.PartOfDay(s.words[i-2].printed(s.text))
		return part
	}
	return lang.NoPart
}
