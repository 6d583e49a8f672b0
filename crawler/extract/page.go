package extract

import (
	"net/url"
	"strings"

	"khotin/internal/article"
	"khotin/internal/lang"

	"golang.org/x/net/html"
)

// page is the work on one page or text.
type page struct {
	x      *Extractor
	url    *url.URL
	outlet *article.Outlet
	src    string // decoded

	doc    *html.Node
	meta   metadata
	prof   *profile
	prune  *pruner
	all    []block             // the page without its furniture
	taken  map[*html.Node]bool // elements that a selector has read
	title  int                 // index in all of the headline's block, -1 when it is not there
	body   *html.Node
	blocks []block // of the body, classified

	group  int   // counts pictures, for captions that belong together
	groups []int // of each caption

	a article.Article
}

// read fills the record from a parsed page.
func (p *page) read() {
	p.taken = make(map[*html.Node]bool)
	p.meta = readMetadata(p.doc)
	p.prune = newPruner(p.doc, p.x.words)
	var missed bool
	if p.prof, missed = p.x.choose(p.doc, p.outletName()); missed {
		p.a.Add(article.FlagProfileMissed)
	}
	if p.prof != nil {
		p.a.Profile = p.prof.Name
	}
	p.all = collect(p.doc, p.prune.drop)
	p.readHeadline()
	p.readSection()
	p.readLead()
	p.readDates()
	p.readBody()
	p.classify()
	p.readByline()
	p.emit()
	p.readTags()
	p.readSource()
	p.identify()
}

// readBody finds the element that holds the article and lists its blocks.
func (p *page) readBody() {
	if p.prof != nil {
		p.body = firstText(p.doc, p.prof.body)
		p.blocks = collect(p.body, p.outside)
		return
	}
	var confidence float64
	p.body, confidence = densest(p.all)
	first := -1
	for i, b := range p.all {
		if p.body != nil && within(b.node, p.body) {
			if first < 0 {
				first = i
			}
			p.blocks = append(p.blocks, b)
		}
	}
	p.blocks = append(p.opening(first), p.blocks...)
	if confidence < sure || len(proseOf(p.all)) < p.prune.all/3 {
		p.secondOpinion(confidence)
	}
}

// opening returns the prose between the headline and the body, which many
// pages keep in a box of its own; none if there is so much of it that it must
// be something else.
func (p *page) opening(first int) []block {
	var blocks []block
	for i := max(p.title, 0) + 1; p.title >= 0 && i < first; i++ {
		if b := p.all[i]; b.prose() || b.image != "" {
			blocks = append(blocks, b)
		}
	}
	if len(blocks) > 8 {
		return nil
	}
	return blocks
}

// outside reports elements below a profile's body that are not part of it.
func (p *page) outside(n *html.Node) bool {
	if p.taken[n] {
		return true
	}
	for _, s := range p.prof.keep {
		if s.Match(n) {
			return false
		}
	}
	for _, s := range p.prof.drop {
		if s.Match(n) {
			return true
		}
	}
	return p.prune.drop(n)
}

// field returns the text of the first element that the selectors find, and
// marks it as read.
func (p *page) field(n *html.Node) string {
	if n == nil {
		return ""
	}
	p.taken[n] = true
	var parts []string
	for _, b := range collect(n, func(c *html.Node) bool { return c != n && p.prof != nil && p.outside(c) }) {
		if b.text != "" {
			parts = append(parts, b.text)
		}
	}
	if len(parts) == 0 {
		return clean(attr(n, "content"))
	}
	return strings.Join(parts, " ")
}

func (p *page) outletName() string {
	if p.outlet != nil {
		return p.outlet.Name
	}
	return strings.TrimPrefix(p.url.Hostname(), "www.")
}

// vietnamese reports whether the page comes from the Vietnamese press, whose
// articles open with a summary. Copied text does, or it would not be here.
func (p *page) vietnamese() bool {
	return p.doc == nil || p.outlet != nil || strings.HasSuffix(p.url.Hostname(), ".vn")
}

// identify sets what follows from addresses: the article's own, its group and
// its versions in other languages.
func (p *page) identify() {
	if p.meta.canonical != "" {
		p.follow(p.meta.canonical)
	}
	for tag, href := range p.meta.alternates {
		t := lang.ParseTag(tag)
		u := p.resolve(href)
		if t == lang.Unknown || u == nil {
			continue
		}
		if p.a.Alternates == nil {
			p.a.Alternates = make(map[lang.Tag]string)
		}
		p.a.Alternates[t] = u.String()
	}
}

// follow takes a canonical link for the article's address if it stays with the
// outlet, and flags it if it does not. og:url is no substitute: it is often a
// short form.
func (p *page) follow(link string) {
	u := p.resolve(link)
	if u == nil {
		return
	}
	own := u.Host == p.url.Host || p.outlet != nil && p.x.outlets.ByHost(u.Host) == p.outlet ||
		p.outlet == nil && bare(u.Host) == bare(p.url.Host) && isMirror(p.url.Host) && !isMirror(u.Host)
	if !own {
		if bare(u.Host) != bare(p.url.Host) {
			p.a.Add(article.FlagForeignContent)
		}
		return
	}
	if u.Path == "/" && p.url.Path != "/" { // a template that names the front page
		return
	}
	if p.outlet != nil {
		_, was := p.outlet.Article(p.url)
		if _, is := p.outlet.Article(u); was && !is {
			return
		}
	}
	p.url = u
}

// isMirror reports a host for telephones.
func isMirror(host string) bool { return bare(host) != strings.TrimPrefix(host, "www.") }

// bare is a host without the labels of its mirrors.
func bare(host string) string {
	host = strings.TrimPrefix(host, "www.")
	for _, mirror := range [...]string{"m.", "amp.", "mobile."} {
		host = strings.TrimPrefix(host, mirror)
	}
	return host
}

// resolve returns the canonical form of a link on the page, nil when it is none.
func (p *page) resolve(link string) *url.URL {
	ref, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return nil
	}
	u, err := p.x.outlets.Canonical(p.url.ResolveReference(ref).String())
	if err != nil {
		return nil
	}
	return u
}
