package sample

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"time"
)

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type sitemapIndex struct {
	XMLName xml.Name       `xml:"sitemapindex"`
	Space   string         `xml:"xmlns,attr"`
	Entries []sitemapEntry `xml:"sitemap"`
}

type sitemap struct {
	XMLName xml.Name       `xml:"urlset"`
	Space   string         `xml:"xmlns,attr"`
	Entries []sitemapEntry `xml:"url"`
}

type sitemapEntry struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod"`
}

// addSitemaps adds an index and one site map per month. As on real sites of this
// kind the month in the name is not padded, and the first entry of every month is
// the front page, always as fresh as the site.
func (o *Outlet) addSitemaps(e *edition) {
	months := map[string][]Article{} // by path
	for _, a := range e.articles {
		path := fmt.Sprintf("/sitemaps/news-%d-%d.xml", a.Published.Year(), a.Published.Month())
		months[path] = append(months[path], a)
	}
	for path, articles := range months {
		e.pages[path] = xmlPage(e.changed, func(base string) any {
			m := sitemap{Space: sitemapSpace, Entries: []sitemapEntry{entry(base+"/", e.changed)}}
			for _, a := range articles {
				m.Entries = append(m.Entries, entry(base+a.Path(), a.Modified))
			}
			return m
		})
	}
	paths := slices.SortedFunc(maps.Keys(months), func(a, b string) int {
		return months[b][0].Published.Compare(months[a][0].Published)
	})
	e.pages["/sitemap.xml"] = xmlPage(e.changed, func(base string) any {
		index := sitemapIndex{Space: sitemapSpace}
		for _, path := range paths {
			index.Entries = append(index.Entries, entry(base+path, lastChange(months[path])))
		}
		return index
	})
}

func entry(location string, modified time.Time) sitemapEntry {
	return sitemapEntry{Location: location, Modified: modified.Format(time.RFC3339)}
}

func lastChange(articles []Article) time.Time {
	return slices.MaxFunc(articles, func(a, b Article) int { return a.Modified.Compare(b.Modified) }).Modified
}

func xmlPage(modified time.Time, document func(base string) any) page {
	return page{status: http.StatusOK, mime: mimeXML, modified: modified, render: func(w io.Writer, r *http.Request) error {
		return writeXML(w, document(base(r)))
	}}
}
