package warc

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"khotin/internal/fault"
)

// Package describes a WACZ file: captures with their index in one ZIP archive
// that replay programs open by range requests (WACZ 1.1.1,
// specs.webrecorder.net/wacz/1.1.1):
//
//	archive/*.warc.gz        captures, stored without a second compression
//	indexes/index.cdxj
//	pages/pages.jsonl        what a reader may open
//	datapackage.json         name, size and SHA-256 of the files above
//	datapackage-digest.json  SHA-256 of datapackage.json
type Package struct {
	Title       string
	Description string
	Software    string
	Created     time.Time // the stamp of everything in the package

	// Files are paths of finished capture files to take as they are.
	Files []string
	// Selection are single answers to copy into one file of the package, from
	// the files of Dir. The originals of revisits must be selected as well, or
	// replay will miss them.
	Dir       string
	Selection []Location

	Pages []Page // when nil, every HTML answer with status 200, once each
}

// Page is one entry of the list of pages.
type Page struct {
	URL   string
	Date  time.Time
	Title string
}

// WriteWACZ writes a package to w, in one pass and with the memory of its index.
func WriteWACZ(ctx context.Context, w io.Writer, p Package) error {
	pack := &packer{ctx: ctx, zip: zip.NewWriter(w), created: p.Created.UTC()}
	steps := []func(Package) error{pack.files, pack.selection, pack.index, pack.pages, pack.manifest}
	for _, step := range steps {
		if err := step(p); err != nil {
			return fmt.Errorf("write WACZ: %w", err)
		}
	}
	if err := pack.zip.Close(); err != nil {
		return fmt.Errorf("write WACZ: %w", err)
	}
	return nil
}

// packer writes the entries of a package and remembers what the later ones say
// of the earlier.
type packer struct {
	ctx       context.Context
	zip       *zip.Writer
	created   time.Time
	resources []resource
	captures  []Capture
}

// resource is one file of datapackage.json.
type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// entry is a file of the ZIP archive while it is written.
type entry struct {
	ctx  context.Context
	w    io.Writer
	hash hash.Hash
	size int64
}

func (e *entry) Write(p []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := e.w.Write(p)
	e.hash.Write(p[:n])
	e.size += int64(n)
	return n, err
}

// add writes one entry by way of fill.
func (p *packer) add(path string, fill func(*entry) error) (resource, error) {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Store, Modified: p.created})
	if err != nil {
		return resource{}, err
	}
	e := &entry{ctx: p.ctx, w: w, hash: sha256.New()}
	if err := fill(e); err != nil {
		return resource{}, fmt.Errorf("%s: %w", path, err)
	}
	r := resource{filepath.Base(path), path, fmt.Sprintf("sha256:%x", e.hash.Sum(nil)), e.size}
	p.resources = append(p.resources, r)
	return r, nil
}

func (p *packer) files(pkg Package) error {
	for _, path := range pkg.Files {
		for c, err := range Captures(path) {
			if err != nil {
				return err
			}
			p.captures = append(p.captures, c)
		}
		_, err := p.add("archive/"+filepath.Base(path), func(e *entry) error {
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = io.Copy(e, f)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// selectionName is the file that single answers are copied to.
const selectionName = "selection" + suffix

func (p *packer) selection(pkg Package) error {
	if len(pkg.Selection) == 0 {
		return nil
	}
	_, err := p.add("archive/"+selectionName, func(e *entry) error {
		for _, loc := range pkg.Selection {
			if !filepath.IsLocal(loc.File) {
				return fault.New(fault.Invalid, "%q is not the name of a capture file", loc.File)
			}
			if err := p.copyMember(e, filepath.Join(pkg.Dir, loc.File), loc.Offset); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// copyMember copies the gzip member at an offset, bytes as they are, after
// reading it to its checksum.
func (p *packer) copyMember(e *entry, path string, offset int64) error {
	rec, err := ReadAt(path, offset)
	if err != nil {
		return err
	}
	defer rec.Close()
	c, ok, err := rec.capture(selectionName)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Invalid, "%s has no whole answer at byte %d", path, offset)
	}
	f, err := os.Open(rec.path)
	if err != nil {
		return err
	}
	defer f.Close()
	c.Offset = e.size
	p.captures = append(p.captures, c)
	_, err = io.Copy(e, io.NewSectionReader(f, offset, c.Length))
	return err
}

func (p *packer) index(Package) error {
	_, err := p.add("indexes/index.cdxj", func(e *entry) error {
		return WriteCDXJ(e, func(yield func(Capture, error) bool) {
			for _, c := range p.captures {
				if !yield(c, nil) {
					return
				}
			}
		})
	})
	return err
}

func (p *packer) pages(pkg Package) error {
	pages := pkg.Pages
	if pages == nil {
		pages = pagesOf(p.captures)
	}
	_, err := p.add("pages/pages.jsonl", func(e *entry) error {
		enc := json.NewEncoder(e)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(pageHeader{"json-pages-1.0", "pages", "All Pages"}); err != nil {
			return err
		}
		for i, page := range pages {
			line := pageLine{fmt.Sprintf("page-%d", i+1), page.URL, formatDate(page.Date), page.Title}
			if err := enc.Encode(line); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

type pageHeader struct {
	Format string `json:"format"`
	ID     string `json:"id"`
	Title  string `json:"title"`
}

type pageLine struct {
	ID    string `json:"id"`
	URL   string `json:"url"`
	TS    string `json:"ts"`
	Title string `json:"title,omitempty"`
}

// pagesOf returns the HTML answers, the first capture of each address.
func pagesOf(captures []Capture) (pages []Page) {
	seen := map[string]bool{}
	for _, c := range captures {
		if c.Status == 200 && slices.Contains([]string{"text/html", "application/xhtml+xml"}, c.MIME) && !seen[c.URI] {
			seen[c.URI] = true
			pages = append(pages, Page{URL: c.URI, Date: c.Date})
		}
	}
	return pages
}

func (p *packer) manifest(pkg Package) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	err := enc.Encode(struct {
		Profile     string     `json:"profile"`
		Version     string     `json:"wacz_version"`
		Title       string     `json:"title,omitempty"`
		Description string     `json:"description,omitempty"`
		Created     string     `json:"created"`
		Software    string     `json:"software,omitempty"`
		Resources   []resource `json:"resources"`
	}{"data-package", "1.1.1", pkg.Title, pkg.Description, formatDate(p.created), pkg.Software, p.resources})
	if err != nil {
		return err
	}
	r, err := p.add("datapackage.json", func(e *entry) error { _, err := e.Write(b.Bytes()); return err })
	if err != nil {
		return err
	}
	_, err = p.add("datapackage-digest.json", func(e *entry) error {
		return json.NewEncoder(e).Encode(struct {
			Path string `json:"path"`
			Hash string `json:"hash"`
		}{r.Path, r.Hash})
	})
	return err
}
