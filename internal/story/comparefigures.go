package story

import (
	"slices"
	"strings"

	"khotin/internal/lang"
)

// passage makes a Passage of bytes of a unit.
func (u *unit) passage(start, end int, normal string) Passage {
	return Passage{u.Part, u.Index, start, end, u.Text[start:end], normal}
}

// numbers compares the figures of corresponding paragraphs. Years are compared
// among themselves, and so are percentages.
func (c *comparison) numbers(a, b []unit, sure bool) {
	classes := []func(figure) bool{
		figure.isYear,
		func(f figure) bool { return f.unit == "%" },
		func(f figure) bool { return !f.isYear() && f.unit != "%" },
	}
	for i, class := range classes {
		inA, inB := figuresOf(a, class), figuresOf(b, class)
		restA, restB := missing(inA, inB, b), missing(inB, inA, a)
		if len(restA) != len(restB) || len(restA) > 1 && len(inA) != len(inB) {
			continue
		}
		for k, x := range restA {
			y := restB[k]
			elsewhereA, elsewhereB := c.b.says[x.Normal], c.a.says[y.Normal]
			if elsewhereA && elsewhereB || !sure && (elsewhereA || elsewhereB) {
				continue // told in another paragraph
			}
			kind := OnNumber
			if i == 0 {
				kind = OnDate
			} else if c.a.counts(x) || c.b.counts(y) {
				kind = OnAttendance
			}
			c.add(kind, x, y)
		}
	}
}

// counts reports that a passage is one of an article's attendances.
func (s *side) counts(p Passage) bool {
	for head := range s.heads {
		if head.part == p.Part && head.index == p.Index && p.Start <= head.start && head.start < p.End {
			return true
		}
	}
	return false
}

func figuresOf(run []unit, class func(figure) bool) (list []Passage) {
	for i := range run {
		for _, f := range run[i].figures {
			if class(f) {
				list = append(list, run[i].passage(f.start, f.end, f.form))
			}
		}
	}
	return list
}

// missing lists what of one side the other has neither as a figure nor in any
// other form.
func missing(list, other []Passage, texts []unit) (rest []Passage) {
	left := slices.Clone(other)
	for _, p := range list {
		if i := slices.IndexFunc(left, func(o Passage) bool { return o.Normal == p.Normal }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		if !slices.ContainsFunc(texts, func(u unit) bool { return sayings(u.Block)[p.Normal] }) {
			rest = append(rest, p)
		}
	}
	return rest
}

// A day is a date of a unit, a range as one.
type day struct {
	Passage
	from, to lang.Date
}

// days compares the dates of corresponding paragraphs.
func (c *comparison) days(a, b []unit) {
	inA, inB := daysOf(a), daysOf(b)
	restA, restB := without(inA, inB), without(inB, inA)
	if len(restA) != len(restB) || len(restA) > 1 && len(inA) != len(inB) {
		return
	}
	for k, x := range restA {
		if x.from.Day == 0 || restB[k].from.Day == 0 {
			continue // "tháng 8/2024" beside "le 22 août 2024" says less, not otherwise
		}
		c.add(OnDate, x.Passage, restB[k].Passage)
	}
}

func daysOf(run []unit) (list []day) {
	for i := range run {
		u := &run[i]
		for _, d := range u.days {
			to := d.Until
			if to.Precision == lang.NoPrecision {
				to = d.Date
			}
			normal := calendarDay(d.Date)
			if to != d.Date {
				normal += "/" + calendarDay(to)
			}
			list = append(list, day{u.passage(d.Start, d.End, normal), d.Date, to})
		}
	}
	return list
}

// calendarDay writes the day of a date without its time.
func calendarDay(d lang.Date) string {
	day := lang.Date{Year: d.Year, Month: d.Month, Day: d.Day, Precision: min(d.Precision, lang.DayPrecision)}
	return day.ISO()
}

func without(list, other []day) (rest []day) {
	for _, d := range list {
		if !slices.ContainsFunc(other, d.agrees) {
			rest = append(rest, d)
		}
	}
	return rest
}

// agrees reports that two dates may be one: they overlap, as far as both say.
func (d day) agrees(o day) bool {
	if d.from.Year != 0 && o.from.Year != 0 && d.from.Year != o.from.Year && d.to.Year != o.to.Year {
		return false
	}
	if d.from.Day == 0 || o.from.Day == 0 {
		return d.from.Month <= o.to.Month && o.from.Month <= d.to.Month
	}
	return monthAndDay(d.from) <= monthAndDay(o.to) && monthAndDay(o.from) <= monthAndDay(d.to)
}

func monthAndDay(d lang.Date) int { return int(d.Month)*32 + d.Day }

// documents compares the citations of corresponding paragraphs. Only numbers
// of which one half agrees are held against one another: 04-NQ/TU and
// 04-NQ/TW, 04-NQ/TU and 05-NQ/TU.
func (c *comparison) documents(a, b []unit) {
	inA, inB := citedIn(a), citedIn(b)
	restA, restB := uncited(inA, inB), uncited(inB, inA)
	if len(restA) != len(restB) || len(restA) > 1 && len(inA) != len(inB) {
		return
	}
	for k, x := range restA {
		numberX, symbolX, _ := strings.Cut(x.Normal, "-")
		numberY, symbolY, _ := strings.Cut(restB[k].Normal, "-")
		if (numberX == numberY) != (symbolX == symbolY) {
			c.add(OnDocument, x, restB[k])
		}
	}
}

func citedIn(run []unit) (list []Passage) {
	for i := range run {
		u := &run[i]
		for _, cited := range u.cited {
			if cited.Start < 0 || cited.End > len(u.Text) || cited.Start >= cited.End || cited.Canonical == "" {
				continue
			}
			p := u.passage(cited.Start, cited.End, cited.Key)
			if !slices.ContainsFunc(list, func(o Passage) bool { return o.Normal == p.Normal }) {
				list = append(list, p)
			}
		}
	}
	return list
}

func uncited(list, other []Passage) (rest []Passage) {
	for _, p := range list {
		if !slices.ContainsFunc(other, func(o Passage) bool { return sameNumber(p.Normal, o.Normal) }) {
			rest = append(rest, p)
		}
	}
	return rest
}

// sameNumber compares keys: Quyết định and Quy định share a code once the
// marks are off.
func sameNumber(a, b string) bool {
	plain := strings.NewReplacer("-qdi-", "-qd-", "-qyd-", "-qd-")
	return plain.Replace(a) == plain.Replace(b)
}
