package extract

import (
	"strings"

	"khotin/internal/lang"
)

// textCaptions finds captions in plain text. They betray themselves by the
// photographer's name, by the pipe of a flattened table cell, by being in the
// other language of a bilingual page, or by the gap a picture has left between
// paragraphs that otherwise follow line on line.
func (p *page) textCaptions() {
	main := p.mainLanguage()
	tight := p.tight()
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.role != roleNone || b.runes > 2*maxCaption {
			continue
		}
		_, credit := p.credit(b.text)
		switch {
		case credit != "" && b.runes <= maxCaption, strings.HasSuffix(b.text, "|"):
			b.role = roleCaption
		case b.runes <= maxCaption && p.foreign(b.text, main) && i+1 < len(p.blocks) && !p.blocks[i+1].gap:
			b.role = roleCaption
		case tight && b.gap && i > 0 && b.runes <= 250 && sentence(b.text) && !strings.Contains(strings.TrimRight(b.text, "."), ". "):
			b.role = roleCaption
		}
	}
}

// mainLanguage is the language of the long lines.
func (p *page) mainLanguage() lang.Tag {
	var texts []string
	for i := range p.blocks {
		if p.blocks[i].role == roleNone && p.blocks[i].runes > 200 {
			texts = append(texts, p.blocks[i].text)
		}
	}
	return lang.Majority(lang.DetectAll(texts), texts)
}

// unsure is the confidence below which a line's own words do not tell its
// language.
const unsure = 0.6

// foreign reports whether a line is surely in another language than the text.
func (p *page) foreign(s string, main lang.Tag) bool {
	tag, confidence := lang.Detect(s)
	return tag != lang.Unknown && main != lang.Unknown && tag != main && confidence >= unsure
}

// tight reports a text whose paragraphs follow one another without blank
// lines, so that a blank line means something.
func (p *page) tight() bool {
	gaps, all := 0, 0
	for i := range p.blocks {
		if p.blocks[i].runes > 180 {
			all++
			if p.blocks[i].gap {
				gaps++
			}
		}
	}
	return all > 1 && gaps*3 <= all
}
