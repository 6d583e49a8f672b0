package sample

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed static
var staticFiles embed.FS

// serve answers one request from the current edition.
func (o *Outlet) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this site is for reading only", http.StatusMethodNotAllowed)
		return
	}
	p, ok := o.edition().pages[r.URL.Path]
	if !ok {
		p = o.messagePage(http.StatusNotFound, o.langOf(r.URL.Path))
	}
	var body bytes.Buffer
	if err := p.render(&body, r); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", p.mime)
	if p.status != http.StatusOK {
		w.WriteHeader(p.status)
		w.Write(body.Bytes()) // net/http drops the body of a HEAD request
		return
	}
	// ServeContent implements the conditional requests of RFC 9110, section 13,
	// for the validators set here.
	w.Header().Set("ETag", etag(body.Bytes()))
	http.ServeContent(w, r, "", p.modified, bytes.NewReader(body.Bytes()))
}

// etag is a strong validator: equal bytes, equal tag.
func etag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

// base is the site's address as the client wrote it, without a slash at the end.
func base(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// langOf is the language of the part of the site a path is in.
func (o *Outlet) langOf(path string) string {
	for _, lang := range o.paper.Langs {
		if lang != original && strings.HasPrefix(path, home(lang)) {
			return lang
		}
	}
	return original
}

// robotsPage forbids what would give a crawler every article twice.
func robotsPage(langs []string) page {
	return page{status: http.StatusOK, mime: mimeText, render: func(w io.Writer, r *http.Request) error {
		var rules strings.Builder
		rules.WriteString("User-agent: *\n")
		for _, lang := range langs {
			fmt.Fprintf(&rules, "Disallow: %sprint/\nDisallow: %ssearch\n", home(lang), home(lang))
		}
		_, err := fmt.Fprintf(w, "%s\nSitemap: %s/sitemap.xml\n", rules.String(), base(r))
		return err
	}}
}

// addStatic adds the style sheet and the one picture every photograph shows.
func addStatic(e *edition) error {
	mimes := map[string]string{".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
	return fs.WalkDir(staticFiles, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := staticFiles.ReadFile(name)
		if err != nil {
			return err
		}
		e.pages["/"+name] = page{
			status: http.StatusOK,
			mime:   mimes[path.Ext(name)],
			render: func(w io.Writer, _ *http.Request) error {
				_, err := w.Write(content)
				return err
			},
		}
		return nil
	})
}
