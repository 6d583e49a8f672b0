package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/article"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxCaption bounds the letters of a caption that only its place or look
// betrays.
const maxCaption = 600

// markCaptions finds the captions among the blocks of a page: by the markup
// around them, or as the short line that follows a picture and looks different
// from the prose.
func (p *page) markCaptions() {
	picture := -1 // index of the last picture with only captions since
	looks := p.looksTell()
	since := 0
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.image != "":
			picture, since = i, 0
			continue
		case b.role == roleCut:
			continue
		case p.marked(b.node), p.framed(b.node):
			b.role = roleCaption
		case p.signature(b.text):
		case b.runes <= 250 && !sentence(b.text) && b.level == 0 && p.credited(b.text):
			b.role = roleCaption
		case picture >= 0 && since < 2 && b.runes <= maxCaption && p.follows(b, &p.blocks[picture], looks):
			b.role = roleCaption
		case picture >= 0 && since == 0 && b.fragment():
			b.role = roleCaption
		}
		if since++; b.role != roleCaption {
			picture = -1
		}
	}
}

// fragment reports a short line that is no sentence, heading or list item: next
// to a picture it can only speak of it.
func (b *block) fragment() bool {
	const words = 4
	return b.level == 0 && !b.bold && !b.item && b.linked == 0 && b.runes <= 200 && strings.Count(b.text, " ")+1 >= words &&
		!strings.ContainsAny(b.text[len(b.text)-1:], ".!?:;…”\"")
}

// looksTell reports whether italics and centring mean something on this page:
// not where much of the article is set so.
func (p *page) looksTell() bool {
	prose, styled := 0, 0
	for i := range p.blocks {
		if b := &p.blocks[i]; b.prose() && b.runes > 100 {
			prose++
			if b.italic || b.centre {
				styled++
			}
		}
	}
	return styled*3 <= prose
}

// marked reports whether the element, or one close above it, is named as a
// caption by its tag, its class or the profile.
func (p *page) marked(n *html.Node) bool {
	for up := 0; n != nil && n != p.body && n.Type == html.ElementNode && up < 4; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Figcaption || p.prune.size[n] < 2*maxCaption && p.x.words.classed(n, "caption") {
			return true
		}
		if p.prof == nil {
			continue
		}
		for _, s := range p.prof.caption {
			if s.Match(n) {
				return true
			}
		}
	}
	return false
}

// framed reports whether text shares a figure, or a table that is one, with a
// picture.
func (p *page) framed(n *html.Node) bool {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if n.DataAtom != atom.Figure && n.DataAtom != atom.Table {
			continue
		}
		if find(n, atom.Img) == nil || p.body != nil && within(p.body, n) { // a layout of tables
			return false
		}
		return p.prune.text(n) <= 2*maxCaption
	}
	return false
}

// follows reports whether a short line after a picture is its caption: both
// stand in a box of their own, or the line is set in italics, centred, or ends
// with the photographer's name.
func (p *page) follows(b, picture *block, looks bool) bool {
	if b.level > 0 && b.level < 5 || b.linked*2 > b.runes {
		return false
	}
	if looks && (b.italic || b.centre) || p.credited(b.text) {
		return true
	}
	box := picture.node.Parent
	for box != nil && box != p.body && p.prune.text(box) == 0 {
		box = box.Parent
	}
	if box == nil || box == p.body || p.body != nil && !within(box, p.body) {
		return false
	}
	return within(b.node, box) && p.prune.text(box) <= 2*maxCaption
}

// creditPattern matches the photographer at the end of a caption: a word for
// photo, perhaps a sign, and the name. Longer words are tried first.
func creditPattern(words []string) *regexp.Regexp {
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	const gap = `[\s\x{00A0}\x{202F}]*`
	return regexp.MustCompile(`(?i)(?:^|[\s\x{00A0}\x{202F}.,;!?)("”»\-–])(` + strings.Join(words, "|") + `)` + gap + `([:\-–—]?)` + gap + `([^:]{2,80})$`)
}

// credit splits the photographer off a caption: "… hội nghị. Ảnh: Mai Hoa",
// "Ảnh Mai Hoa", "Ảnh- Mai Hoa", "Photo : Mai Hoa", "(Foto: X)". Without a
// sign between, the word must begin the sentence and a name must follow.
func (p *page) credit(s string) (rest, name string) {
	m := p.x.words.credit.FindStringSubmatchIndex(s)
	if m == nil {
		return s, ""
	}
	name = strings.Trim(s[m[6]:m[7]], " \u00A0.)]|")
	if m[4] == m[5] { // no sign
		before := strings.TrimRight(s[:m[2]], " \u00A0")
		if before != "" && !sentence(before) && !strings.HasSuffix(before, "(") || !named(name) {
			return s, ""
		}
	}
	if name == "" || strings.Count(name, " ") > 8 {
		return s, ""
	}
	return strings.TrimRight(s[:m[2]], " \u00A0(-–"), name
}

func (p *page) credited(s string) bool {
	_, name := p.credit(s)
	return name != ""
}

// named reports whether every word of a short text begins like a name.
func named(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !particles[w] && !strings.ContainsAny(w, "-–/&") {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(words[0])
	return unicode.IsUpper(r)
}

// particles may stand in small letters within a name or between two.
var particles = map[string]bool{"de": true, "du": true, "des": true, "la": true, "le": true, "d'": true, "van": true, "von": true,
	"et": true, "và": true, "și": true, "and": true, "with": true}

// addCaption turns a block into a caption of the record.
func (p *page) addCaption(text, image string) {
	printed := clean(text)
	c := article.Caption{Text: p.repair(printed, "")}
	if c.Text == "" {
		return
	}
	if c.Text != printed {
		c.Printed = printed
	}
	_, c.Credit = p.credit(c.Text)
	if u := p.resolve(image); image != "" && u != nil {
		c.Image = u.String()
	}
	p.a.Captions = append(p.a.Captions, c)
	p.groups = append(p.groups, p.group)
}

// pair joins each caption with the same one in the other language: the next of
// its group, which is one picture.
func (p *page) pair() {
	c := p.a.Captions
	for i := 0; i+1 < len(c); i++ {
		if p.groups[i] == p.groups[i+1] && c[i].Lang != c[i+1].Lang && c[i].Lang != "" && c[i+1].Lang != "" && c[i].Pair == nil {
			j := i + 1
			first, second := i, j
			c[i].Pair, c[j].Pair = &second, &first
			i++
		}
	}
}
