package server

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// element is one start tag of a page, with the text directly inside it.
type element struct {
	name  string
	attr  map[string]string
	under []string // names of the elements around it, outermost first
	text  string
}

// parseHTML reads a page the way our templates write it: every element that is
// not void is closed.
func parseHTML(t testing.TB, page []byte) []*element {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var all, open []*element
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("page is not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			for _, o := range open {
				e.under = append(e.under, o.name)
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(token)
			}
		}
	}
}

func count(all []*element, name string) (n int) {
	for _, e := range all {
		if e.name == name {
			n++
		}
	}
	return n
}

// checkHTML holds a page against what every page must be.
func checkHTML(t testing.TB, name string, page []byte) {
	t.Helper()
	all := parseHTML(t, page)
	for _, once := range []string{"html", "title", "h1", "main", "header", "footer"} {
		n := count(all, once)
		if once == "header" && n == 2 { // of the page and of the record
			n = 1
		}
		if n != 1 {
			t.Errorf("%s: %d elements <%s>, want 1", name, n, once)
		}
	}
	for _, e := range all {
		checkElement(t, name, e)
	}
	checkReferences(t, name, all)
	checkHeadings(t, name, all)
}

func checkElement(t testing.TB, name string, e *element) {
	t.Helper()
	if e.name == "script" || e.name == "style" || e.attr["style"] != "" {
		t.Errorf("%s: <%s> holds inline script or style, which the policy forbids", name, e.name)
	}
	for attr := range e.attr {
		if strings.HasPrefix(attr, "on") {
			t.Errorf("%s: <%s> has a handler %s", name, e.name, attr)
		}
	}
	if v, ok := e.attr["lang"]; ok && !slices.Contains([]string{"vi", "fr", "ro", "en", "und"}, v) {
		t.Errorf("%s: <%s lang=%q>", name, e.name, v)
	}
	needsLang := e.name == "html" || e.name == "h3" && slices.Contains(e.under, "ol") || strings.HasPrefix(e.attr["class"], "passage") ||
		e.attr["class"] == "lead" || e.name == "h1" && slices.Contains(e.under, "article")
	if _, ok := e.attr["lang"]; needsLang && !ok {
		t.Errorf("%s: <%s class=%q> names no language", name, e.name, e.attr["class"])
	}
	loaded := e.attr["src"]
	if e.name == "link" {
		loaded = e.attr["href"]
	}
	if e.attr["rel"] == "search" && loaded == "/opensearch.xml" {
		loaded = "" // a browser reads it when the reader asks it to
	}
	if loaded != "" && !strings.HasPrefix(loaded, "/static/") {
		t.Errorf("%s: <%s> loads %s", name, e.name, loaded)
	}
	if strings.HasPrefix(strings.ToLower(e.attr["href"]), "javascript:") {
		t.Errorf("%s: a link runs %s", name, e.attr["href"])
	}
}

// checkReferences proves that every control has a label and that every
// reference inside the page leads somewhere.
func checkReferences(t testing.TB, name string, all []*element) {
	t.Helper()
	ids, labels := map[string]bool{}, map[string]bool{}
	for _, e := range all {
		if id := e.attr["id"]; id != "" {
			if ids[id] {
				t.Errorf("%s: two elements are %q", name, id)
			}
			ids[id] = true
		}
		if e.name == "label" {
			labels[e.attr["for"]] = true
		}
	}
	for _, e := range all {
		control := e.name == "select" || e.name == "input" && e.attr["type"] != "hidden"
		if control && !labels[e.attr["id"]] {
			t.Errorf("%s: <%s name=%q> has no label", name, e.name, e.attr["name"])
		}
		refs := append(strings.Fields(e.attr["aria-labelledby"]), e.attr["for"], e.attr["list"])
		if target, ok := strings.CutPrefix(e.attr["href"], "#"); ok {
			refs = append(refs, target)
		}
		for _, ref := range refs {
			if ref != "" && !ids[ref] {
				t.Errorf("%s: <%s> refers to %q, which is not there", name, e.name, ref)
			}
		}
	}
}

// checkHeadings proves that no level of headings is left out.
func checkHeadings(t testing.TB, name string, all []*element) {
	t.Helper()
	last := 0
	for _, e := range all {
		if len(e.name) != 2 || e.name[0] != 'h' || e.name[1] < '1' || e.name[1] > '6' {
			continue
		}
		level := int(e.name[1] - '0')
		if level > last+1 {
			t.Errorf("%s: <h%d> follows <h%d>", name, level, last)
		}
		last = level
	}
}
