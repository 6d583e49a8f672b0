package server

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
)

// Media types of the files that programs look for by name.
const (
	mediaSearch = "application/opensearchdescription+xml"
	mediaIcon   = "image/svg+xml"
)

// robotsText lets crawlers read records, documents and events, and keeps them
// out of the endless combinations of filters: the longest rule that fits holds
// (RFC 9309, section 2.2.2).
const robotsText = `User-agent: *
Disallow: /api/
Disallow: /?
Allow: /?ui=
Disallow: /events?
Allow: /events?ui=
Disallow: /runs
`

// robots answers GET /robots.txt.
func (s *site) robots(w http.ResponseWriter, r *http.Request) error {
	return send(w, r, reply{media: mediaText, cache: cacheResult, etag: etagOf(robotsText), body: []byte(robotsText)})
}

// icon answers GET /favicon.ico, which browsers ask for unasked.
func (s *site) icon(w http.ResponseWriter, r *http.Request) error {
	body, err := files.ReadFile("static/icon.svg")
	if err != nil {
		return err
	}
	return send(w, r, reply{media: mediaIcon, cache: cacheResult, etag: etagOf(string(body)), body: body})
}

// openSearch is a description of a search engine for browsers (OpenSearch 1.1,
// draft 6).
type openSearch struct {
	XMLName     xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string          // 16 characters at most
	Description string          // 1024 characters at most
	Language    string          // of the description
	Encoding    string          `xml:"InputEncoding"`
	Image       openSearchImage `xml:"Image"`
	URLs        []openSearchURL `xml:"Url"`
}

type openSearchImage struct {
	Type    string `xml:"type,attr"`
	Address string `xml:",chardata"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr"`
	Template string `xml:"template,attr"`
}

// openSearchFile answers GET /opensearch.xml. Its addresses must be absolute,
// so they are those of the site, or where nobody has said which, those under
// which it was asked.
func (s *site) openSearchFile(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName)
	l, _ := s.readUI(r, p)
	if err := p.err(); err != nil {
		return err
	}
	origin := s.origin(r)
	d := openSearch{
		ShortName: "kho tin", Description: l.T("site.title") + " – " + l.T("site.claim"), Language: l.Tag.String(), Encoding: "UTF-8",
		Image: openSearchImage{mediaIcon, origin + s.assets.address("icon.svg")},
		URLs: []openSearchURL{
			{"text/html", "results", origin + "/?q={searchTerms}"},
			{"application/json", "results", origin + "/api/v1/search?q={searchTerms}"},
			{mediaSearch, "self", origin + "/opensearch.xml"},
		},
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(d); err != nil {
		return fmt.Errorf("encode %T: %w", d, err)
	}
	w.Header().Add("Vary", "Accept-Language")
	return send(w, r, reply{media: mediaSearch, cache: cacheResult, etag: etagOf(b.String()), body: b.Bytes()})
}

// origin is scheme and host of the site, without a slash at the end.
func (s *site) origin(r *http.Request) string {
	switch {
	case s.Origin != "":
		return strings.TrimSuffix(s.Origin, "/")
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
