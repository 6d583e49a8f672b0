package extract

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/article"
)

// classify gives every block of the body its role. What it cannot place is a
// paragraph.
func (p *page) classify() {
	p.cutFurniture()
	p.cutRepeats()
	p.markCaptions()
	p.cutEdges()
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.role != roleNone || b.image != "":
		case b.linked*2 > b.runes && b.runes < 150 && (b.item || b.level > 0 || b.linked*10 > b.runes*9):
			b.role = roleCut // a teaser
		case b.level > 0, b.bold && b.runes < 150 && !sentence(b.text):
			b.role = roleSubhead
		default:
			b.role = roleParagraph
		}
	}
}

// cutFurniture drops the lines that stand around articles, and from the first
// heading of a box of other articles on, everything, unless most of the text
// is still to come.
func (p *page) cutFurniture() {
	rest := 0
	for i := range p.blocks {
		if p.blocks[i].prose() {
			rest += p.blocks[i].runes
		}
	}
	read := 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.image != "" {
			continue
		}
		if b.prose() {
			read, rest = read+b.runes, rest-b.runes
		}
		if b.role == roleNone && read > 3*rest && p.ended(b.text) {
			cutProse(p.blocks[i+1:])
		}
		drop, stop := p.x.words.line(b.text)
		if drop || p.residue(b.text) {
			b.role = roleCut
		}
		if stop && read > rest {
			p.sources(p.blocks[i:])
			p.blocks = p.blocks[:i]
			return
		}
	}
}

// ended reports a paragraph that closes with an agency's end mark. What old
// pages print after it is another story.
func (p *page) ended(s string) bool {
	return slices.ContainsFunc(p.x.words.marks, func(mark string) bool { return strings.HasSuffix(s, mark) })
}

func cutProse(blocks []block) {
	for i := range blocks {
		if blocks[i].prose() {
			blocks[i].role = roleCut
		}
	}
}

func cutHeadings(blocks []block) {
	for i := range blocks {
		if blocks[i].level > 0 {
			blocks[i].role = roleCut
		}
	}
}

// residue reports a line that consists of an editor's left-over words.
func (p *page) residue(s string) bool {
	for _, c := range p.x.profiles {
		if slices.Contains(c.Residue, s) {
			return true
		}
	}
	return false
}

// cutRepeats drops the headline and the lead where the body prints them again,
// and a paragraph that only repeats the one before it.
func (p *page) cutRepeats() {
	previous := ""
	prose := 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.image != "" || b.role == roleCut {
			continue
		}
		lead := prose < 3 && (same(b.text, p.a.Lead) || b.runes > 60 && similar(b.text, p.a.Lead) > .95)
		title := same(b.text, p.a.Headline) || same(b.text, p.a.Headline+" "+p.a.Headline)
		if lead || title || b.text == previous && b.runes > 60 {
			b.role = roleCut
		}
		if title && prose == 0 {
			cutHeadings(p.blocks[:i]) // the name of the site
		}
		if b.prose() {
			prose++
		}
		previous = b.text
	}
}

// cutEdges drops what stands in the body before its first sentence and after
// its last: date lines, kickers, labels, addresses of the original.
func (p *page) cutEdges() {
	p.sources(p.blocks)
	first, last := -1, -1
	for i := range p.blocks {
		if b := &p.blocks[i]; b.role == roleNone && b.prose() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.role != roleNone || b.image != "" {
			continue
		}
		switch {
		case p.isDateLine(b.text) && (i < first || i > last):
			b.role = roleCut
		case i < first && p.prof == nil && b.runes < 40 && !sentence(b.text) && !b.bold && b.level == 0:
			b.role = roleCut
		case i > last && b.level > 0 && p.byline(b) == "":
			b.role = roleCut // a heading of nothing
		}
	}
}

// emit writes the classified blocks into the record.
func (p *page) emit() {
	image := ""
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.image != "":
			image = b.image
			p.group++
			if b.text != "" && (i+1 == len(p.blocks) || p.blocks[i+1].role != roleCaption) {
				p.addCaption(b.text, image)
			}
		case b.role == roleCaption:
			p.addCaption(b.text, image)
		case b.role == roleParagraph || b.role == roleSubhead:
			image = ""
			p.group++
			p.addParagraph(b.text, b.role == roleSubhead)
		}
	}
	p.adoptLead()
}

func (p *page) addParagraph(text string, subhead bool) {
	printed := clean(text)
	par := article.Paragraph{Text: p.repair(printed, ""), Subhead: subhead}
	if par.Text == "" {
		return
	}
	if par.Text != printed {
		par.Printed = printed
	}
	p.a.Paragraphs = append(p.a.Paragraphs, par)
}

// sources reads, and drops, lines that give the original's address or the name
// of the outlet it came from: "Source : https://…", "Nguồn: Báo X".
func (p *page) sources(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		if b.image != "" || b.role == roleCut && !b.prose() && b.runes > 20 || b.runes > 500 {
			continue
		}
		label, rest, colon := strings.Cut(b.text, ":")
		if _, ok := p.x.words.starts("source", plain(label)); !ok {
			continue
		}
		rest = strings.TrimSpace(strings.Trim(rest, "\u00A0 "))
		switch {
		case isAddress(rest):
			p.setSource(rest)
		case colon && p.x.words.has("source", plain(label)) && rest != "" && b.runes < 60 && !sentence(rest):
			p.a.SourceOutlet = cmp.Or(p.a.SourceOutlet, rest)
		case !p.x.words.has("source", plain(b.text)):
			continue
		}
		if href := firstHref(b.node); p.a.SourceURL == "" && b.linked > 0 && isAddress(href) {
			p.setSource(href)
		}
		b.role = roleCut
	}
}

func (p *page) setSource(address string) {
	if p.a.SourceURL != "" {
		return
	}
	if u := p.resolve(address); u != nil && u.String() != p.url.String() {
		p.a.SourceURL = u.String()
	}
}

// readSource completes the origin of a copy from the profile and metadata.
func (p *page) readSource() {
	if p.prof != nil {
		if n := firstText(p.doc, p.prof.source); n != nil {
			text := p.field(n)
			switch href := firstHref(n); {
			case isAddress(text):
				p.setSource(text)
			case isAddress(href):
				p.setSource(href)
				p.a.SourceOutlet = cmp.Or(p.a.SourceOutlet, text)
			default:
				p.a.SourceOutlet = cmp.Or(p.a.SourceOutlet, text)
			}
		}
	}
	if isAddress(p.meta.source) {
		p.setSource(p.meta.source)
	}
}
