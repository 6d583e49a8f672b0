package extract

import (
	"iter"
	"strings"

	"khotin/internal/article"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of a tree. x/net/html refuses more than 512 open elements; real
// articles need fewer than 60 and fewer than 20,000 tags.
const (
	maxDepth = 400
	maxTags  = 200_000
)

// parse builds the tree. A page with too many tags is cut, and one nested too
// deeply is parsed again without the tags that nest.
func (p *page) parse() error {
	if n := nthIndex(p.src, '<', maxTags); n >= 0 {
		p.src = p.src[:n]
		p.a.Add(article.FlagTruncated)
	}
	doc, err := html.Parse(strings.NewReader(p.src))
	if err != nil {
		p.a.Add(article.FlagTooDeep)
		doc, err = html.Parse(strings.NewReader(flatten(p.src)))
	}
	if err != nil {
		return err
	}
	p.doc = doc
	if end := lastPart(p.src); !strings.Contains(end, "</html") && !strings.Contains(end, "</body") && !strings.HasSuffix(end, ">") {
		p.a.Add(article.FlagTruncated)
	}
	return nil
}

// lastPart is the end of a page, where it is closed, in lower case. The closing
// tags may be left out; a page that breaks off within text was cut.
func lastPart(s string) string { return strings.ToLower(strings.TrimSpace(s[max(0, len(s)-4096):])) }

// nthIndex returns the offset of the n-th c in s, -1 when there are fewer.
func nthIndex(s string, c byte, n int) int {
	at := 0
	for range n {
		i := strings.IndexByte(s[at:], c)
		if i < 0 {
			return -1
		}
		at += i + 1
	}
	return at - 1
}

// flatten drops the tags of a page that nest beyond the limit and keeps their
// text, which then belongs to the last element within it.
func flatten(src string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(src))
	depth := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.StartTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			if voidElement(atom.Lookup(name)) {
				out.WriteString(raw)
				continue
			}
			if depth++; depth <= maxDepth {
				out.WriteString(raw)
			}
		case html.EndTagToken:
			if depth <= maxDepth {
				out.Write(z.Raw())
			}
			depth = max(0, depth-1)
		default:
			out.Write(z.Raw())
		}
	}
}

func voidElement(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// attr returns the value of an attribute, "" when it is absent.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// elements yields the elements below n in document order. The tree may be
// changed below the element just yielded.
func elements(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}

// find returns the first element of the kind below n, nil when there is none.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for c := range elements(n) {
		if c.DataAtom == kind {
			return c
		}
	}
	return nil
}

// within reports whether n is root or lies below it.
func within(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

// under reports whether n is, or lies below, an element of one of the kinds.
func under(n *html.Node, kinds ...atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		for _, k := range kinds {
			if n.DataAtom == k {
				return true
			}
		}
	}
	return false
}

// textOf is the visible text at and below n on one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		breaks := n.Type == html.ElementNode && (n.DataAtom == atom.Br || blockElement(n.DataAtom))
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && invisible(n):
			return
		case breaks:
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if breaks {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return clean(b.String())
}

// invisible reports elements whose text is never shown.
func invisible(n *html.Node) bool {
	if n == nil {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Head, atom.Title, atom.Select, atom.Textarea, atom.Button:
		return true
	}
	return false
}

// blockElement reports elements that start a line of their own.
func blockElement(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hr, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody, atom.Td,
		atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Summary, atom.Caption:
		return true
	}
	return false
}

// firstHref is the address of the first link at or below n, "" when there is
// none.
func firstHref(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.DataAtom != atom.A {
		n = find(n, atom.A)
	}
	if n == nil {
		return ""
	}
	return strings.TrimSpace(attr(n, "href"))
}
