package sample

import (
	"encoding/xml"
	"io"
	"net/http"
	"time"
)

// feedLength is how many articles a feed carries.
const feedLength = 20

// rssTime is the date of RFC 822 with a four-digit year, as RSS 2.0 prefers it.
const rssTime = "Mon, 02 Jan 2006 15:04:05 -0700"

type rss struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	Built       string    `xml:"lastBuildDate"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       cdata  `xml:"title"`
	Link        string `xml:"link"`
	GUID        string `xml:"guid"`
	Published   string `xml:"pubDate"`
	Description cdata  `xml:"description"`
}

type cdata struct {
	Text string `xml:",cdata"`
}

// addFeeds adds one feed per language: /rss/home.rss, /fr/rss/home.rss, …
func (o *Outlet) addFeeds(e *edition) {
	for _, lang := range o.paper.Langs {
		articles := inLang(e.articles, lang)
		articles = articles[:min(feedLength, len(articles))]
		e.pages[home(lang)+"rss/home.rss"] = page{
			status:   http.StatusOK,
			mime:     "application/rss+xml; charset=utf-8",
			modified: e.changed,
			render: func(w io.Writer, r *http.Request) error {
				return writeXML(w, o.feed(lang, articles, e.changed, base(r)))
			},
		}
	}
}

func (o *Outlet) feed(lang string, articles []Article, changed time.Time, base string) rss {
	f := rss{Version: "2.0", Channel: rssChannel{
		Title:       o.paper.Name,
		Link:        base + home(lang),
		Description: o.paper.Words[lang].Tagline,
		Language:    lang,
		Built:       changed.Format(rssTime),
	}}
	for _, a := range articles {
		f.Channel.Items = append(f.Channel.Items, rssItem{
			Title:       cdata{a.Headline},
			Link:        base + a.Path() + "?utm_source=rss",
			GUID:        base + a.Path(),
			Published:   a.Published.Format(rssTime),
			Description: cdata{a.Lead},
		})
	}
	return f
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	return e.Encode(v)
}
