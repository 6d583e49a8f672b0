package extract

import (
	"strings"

	"khotin/internal/article"
)

// maxNameLine is the most words of a line that can name an outlet by itself,
// such as "Journal Nghe An en vedette".
const maxNameLine = 6

// origin is the outlet that wrote the article, as far as the page tells: the
// one that its source link leads to, that signs its first paragraph, or that a
// line names. A page of an outlet that copies nobody is its own origin.
func (p *page) origin() *article.Outlet {
	if u, err := p.x.outlets.Canonical(p.a.SourceURL); err == nil {
		if o := p.x.outlets.ByHost(u.Host); o != nil {
			return o
		}
	}
	for _, name := range []string{p.agency(), p.a.SourceOutlet} {
		if o := p.x.outlets.ByTitle(name); o != nil && o != p.outlet {
			return o
		}
	}
	if p.outlet != nil {
		return p.outlet
	}
	return p.namedInALine()
}

// agency is the mark with which papers open an article: "(Baonghean.vn) –" or
// "NDO -", without its signs.
func (p *page) agency() string {
	text := p.a.Lead
	if text == "" && len(p.a.Paragraphs) > 0 {
		text = p.a.Paragraphs[0].Text
	}
	head, _, found := strings.Cut(strings.ReplaceAll(text, "–", "-"), " - ")
	if !found || len(strings.Fields(head)) > maxNameLine {
		return ""
	}
	return strings.Trim(head, "() ")
}

// namedInALine looks for an outlet's name in the short lines of copied text:
// headings and footers, which are no part of the record.
func (p *page) namedInALine() *article.Outlet {
	if p.doc != nil {
		return nil
	}
	for line := range strings.Lines(p.src) {
		if len(strings.Fields(line)) > maxNameLine {
			continue
		}
		if o := p.x.outlets.Mentioned(line); o != nil {
			return o
		}
	}
	return nil
}

// stated sets the outlet of a text whose address belongs to none.
func (p *page) stated() {
	if p.outlet != nil || p.doc != nil {
		return
	}
	o := p.x.outlets.ByTitle(p.a.SourceOutlet)
	if o == nil {
		o = p.origin()
	}
	if o != nil {
		p.a.Outlet = o.Name
		p.a.Note("outlet", article.Evidence{Basis: article.BasisText, Confidence: .8, Printed: o.Title})
	}
}

// home is the province of the outlet that wrote the article, "" for a national
// one: an aggregator has none of its own.
func (p *page) home() string {
	if o := p.origin(); o != nil {
		return o.Province
	}
	return ""
}
