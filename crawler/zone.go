package crawler

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"khotin/internal/visit"
)

// maxZonePages bounds the walk back through a zone.
const maxZonePages = 200

// zoneAnswer is a page of a zone. The Vietnamese host answers with a fragment
// of HTML, the other editions with a list.
type zoneAnswer struct {
	ErrorCode json.RawMessage `json:"error_code"` // 0 or "0"; anything else beyond the last page
	Data      json.RawMessage `json:"data"`       // beyond the last page: absent, null or []
}

type zoneData struct {
	Articles string `json:"articles"`
	Contents []struct {
		URL string `json:"url"`
	} `json:"contents"`
}

// read returns the data of an answer, empty beyond the last page.
func (a zoneAnswer) read() (data zoneData, err error) {
	if code := strings.Trim(string(a.ErrorCode), `"`); code != "" && code != "0" {
		return data, nil
	}
	if text := string(a.Data); text == "" || text == "[]" {
		return data, nil
	}
	err = json.Unmarshal(a.Data, &data)
	return data, err
}

// zone returns the zone that the address is a page of, nil for other listings.
func (o *Outlet) zone(u *url.URL) *Zone {
	for i := range o.Discover.Zones {
		if z := &o.Discover.Zones[i]; z.page.MatchString(u.String()) {
			return z
		}
	}
	return nil
}

// links reads a page of a zone: its articles, and the next page.
func (z *Zone) links(p *page) ([]link, error) {
	var answer zoneAnswer
	if err := json.Unmarshal(bytes.TrimSpace(bytes.TrimPrefix(p.body, []byte("\xef\xbb\xbf"))), &answer); err != nil {
		return nil, fmt.Errorf("read zone: %w", err)
	}
	data, err := answer.read()
	if err != nil {
		return nil, fmt.Errorf("read zone: %w", err)
	}
	base, err := p.url.Parse(z.Base)
	if err != nil {
		return nil, fmt.Errorf("read zone: %w", err)
	}
	var links []link
	add := func(href string) {
		if u, err := base.Parse(strings.TrimSpace(href)); err == nil && href != "" && len(links) < maxLinks {
			links = append(links, link{address: u.String(), kind: visit.Article})
		}
	}
	for _, c := range data.Contents {
		add(c.URL)
	}
	if data.Articles != "" {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(data.Articles))
		if err != nil {
			return nil, fmt.Errorf("read zone: %w", err)
		}
		doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) { add(a.AttrOr("href", "")) })
	}
	if next := z.next(p.url); next != "" && len(links) > 0 {
		links = append(links, link{address: next, kind: visit.Listing})
	}
	return links, nil
}

// next is the address of the page after u, "" beyond the bound.
func (z *Zone) next(u *url.URL) string {
	m := z.page.FindStringSubmatch(u.String())
	if m == nil {
		return ""
	}
	page, err := strconv.Atoi(m[z.page.SubexpIndex("page")])
	if err != nil || page >= maxZonePages {
		return ""
	}
	return z.address(m[z.page.SubexpIndex("zone")], page+1)
}
