package extract

import (
	"strings"
	"unicode/utf8"

	"khotin/internal/article"
)

// finish completes a record so that it passes Validate.
func (p *page) finish() article.Article {
	a := &p.a
	a.URL = p.url.String()
	a.ID = article.IDOf(a.URL)
	a.Outlet = p.outletName()
	if p.outlet != nil {
		if addr, ok := p.outlet.Article(p.url); ok {
			a.Group = p.outlet.Group(addr)
		}
	}
	p.languages()
	p.restoreByline()
	p.stated()
	p.bound()
	if p.lost() {
		a.Add(article.FlagSoftNotFound)
	}
	for _, f := range []struct {
		missing bool
		flag    article.Flag
	}{
		{a.Headline == "", article.FlagNoHeadline},
		{a.Published.IsZero(), article.FlagNoDate},
		{len(a.Paragraphs) == 0, article.FlagNoBody},
	} {
		if f.missing {
			a.Add(f.flag)
		}
	}
	a.Complete()
	home := p.home()
	a.Cite(home)
	a.Report(home)
	return *a
}

// bound cuts what exceeds the limits of a record.
func (p *page) bound() {
	a := &p.a
	if len(a.Paragraphs) > article.MaxBlocks || len(a.Captions) > article.MaxBlocks {
		a.Paragraphs = a.Paragraphs[:min(len(a.Paragraphs), article.MaxBlocks)]
		a.Captions = a.Captions[:min(len(a.Captions), article.MaxBlocks)]
		a.Add(article.FlagTruncated)
	}
	fields := []*string{&a.Headline, &a.Lead, &a.Byline, &a.Section}
	for i := range a.Paragraphs {
		fields = append(fields, &a.Paragraphs[i].Text, &a.Paragraphs[i].Printed)
	}
	for i := range a.Captions {
		fields = append(fields, &a.Captions[i].Text, &a.Captions[i].Printed)
		if pair := a.Captions[i].Pair; pair != nil && *pair >= len(a.Captions) {
			a.Captions[i].Pair = nil
		}
	}
	for _, s := range fields {
		if len(*s) > article.MaxText {
			*s = cut(*s, article.MaxText)
			a.Add(article.FlagTruncated)
		}
	}
}

// cut shortens s to at most n bytes without splitting a rune.
func cut(s string, n int) string {
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// enough is the number of letters of body text from which on a page is an
// article whatever its title says.
const enough = 600

// lost reports a page that says it is not there.
func (p *page) lost() bool {
	size := 0
	for _, par := range p.a.Paragraphs {
		size += len(par.Text)
	}
	if size > enough || !p.a.Published.IsZero() {
		return false
	}
	titles := []string{p.a.Headline, p.meta.title}
	for _, b := range p.all {
		if b.level > 0 && b.level < 3 || len(p.all) < 30 && b.runes < 200 {
			titles = append(titles, b.text)
		}
	}
	for _, title := range titles {
		words := " " + plain(title) + " "
		if words == " # " && strings.Contains(title, "404") {
			return true
		}
		for phrase := range p.x.words.kinds["lost"] {
			if strings.Contains(words, " "+phrase+" ") {
				return true
			}
		}
	}
	return false
}
