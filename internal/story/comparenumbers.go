package story

import "slices"

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
