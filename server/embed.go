package server

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"khotin/internal/fault"
)

//go:embed templates/*.html static locale/*.json openapi.json
var files embed.FS

// assets are the files under /static/ by the name they are served under, which
// holds a fingerprint of their content: a changed file has a new address, so
// readers may keep the old one for ever.
type assets struct {
	served map[string]reply
	names  map[string]string // "style.css" to "style.1f2e3d4c.css"
}

// load reads everything embedded, so that a damaged file stops the start and
// not a reader.
func (s *site) load() (err error) {
	if s.locales, err = loadLocales(files); err != nil {
		return err
	}
	if s.assets, err = loadAssets(files); err != nil {
		return err
	}
	if s.templates, err = template.ParseFS(files, "templates/*.html"); err != nil {
		return fmt.Errorf("read templates: %w", err)
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\x00", s.Version)
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := files.ReadFile(name)
		fmt.Fprintf(sum, "%s\x00%d\x00", name, len(body))
		sum.Write(body)
		return err
	})
	s.build = hex.EncodeToString(sum.Sum(nil)[:8])
	return err
}

func loadAssets(files fs.FS) (assets, error) {
	a := assets{served: map[string]reply{}, names: map[string]string{}}
	found, err := fs.Glob(files, "static/*")
	if err != nil {
		return a, err
	}
	for _, file := range found {
		body, err := fs.ReadFile(files, file)
		if err != nil {
			return a, fmt.Errorf("read %s: %w", file, err)
		}
		sum := sha256.Sum256(body)
		ext, base := path.Ext(file), path.Base(file)
		name := strings.TrimSuffix(base, ext) + "." + hex.EncodeToString(sum[:4]) + ext
		a.names[base] = name
		a.served[name] = reply{media: mime.TypeByExtension(ext), cache: cacheAsset, body: body}
	}
	return a, nil
}

// address returns where a page finds an asset by its plain name.
func (a assets) address(base string) string { return "/static/" + a.names[base] }

func (s *site) static(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets.served[r.PathValue("file")]
	if !ok {
		return fault.New(fault.NotFound, "there is no file %q", shorten(r.PathValue("file")))
	}
	return send(w, r, a)
}
