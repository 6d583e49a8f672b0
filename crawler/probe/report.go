package probe

import (
	"time"

	"khotin/crawler/extract"
	"khotin/internal/article"
	"khotin/internal/lang"
)

// Report is what a site offers.
type Report struct {
	Host     string    `json:"host"` // that answers: after a redirect of the front page
	Title    string    `json:"title"`
	At       time.Time `json:"at"`
	Requests int       `json:"requests"`

	Robots   Robots    `json:"robots"`
	Sources  []Source  `json:"sources"`  // sitemaps, feeds and listings, in the order asked
	Editions []Edition `json:"editions"` // the first is the original
	Others   []string  `json:"others"`   // further languages that its pages name
	Patterns []Pattern `json:"patterns"` // of article addresses, the most frequent first
	Zones    []Zone    `json:"zones"`

	Articles     []Page       `json:"articles"`
	Families     []Match      `json:"families"`            // the CMS families, best first
	Suggested    *Markup      `json:"suggested,omitempty"` // where no family matched
	Charset      Charset      `json:"charset"`
	NotFound     NotFound     `json:"not_found"`
	Revalidation Revalidation `json:"revalidation"`

	Checks []string `json:"checks"` // what a person must look at
	Entry  Entry    `json:"entry"`

	Files []File `json:"-"` // all that was answered
}

// Robots is the verdict of robots.txt on our product token.
type Robots struct {
	Status     int      `json:"status"` // HTTP, 0: no answer
	Allowed    bool     `json:"allowed"`
	Rule       string   `json:"rule"`        // that decides about the front page, "" for none
	Line       int      `json:"line"`        // where it stands, 0 for none
	CrawlDelay float64  `json:"crawl_delay"` // seconds, 0 for none
	Sitemaps   []string `json:"sitemaps"`
	Errors     []string `json:"errors"` // lines that are not what they were meant to be
}

// The kinds of a Source.
const (
	SitemapIndex = "sitemap index"
	Sitemap      = "sitemap"
	Feed         = "feed"
	Listing      = "listing"
)

// Source is a page that names others.
type Source struct {
	Kind   string    `json:"kind"`
	URL    string    `json:"url"`
	Status int       `json:"status"`
	Detail string    `json:"detail"`          // why it cannot be used, "" when it can
	Links  int       `json:"links"`           // that it names
	Files  string    `json:"files,omitempty"` // of an index: by what its files are cut, "day", "month", "news" or ""
	Newest time.Time `json:"newest,omitzero"` // latest lastmod

	within bool // an index, which stands for it in the entry
}

// Edition is one language of the site.
type Edition struct {
	Lang   lang.Tag `json:"lang"`
	Host   string   `json:"host"`
	Prefix string   `json:"prefix"`
	Basis  string   `json:"basis"` // what its language rests on: text, address or hreflang
}

// Pattern is the form of article addresses, as a regular expression over their
// paths with the groups lang, slug and id.
type Pattern struct {
	Expr    string `json:"expr"`
	Matches int    `json:"matches"` // of the addresses seen
	Example string `json:"example"`
}

// Zone is a paged listing that answers in JSON.
type Zone struct {
	API  string `json:"api"`  // with {zone} and {page} in it
	Base string `json:"base"` // what its links are relative to, "" for the API's own host
	IDs  []int  `json:"ids"`
}

// Page is an article that was read.
type Page struct {
	URL    string           `json:"url"`
	Status int              `json:"status"`
	Detail string           `json:"detail"` // why there is no record, "" when there is one
	Fits   []extract.Fit    `json:"fits"`
	Record *article.Article `json:"record"`

	body        []byte
	contentType string
	etag        string
	modified    string
}

// Match is a CMS family and on how many of the articles it matched.
type Match struct {
	Family  string   `json:"family"`
	Matches int      `json:"matches"`
	Of      int      `json:"of"`
	Found   []string `json:"found"` // fields, on the article where it found most
}

// Charset is the encoding of the pages.
type Charset struct {
	Name     string `json:"name"` // "" where it could not be told
	Declared bool   `json:"declared"`
}

// NotFound is how the site answers an address it never had.
type NotFound struct {
	URL    string `json:"url"`
	Status int    `json:"status"`
	Soft   bool   `json:"soft"` // it does not say so by its status
	Detail string `json:"detail"`
}

// Revalidation is whether a page can be asked for only if it has changed.
type Revalidation struct {
	ETag         bool   `json:"etag"`
	LastModified bool   `json:"last_modified"`
	Works        bool   `json:"works"` // asked again with them, the site answered 304
	Detail       string `json:"detail"`
}

// File is one answer as a fixture.
type File struct {
	Name    string
	URL     string
	Body    []byte // content-decoded, in the page's own charset
	Article bool   // it belongs into a manifest of pages
}
