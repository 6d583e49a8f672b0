package crawler

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/gocolly/colly/v2"

	"khotin/internal/visit"
)

// collector is colly as dispatcher and parser. Its robots, limits, cache,
// queue, visited set, redirects, cookies and charset guess stay off: the chain
// and the frontier do that work, and do it for every request.
type collector struct {
	colly     *colly.Collector
	userAgent string
	contact   string
}

// newCollector builds on Init, not NewCollector, because the latter reads
// COLLY_* from the environment and lets it undo what is set here.
func newCollector(chain http.RoundTripper, userAgent, contact string) *collector {
	c := &colly.Collector{}
	c.Init()
	c.AllowURLRevisit = true
	c.IgnoreRobotsTxt = true
	c.ParseHTTPErrorResponse = true
	c.MaxBodySize = 0 // it would cut silently; decode refuses
	c.SetClient(&http.Client{Transport: chain})
	return &collector{colly: c, userAgent: userAgent, contact: contact}
}

// page is an answer, whatever its status.
type page struct {
	url         *url.URL // after redirects
	status      int
	header      http.Header
	contentType string // as sent
	body        []byte // content-decoded, in the page's own charset
	links       []link // of a listing
}

// link is an address that a page names, what it is said to be, and what else is
// said of it.
type link struct {
	address string
	kind    visit.Kind
	told    visit.Signs // a title in full
}

// fetch makes one visit. It returns when the answer is read and parsed.
func (c *collector) fetch(ctx context.Context, t *trip, row visit.Row) (*page, error) {
	p := &page{}
	job := c.colly.Clone()
	job.Context = withTrip(ctx, t)
	job.OnRequest(func(r *colly.Request) {
		h := *r.Headers
		h.Set("User-Agent", c.userAgent)
		setHeader(h, "From", c.contact)
		setHeader(h, "If-None-Match", row.ETag)
		setHeader(h, "If-Modified-Since", row.Modified)
	})
	job.OnResponseHeaders(func(r *colly.Response) {
		// colly would recode the body by this header alone; the extractor
		// weighs it against what the page says and what the bytes are.
		p.contentType = r.Headers.Get("Content-Type")
		if media, _, _ := strings.Cut(p.contentType, ";"); p.contentType != "" {
			r.Headers.Set("Content-Type", media+"; charset=utf-8")
		}
	})
	job.OnResponse(func(r *colly.Response) {
		p.url, p.status, p.header, p.body = r.Request.URL, r.StatusCode, *r.Headers, r.Body
	})
	if t.kind == visit.Listing {
		job.OnHTML("a[href], link[rel=alternate][href]", func(e *colly.HTMLElement) {
			p.addLink(e)
		})
	}
	if err := job.Visit(row.URL); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *page) addLink(e *colly.HTMLElement) {
	address := e.Request.AbsoluteURL(e.Attr("href"))
	switch media := e.Attr("type"); {
	case address == "" || len(p.links) >= maxLinks:
	case e.Name == "a" || e.Attr("hreflang") != "":
		k := link{address: address, kind: visit.Article}
		k.told[visit.Title].Value = strings.Join(strings.Fields(e.Text), " ")
		p.links = append(p.links, k)
	case strings.Contains(media, "rss") || strings.Contains(media, "atom"):
		p.links = append(p.links, link{address: address, kind: visit.Feed})
	}
}

func setHeader(h http.Header, key, value string) {
	if value != "" {
		h.Set(key, value)
	}
}
