package extract

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxByline bounds a byline in bytes.
const maxByline = 120

// readByline takes the author from the profile, the metadata, an element named
// for it beside the headline, the last line of the body, or the date line.
// The name of the outlet is no author, wherever it stands.
func (p *page) readByline() {
	for _, from := range []struct {
		read       func() string
		basis      string
		confidence float64
	}{
		{p.profileByline, article.BasisProfile, .98},
		{p.metaByline, article.BasisMetadata, .9},
		{p.classByline, article.BasisText, .85},
		{p.lastByline, article.BasisText, .8},
		{p.dateByline, article.BasisText, .75},
	} {
		printed := from.read()
		name := p.author(printed)
		if p.a.Byline == "" && name != "" {
			p.a.Byline = name
			e := article.Evidence{Basis: from.basis, Confidence: from.confidence}
			if name != printed {
				e.Printed = printed
			}
			p.a.Note("byline", e)
		}
	}
}

// author returns the name in a printed byline without the word before it, ""
// when there is none or it is only the outlet's.
func (p *page) author(printed string) string {
	s := strings.Trim(clean(printed), " |,;:-–\u00A0")
	if label, rest, ok := strings.Cut(s, ":"); ok && p.x.words.has("by", plain(label)) {
		s = strings.TrimLeft(rest, " \u00A0")
	}
	s = p.withoutNotes(withoutMail(s))
	for {
		head, rest, _ := strings.Cut(s, " ")
		if rest == "" || !p.x.words.has("by", plain(strings.TrimSuffix(head, ":"))) || strings.EqualFold(head, "de") {
			break
		}
		s = strings.TrimLeft(rest, ": \u00A0")
	}
	if half, ok := undouble(s); ok {
		s = half
	}
	if s == "" || len(s) > maxByline || p.x.words.has("nobody", plain(s)) || strings.ContainsAny(s, "@/=<>{}") || strings.Contains(s, "://") || strings.ContainsAny(s, "0123456789") || p.isSite(s) {
		if strings.Contains(s, "/") && named(strings.ReplaceAll(s, "/", " ")) && !p.isSite(s) {
			return s
		}
		return ""
	}
	return s
}

// withoutMail takes the addresses off that some papers print behind a name.
func withoutMail(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	words := slices.DeleteFunc(strings.Fields(s), func(w string) bool { return strings.Contains(w, "@") })
	return strings.Trim(strings.Join(words, " "), " |,;:-–()")
}

// withoutNotes takes off what editors add to a name: "(t/h)", "- Ảnh: Quốc
// Huy".
func (p *page) withoutNotes(s string) string {
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") && named(s[:i]) {
		s = strings.TrimSpace(s[:i])
	}
	if rest, name := p.credit(s); name != "" {
		if rest = strings.Trim(rest, " ,;/\u00A0"); rest != "" && named(rest) {
			s = rest
		}
	}
	return s
}

func (p *page) profileByline() string {
	if p.prof == nil {
		return ""
	}
	return p.field(firstText(p.doc, p.prof.author))
}

func (p *page) metaByline() string {
	var all []string
	for _, name := range p.meta.authors {
		if name = p.author(name); name != "" && !slices.ContainsFunc(all, func(s string) bool { return same(s, name) }) {
			all = append(all, name)
		}
	}
	return strings.Join(all[:min(len(all), 4)], ", ")
}

// classByline reads the element that is marked as author in the head of the
// article. A date beside the name is cut off; a doubled name is the outlet
// that a copy came from.
func (p *page) classByline() string {
	tried := 0
	for n := range elements(p.doc) {
		marked := attr(n, "rel") == "author" || attr(n, "itemprop") == "author" || p.x.words.classed(n, "byline") || p.person(n)
		if !marked || n.DataAtom == atom.Meta || n.DataAtom == atom.Body {
			continue
		}
		if tried++; tried > maxTried {
			break
		}
		if !p.headed(n) {
			continue
		}
		s := textOf(n)
		if f, ok := dateIn(s, p.reading(false)); ok {
			s = strings.TrimSpace(s[:f.start])
		}
		if half, ok := undouble(s); ok {
			p.a.SourceOutlet = cmp.Or(p.a.SourceOutlet, strings.TrimSpace(half))
			continue
		}
		if len(s) > 2 && len(s) < maxByline && p.author(s) != "" {
			return s
		}
	}
	return ""
}

// person reports a link to the page of an author, as in /auteur/jean-dupont.
func (p *page) person(n *html.Node) bool {
	if n.DataAtom != atom.A {
		return false
	}
	parts := strings.Split(pathOf(attr(n, "href")), "/")
	return len(parts) > 1 && p.x.words.has("byline", strings.ReplaceAll(parts[len(parts)-2], "-", ""))
}

func pathOf(href string) string {
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Path, "/")
}

// headed reports whether an element stands in the head of the article, or next
// after its body, and is no furniture; unlike dates, names may be links.
func (p *page) headed(n *html.Node) bool {
	for m := n; m != nil; m = m.Parent {
		if p.prune.drop(m) {
			return false
		}
	}
	if end := p.bodyEnd(); end > 0 {
		for i := end; i < min(end+3, len(p.all)); i++ {
			if b := &p.all[i]; b.node != nil && (within(b.node, n) || within(n, b.node)) {
				return true
			}
		}
	}
	prose := 0
	for i := max(p.title-6, 0); p.title >= 0 && i < len(p.all) && i < p.title+25 && prose < 3; i++ {
		b := &p.all[i]
		if b.node != nil && (within(b.node, n) || within(n, b.node)) && i != p.title {
			return true
		}
		if i > p.title && b.prose() && b.level == 0 {
			prose++
		}
	}
	return false
}

// bodyEnd is the index in all of the block after the body, 0 without one.
func (p *page) bodyEnd() int {
	for i := len(p.all) - 1; i >= 0 && p.body != nil; i-- {
		if within(p.all[i].node, p.body) {
			return i + 1
		}
	}
	return 0
}

// dateByline takes the name that a date line begins with, as in
// "Fleur de prunier August 6, 2024 11:42".
func (p *page) dateByline() string {
	for _, s := range p.dateLines() {
		if name := p.labelledName(s); name != "" {
			return name
		}
		f, ok := dateIn(s, p.reading(false))
		if !ok {
			continue
		}
		name := strings.Trim(p.withoutIssued(s[:f.start]), " \u00A0-–|,•")
		if half, ok := undouble(name); ok {
			p.a.SourceOutlet = cmp.Or(p.a.SourceOutlet, strings.TrimSpace(half))
			continue
		}
		if _, issued := p.x.words.starts("issued", plain(name)); issued || !p.signs(name) {
			continue
		}
		return name
	}
	return ""
}

// withoutIssued takes "Publié le" and its like off the end of a text.
func (p *page) withoutIssued(s string) string {
	words := strings.Fields(s)
	for i := range words {
		if p.x.words.has("issued", plain(strings.Join(words[i:], " "))) {
			return strings.Join(words[:i], " ")
		}
	}
	return s
}

// labelledName is the name behind a word for the author in a date line of
// several parts: "12.06.2025, 14:05 | Autor: Ion Popescu și Maria Ionescu".
func (p *page) labelledName(line string) string {
	for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
		label, rest, ok := strings.Cut(part, ":")
		if rest = strings.Trim(rest, " \u00A0,"); ok && p.x.words.has("by", plain(label)) && named(rest) {
			return rest
		}
	}
	return ""
}

// signs reports whether a text could be a name: capitalised and short.
func (p *page) signs(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && len(words) <= 6 && named(words[0]) && !sentence(s)
}

// restoreByline records who signed before translation made words of the name,
// as far as the photo credits of the page prove it.
func (p *page) restoreByline() {
	credits := make([]string, 0, len(p.a.Captions))
	for _, c := range p.a.Captions {
		if c.Credit != "" {
			credits = append(credits, c.Credit)
		}
	}
	if name, proof, ok := event.RestoreByline(p.a.Byline, credits); ok {
		e := p.a.Evidence["byline"]
		e.Restored, e.Proof = name, proof
		p.a.Note("byline", e)
	}
}

// vietnameseName reports two to five capitalised words that are all syllables
// of Vietnamese.
func vietnameseName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || !named(s) {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !lang.IsSyllable(lang.Fold(w)) })
}
