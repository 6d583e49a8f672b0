package extract

import (
	"strings"

	"khotin/internal/article"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHeadline takes the headline from the profile; else the h1 that the
// page's own titles repeat, which no logo is; else those titles; else a lone
// h1.
func (p *page) readHeadline() {
	p.title = -1
	if p.prof != nil {
		if n := firstText(p.doc, p.prof.headline); n != nil {
			p.setHeadline(p.field(n), article.BasisProfile, .99)
			return
		}
	}
	headings, lower := p.headings()
	titles := p.titles()
	for _, list := range [][]string{headings, lower} {
		for _, t := range titles {
			for _, h := range list {
				if repeats(t, h) {
					p.setHeadline(h, article.BasisText, .97)
					return
				}
			}
		}
	}
	if h := p.portalTitle(append(headings, lower...)); h != "" {
		p.setHeadline(h, article.BasisText, .7)
		return
	}
	switch {
	case len(headings) == 1 && strings.Count(headings[0], " ") >= 3 && !p.isSite(headings[0]):
		p.setHeadline(headings[0], article.BasisText, .9)
	case len(titles) > 0:
		p.setHeadline(titles[0], article.BasisMetadata, .9)
	case len(headings) > 0:
		p.setHeadline(headings[0], article.BasisText, .6)
	}
}

// headings are the texts of the visible h1 elements, and of h2 and h3.
func (p *page) headings() (first, lower []string) {
	for n := range elements(p.doc) {
		if n.DataAtom != atom.H1 && n.DataAtom != atom.H2 && n.DataAtom != atom.H3 || concealed(n) || len(lower) > maxTried {
			continue
		}
		s := textOf(n)
		switch {
		case s == "":
		case n.DataAtom == atom.H1:
			first = append(first, s)
		default:
			lower = append(lower, s)
		}
	}
	return first, lower
}

func (p *page) setHeadline(s, basis string, confidence float64) {
	p.a.Headline = p.repair(s, "")
	p.a.Note("headline", article.Evidence{Basis: basis, Confidence: confidence})
	for i, b := range p.all {
		if b.image == "" && same(b.text, s) {
			p.title = i
			return
		}
	}
	for i, b := range p.all { // a title that shares its line with a kicker
		if b.level == 1 && strings.Contains(plain(b.text), plain(s)) {
			p.title = i
			return
		}
	}
}

// titles are the page's own titles without the name of the site.
func (p *page) titles() []string {
	var all []string
	for _, t := range []string{p.meta.ogTitle, p.meta.headline, p.meta.title} {
		if t = p.withoutSite(t); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// withoutSite takes the name of the site off the end, or front, of a title.
// Without knowing the name it takes the last part off if what stays is longer.
func (p *page) withoutSite(t string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " :: ", " » ", " • "} {
		if i := strings.LastIndex(t, sep); i > 0 {
			tail := t[i+len(sep):]
			if p.isSite(tail) || (sep == " | " || sep == " - ") && strings.Count(tail, " ") < 4 && i > 2*len(tail) && t == p.meta.title {
				return clean(t[:i])
			}
			if head, rest, _ := strings.Cut(t, sep); p.isSite(head) {
				return clean(rest)
			}
		}
	}
	return clean(t)
}

// isSite reports whether a text is only the name of the site or its outlet.
func (p *page) isSite(s string) bool {
	names := []string{p.meta.site, p.url.Hostname(), bare(p.url.Hostname())}
	if p.outlet != nil {
		names = append(names, p.outlet.Title, p.outlet.Name)
	}
	host, _, _ := strings.Cut(bare(p.url.Hostname()), ".")
	squeezed := strings.ReplaceAll(plain(s), " ", "")
	if squeezed == "" {
		return false
	}
	for _, name := range append(names, host) {
		n := strings.ReplaceAll(plain(name), " ", "")
		if n != "" && (squeezed == n || squeezed == "bao"+n || "bao"+squeezed == n) {
			return true
		}
	}
	return false
}

// repeats reports whether a title is the heading, or most of it, with the name
// of a site or section before or behind; or the heading is the title with more.
func repeats(title, heading string) bool {
	t, h := bareWords(title, false), bareWords(heading, false)
	switch {
	case t == h:
		return t != ""
	case len(h)*10 >= len(t)*6 && len(h) > 8:
		return strings.HasPrefix(t, h) || strings.HasSuffix(t, h) || len(t) > 20 && strings.Contains(h, t)
	}
	return false
}

func (p *page) readSection() {
	if p.prof != nil {
		if n := firstText(p.doc, p.prof.section); n != nil {
			p.a.Section = p.field(n)
			p.a.Note("section", article.Evidence{Basis: article.BasisProfile, Confidence: .97})
			return
		}
	}
	if s := clean(p.meta.section); s != "" && len(s) < 200 {
		p.a.Section = s
		p.a.Note("section", article.Evidence{Basis: article.BasisMetadata, Confidence: .9})
		return
	}
	for n := range elements(p.doc) {
		if p.a.Section == "" && strings.Contains(strings.ToLower(attr(n, "class")), "breadcrumb") {
			p.a.Section = lastLink(n)
		}
	}
	if p.a.Section != "" {
		p.a.Note("section", article.Evidence{Basis: article.BasisText, Confidence: .7})
	}
}

// lastLink is the text of the last link of a breadcrumb trail.
func lastLink(n *html.Node) string {
	s := ""
	for c := range elements(n) {
		if t := textOf(c); c.DataAtom == atom.A && t != "" && len(t) < 80 {
			s = t
		}
	}
	return s
}

// readTags takes the profile's tags, else the keywords of the metadata.
func (p *page) readTags() {
	var all []string
	if p.prof != nil {
		for _, s := range p.prof.tags {
			for n := range elements(p.doc) {
				if s.Match(n) {
					all = append(all, textOf(n))
				}
			}
		}
	}
	if len(all) == 0 {
		for _, list := range p.meta.tags {
			all = append(all, strings.Split(list, ",")...)
		}
	}
	seen := make(map[string]bool)
	for _, t := range all[:min(len(all), 100)] {
		if t = clean(t); t != "" && len(t) < 200 && !seen[t] {
			seen[t] = true
			p.a.Tags = append(p.a.Tags, t)
		}
	}
}
