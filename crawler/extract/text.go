package extract

import (
	"strings"
	"unicode/utf8"

	"khotin/internal/article"
)

// readText reads text as a browser copies it: one block a line, no markup.
// What a line is must follow from its words, its length and its neighbours.
func (p *page) readText() {
	p.title = -1
	p.blocks = lines(p.src)
	p.textHead()
	p.cutFurniture()
	p.cutPictureTitles()
	p.cutRepeats()
	p.sources(p.blocks)
	p.textCaptions()
	p.readTextByline()
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.role != roleNone:
		case b.runes < 160 && !sentence(b.text):
			b.role = roleSubhead
		default:
			b.role = roleParagraph
		}
	}
	p.emit()
}

// lines makes blocks of the lines of a text.
func lines(src string) []block {
	var blocks []block
	gap := false
	for line := range strings.Lines(src) {
		text := clean(line)
		if limit := article.MaxText + utf8.UTFMax; len(text) > limit { // the record will be cut and flagged
			text = cut(text, limit)
		}
		if text == "" {
			gap = true
			continue
		}
		blocks = append(blocks, block{text: text, runes: utf8.RuneCountInString(text), gap: gap})
		gap = false
		if len(blocks) >= maxTags {
			break
		}
	}
	return blocks
}

// textHead reads the lines above the first paragraph: section, headline, and
// the line that dates, perhaps signs, the article.
func (p *page) textHead() {
	first := 0
	for first < min(len(p.blocks), 8) && !p.opens(&p.blocks[first]) {
		first++
	}
	var titles []*block
	dated := false
	for i := 0; i < first; i++ {
		b := &p.blocks[i]
		if p.isDateLine(b.text) {
			p.dateText(b)
			dated = true
			continue
		}
		if drop, _ := p.x.words.line(b.text); drop {
			continue
		}
		if !dated && len(titles) < 2 && !sentence(strings.TrimRight(b.text, "!?…")) && !isAddress(b.text) {
			titles = append(titles, b)
		}
	}
	if len(titles) == 0 {
		return
	}
	if len(titles) == 2 && kicker(titles[0], titles[1], dated) {
		p.a.Section = titles[0].text
		p.a.Note("section", article.Evidence{Basis: article.BasisText, Confidence: .7})
		titles[0].role = roleCut
		titles = titles[1:]
	}
	titles[0].role = roleCut
	p.a.Headline = p.repair(titles[0].text, "")
	p.a.Note("headline", article.Evidence{Basis: article.BasisText, Confidence: .9})
}

// opens reports a line that can only be the article's first paragraph.
func (p *page) opens(b *block) bool {
	return b.runes >= 320 || b.runes >= 180 && sentence(b.text) && !p.isDateLine(b.text)
}

// kicker reports whether the first of two lines above the text names the
// section that the second, the headline, stands in. Between headline and text
// there may be a subhead instead, so without a date line the lengths must tell.
func kicker(first, second *block, dated bool) bool {
	if dated {
		return first.runes < 40 && second.runes > first.runes
	}
	return strings.Count(first.text, " ") < 4 && strings.Count(second.text, " ") >= 6
}

// dateText reads a date line: the date, and before it a signature or the
// doubled name of the outlet that the text came from.
func (p *page) dateText(b *block) {
	b.role = roleCut
	f, ok := dateIn(b.text, p.reading(false))
	if !ok || !p.a.Published.IsZero() {
		return
	}
	p.a.Published = f.date
	p.a.Note("published", article.Evidence{Basis: article.BasisText, Confidence: .9, Printed: b.text})
	name := strings.Trim(b.text[:f.start], " \u00A0-–|,•")
	if half, ok := undouble(name); ok {
		p.a.SourceOutlet = strings.TrimSpace(half)
		return
	}
	if _, issued := p.x.words.starts("issued", plain(name)); issued || !p.signs(name) {
		return
	}
	if p.a.Byline = p.author(name); p.a.Byline != "" {
		p.a.Note("byline", article.Evidence{Basis: article.BasisText, Confidence: .8, Printed: b.text})
	}
}

// cutPictureTitles drops the headline where it stands again as the text of a
// picture; the line after it is then the picture's caption.
func (p *page) cutPictureTitles() {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.role != roleNone || i < 2 || !same(b.text, p.a.Headline) {
			continue
		}
		b.role = roleCut
		if i+1 < len(p.blocks) && p.blocks[i+1].runes <= maxCaption && p.blocks[i+1].role == roleNone {
			p.blocks[i+1].role = roleCaption
		}
	}
}

// readTextByline takes a signature from the end of the text.
func (p *page) readTextByline() {
	if p.a.Byline != "" {
		return
	}
	if s := p.author(p.lastByline()); s != "" {
		p.a.Byline = s
		p.a.Note("byline", article.Evidence{Basis: article.BasisText, Confidence: .8})
	}
}
