package crawler

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"khotin/internal/visit"
)

// sitemapLinks reads a sitemap token by token (sitemaps.org/protocol.html): a
// urlset with its hreflang links, an index of sitemaps, a feed used as one, or
// plain lines. Elements count by local name, since sites invent namespaces. A
// sitemap that breaks off keeps what came before.
func sitemapLinks(body []byte) ([]link, error) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if len(body) > 0 && body[0] != '<' {
		return lineLinks(body), nil
	}
	s := sitemapReader{dec: lenient(body), entry: -1}
	for len(s.links) < maxLinks {
		token, err := s.dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(s.links) == 0 {
				return nil, fmt.Errorf("read sitemap: %w", err)
			}
			break
		}
		if start, ok := token.(xml.StartElement); ok && len(s.path) == 0 && isFeedRoot(start.Name.Local) {
			return feedLinks(body)
		}
		s.take(token)
	}
	return s.links, nil
}

// lenient reads XML as sites write it: any charset, bare ampersands, HTML
// entities.
func lenient(body []byte) *xml.Decoder {
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	dec.Entity = xml.HTMLEntity
	return dec
}

func isFeedRoot(name string) bool {
	return name == "rss" || name == "feed" || name == "RDF"
}

type sitemapReader struct {
	dec   *xml.Decoder
	path  []string // local names of the open elements
	text  strings.Builder
	links []link

	entry    int    // the link of the open url or sitemap element, -1 for none
	modified string // its lastmod
}

const maxXMLDepth = 64 // a sitemap needs four

func (s *sitemapReader) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		if len(s.path) < maxXMLDepth {
			s.path = append(s.path, t.Name.Local)
		}
		s.text.Reset()
		if t.Name.Local == "link" && s.parent(2) == "url" {
			s.alternate(t)
		}
	case xml.CharData:
		if s.text.Len() < 4096 && len(s.path) > 0 && collected(s.path[len(s.path)-1]) {
			s.text.Write(t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "loc":
			s.location()
		case "lastmod":
			s.lastmod()
		case "url", "sitemap":
			s.close()
		}
		if len(s.path) > 0 {
			s.path = s.path[:len(s.path)-1]
		}
	}
}

// collected are the elements whose text counts.
func collected(name string) bool { return name == "loc" || name == "lastmod" }

// parent returns the local name of the open element n places from the end.
func (s *sitemapReader) parent(n int) string {
	if len(s.path) < n {
		return ""
	}
	return s.path[len(s.path)-n]
}

func (s *sitemapReader) location() {
	address := strings.TrimSpace(s.text.String())
	if address == "" {
		return
	}
	switch s.parent(2) { // not image:loc, whose parent is image:image
	case "url":
		s.entry = len(s.links)
		s.links = append(s.links, link{address: address, kind: visit.Article})
	case "sitemap":
		s.entry = len(s.links)
		s.links = append(s.links, link{address: address, kind: visit.Sitemap})
	}
}

// lastmod takes the date of an entry, before or after its address.
func (s *sitemapReader) lastmod() {
	s.modified = strings.TrimSpace(s.text.String())
}

// close ends an entry.
func (s *sitemapReader) close() {
	if s.entry >= 0 {
		s.links[s.entry].told[visit.Lastmod].Value = s.modified
	}
	s.entry, s.modified = -1, ""
}

// alternate takes <xhtml:link rel="alternate" hreflang="fr" href="…"/>.
func (s *sitemapReader) alternate(t xml.StartElement) {
	var href string
	translated := false
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "href":
			href = strings.TrimSpace(a.Value)
		case "hreflang":
			translated = a.Value != ""
		}
	}
	if translated && href != "" {
		s.links = append(s.links, link{address: href, kind: visit.Article})
	}
}

// lineLinks reads a sitemap of plain lines.
func lineLinks(body []byte) (links []link) {
	for line := range bytes.Lines(body) {
		address := string(bytes.TrimSpace(line))
		if strings.HasPrefix(address, "http") && len(links) < maxLinks {
			links = append(links, link{address: address, kind: visit.Article})
		}
	}
	return links
}
