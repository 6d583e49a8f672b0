package cmd

import (
	"github.com/spf13/cobra"

	"khotin/internal/article"
	"khotin/internal/lang"
)

func newExport(a *app) *cobra.Command {
	var langs, outlets []string
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the records of the archive as JSON Lines",
		Long: `Export writes one record a line, the newest version of each, in the form that
import reads and that the schema at /api/v1/schema/article describes.

` + exitHelp,
		Example: "  khotin export > all.jsonl\n  khotin export --lang fr,ro --outlet vietnam.vn > copies.jsonl",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			wanted, err := exportFilter(langs, outlets)
			if err != nil {
				return err
			}
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			enc := lineWriter(a.out)
			for rec, err := range store.All(c.Context()) {
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
		},
	}
	c.Flags().StringSliceVar(&langs, "lang", nil, "only these `languages` (vi, fr, ro, en)")
	c.Flags().StringSliceVar(&outlets, "outlet", nil, "only these `outlets`")
	return c
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
