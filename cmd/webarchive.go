package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"time"

	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
	"khotin/internal/warc"
)

// webArchive returns what writes captures in a format of web archives.
func (a *app) webArchive(f exportFlags) (writer, error) {
	wanted, err := a.captureFilter(f)
	if err != nil {
		return nil, err
	}
	if f.format == "cdxj" {
		return func(ctx context.Context, store *archive.Archive, w io.Writer) error {
			return a.shelf(store).writeIndex(ctx, w, wanted)
		}, nil
	}
	if len(f.outlets) != 1 || f.month == "" || f.out == "" {
		return nil, usage("--format wacz takes one --outlet, one --month and --out")
	}
	title := cmp.Or(a.config.outlets().ByName(f.outlets[0]).Title, f.outlets[0]) + ", " + f.month
	return func(ctx context.Context, store *archive.Archive, w io.Writer) error {
		return a.shelf(store).writePackage(ctx, w, title, wanted)
	}, nil
}

// captureFilter says which captures the flags ask for.
func (a *app) captureFilter(f exportFlags) (func(visit.Capture) bool, error) {
	if len(f.langs) > 0 {
		return nil, usage("--lang belongs to records: a capture has no language")
	}
	known := a.config.outlets()
	for _, name := range f.outlets {
		if known.ByName(name) == nil {
			return nil, usage("--outlet %s: config.yaml has no outlet of that name", name)
		}
	}
	var from, until time.Time
	if f.month != "" {
		d, err := article.ParseDate(f.month)
		if err != nil || d.Precision != article.Month {
			return nil, usage("--month %s: write it as 2025-06", f.month)
		}
		from, until = d.Time, endOf(d)
	}
	return func(c visit.Capture) bool {
		if f.month != "" && (c.At.Before(from) || !c.At.Before(until)) {
			return false
		}
		if len(f.outlets) == 0 {
			return true
		}
		u, err := url.Parse(c.URL)
		if err != nil {
			return false
		}
		o := known.ByHost(u.Host)
		return o != nil && slices.Contains(f.outlets, o.Name)
	}, nil
}

// writeIndex writes the CDXJ of the captures. It reads each one's head, for the
// archive does not know media types.
func (s *shelf) writeIndex(ctx context.Context, w io.Writer, wanted func(visit.Capture) bool) error {
	return warc.WriteCDXJ(w, func(yield func(warc.Capture, error) bool) {
		for c, err := range s.store.EachCapture(ctx) {
			if err == nil && !wanted(c) {
				continue
			}
			var line warc.Capture
			if err == nil {
				line, err = warc.CaptureAt(filepath.Join(s.dir, c.File), c.Offset)
			}
			if !yield(line, err) {
				return
			}
		}
	})
}

// writePackage writes the captures as a WACZ, with the earlier answers that
// revisits among them repeat.
func (s *shelf) writePackage(ctx context.Context, w io.Writer, title string, wanted func(visit.Capture) bool) error {
	chosen := map[int64]bool{}
	p := warc.Package{Title: title, Software: "khotin/" + buildVersion().Version, Created: time.Now(), Dir: s.dir, Pages: []warc.Page{}}
	pages := pageList{store: s.store, seen: map[string]bool{}}
	add := func(c visit.Capture) {
		if !chosen[c.ID] {
			chosen[c.ID] = true
			p.Selection = append(p.Selection, warc.Location{File: c.File, Offset: c.Offset})
		}
	}
	for c, err := range s.store.EachCapture(ctx) {
		if err != nil {
			return err
		}
		if !wanted(c) {
			continue
		}
		if c.Revisit {
			original, err := s.store.Original(ctx, c.Digest)
			switch {
			case err == nil:
				add(original)
			case fault.Of(err) != fault.NotFound:
				return err
			}
		}
		add(c)
		page, ok, err := pages.of(ctx, c)
		if err != nil {
			return err
		}
		if ok {
			p.Pages = append(p.Pages, page)
		}
	}
	if len(p.Selection) == 0 {
		return fault.New(fault.NotFound, "nothing was captured of %s", title)
	}
	return warc.WriteWACZ(ctx, w, p)
}

// pageList makes the table of contents: the articles, each version once.
type pageList struct {
	store    *archive.Archive
	seen     map[string]bool
	last     string // article whose versions are at hand
	versions []article.Stored
}

// of returns the entry of a capture, false for one that is none.
func (p *pageList) of(ctx context.Context, c visit.Capture) (page warc.Page, ok bool, err error) {
	key := fmt.Sprintf("%s %d", c.URL, c.Seq)
	if c.Record == "" || c.Status != 200 && c.Status != 304 || p.seen[key] {
		return page, false, nil
	}
	p.seen[key] = true
	if p.last != c.Record {
		if p.versions, err = p.store.Versions(ctx, c.Record); err != nil {
			return page, false, err
		}
		p.last = c.Record
	}
	page = warc.Page{URL: c.URL, Date: c.At}
	for _, v := range p.versions {
		if v.Seq == c.Seq {
			page.Title = v.Headline
		}
	}
	return page, true, nil
}
