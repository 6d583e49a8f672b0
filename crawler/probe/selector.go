package probe

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

const (
	maxElements = 20_000 // of a page for which selectors are proposed
	maxDateText = 60     // bytes of a text that is a date and little else
	spacing     = 500    // bytes of white space around a text
	leastBody   = 200    // bytes of text in an article's own paragraphs
	maxShared   = 60     // elements that a selector of captions may find
)

// page is one document in which elements are looked for and named.
type page struct {
	doc  *goquery.Document
	size map[*html.Node]int // bytes of text in an element
}

// newPage measures all elements at once, so that no text is read again for
// each of the elements around it.
func newPage(doc *goquery.Document) *page {
	p := &page{doc, make(map[*html.Node]int)}
	for _, root := range doc.Nodes {
		p.measure(root)
	}
	return p
}

func (p *page) measure(n *html.Node) (size int) {
	if n.Type == html.TextNode {
		return len(n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		size += p.measure(c)
	}
	p.size[n] = size
	return size
}

// find returns the innermost elements of the body that fit, of those with so
// much text at most.
func (p *page) find(most int, fits func(*goquery.Selection) bool) (all []*goquery.Selection) {
	isIt := func(s *goquery.Selection) bool { return p.size[s.Nodes[0]] <= most && fits(s) }
	p.doc.Find("body *").Not("script, style, option").Each(func(_ int, s *goquery.Selection) {
		if !isIt(s) {
			return
		}
		inner := false
		s.Children().EachWithBreak(func(_ int, c *goquery.Selection) bool {
			inner = isIt(c)
			return !inner
		})
		if !inner {
			all = append(all, s)
		}
	})
	return all
}

// saying returns the innermost elements whose whole text it is.
func (p *page) saying(text string) []*goquery.Selection {
	if text == "" {
		return nil
	}
	return p.find(2*len(text)+spacing, func(s *goquery.Selection) bool { return flat(s.Text()) == text })
}

// fullest returns the element with most text in paragraphs of its own, nil
// where there is hardly any.
func (p *page) fullest() (best *goquery.Selection) {
	most := leastBody
	p.doc.Find("body, body *").Each(func(_ int, s *goquery.Selection) {
		size := 0
		s.ChildrenFiltered("p").Each(func(_ int, c *goquery.Selection) { size += p.size[c.Nodes[0]] })
		if size == 0 { // sites that write div for p
			s.ChildrenFiltered("div").Each(func(_ int, c *goquery.Selection) {
				if c.Children().Not("b, strong, i, em, a, span, br").Length() == 0 {
					size += p.size[c.Nodes[0]]
				}
			})
		}
		if size > most {
			best, most = s, size
		}
	})
	return best
}

// single names elements by selectors that find nothing else on the page.
func (p *page) single(elements []*goquery.Selection) []string {
	return p.named(elements, 1)
}

// common names elements by selectors that may find others of their kind.
func (p *page) common(elements []*goquery.Selection) []string {
	return p.named(elements, maxShared)
}

func (p *page) named(elements []*goquery.Selection, most int) (all []string) {
	for _, s := range elements {
		for _, selector := range namesOf(s) {
			if p.doc.Find(selector).Length() <= most {
				all = append(all, selector)
				break
			}
		}
	}
	return all
}

// plainName is a class or id that a person gave; numbers are a machine's.
var plainName = regexp.MustCompile(`^[a-zA-Z][a-zA-Z_-]*$`)

// namesOf are the selectors of an element, the best first: by a class of its
// own, by its id, by a class or id of the element around it.
func namesOf(s *goquery.Selection) (all []string) {
	tag := goquery.NodeName(s)
	all = ownNames(s)
	for _, outer := range ownNames(s.Parent()) {
		all = append(all, outer+" "+tag)
	}
	return all
}

func ownNames(s *goquery.Selection) (all []string) {
	tag := goquery.NodeName(s)
	if tag == "body" || tag == "html" {
		return nil
	}
	for class := range strings.FieldsSeq(s.AttrOr("class", "")) {
		if plainName.MatchString(class) {
			all = append(all, tag+"."+class)
		}
	}
	if id := s.AttrOr("id", ""); plainName.MatchString(id) {
		all = append(all, tag+"#"+id)
	}
	return all
}
