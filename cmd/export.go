package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/lang"
)

// exportFlags are the flags of khotin export.
type exportFlags struct {
	format  string
	langs   []string
	outlets []string
	month   string
	out     string
	force   bool
}

func newExport(a *app) *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the records as JSON Lines, or the captures for a web archive",
		Long: `Export writes one record a line, the newest version of each, in the form that
import reads and that the schema at /api/v1/schema/article describes.

With --format cdxj it writes the index of the captures that replay programs such
as pywb read, with --format wacz one outlet's captures of one month, index and
list of pages in one file that ReplayWeb.page opens. Months are Vietnam's.

` + exitHelp,
		Example: "  khotin export > all.jsonl\n  khotin export --lang fr,ro --outlet vietnam.vn --out copies.jsonl\n" +
			"  khotin export --format cdxj --out index.cdxj\n" +
			"  khotin export --format wacz --outlet baonghean.vn --month 2025-06 --out june.wacz",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			write, err := a.exporter(f)
			if err != nil {
				return err
			}
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			return a.writeOut(f.out, f.force, func(w io.Writer) error { return write(c.Context(), store, w) })
		},
	}
	c.Flags().StringVar(&f.format, "format", "jsonl", "jsonl, cdxj or wacz")
	c.Flags().StringSliceVar(&f.langs, "lang", nil, "only records in these `languages` (vi, fr, ro, en)")
	c.Flags().StringSliceVar(&f.outlets, "outlet", nil, "only these `outlets`")
	c.Flags().StringVar(&f.month, "month", "", "only captures of this `month`, 2025-06")
	c.Flags().StringVar(&f.out, "out", "", "write to this `file`")
	c.Flags().BoolVar(&f.force, "force", false, "replace the file of --out")
	return c
}

// writer writes an export of the archive.
type writer func(context.Context, *archive.Archive, io.Writer) error

// exporter checks the flags and returns what writes the format.
func (a *app) exporter(f exportFlags) (writer, error) {
	if f.force && f.out == "" {
		return nil, usage("--force goes with --out")
	}
	switch f.format {
	case "jsonl":
		return f.records()
	case "cdxj", "wacz":
		return a.webArchive(f)
	}
	return nil, usage("--format %s: the formats are jsonl, cdxj and wacz", f.format)
}

// records returns what writes the records as JSON Lines.
func (f exportFlags) records() (writer, error) {
	if f.month != "" {
		return nil, usage("--month belongs to captures: --format cdxj or wacz")
	}
	wanted, err := exportFilter(f.langs, f.outlets)
	return func(ctx context.Context, store *archive.Archive, w io.Writer) error {
		enc := lineWriter(w)
		for rec, err := range store.All(ctx) {
			if err != nil {
				return err
			}
			if !wanted(rec) {
				continue
			}
			if err := enc.Encode(rec.Article); err != nil {
				return err
			}
		}
		return nil
	}, err
}

func exportFilter(langs, outlets []string) (func(article.Stored) bool, error) {
	tags := map[lang.Tag]bool{}
	for _, l := range langs {
		tag := lang.ParseTag(l)
		if tag == lang.Unknown {
			return nil, usage("--lang %s: the languages are vi, fr, ro and en", l)
		}
		tags[tag] = true
	}
	return func(r article.Stored) bool {
		return (len(tags) == 0 || tags[r.Lang]) && (len(outlets) == 0 || oneOf(r.Outlet, outlets...))
	}, nil
}
