package probe

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"path"
	"slices"

	"khotin/crawler"
	"khotin/crawler/extract"
	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// readArticles infers the form of article addresses and reads a few articles,
// of every language one.
func (p *prober) readArticles(ctx context.Context) error {
	p.patterns = infer(p.seen)
	for _, c := range p.sample() {
		a, err := p.look(ctx, "article"+pageExt(c.url), crawler.Question{URL: c.url.String(), Kind: visit.Article})
		if err != nil {
			return err
		}
		p.article(a)
	}
	p.report.Families = families(p.report.Articles)
	return nil
}

// pageExt is the extension of a fixture. A page saved as .txt would be read as
// copied text.
func pageExt(u *url.URL) string {
	if ext := path.Ext(u.Path); ext == ".htm" || ext == ".html" {
		return ext
	}
	return ".html"
}

// sample chooses the articles to read: the surest of each language in turn.
func (p *prober) sample() (chosen []candidate) {
	byPlace := make(map[string][]candidate)
	var places []string
	for _, c := range merge(p.seen) {
		if !p.patterns.isArticle(c.url) {
			continue
		}
		a, _ := takeApart(c.url)
		place := c.url.Host + "/" + a.prefix
		if byPlace[place] == nil {
			places = append(places, place)
		}
		byPlace[place] = append(byPlace[place], c)
	}
	slices.SortStableFunc(places, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	for _, place := range places {
		slices.SortStableFunc(byPlace[place], func(a, b candidate) int { return cmp.Compare(b.weight(), a.weight()) })
	}
	for n := 0; len(chosen) < maxArticles && n < maxArticles; n++ {
		for _, place := range places {
			if n < len(byPlace[place]) && len(chosen) < maxArticles {
				chosen = append(chosen, byPlace[place][n])
			}
		}
	}
	return chosen
}

// merge makes one of the candidates with the same address, in order of their
// first.
func merge(seen []candidate) (all []candidate) {
	at := make(map[string]int)
	for _, c := range seen {
		i, ok := at[c.url.String()]
		if !ok {
			i = len(all)
			at[c.url.String()] = i
			all = append(all, c)
		}
		all[i].from, all[i].title = max(all[i].from, c.from), cmp.Or(all[i].title, c.title)
	}
	return all
}

// weight ranks candidates: a feed's are the newest, and a headline says more
// than a sitemap's entry.
func (c candidate) weight() int {
	weight := int(c.from)
	if c.sure() {
		weight += int(fromFeed)
	}
	return weight
}

// article reads an answer by the general rules and by every family.
func (p *prober) article(a crawler.Answer) {
	page := Page{URL: cmp.Or(a.Address, a.URL), Status: a.Status, Detail: a.Detail, Fits: []extract.Fit{}}
	defer func() { p.report.Articles = append(p.report.Articles, page) }()
	if a.Reason != "" {
		return
	}
	page.body, page.contentType = a.Body, a.Header.Get("Content-Type")
	page.etag, page.modified = a.Header.Get("ETag"), a.Header.Get("Last-Modified")
	page.read(p.Extractor.Page)
	fits, err := p.Extractor.Fits(a.Body, page.URL, page.contentType)
	if err != nil {
		page.Detail = err.Error()
		return
	}
	page.Fits = fits
	if d := readDocument(a); d != nil {
		p.pages, p.records = append(p.pages, d), append(p.records, page.Record)
	}
	name, declared := charsetOf(a)
	if c := &p.report.Charset; c.Name == "" || c.Name == "utf-8" && name != "utf-8" {
		c.Name, c.Declared = name, declared
	}
}

func charsetOf(a crawler.Answer) (name string, declared bool) {
	return extract.Charset(a.Body, a.Header.Get("Content-Type"))
}

// read makes the record.
func (page *Page) read(extract func([]byte, string, string) (article.Article, error)) {
	rec, err := extract(page.body, page.URL, page.contentType)
	switch {
	case fault.Of(err) == fault.Invalid:
		page.Detail = err.Error()
	case err != nil:
		page.Detail = fmt.Sprintf("it could not be read: %v", err)
	default:
		rec.Complete()
		page.Record = &rec
	}
}

// Reread makes the records anew, with an extractor that knows the outlet by
// its Entry: as a crawl would store them.
func (r *Report) Reread(extract func(body []byte, url, contentType string) (article.Article, error)) {
	for i := range r.Articles {
		if page := &r.Articles[i]; page.body != nil {
			page.Detail, page.Record = "", nil
			page.read(extract)
		}
	}
}

// Best is the article to show: in the site's first language if there is one,
// else the one with the fewest flags. It is nil where none could be read.
func (r *Report) Best() *Page {
	var best *Page
	for i := range r.Articles {
		if page := &r.Articles[i]; page.Record != nil && (best == nil || r.rank(page) > r.rank(best)) {
			best = page
		}
	}
	return best
}

const foreign = 100 // more than a record has flags

func (r *Report) rank(page *Page) int {
	rank := -len(page.Record.Flags)
	if len(r.Editions) > 0 && page.Record.Lang != r.Editions[0].Lang {
		rank -= foreign
	}
	return rank
}

// families counts on how many articles each family matches, best first. One
// that matched nowhere stays in the list with what it found, so that a person
// sees how near it was.
func families(pages []Page) []Match {
	of := 0
	var all []Match
	for _, page := range pages {
		if len(page.Fits) > 0 {
			of++
		}
		for _, fit := range page.Fits {
			i := slices.IndexFunc(all, func(m Match) bool { return m.Family == fit.Family })
			if i < 0 {
				i = len(all)
				all = append(all, Match{Family: fit.Family, Found: []string{}})
			}
			if fit.Matches {
				all[i].Matches++
			}
			if len(fit.Found) > len(all[i].Found) {
				all[i].Found = fit.Found
			}
		}
	}
	for i := range all {
		all[i].Of = of
	}
	slices.SortStableFunc(all, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Matches, a.Matches), cmp.Compare(len(b.Found), len(a.Found)))
	})
	if all == nil {
		return []Match{}
	}
	return all
}

// pathOf takes an address apart.
func pathOf(link string) (a address, host string, ok bool) {
	u, err := url.Parse(link)
	if err != nil {
		return a, "", false
	}
	a, ok = takeApart(u)
	return a, u.Host, ok
}
