package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// densest returns the element that holds the article's paragraphs, nil when
// the page has none, and how sure that is, 0 to 1.
//
// Every line of prose gives its weight to the elements above it, less with
// each step, as in Arc90's Readability: the element around most prose with the
// least around it wins. It is then widened to the parent where the paragraphs
// go on in a sibling of the same kind.
func densest(blocks []block) (body *html.Node, confidence float64) {
	score := make(map[*html.Node]float64)
	mass := make(map[*html.Node]float64)
	total := 0.0
	for i := range blocks {
		b := &blocks[i]
		if !b.prose() {
			continue
		}
		w := b.weight()
		total += w
		share := 1.0
		for n, up := b.node, 0; n != nil && n.Type == html.ElementNode; n, up = n.Parent, up+1 {
			mass[n] += w
			if up == 0 && (n.DataAtom == atom.P || n.DataAtom == atom.Li || n.DataAtom == atom.Dd || n.DataAtom == atom.Pre) {
				continue // a paragraph does not hold itself
			}
			if up > 5 {
				continue
			}
			score[n] += w * share
			share /= 2
		}
	}
	for i := range blocks { // document order keeps the choice stable
		for n := blocks[i].node; n != nil; n = n.Parent {
			if score[n] > score[body] {
				body = n
			}
		}
	}
	if body == nil {
		return nil, 0
	}
	for widens(body, mass) {
		body = body.Parent
	}
	return body, mass[body] / total
}

// weight of a line of prose: one for being one, more for commas and length, but
// never so much that a single line outweighs an article.
func (b *block) weight() float64 {
	w := 1 + min(float64(strings.Count(b.text, ",")), 10) + min(float64(b.runes)/100, 3)
	return w * (1 - float64(b.linked)/float64(max(b.runes, 1)))
}

// widens reports whether the parent of the body goes on with the article: in
// a second element of the same kind, or in paragraphs of its own.
func widens(body *html.Node, mass map[*html.Node]float64) bool {
	parent := body.Parent
	if parent == nil || parent.Type != html.ElementNode || parent.DataAtom == atom.Body || parent.DataAtom == atom.Html {
		return false
	}
	kin := 0.0
	for c := parent.FirstChild; c != nil; c = c.NextSibling {
		if c == body || c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom == atom.P || c.DataAtom == body.DataAtom && attr(c, "class") == attr(body, "class") {
			kin += mass[c]
		}
	}
	return kin > 0.3*mass[body]
}
