package story

import (
	"slices"
	"strings"

	"khotin/internal/docref"
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
	return slices.ContainsFunc(s.heads, func(head Passage) bool {
		return head.Part == p.Part && head.Index == p.Index && head.Start < p.End && p.Start < head.End
	})
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
		if !slices.ContainsFunc(texts, func(u unit) bool { return u.says[p.Normal] }) {
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

// agrees reports that two dates may be one, as far as both say: two ranges are
// the same, one day lies in the other's range.
func (d day) agrees(o day) bool {
	if d.from != d.to && o.from != o.to && d.from.Day*o.from.Day != 0 {
		return monthAndDay(d.from) == monthAndDay(o.from) && monthAndDay(d.to) == monthAndDay(o.to)
	}
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
	if fullA, fullB := printedFull(inA), printedFull(inB); len(fullA) == len(fullB) {
		c.cited(fullA, fullB) // a short form beside them may be right all the same
	}
	c.cited(inA, inB)
}

func (c *comparison) cited(inA, inB []mention) {
	restA, restB := uncited(inA, inB), uncited(inB, inA)
	if len(restA) != len(restB) || len(restA) > 1 && len(inA) != len(inB) {
		return
	}
	for k, x := range restA {
		y := restB[k]
		numberX, symbolX, _ := strings.Cut(x.Normal, "-")
		numberY, symbolY, _ := strings.Cut(y.Normal, "-")
		switch {
		case numberX == numberY && symbolX != symbolY && !x.short && !y.short,
			numberX != numberY && symbolX == symbolY,
			numberX != numberY && (x.short || y.short) && inFull(symbolX, symbolY) && !c.a.says[numberY] && !c.b.says[numberX]:
			c.add(OnDocument, x.Passage, y.Passage)
		}
	}
}

// A mention is a citation in a paragraph.
type mention struct {
	Passage
	short bool // "Nghị quyết 04", of which the article has no full number
	full  bool // the number stands here in full
}

func printedFull(list []mention) []mention {
	return slices.DeleteFunc(slices.Clone(list), func(m mention) bool { return !m.full })
}

func citedIn(run []unit) (list []mention) {
	for i := range run {
		u := &run[i]
		for _, cited := range u.cited {
			if cited.Start < 0 || cited.End > len(u.Text) || cited.Start >= cited.End {
				continue
			}
			m := mention{
				Passage: u.passage(cited.Start, cited.End, plainKey(cited.Key)),
				short:   strings.Count(cited.Key, "-") == 1 && cited.Canonical == "",
				full:    cited.Rules.Key == string(docref.KeyPrinted) || cited.Rules.Key == string(docref.KeyListed),
			}
			if !slices.ContainsFunc(list, func(o mention) bool { return o.Normal == m.Normal }) {
				list = append(list, m)
			}
		}
	}
	return list
}

func uncited(list, other []mention) (rest []mention) {
	for _, m := range list {
		if !slices.ContainsFunc(other, func(o mention) bool { return inFull(m.Normal, o.Normal) }) {
			rest = append(rest, m)
		}
	}
	return rest
}

// inFull reports that two keys are equal or one is the other in short.
func inFull(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"-") || strings.HasPrefix(b, a+"-")
}

// plainKey gives Quyết định and Quy định, which share a code once the marks are
// off, one key.
func plainKey(key string) string {
	return strings.NewReplacer("-qdi-", "-qd-", "-qyd-", "-qd-").Replace(key)
}
