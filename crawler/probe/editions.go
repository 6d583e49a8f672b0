package probe

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"khotin/crawler"
	"khotin/internal/lang"
	"khotin/internal/visit"
)

// kept are the languages of the archive, in the order of their prefixes.
func kept() []lang.Tag { return []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian} }

// spare is how many requests may go to what is only guessed: the rest is for
// articles and what they tell.
func (p *prober) spare() int { return p.left() - maxArticles - 2 }

// readSubhosts looks for editions on hosts of their own: fr.nhandan.vn. One
// counts when its front page is in that language, since a site may answer under
// any name.
func (p *prober) readSubhosts(ctx context.Context) error {
	host := strings.TrimPrefix(p.report.Host, "www.")
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err != nil || domain != host {
		return nil
	}
	for _, tag := range []lang.Tag{lang.French, lang.Romanian} {
		if p.hasPrefix(tag) || p.spare() < 2 && !p.links(string(tag)+"."+host) {
			continue
		}
		if err := p.readSubhost(ctx, tag, string(tag)+"."+host); err != nil {
			return err
		}
	}
	return nil
}

// hasPrefix reports that addresses of the host itself have the language.
func (p *prober) hasPrefix(tag lang.Tag) bool {
	return slices.ContainsFunc(p.seen, func(c candidate) bool {
		return strings.HasPrefix(c.url.Path, "/"+string(tag)+"/")
	})
}

// links reports that the front page links to the host.
func (p *prober) links(host string) bool {
	return p.front != nil && slices.ContainsFunc(p.front.anchors, func(l anchor) bool { return l.url.Host == host })
}

func (p *prober) readSubhost(ctx context.Context, tag lang.Tag, host string) error {
	hosts, scout := p.hosts, p.scout
	if err := p.enter(host); err != nil {
		return err
	}
	a, err := p.look(ctx, "front-"+string(tag)+".html", crawler.Question{URL: "https://" + host + "/", Kind: visit.Listing})
	if err != nil {
		return err
	}
	d := readDocument(a)
	at, err := url.Parse(a.Address)
	if d == nil || err != nil || at.Host != host || d.language() != tag {
		p.hosts, p.scout = hosts, scout
		return nil
	}
	p.report.Editions = append(p.report.Editions, Edition{tag, host, "/", "text"})
	p.listing(a, d)
	return nil
}

// language is that of the headlines on a page.
func (d *document) language() lang.Tag {
	var texts []string
	for _, l := range d.anchors {
		if (candidate{l.url, l.text, fromPage}).sure() {
			texts = append(texts, l.text)
		}
	}
	return lang.Majority(lang.DetectAll(texts), texts)
}

// namedEditions are the languages that the site's own addresses have, by the
// text of their links or of the articles read.
func (p *prober) namedEditions() []Edition {
	texts := make(map[string][]string) // by prefix
	for _, c := range p.seen {
		if a, ok := takeApart(c.url); ok && p.patterns.isArticle(c.url) && !p.isSubhost(c.url.Host) {
			texts[a.prefix] = append(texts[a.prefix], c.title)
		}
	}
	for _, page := range p.report.Articles {
		if a, host, ok := pathOf(page.URL); ok && page.Record != nil && !p.isSubhost(host) {
			texts[a.prefix] = append(texts[a.prefix], page.Record.Headline, page.Record.Lead)
		}
	}
	var all []Edition
	for prefix, t := range texts {
		e := Edition{Host: p.report.Host, Prefix: "/", Basis: "text"}
		if prefix != "" {
			e.Prefix = "/" + prefix + "/"
		}
		switch e.Lang = lang.Majority(lang.DetectAll(t), t); {
		case e.Lang == lang.Unknown && prefix == "":
			e.Lang, e.Basis = lang.Vietnamese, "guess"
			p.check("its language could not be told and is taken for Vietnamese")
		case e.Lang == lang.Unknown:
			e.Lang, e.Basis = lang.ParseTag(prefix), "address"
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b Edition) int { return cmp.Compare(len(a.Prefix), len(b.Prefix)) })
	return all
}

func (p *prober) isSubhost(host string) bool {
	return slices.ContainsFunc(p.report.Editions, func(e Edition) bool { return e.Host == host && e.Host != p.report.Host })
}

// namedPrefixes are those of languages that pages name by hreflang, and of which
// no address was seen.
func (p *prober) namedPrefixes() (all []string) {
	named := p.namedEditions()
	for code, u := range p.alternates() {
		tag := lang.ParseTag(code)
		had := slices.ContainsFunc(named, func(e Edition) bool { return e.Lang == tag })
		if a, _ := takeApart(u); !had && slices.Contains(kept(), tag) && p.own(u.Host) && a.prefix != "" {
			all = append(all, a.prefix)
		}
	}
	return all
}

// away is 0 for the site's own host and 1 for one of an edition.
func (p *prober) away(host string) int {
	if host == p.report.Host {
		return 0
	}
	return 1
}

// concludeEditions joins what addresses, hreflang and hosts say. Only languages
// of the archive become editions; the others are named.
func (p *prober) concludeEditions() {
	r := &p.report
	all := append(p.namedEditions(), r.Editions...)
	for code, u := range p.alternates() {
		a, _ := takeApart(u)
		tag := lang.ParseTag(code)
		switch found := slices.ContainsFunc(all, func(e Edition) bool { return e.Lang == tag }); {
		case !slices.Contains(kept(), tag):
			r.Others = append(r.Others, code)
		case !found && p.own(u.Host) && a.prefix != "":
			all = append(all, Edition{tag, u.Host, "/" + a.prefix + "/", "hreflang"})
		}
	}
	for _, c := range p.seen {
		if a, ok := takeApart(c.url); ok && a.prefix != "" && !isKept(a.prefix) && c.sure() {
			r.Others = append(r.Others, a.prefix)
		}
	}
	r.Editions = r.Editions[:0:0]
	for _, e := range all {
		switch {
		case slices.Contains(kept(), e.Lang), e.Prefix == "/" && len(all) == 1:
			r.Editions = append(r.Editions, e)
		default:
			r.Others = append(r.Others, string(e.Lang))
		}
	}
	order := func(e Edition) int { return slices.Index(kept(), e.Lang) }
	slices.SortStableFunc(r.Editions, func(a, b Edition) int {
		return cmp.Or(cmp.Compare(p.away(a.Host), p.away(b.Host)), cmp.Compare(len(a.Prefix), len(b.Prefix)), cmp.Compare(order(a), order(b)))
	})
	slices.Sort(r.Others)
	r.Others = slices.DeleteFunc(slices.Compact(r.Others), func(s string) bool { return s == "" })
}

// alternates are the addresses in other languages that pages name, by language.
func (p *prober) alternates() map[string]*url.URL {
	all := make(map[string]*url.URL)
	for _, d := range p.documents() {
		for code, u := range d.alternates {
			if all[code] == nil {
				all[code] = u
			}
		}
	}
	return all
}

func (p *prober) documents() (all []*document) {
	for _, d := range append([]*document{p.front, p.section}, p.pages...) {
		if d != nil {
			all = append(all, d)
		}
	}
	return all
}
