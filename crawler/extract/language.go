package extract

import (
	"slices"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// languages sets the language of every block from its text. The article's is
// that of most of it; what the page declares is only compared.
func (p *page) languages() {
	a := &p.a
	texts := []string{a.Headline, a.Lead}
	for _, par := range a.Paragraphs {
		texts = append(texts, par.Text)
	}
	tags := lang.DetectAll(texts)
	a.Lang = lang.Majority(tags, texts)
	for i := range a.Paragraphs {
		par := &a.Paragraphs[i]
		par.Lang = tags[i+2]
		par.Text, par.Printed = romanian(par.Lang, par.Text, par.Printed)
	}
	// A caption that says too little takes the language of what stands before
	// it: here some text in the language of the article.
	sample := ""
	if i := slices.Index(tags, a.Lang); i >= 0 {
		sample = cut(texts[i], min(len(texts[i]), 200))
	}
	for i := range a.Captions {
		c := &a.Captions[i]
		c.Lang = lang.DetectAll([]string{sample, c.Text})[1]
		c.Text, c.Printed = romanian(c.Lang, c.Text, c.Printed)
	}
	if a.Lang == lang.Unknown && len(a.Captions) > 0 {
		a.Lang = a.Captions[0].Lang
	}
	if a.Lang == lang.Romanian {
		a.Headline, a.Lead = lang.NormalRomanian(a.Headline), lang.NormalRomanian(a.Lead)
	}
	p.pair()
	if declared := p.declared(); declared != lang.Unknown && a.Lang != lang.Unknown && declared != a.Lang {
		a.Add(article.FlagLanguage)
	}
}

// romanian writes Romanian with the comma letters of its alphabet and keeps
// the printed form where that changes it.
func romanian(tag lang.Tag, text, printed string) (string, string) {
	if tag != lang.Romanian {
		return text, printed
	}
	repaired := lang.NormalRomanian(text)
	if repaired != text && printed == "" {
		printed = text
	}
	return repaired, printed
}

// declared is the language that the page claims, else the one its address
// promises.
func (p *page) declared() lang.Tag {
	if tag := lang.ParseTag(p.meta.lang); tag != lang.Unknown || p.meta.lang != "" {
		return tag
	}
	if p.outlet != nil && p.doc != nil {
		return p.outlet.Edition(p.url)
	}
	return lang.Unknown
}
