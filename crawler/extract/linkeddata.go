package extract

import (
	"cmp"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// trailingComma stands before a closing bracket, which JSON does not allow.
var trailingComma = regexp.MustCompile(`,\s*([}\]])`)

// wrapping is what XHTML and old browsers wanted around scripts.
var wrapping = regexp.MustCompile(`^\s*(?:<!--|//)?\s*(?:<!\[CDATA\[)?|(?://)?\s*(?:\]\]>)?\s*(?:-->)?\s*$`)

// mended takes out of JSON what pages most often break it with: line breaks and
// tabs within strings, commas before closing brackets, comment and CDATA marks.
func mended(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	s = wrapping.ReplaceAllString(s, "")
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
		if isType(o, "VideoObject") && m.film == "" {
			m.film, m.uploaded = clean(text(o["name"])), clean(text(o["uploadDate"]))
		}
	})
}

// filmed takes the date of a film for that of the page if the page is about
// the film, and states no date itself.
func (m *metadata) filmed() {
	if len(m.published) == 0 && m.uploaded != "" && (repeats(m.title, m.film) || repeats(m.ogTitle, m.film)) {
		m.published = append(m.published, m.uploaded)
	}
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
		if list, several := v["name"].([]any); several {
			return names(list, people)
		}
		if name := clean(cmp.Or(text(v["name"]), text(v["givenName"])+" "+text(v["familyName"]))); name != "" {
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
