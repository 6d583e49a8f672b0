package extract

import (
	"khotin/internal/article"

	"golang.org/x/net/html"
)

// readLead takes the summary above the body: from the profile, or the text
// near the headline that its class, its look or the page's description names.
// A first paragraph may become the lead later, see adoptLead.
func (p *page) readLead() {
	if p.prof != nil {
		if n := firstText(p.doc, p.prof.lead); n != nil {
			p.setLead(p.field(n), article.BasisProfile, .98)
			return
		}
	}
	from := max(p.title, 0)
	for i := from; i < len(p.all) && i < from+12; i++ {
		b := &p.all[i]
		if b.runes < 40 || i == p.title || b.linked*2 > b.runes || same(b.text, p.a.Headline) {
			continue
		}
		switch {
		case p.isLead(b.node):
			p.setLead(b.text, article.BasisText, .9)
		case described(p.meta.description, b.text):
			p.setLead(b.text, article.BasisMetadata, .9)
		case b.level > 1 && b.runes >= 80 && i-from <= 3:
			p.setLead(b.text, article.BasisText, .8)
		case b.bold && b.runes >= 60 && i-from <= 5:
			p.setLead(b.text, article.BasisText, .8)
		case b.prose() && i-from > 6:
			return
		default:
			continue
		}
		return
	}
}

// setLead keeps the lead and drops a location or agency only where the page
// prints it as an element of its own.
func (p *page) setLead(s, basis string, confidence float64) {
	printed := clean(s)
	p.a.Lead = p.repair(printed, "")
	e := article.Evidence{Basis: basis, Confidence: confidence}
	if p.a.Lead != printed {
		e.Printed = printed
	}
	p.a.Note("lead", e)
}

// isLead reports an element whose class, or its parent's, says summary. The
// wrapper of a whole article may say so too, hence the bound.
func (p *page) isLead(n *html.Node) bool {
	for up := 0; n != nil && n.Type == html.ElementNode && up < 3; n, up = n.Parent, up+1 {
		if p.prune.size[n] < 1500 && p.x.words.classed(n, "lead") {
			return true
		}
	}
	return false
}

// described reports whether a text opens like the page's description, which
// is often the lead cut short.
func described(description, text string) bool {
	const opening = 60
	d, t := plain(description), plain(text)
	return len(d) >= opening && len(t) >= opening && d[:opening] == t[:opening]
}

// adoptLead makes the first paragraph the lead where the Vietnamese press has
// printed its summary as one: above the first picture and subhead.
func (p *page) adoptLead() {
	if p.a.Lead != "" || !p.vietnamese() || len(p.a.Paragraphs) < 2 || p.a.Paragraphs[0].Subhead {
		return
	}
	first := p.a.Paragraphs[0]
	printed := first.Printed
	p.a.Lead, p.a.Paragraphs = first.Text, p.a.Paragraphs[1:]
	p.a.Note("lead", article.Evidence{Basis: article.BasisText, Confidence: .7, Printed: printed})
}
