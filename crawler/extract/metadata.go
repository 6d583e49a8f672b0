package extract

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says of itself for machines. Values are as printed,
// white space aside; of several, the first.
type metadata struct {
	canonical   string
	ogURL       string
	lang        string // of the html element
	title       string // title element
	headline    string // JSON-LD
	ogTitle     string
	description string
	site        string // og:site_name or the JSON-LD publisher
	section     string
	authors     []string
	published   []string
	modified    []string
	tags        []string
	source      string            // address of the original
	film        string            // name of a film on the page
	uploaded    string            // when it was published
	alternates  map[string]string // hreflang → address
}

// metaField names the meta elements (by name, property or itemprop, in lower
// case) that fill a field.
var metaFields = map[string]func(*metadata) *string{
	"og:url":                 func(m *metadata) *string { return &m.ogURL },
	"og:title":               func(m *metadata) *string { return &m.ogTitle },
	"twitter:title":          func(m *metadata) *string { return &m.ogTitle },
	"headline":               func(m *metadata) *string { return &m.headline },
	"og:description":         func(m *metadata) *string { return &m.description },
	"description":            func(m *metadata) *string { return &m.description },
	"og:site_name":           func(m *metadata) *string { return &m.site },
	"article:section":        func(m *metadata) *string { return &m.section },
	"articlesection":         func(m *metadata) *string { return &m.section },
	"syndication-source":     func(m *metadata) *string { return &m.source },
	"original-source":        func(m *metadata) *string { return &m.source },
	"article:original_url":   func(m *metadata) *string { return &m.source },
	"cre":                    func(m *metadata) *string { return &m.site },
	"twitter:description":    func(m *metadata) *string { return &m.description },
	"dc.title":               func(m *metadata) *string { return &m.ogTitle },
	"citation_journal_title": func(m *metadata) *string { return &m.site },
}

// metaLists is metaFields for fields that may be given more than once.
var metaLists = map[string]func(*metadata) *[]string{
	"article:published_time":    func(m *metadata) *[]string { return &m.published },
	"og:article:published_time": func(m *metadata) *[]string { return &m.published },
	"og:published_time":         func(m *metadata) *[]string { return &m.published },
	"date":                      func(m *metadata) *[]string { return &m.published },
	"pubdate":                   func(m *metadata) *[]string { return &m.published },
	"publishdate":               func(m *metadata) *[]string { return &m.published },
	"publish-date":              func(m *metadata) *[]string { return &m.published },
	"date.created":              func(m *metadata) *[]string { return &m.published },
	"datepublished":             func(m *metadata) *[]string { return &m.published },
	"dc.date.issued":            func(m *metadata) *[]string { return &m.published },
	"dcterms.date":              func(m *metadata) *[]string { return &m.published },
	"dc.date":                   func(m *metadata) *[]string { return &m.published },
	"parsely-pub-date":          func(m *metadata) *[]string { return &m.published },
	"sailthru.date":             func(m *metadata) *[]string { return &m.published },
	"citation_publication_date": func(m *metadata) *[]string { return &m.published },
	"article:modified_time":     func(m *metadata) *[]string { return &m.modified },
	"og:updated_time":           func(m *metadata) *[]string { return &m.modified },
	"datemodified":              func(m *metadata) *[]string { return &m.modified },
	"article:author":            func(m *metadata) *[]string { return &m.authors },
	"author":                    func(m *metadata) *[]string { return &m.authors },
	"dc.creator":                func(m *metadata) *[]string { return &m.authors },
	"parsely-author":            func(m *metadata) *[]string { return &m.authors },
	"sailthru.author":           func(m *metadata) *[]string { return &m.authors },
	"article:tag":               func(m *metadata) *[]string { return &m.tags },
	"news_keywords":             func(m *metadata) *[]string { return &m.tags },
	"keywords":                  func(m *metadata) *[]string { return &m.tags },
}

func readMetadata(doc *html.Node) metadata {
	m := metadata{alternates: make(map[string]string)}
	var linked []string
	for n := range elements(doc) {
		switch n.DataAtom {
		case atom.Html:
			m.lang = cmp.Or(attr(n, "lang"), attr(n, "xml:lang"))
		case atom.Title:
			if m.title == "" && n.Parent.DataAtom == atom.Head && n.FirstChild != nil {
				m.title = clean(n.FirstChild.Data)
			}
		case atom.Meta:
			m.meta(n)
		case atom.Link:
			m.link(n)
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				linked = append(linked, n.FirstChild.Data)
			}
		}
	}
	for _, s := range linked {
		m.linkedData(s)
	}
	m.filmed()
	return m
}

func (m *metadata) meta(n *html.Node) {
	value := clean(attr(n, "content"))
	if value == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		name := strings.ToLower(attr(n, key))
		if at := metaFields[name]; at != nil && *at(m) == "" {
			*at(m) = value
		}
		if at := metaLists[name]; at != nil && !slices.Contains(*at(m), value) {
			*at(m) = append(*at(m), value)
		}
	}
}

func (m *metadata) link(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	switch rel := strings.ToLower(attr(n, "rel")); {
	case href == "":
	case rel == "canonical" && m.canonical == "":
		m.canonical = href
	case rel == "alternate" && attr(n, "hreflang") != "":
		m.alternates[strings.ToLower(attr(n, "hreflang"))] = href
	}
}
