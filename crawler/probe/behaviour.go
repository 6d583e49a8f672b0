package probe

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"khotin/crawler"
	"khotin/internal/article"
	"khotin/internal/visit"
)

// revalidate asks for an article again with the validators it came with.
func (p *prober) revalidate(ctx context.Context) error {
	r := &p.report.Revalidation
	for _, page := range p.report.Articles {
		if page.body == nil {
			continue
		}
		r.ETag, r.LastModified = page.etag != "", page.modified != ""
		if !r.ETag && !r.LastModified {
			r.Detail = "pages carry neither ETag nor Last-Modified: every look costs a whole page"
			return nil
		}
		a, err := p.look(ctx, "article-again.html", crawler.Question{URL: page.URL, Kind: visit.Listing, ETag: page.etag, Modified: page.modified})
		if err != nil {
			return err
		}
		switch r.Works = a.Status == http.StatusNotModified; {
		case r.Works:
			r.Detail = "an unchanged page is answered with 304"
		case a.Status == http.StatusOK:
			r.Detail = "pages carry validators, and are sent whole all the same"
		default:
			r.Detail = a.Detail
		}
		return nil
	}
	r.Detail = "not tried: no article was read"
	return nil
}

// askNotFound asks for an address that has an article's form and that no editor
// ever gave.
func (p *prober) askNotFound(ctx context.Context) error {
	n := &p.report.NotFound
	like := p.exemplar()
	if like == nil {
		n.Detail = "not tried: no form of article addresses is known"
		return nil
	}
	n.URL = p.unheardOf(like).String()
	a, err := p.look(ctx, "not-found.html", crawler.Question{URL: n.URL, Kind: visit.Probe})
	if err != nil {
		return err
	}
	n.Status, n.Detail = a.Status, a.Detail
	at, err := url.Parse(a.Address)
	switch {
	case a.Reason != "" || err != nil:
	case a.Address != n.URL && !p.patterns.isArticle(at):
		n.Soft, n.Detail = true, "it sends its readers to "+a.Address+", which counts as gone"
	default:
		n.Soft, n.Detail = true, p.softDetail(a)
	}
	return nil
}

// softDetail says how a page that is not there, sent with 200, can be told.
func (p *prober) softDetail(a crawler.Answer) string {
	rec, err := p.Extractor.Page(a.Body, a.Address, a.Header.Get("Content-Type"))
	switch {
	case err == nil && rec.Has(article.FlagSoftNotFound):
		return "it answers 200, and is known by its words"
	case err == nil && rec.Headline == "" && len(rec.Paragraphs) == 0:
		return "it answers 200 with a page that holds no article"
	}
	p.check("it answers 200 for an address it never had: see that %s does not look like an article", a.URL)
	return "it answers 200; a crawl learns that page and compares"
}

// exemplar is an address of the first form, nil for none.
func (p *prober) exemplar() *url.URL {
	for _, c := range p.seen {
		if p.patterns.isArticle(c.url) && c.url.Host == p.report.Host {
			return c.url
		}
	}
	return nil
}

// unheardOf replaces slug and id by ones that do not exist: a site that looks
// at one of them alone would else show the article.
func (p *prober) unheardOf(like *url.URL) *url.URL {
	path := like.EscapedPath()
	for _, re := range p.patterns.outlet.Articles {
		at := re.FindStringSubmatchIndex(path)
		if at == nil {
			continue
		}
		out := []byte(path)
		for _, name := range []string{"slug", "id"} {
			if i := re.SubexpIndex(name); i >= 0 && at[2*i] >= 0 {
				copy(out[at[2*i]:at[2*i+1]], noise(path[at[2*i]:at[2*i+1]]))
			}
		}
		path = string(out)
		break
	}
	return &url.URL{Scheme: like.Scheme, Host: like.Host, Path: path}
}

// noise has the form of the text and no sense.
func noise(text string) string {
	n := 0
	return strings.Map(func(r rune) rune {
		n++
		switch {
		case r >= '0' && r <= '9':
			return '9'
		case r >= 'a' && r <= 'z':
			return rune("qxzkvjwy"[n*n%8])
		}
		return r
	}, text)
}
