package server

import (
	"crypto/tls"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOpenSearch(t *testing.T) {
	describe := func(o Options, r *http.Request) (d openSearch) {
		t.Helper()
		w := serve(newHandler(t, o), r)
		if w.Header().Get("Content-Type") != mediaSearch {
			t.Errorf("Content-Type %q", w.Header().Get("Content-Type"))
		}
		if err := xml.Unmarshal(w.Body.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		return d
	}
	plain := httptest.NewRequest(http.MethodGet, "/opensearch.xml?ui=ro", nil)
	plain.Host = "khotin.example:8080"
	d := describe(Options{}, plain)
	if d.URLs[0].Template != "http://khotin.example:8080/?q={searchTerms}" || d.Language != "ro" || !strings.Contains(d.Description, "Mobilizarea maselor") {
		t.Errorf("%+v", d)
	}
	if n := utf8.RuneCountInString(d.ShortName); n == 0 || n > 16 {
		t.Errorf("ShortName %q", d.ShortName)
	}
	safe := httptest.NewRequest(http.MethodGet, "/opensearch.xml", nil)
	safe.Host, safe.TLS = "khotin.example", &tls.ConnectionState{}
	if d := describe(Options{}, safe); d.URLs[1].Template != "https://khotin.example/api/v1/search?q={searchTerms}" {
		t.Errorf("%+v", d.URLs)
	}
	if d := describe(Options{Origin: "https://archive.example/"}, plain); d.URLs[0].Template != "https://archive.example/?q={searchTerms}" || !strings.HasPrefix(d.Image.Address, "https://archive.example/static/icon.") {
		t.Errorf("%+v", d)
	}
}

func TestFilesFoundByName(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{"/robots.txt": "Disallow: /api/\n", "/favicon.ico": "<svg ", "/opensearch.xml": "<?xml "} {
		if w := get(h, target); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	page := get(h, "/?ui=vi").Body.String()
	for _, want := range []string{`<link rel="search" href="/opensearch.xml"`, `<li><a href="/?ui=vi" aria-current="true">Tìm kiếm</a></li>`, `<li><a href="/documents?ui=vi">Văn bản</a></li>`, `<li><a href="/events?ui=vi">Sự kiện</a></li>`, `<li><a href="/runs?ui=vi">Các lần thu thập</a></li>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}
