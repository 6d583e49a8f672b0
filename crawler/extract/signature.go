package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// lastByline takes the short line that signs the body, and drops it there.
// Notes may follow a signature at the right edge, not another line.
func (p *page) lastByline() string {
	all, rest := len(proseOf(p.blocks)), 0 // bytes of prose, and of that after the line
	for i, seen := len(p.blocks)-1, 0; i >= 0 && seen < 12; i-- {
		b := &p.blocks[i]
		if b.image != "" || b.role == roleCut || b.role == roleCaption {
			continue
		}
		seen++
		if name := p.byline(b); name != "" && (b.right && rest*5 <= all || seen <= 3 && rest == 0) {
			b.role = roleCut
			if before := p.before(i); before != nil && !named(name) && vietnameseName(before.text) && p.byline(before) != "" {
				name, before.role = before.text, roleCut // the name, then where its bearer works
			}
			if p.prof == nil && b.right {
				p.endAt(i)
			}
			return name
		}
		if b.prose() {
			rest += len(b.text)
		}
	}
	return ""
}

// before is the block of text before block i, nil if a picture or nothing is.
func (p *page) before(i int) *block {
	if i == 0 || p.blocks[i-1].image != "" || p.blocks[i-1].role == roleCut {
		return nil
	}
	return &p.blocks[i-1]
}

// endAt drops the paragraphs after the signature of an article.
func (p *page) endAt(i int) {
	for ; i < len(p.blocks); i++ {
		if b := &p.blocks[i]; b.role == roleParagraph || b.role == roleSubhead {
			b.role = roleCut
		}
	}
}

// byline returns the text of a block that looks like a signature.
func (p *page) byline(b *block) string {
	if end := strings.TrimSuffix(b.text, "."); named(end) && len(strings.Fields(end)) >= 2 && len(strings.Fields(end)) <= 4 && b.level == 0 && !p.credited(end) {
		return end // Anne DUPONT.
	}
	words := strings.Fields(b.text)
	if b.level > 0 || b.runes > 60 || len(words) == 0 || len(words) > 8 || b.linked*2 > b.runes || sentence(b.text) || p.isDateLine(b.text) || p.x.words.labelled(b.text) {
		return ""
	}
	if p.signature(b.text) {
		return b.text
	}
	_, by := p.x.words.starts("by", plain(words[0]))
	switch {
	case b.right && !under(b.node, atom.Table), b.bold && len(words) <= 5 && named(b.text), by && len(words) > 1 && named(strings.Join(words[1:], " ")):
		return b.text
	case len(words) <= 4 && (named(b.text) || named(words[0])) && !strings.ContainsAny(b.text, "0123456789"):
		return b.text
	}
	return ""
}

// signature reports a line that says of itself who wrote: "Tin, ảnh: Thu Hà",
// "Hà Phương - Ảnh: Quốc Huy". It names photographers too and is no caption.
func (p *page) signature(s string) bool {
	if label, rest, ok := strings.Cut(s, ":"); ok && p.x.words.has("by", plain(label)) {
		return named(strings.TrimSpace(rest))
	}
	rest, name := p.credit(s)
	dash := strings.ContainsAny(strings.TrimPrefix(s, rest), "-–/")
	return name != "" && dash && vietnameseName(rest)
}
