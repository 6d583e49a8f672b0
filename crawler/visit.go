package crawler

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// result is what one visit came to.
type result struct {
	visit.Outcome
	page  *page // nil where nothing was answered
	busy  *busy // the host will not be asked again in this pass
	trip  *trip // what it took
	fresh int   // addresses found that nobody knew

	record article.Article // what was stored or found unchanged, zero for none
}

// get fetches the row's address and judges the answer by its status alone: a
// result without Reason has a body to read. The error is the context's, or the
// memo's that should know robots.txt.
func (c *Crawler) get(ctx context.Context, t *trip, row visit.Row) (r result, err error) {
	start := c.opt.Now()
	r.trip = t
	r.Outcome = visit.Outcome{URL: row.URL, Outlet: t.outlet.Name, Kind: row.Kind, At: start}
	r.page, err = c.collector.fetch(ctx, r.trip, row)
	r.Duration = c.opt.Now().Sub(start)
	r.Capture = r.trip.capture
	if r.trip.lost != nil && ctx.Err() == nil {
		return r, fmt.Errorf("keep the answer of %s: %w", row.URL, r.trip.lost)
	}
	if err != nil {
		return r, r.blame(ctx, err)
	}
	r.Status, r.Bytes = r.page.status, int64(len(r.page.body))
	r.Reason, r.Detail = judge(r.page.status)
	return r, nil
}

// blame turns an error of the chain into a reason, unless the context ended.
func (r *result) blame(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if fault.Of(err) != fault.Internal {
		return err
	}
	r.Reason, r.Detail = visit.Failed, plain(err)
	if no, ok := errors.AsType[*refusal](err); ok {
		r.Reason = no.reason
	}
	r.busy, _ = errors.AsType[*busy](err)
	return nil
}

// plain drops the method and address that net/http puts before the cause: the
// outcome names the address already.
func plain(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}

// judge gives the reason that a status decides, "" for one that has a body.
func judge(status int) (visit.Reason, string) {
	said := fmt.Sprintf("%d %s", status, http.StatusText(status))
	switch {
	case status == http.StatusNotModified:
		return visit.Unchanged, said
	case status >= 200 && status < 300:
		return "", ""
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return visit.Denied, said
	case status == http.StatusNotFound || status == http.StatusGone:
		return visit.Missing, said
	}
	return visit.Failed, said
}

// extract turns the answer into a record, or sets the reason why it is none.
func (c *Crawler) extract(r *result, o *Outlet) (a article.Article) {
	if why := notAPage(r.page); why != "" {
		r.Reason, r.Detail = visit.NoArticle, why
		return a
	}
	a, err := c.opt.Extract(r.page.body, r.page.url.String(), r.page.contentType)
	switch {
	case fault.Of(err) == fault.Invalid:
		r.Reason, r.Detail = visit.NoArticle, err.Error()
	case err != nil:
		r.Reason, r.Detail = visit.Failed, err.Error()
	case a.Has(article.FlagSoftNotFound):
		r.Reason, r.Detail = visit.Missing, "the page says that there is no such article"
	case a.Headline == "" && len(a.Paragraphs) == 0:
		r.Reason, r.Detail = visit.NoArticle, "the page has neither headline nor text"
	}
	if a.Outlet == "" {
		a.Outlet = o.Name
	}
	return a
}

// notAPage says why an answer cannot be an article, "" where it can. The bytes
// overrule the header: a picture sent as text/html is a picture. Bytes without
// a signature are left to the extractor, who knows about charsets.
func notAPage(p *page) string {
	if len(bytes.TrimSpace(p.body)) == 0 {
		return "the page is empty"
	}
	if media := http.DetectContentType(p.body); !strings.HasPrefix(media, "text/") && media != "application/octet-stream" {
		return "the answer is " + media
	}
	media, _, _ := strings.Cut(strings.ToLower(p.contentType), ";")
	switch strings.TrimSpace(media) {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml":
		return ""
	}
	return "the answer is " + strings.TrimSpace(media)
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
