package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"

	"github.com/spf13/cobra"
)

// stamp is how captures are dated for reading.
const stamp = "2006-01-02 15:04:05 MST"

// captureFlags are the flags of khotin capture.
type captureFlags struct {
	at      string
	version int
	list    bool
	raw     bool
	out     string
	force   bool
}

func newCapture(a *app) *cobra.Command {
	var f captureFlags
	c := &cobra.Command{
		Use:   "capture ID|ADDRESS",
		Short: "Write a page as it was received, the last one or an earlier one",
		Long: `Capture writes the page behind a record, byte for byte as the site sent it, with
its content coding undone; with --raw the whole answer, headers and codings as
received (but for the transfer coding). It takes the id or address of an article
or any other address that was visited, and writes the last page that led to the
record unless --at or --version name another. An answer that repeats an
earlier one is written with the body of that. With --json the command says where
the answer lies, and writes the page only with --out.

` + exitHelp,
		Example: "  khotin capture 0v8k3q1m5c7d9e2f > page.html\n" +
			"  khotin capture https://baonghean.vn/hoi-nghi-10277726.html --at 2025-06 --out june.html\n" +
			"  khotin capture 0v8k3q1m5c7d9e2f --version 1 --raw\n  khotin capture 0v8k3q1m5c7d9e2f --list",
		Args:    args(cobra.ExactArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, asked []string) error {
			before, err := f.check()
			if err != nil {
				return err
			}
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			found, err := a.capturesOf(c.Context(), store, asked[0])
			if err != nil {
				return err
			}
			if f.list {
				return a.printCaptures(found)
			}
			one, err := choose(found, before, f.version)
			if err != nil {
				return err
			}
			return a.writeCapture(c.Context(), store, one, f)
		},
	}
	c.Flags().StringVar(&f.at, "at", "", "the page as it was at the end of this `date`: 2025, 2025-06, 2025-06-18 or 2025-06-18T09:30:00+07:00")
	c.Flags().IntVar(&f.version, "version", 0, "the page of this `version` of the record, 1 for the first")
	c.Flags().BoolVar(&f.list, "list", false, "list the captures instead")
	c.Flags().BoolVar(&f.raw, "raw", false, "the HTTP answer with its headers and codings")
	c.Flags().StringVar(&f.out, "out", "", "write to this `file`")
	c.Flags().BoolVar(&f.force, "force", false, "replace the file of --out")
	return c
}

// check returns the time before which the page was received, zero for any.
func (f captureFlags) check() (before time.Time, err error) {
	switch {
	case f.version < 0:
		return before, usage("--version %d: versions are numbered from 1", f.version)
	case f.version > 0 && f.at != "":
		return before, usage("--at and --version both name a page: give one of them")
	case f.force && f.out == "":
		return before, usage("--force goes with --out")
	case f.at == "":
		return before, nil
	}
	d, err := article.ParseDate(f.at)
	if err != nil {
		return before, usage("--at: %v", err)
	}
	return endOf(d), nil
}

// endOf is the moment at which a date is over.
func endOf(d article.Date) time.Time {
	switch d.Precision {
	case article.Year:
		return d.Time.AddDate(1, 0, 0)
	case article.Month:
		return d.Time.AddDate(0, 1, 0)
	case article.Day:
		return d.Time.AddDate(0, 0, 1)
	}
	return d.Time.Add(time.Second)
}

// captured is a capture and the version it led to.
type captured struct {
	URL       string    `json:"url"`
	At        time.Time `json:"at"`
	Status    int       `json:"status"`
	Article   string    `json:"article,omitempty"` // id of the record it led to
	Version   int       `json:"version,omitempty"`
	File      string    `json:"file"`
	Offset    int64     `json:"offset"`
	Length    int64     `json:"length"`
	RecordID  string    `json:"record_id"` // WARC-Record-ID
	Digest    string    `json:"digest"`    // of the payload, content codings in place
	Revisit   bool      `json:"revisit"`   // the payload lies in an earlier capture
	Truncated string    `json:"truncated,omitempty"`

	row visit.Capture
}

// capturesOf returns what was received of an article, or of any other address,
// the first one first.
func (a *app) capturesOf(ctx context.Context, store *archive.Archive, asked string) ([]captured, error) {
	id, address := asked, ""
	if strings.Contains(asked, "://") {
		u, err := a.config.outlets().Canonical(asked)
		if err != nil {
			return nil, err
		}
		address = u.String()
		id = article.IDOf(address)
	} else if !article.IsID(asked) {
		return nil, fault.New(fault.Invalid, "%q is neither the id of an article nor an address", asked).
			WithHint("khotin search prints ids")
	}
	versions, err := store.Versions(ctx, id)
	if err != nil && (fault.Of(err) != fault.NotFound || address == "") {
		return nil, err
	}
	rows, err := store.CapturesOf(ctx, id)
	for _, other := range slices.Compact([]string{asked, address}) {
		if err == nil && len(rows) == 0 && address != "" {
			rows, err = store.Captures(ctx, other)
		}
	}
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.NotFound, "nothing was captured of %s", asked).
			WithHint("imported records, and those crawled before captures were kept, have none")
	}
	found := make([]captured, 0, len(rows))
	for _, c := range rows {
		i := slices.IndexFunc(versions, func(v article.Stored) bool { return v.Seq == c.Seq })
		found = append(found, captured{
			c.URL, c.At, c.Status, c.Record, i + 1, c.File, c.Offset, c.Length, c.WARC, c.Digest, c.Revisit, c.Truncated, c,
		})
	}
	return found, nil
}

// choose returns the last capture before a time, or the first of a version.
func choose(found []captured, before time.Time, version int) (captured, error) {
	if version > 0 {
		i := slices.IndexFunc(found, func(c captured) bool { return c.Version == version })
		if i < 0 {
			return captured{}, fault.New(fault.NotFound, "nothing was captured of version %d", version).WithHint("--list shows what was")
		}
		return found[i], nil
	}
	for _, c := range slices.Backward(found) {
		if before.IsZero() || c.At.Before(before) {
			return c, nil
		}
	}
	return captured{}, fault.New(fault.NotFound, "the first capture is of %s, after that date", found[0].At.In(article.Hanoi).Format(stamp))
}

func (a *app) printCaptures(found []captured) error {
	if a.json {
		return a.printJSON(found)
	}
	for _, c := range found {
		version, what := "-", "whole"
		if c.Version > 0 {
			version = fmt.Sprint(c.Version)
		}
		if c.Revisit {
			what = "as before"
		}
		_, err := fmt.Fprintf(a.out, "%s  %d  version %-3s %-12s %s\n", c.At.In(article.Hanoi).Format(stamp), c.Status, version, cmp.Or(c.Truncated, what), c.URL)
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *app) writeCapture(ctx context.Context, store *archive.Archive, c captured, f captureFlags) error {
	if f.out != "" || !a.json {
		err := a.writeOut(f.out, f.force, func(w io.Writer) error { return a.shelf(store).write(ctx, w, c.row, f.raw) })
		if err != nil {
			return err
		}
	}
	if a.json {
		if err := a.printJSON(c); err != nil {
			return err
		}
	}
	if c.Truncated != "" {
		return fmt.Errorf("%w: the page was cut off when it was received (%s)", errFailures, c.Truncated)
	}
	return nil
}

// write writes the body of a capture as a browser would have it, or, raw, the
// answer as it came. Of a page that said it had not changed, that is its head
// alone.
func (s *shelf) write(ctx context.Context, w io.Writer, c visit.Capture, raw bool) error {
	k, err := s.whole(ctx, c)
	if err != nil {
		return err
	}
	defer k.Close()
	if !raw {
		kind := visit.Article
		if c.Record == "" {
			kind = visit.Sitemap // of which most is taken
		}
		body, err := crawler.Decoded(k.Header, k, kind)
		if err == nil {
			_, err = io.Copy(w, body)
		}
		return err
	}
	own, err := s.open(c)
	if err != nil {
		return err
	}
	defer own.Close()
	if _, err := w.Write(own.Head()); err != nil || own.Status == 304 {
		return err
	}
	_, err = io.Copy(w, k)
	return errors.Join(err, ctx.Err())
}
