package crawler

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"strings"

	"github.com/mmcdole/gofeed"

	"khotin/internal/visit"
)

// feedLinks reads the addresses of a feed's items: RSS, Atom or JSON Feed.
// Dates are left alone, since feeds state them without a zone or in words. A
// feed that breaks off keeps its whole items.
func feedLinks(body []byte) ([]link, error) {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		if links := wholeItems(body); len(links) > 0 {
			return links, nil
		}
		return nil, err
	}
	var links []link
	for _, item := range feed.Items {
		address := item.Link
		if address == "" && len(item.Links) > 0 {
			address = item.Links[0]
		}
		links = appendItem(links, cmp.Or(address, item.GUID), item.Updated)
	}
	return links, nil
}

func appendItem(links []link, address, updated string) []link {
	k := link{address: strings.TrimSpace(address), kind: visit.Article}
	if k.address == "" || len(links) >= maxLinks {
		return links
	}
	k.told[visit.Updated].Value = strings.TrimSpace(updated)
	return append(links, k)
}

// wholeItems reads the items that are closed before the feed breaks off.
func wholeItems(body []byte) (links []link) {
	dec := lenient(body)
	var item feedItem
	var text strings.Builder
	for len(links) < maxLinks {
		token, err := dec.Token()
		if err != nil {
			return links
		}
		switch t := token.(type) {
		case xml.StartElement:
			text.Reset()
			item.open(t)
		case xml.CharData:
			if text.Len() < 4096 {
				text.Write(t)
			}
		case xml.EndElement:
			if item.close(t.Name.Local, strings.TrimSpace(text.String())) {
				links = appendItem(links, cmp.Or(item.link, item.guid), "")
			}
			text.Reset()
		}
	}
	return links
}

// feedItem is an item or entry as far as it has been read.
type feedItem struct {
	inside     bool
	link, guid string
}

func (f *feedItem) open(t xml.StartElement) {
	switch name := t.Name.Local; {
	case name == "item" || name == "entry":
		*f = feedItem{inside: true}
	case name == "link" && f.link == "":
		var href string
		rel := "alternate"
		for _, a := range t.Attr {
			switch a.Name.Local {
			case "href":
				href = a.Value
			case "rel":
				rel = a.Value
			}
		}
		if rel == "alternate" {
			f.link = href
		}
	}
}

// close ends an element and reports whether that made an item whole.
func (f *feedItem) close(name, text string) bool {
	switch name {
	case "link":
		f.link = cmp.Or(f.link, text)
	case "guid":
		f.guid = text
	case "item", "entry":
		whole := f.inside
		f.inside = false
		return whole
	}
	return false
}
