package server

import (
	"cmp"
	"slices"
	"strconv"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
)

// rowView is what corresponds in two articles. One side may be empty.
type rowView struct {
	A, B   []blockView
	Unsure bool // whether the two correspond is not certain
}

// blockView is one text of an article.
type blockView struct {
	Head bool // a subhead
	Lang lang.Tag
	Runs []pointRun
}

// pointRun is a stretch of text; one with points is where the articles
// disagree.
type pointRun struct {
	Text   string
	Side   side
	Points []int
}

// side is one of the two articles.
type side string

const (
	left  side = "a"
	right side = "b"
)

func (p *pointView) on(s side) *halfView {
	if s == left {
		return &p.A
	}
	return &p.B
}

// sure is the score from which two texts are shown as corresponding without a
// word of doubt: below it story compares nothing.
const sure = .5

// lay puts the texts of two articles side by side and marks the points.
func (v *parallelView) lay(a, b article.Article) {
	for i, d := range story.Disagreements(a, b) {
		v.Points = append(v.Points, pointView{
			N: i + 1, Kind: orRaw(v.L, "topic.", string(d.Kind)), A: halfView{Passage: d.A, Lang: langOf(a, d.A)}, B: halfView{Passage: d.B, Lang: langOf(b, d.B)},
		})
	}
	v.Left.Blocks, v.Right.Blocks = v.blocks(a, "headline", []int{0}, left), v.blocks(b, "headline", []int{0}, right)
	v.Rows = v.rows(a, b, "paragraph", story.Align(a, b))
	v.Captions = v.rows(a, b, "caption", story.Captions(a, b))
}

func (v *parallelView) rows(a, b article.Article, part string, pairs []story.Pair) (rows []rowView) {
	for _, p := range pairs {
		both := len(p.A) > 0 && len(p.B) > 0
		rows = append(rows, rowView{A: v.blocks(a, part, p.A, left), B: v.blocks(b, part, p.B, right), Unsure: both && p.Score < sure})
	}
	return rows
}

// blocks cuts the texts of a part at the points of a side. An index that the
// article does not have is passed over.
func (v *parallelView) blocks(a article.Article, part string, indexes []int, of side) (blocks []blockView) {
	for _, i := range indexes {
		at, text, tag := part, "", a.Lang
		b := blockView{}
		switch {
		case part == "headline":
			text = cmp.Or(a.Headline, a.URL)
		case part == "caption" && 0 <= i && i < len(a.Captions):
			text, tag = a.Captions[i].Text, a.Captions[i].Lang
		case part == "paragraph" && i == story.Lead:
			at, i, text = "lead", 0, a.Lead
		case part == "paragraph" && 0 <= i && i < len(a.Paragraphs):
			text, tag, b.Head = a.Paragraphs[i].Text, a.Paragraphs[i].Lang, a.Paragraphs[i].Subhead
		}
		if text == "" {
			continue
		}
		b.Lang, b.Runs = lang.Tag(tag.String()), v.mark(at, i, text, of)
		blocks = append(blocks, b)
	}
	return blocks
}

// langOf is the language of a passage.
func langOf(a article.Article, p story.Passage) lang.Tag {
	tag := a.Lang
	if p.Part == "paragraph" && 0 <= p.Index && p.Index < len(a.Paragraphs) {
		tag = a.Paragraphs[p.Index].Lang
	}
	return lang.Tag(tag.String())
}

// mark cuts a text at the points of a side that lie in it. Points of one place
// share a mark; one that overlaps another is listed, but not marked.
func (v *parallelView) mark(part string, index int, text string, of side) (runs []pointRun) {
	var here []*pointView
	for i := range v.Points {
		if p := v.Points[i].on(of); p.Part == part && p.Index == index && within(text, p.Start, p.End) {
			here = append(here, &v.Points[i])
		}
	}
	slices.SortStableFunc(here, func(x, y *pointView) int {
		return cmp.Or(cmp.Compare(x.on(of).Start, y.on(of).Start), cmp.Compare(y.on(of).End, x.on(of).End))
	})
	start, done := -1, 0 // of the last mark
	for _, point := range here {
		p := point.on(of)
		switch {
		case p.Start == start && p.End == done:
			last := &runs[len(runs)-1]
			last.Points = append(last.Points, point.N)
		case p.Start < done:
			continue
		default:
			if p.Start > done {
				runs = append(runs, pointRun{Text: text[done:p.Start]})
			}
			runs = append(runs, pointRun{text[p.Start:p.End], of, []int{point.N}})
			start, done = p.Start, p.End
		}
		p.Marked = true
	}
	if done < len(text) {
		runs = append(runs, pointRun{Text: text[done:]})
	}
	return runs
}

// pairView is a row as its template needs it: the sides with their languages,
// which a narrow screen shows in place of columns.
type pairView struct {
	Left, Right cellView
	Unsure      bool
	Doubt       string // said where it is not certain
}

type cellView struct {
	Label, None string
	Blocks      []blockView
}

// Pair is a row for its template.
func (v parallelView) Pair(r rowView) pairView {
	p := pairView{Unsure: r.Unsure}
	p.Left = cellView{v.Left.Short, v.L.T("parallel.none"), r.A}
	p.Right = cellView{v.Right.Short, v.L.T("parallel.none"), r.B}
	if r.Unsure {
		p.Doubt = v.L.T("parallel.unsure")
	}
	return p
}

// pointEnd is one side of a point with the place of its mark.
type pointEnd struct {
	halfView
	Anchor string
}

// Half is one side of a point for its template.
func (v parallelView) Half(of side, n int, h halfView) pointEnd {
	return pointEnd{h, string(of) + strconv.Itoa(n)}
}
