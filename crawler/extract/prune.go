package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mainShare is the part of a page's text from which on a box is the article,
// whatever its class says.
const mainShare = 0.4

// pruner decides which boxes of a page are not part of any article.
type pruner struct {
	words *furniture
	size  map[*html.Node]int  // bytes of text below, links left out
	link  map[*html.Node]int  // bytes of text in links below
	title map[*html.Node]bool // whether an h1 is below
	all   int
}

func newPruner(doc *html.Node, words *furniture) *pruner {
	p := &pruner{words: words, size: make(map[*html.Node]int), link: make(map[*html.Node]int), title: make(map[*html.Node]bool)}
	p.all, _ = p.measure(doc, false)
	return p
}

func (p *pruner) measure(n *html.Node, inLink bool) (size, link int) {
	if n.Type == html.TextNode {
		if size = len(strings.TrimSpace(n.Data)); inLink {
			return 0, size
		}
		return size, 0
	}
	if invisible(n) && n.DataAtom != atom.Head {
		return 0, 0
	}
	inLink = inLink || n.DataAtom == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s, l := p.measure(c, inLink)
		size, link = size+s, link+l
		p.title[n] = p.title[n] || p.title[c] || c.DataAtom == atom.H1
	}
	if n.Type == html.ElementNode {
		p.size[n], p.link[n] = size, link
	}
	return size, link
}

// drop reports whether the element and all below it stand outside the article.
func (p *pruner) drop(n *html.Node) bool {
	if concealed(n) {
		return true
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.H1:
		return false
	case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Dialog, atom.Menu:
		return !p.main(n)
	case atom.Header:
		return !p.title[n] && p.size[n] < 400
	case atom.Ul, atom.Ol, atom.Dl, atom.Section, atom.Div, atom.Table, atom.Article:
		if p.link[n] > 60 && p.link[n] > 2*p.size[n] && !p.title[n] {
			return true
		}
	}
	return p.words.classed(n, "class") && !p.main(n) && !p.title[n]
}

// text is the number of bytes of text below the element, links and all; 0 for
// elements of another tree.
func (p *pruner) text(n *html.Node) int { return p.size[n] + p.link[n] }

// main reports whether the element holds so much of the page's text that it
// must hold the article.
func (p *pruner) main(n *html.Node) bool { return float64(p.size[n]) > mainShare*float64(p.all) }

// concealed reports elements that a page hides from its readers.
func concealed(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return n.DataAtom != atom.Img && n.DataAtom != atom.Div && n.DataAtom != atom.Section
			}
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}
