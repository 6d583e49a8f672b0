package cmd

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newReindex(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Build the index again from the archive",
		Long: `Reindex builds a new generation of the index from the archive and swaps it in.
Nothing is lost: the index holds only what the archive holds.

` + exitHelp,
		Example: "  khotin reindex\n  khotin reindex --data /var/lib/khotin --json",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			ix, err := a.openIndex(c.Context())
			if err != nil {
				return err
			}
			defer ix.Close()
			n, err := ix.Rebuild(c.Context(), source(c.Context(), store))
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]int64{"articles": int64(n), "seq": ix.Position()})
			}
			_, err = fmt.Fprintf(a.out, "%d articles indexed, up to change %d\n", n, ix.Position())
			return err
		},
	}
}
