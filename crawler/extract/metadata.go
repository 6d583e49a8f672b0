package extract

import (
	"encoding/json"
	"net/url"
	"regexp"
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
			m.lang = cmpOr(attr(n, "lang"), attr(n, "xml:lang"))
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
	return m
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
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

// trailingComma stands before a closing bracket, which JSON does not allow.
var trailingComma = regexp.MustCompile(`,\s*([}\]])`)

// mended takes out of JSON what pages most often break it with: line breaks and
// tabs within strings, commas before closing brackets, comment marks of old.
func mended(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "<!--"), "-->")
	return trailingComma.ReplaceAllString(s, "$1")
}

// maxLinked bounds how deep and how wide linked data is followed.
const maxLinked = 2000

// linkedData reads a block of JSON-LD. Anything that is not valid JSON, or not
// an article of schema.org, says nothing.
func (m *metadata) linkedData(s string) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(s)), &v) != nil && json.Unmarshal([]byte(mended(s)), &v) != nil {
		return
	}
	people := make(map[string]string) // @id → name, for references within the block
	budget := maxLinked
	eachObject(v, &budget, func(o map[string]any) {
		if id, name := text(o["@id"]), text(o["name"]); id != "" && name != "" && isType(o, "Person", "Organization") {
			people[id] = name
		}
	})
	budget = maxLinked
	eachObject(v, &budget, func(o map[string]any) {
		if isType(o, "Article", "Posting") {
			m.newsArticle(o, people)
		}
	})
}

func (m *metadata) newsArticle(o map[string]any, people map[string]string) {
	if s := clean(text(o["headline"])); m.headline == "" {
		m.headline = s
	}
	if s := clean(text(o["datePublished"])); s != "" {
		m.published = append(m.published, s)
	}
	if s := clean(text(o["dateModified"])); s != "" {
		m.modified = append(m.modified, s)
	}
	if s := clean(text(o["articleSection"])); m.section == "" {
		m.section = s
	}
	for _, name := range names(o["author"], people) {
		if !slices.Contains(m.authors, name) {
			m.authors = append(m.authors, name)
		}
	}
	if publisher := names(o["publisher"], people); m.site == "" && len(publisher) > 0 {
		m.site = publisher[0]
	}
	if s := text(o["isBasedOn"]); m.source == "" && isAddress(s) {
		m.source = s
	}
}

// eachObject calls f for every object in decoded JSON, outermost first.
func eachObject(v any, budget *int, f func(map[string]any)) {
	if *budget--; *budget < 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			eachObject(e, budget, f)
		}
	case map[string]any:
		f(v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "publisher"} {
			eachObject(v[key], budget, f)
		}
	}
}

// isType reports whether the type of an object, or one of its types, ends with
// one of the words: schema.org has many kinds of "…Article" and "…Posting".
func isType(o map[string]any, words ...string) bool {
	ends := func(v any) bool {
		s, _ := v.(string)
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
	}
	if list, ok := o["@type"].([]any); ok {
		return slices.ContainsFunc(list, ends)
	}
	return ends(o["@type"])
}

// text is a JSON string, or the first of a list of them.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case []any:
		if len(v) > 0 {
			return text(v[0])
		}
	}
	return ""
}

// names reads a person or organisation, a list of them, or references.
func names(v any, people map[string]string) []string {
	switch v := v.(type) {
	case string:
		return []string{clean(html.UnescapeString(v))}
	case map[string]any:
		if name := clean(text(v["name"])); name != "" {
			return []string{name}
		}
		if name := people[text(v["@id"])]; name != "" {
			return []string{clean(name)}
		}
	case []any:
		var all []string
		for _, e := range v[:min(len(v), 20)] {
			if _, nested := e.([]any); !nested {
				all = append(all, names(e, people)...)
			}
		}
		return all
	}
	return nil
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
