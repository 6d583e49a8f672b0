package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/article"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is one line of text as a reader sees it, with what its markup says.
// A picture is a block too, its text the caption that an attribute holds for
// the case that the page prints none. Plain text has no nodes.
type block struct {
	text   string
	node   *html.Node // the element that makes it a line of its own
	runes  int
	linked int    // runes within links
	level  int    // of a heading, 0 for none
	image  string // address of the picture this block is
	bold   bool   // the whole of it
	italic bool   // the whole of it
	right  bool   // set to the right edge
	centre bool
	item   bool // of a list
	gap    bool // a blank line stands before it
	role   role
}

// role is what a block is to the article.
type role int

const (
	roleNone role = iota
	roleParagraph
	roleSubhead
	roleCaption
	roleCut // furniture, or already taken for a field
)

// prose reports whether a block reads like a sentence of an article.
func (b *block) prose() bool {
	if b.image != "" || b.level > 0 || b.runes < 40 || b.linked*2 > b.runes {
		return false
	}
	return b.runes >= 90 || sentence(b.text)
}

// sentence reports whether a text ends as sentences do.
func sentence(s string) bool {
	s = strings.TrimRight(s, "\"»”’') \u00A0")
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;", last)
}

// look is the style that an element hands down to its text.
type look struct {
	bold, italic, right, centre, link, item bool
	level                                   int
	node                                    *html.Node
}

// collector turns a tree into blocks in reading order.
type collector struct {
	skip   func(*html.Node) bool // subtrees to leave out
	blocks []block

	text   strings.Builder
	at     look // style of the first text of the line
	bolds  int  // letters in bold, of letters
	italic int
	linked int
	total  int
}

// collect returns the blocks below root without the subtrees that skip names.
func collect(root *html.Node, skip func(*html.Node) bool) []block {
	c := &collector{skip: skip}
	if root != nil {
		c.walk(root, look{node: root})
		c.flush()
	}
	return c.blocks
}

// walk recurses; the parser has bounded the depth of the tree.
func (c *collector) walk(n *html.Node, l look) {
	if n.Type == html.TextNode {
		c.write(n.Data, l)
		return
	}
	if n.Type == html.ElementNode && (invisible(n) || c.skip != nil && c.skip(n)) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		c.flush()
		return
	case atom.Img:
		c.picture(n)
		return
	}
	breaks := n.Type == html.ElementNode && blockElement(n.DataAtom)
	l = l.enter(n)
	if breaks {
		c.flush()
		l.node = n
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, l)
	}
	if breaks {
		c.flush()
	}
}

func (l look) enter(n *html.Node) look {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		l.bold = true
	case atom.I, atom.Em:
		l.italic = true
	case atom.A:
		l.link = true
	case atom.Li:
		l.item = true
	case atom.Center:
		l.centre = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		l.level = int(n.Data[1] - '0')
	}
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", "")) + ";align:" + strings.ToLower(attr(n, "align"))
	switch {
	case strings.Contains(style, "align:right"):
		l.right, l.centre = true, false
	case strings.Contains(style, "align:center"):
		l.centre = true
	case strings.Contains(style, "font-weight:bold") || strings.Contains(style, "font-weight:700"):
		l.bold = true
	case strings.Contains(style, "font-style:italic"):
		l.italic = true
	}
	return l
}

func (c *collector) write(s string, l look) {
	if room := article.MaxText + utf8.UTFMax - c.text.Len(); len(s) > room { // the record will be cut and flagged
		s = cut(s, max(room, 0))
	}
	letters := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			letters++
		}
	}
	if letters > 0 && c.total == 0 {
		c.at = l
	}
	c.total += letters
	if l.bold {
		c.bolds += letters
	}
	if l.italic {
		c.italic += letters
	}
	if l.link {
		c.linked += letters
	}
	c.text.WriteString(s)
}

func (c *collector) flush() {
	text := clean(c.text.String())
	if text != "" {
		c.blocks = append(c.blocks, block{
			text: text, node: c.at.node, runes: utf8.RuneCountInString(text), linked: c.linked, level: c.at.level,
			bold: c.bolds == c.total, italic: c.italic == c.total, right: c.at.right, centre: c.at.centre, item: c.at.item,
		})
	}
	c.text.Reset()
	c.bolds, c.italic, c.linked, c.total = 0, 0, 0, 0
}

// picture adds a block for an image, and leaves out those that only count
// visitors or decorate.
func (c *collector) picture(n *html.Node) {
	src := pictureURL(n)
	if src == "" || attr(n, "width") == "1" || attr(n, "height") == "1" {
		return
	}
	c.flush()
	c.blocks = append(c.blocks, block{node: n, image: src, text: clean(cmp.Or(attr(n, "cms-photo-caption"), attr(n, "data-caption")))})
}

// pictureURL is the address of an image, also where a script is to load it.
func pictureURL(n *html.Node) string {
	for _, name := range []string{"data-src", "data-original", "data-lazy-src", "src"} {
		if v := strings.TrimSpace(attr(n, name)); v != "" && !strings.HasPrefix(v, "data:") {
			return v
		}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(attr(n, "srcset")), " ")
	return strings.TrimSuffix(first, ",")
}
