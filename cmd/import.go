package cmd

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"khotin/crawler/extract"
	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"

	"github.com/spf13/cobra"
)

// maxFile bounds a saved page or text, in bytes. JSON Lines are read a line at
// a time and have no bound but maxLine.
const (
	maxFile = 16 << 20
	maxLine = 16 << 20
)

// nowhere is the host of imported texts that have no address of their own. Its
// top-level domain can never exist (RFC 2606), so no crawl will ask for it.
const nowhere = "import.invalid"

func newImport(a *app) *cobra.Command {
	var url string
	c := &cobra.Command{
		Use:   "import PATH...",
		Short: "Store saved pages (.html), copied text (.txt) and records (.jsonl)",
		Long: `Import reads files and folders of files: saved pages, plain text copied from a
browser, and JSON Lines as export writes them. A page's address is its
canonical link, or --url. A file that cannot be read is named, and the others
are still imported.

` + exitHelp,
		Example: "  khotin import saved/\n  khotin import --url https://baonghean.vn/hoi-nghi-10277726.html page.html\n  khotin --data other import all.jsonl",
		Args:    args(cobra.MinimumNArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, paths []string) error {
			if url != "" && len(paths) != 1 {
				return usage("--url belongs to one page, not to %d paths", len(paths))
			}
			return a.importPaths(c.Context(), paths, url)
		},
	}
	c.Flags().StringVar(&url, "url", "", "`address` that the page was saved from")
	return c
}

// imported counts what an import did.
type imported struct {
	New       int      `json:"new"`
	Changed   int      `json:"changed"`
	Unchanged int      `json:"unchanged"`
	Failed    []string `json:"failed"`
}

func (a *app) importPaths(ctx context.Context, paths []string, url string) error {
	x, err := a.extractor()
	if err != nil {
		return err
	}
	store, err := a.openArchive(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close()
	im := importer{ctx: ctx, extract: x, store: store, url: url, done: imported{Failed: []string{}}}
	for _, p := range paths {
		if err := im.path(p); err != nil {
			return err
		}
	}
	if _, err := store.Relate(ctx); err != nil {
		return err
	}
	if a.json {
		if err := a.printJSON(im.done); err != nil {
			return err
		}
	} else {
		for _, f := range im.done.Failed {
			fmt.Fprintf(a.err, "khotin: not imported: %s\n", f)
		}
		fmt.Fprintf(a.out, "%d new, %d changed, %d unchanged, %d failed\n", im.done.New, im.done.Changed, im.done.Unchanged, len(im.done.Failed))
	}
	if n := len(im.done.Failed); n > 0 {
		return fmt.Errorf("%w: %d of the files could not be imported", errFailures, n)
	}
	return nil
}

type importer struct {
	ctx     context.Context
	extract *extract.Extractor
	store   *archive.Archive
	url     string
	done    imported
}

// path imports a file, or every file of a known kind below a folder.
func (im *importer) path(path string) error {
	return filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if im.ctx.Err() != nil {
			return im.ctx.Err()
		}
		if err != nil {
			return im.failed(p, err)
		}
		if d.IsDir() {
			return nil
		}
		read := im.reader(p)
		if read == nil {
			if p == path {
				return im.failed(p, errors.New("only .html, .htm, .txt and .jsonl files can be imported"))
			}
			return nil
		}
		return im.failed(p, read(p))
	})
}

func (im *importer) reader(path string) func(string) error {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".html", ".htm":
		return im.page
	case ".txt":
		return im.text
	case ".jsonl":
		return im.records
	}
	return nil
}

// failed notes a file that could not be imported. Only what would fail for
// every other file too, a full disk or an interruption, ends the import.
func (im *importer) failed(path string, err error) error {
	if err == nil {
		return nil
	}
	if im.ctx.Err() != nil {
		return im.ctx.Err()
	}
	if k := fault.Of(err); k == fault.InUse || k == fault.Unavailable {
		return err
	}
	im.done.Failed = append(im.done.Failed, fmt.Sprintf("%s: %v", path, err))
	return nil
}

func (im *importer) page(path string) error {
	body, err := readFile(path)
	if err != nil {
		return err
	}
	url := im.url
	if url == "" {
		if url = extract.SelfAddress(body); url == "" {
			url = addressOf(body)
		}
	}
	rec, err := im.extract.Page(body, url, "")
	if err != nil {
		return err
	}
	return im.put(rec)
}

func (im *importer) text(path string) error {
	body, err := readFile(path)
	if err != nil {
		return err
	}
	url := im.url
	if url == "" {
		url = addressOf(body)
	}
	rec, err := im.extract.Text(body, url)
	if err != nil {
		return err
	}
	return im.put(rec)
}

func (im *importer) records(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var rec article.Article
		err := json.Unmarshal(lines.Bytes(), &rec)
		if err == nil {
			err = im.put(rec)
		}
		if err := im.failed(fmt.Sprintf("%s:%d", path, n), err); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (im *importer) put(rec article.Article) error {
	_, reason, err := im.store.Put(im.ctx, rec)
	if err != nil {
		return err
	}
	switch reason {
	case visit.New:
		im.done.New++
	case visit.Changed:
		im.done.Changed++
	default:
		im.done.Unchanged++
	}
	return nil
}

// addressOf names a text by its content, so that importing it twice gives one
// record.
func addressOf(body []byte) string {
	sum := sha256.Sum256(body)
	return "https://" + nowhere + "/" + hex.EncodeToString(sum[:16])
}

// readFile reads a file of bounded size.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxFile {
		return nil, fault.New(fault.Invalid, "is larger than %d MB", maxFile>>20)
	}
	return body, nil
}
