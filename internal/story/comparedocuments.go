package story

import (
	"slices"
	"strings"

	"khotin/internal/docref"
)

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
