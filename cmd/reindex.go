package cmd

import (
	"fmt"

	"khotin/internal/fault"

	"github.com/spf13/cobra"
)

func newReindex(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Build the index again from the archive",
		Long: `Reindex builds a new generation of the index from the archive and swaps it in.
Nothing is lost: the index holds only what the archive holds.

A new version of khotin may write its index in another way than the version that
is serving. Reindex then builds beside the running server, which goes on from its
own index; the new version answers from the new one as soon as it is started.
Where both write it in the same way, the server holds the index, and reindex ends
with exit code 4: there is nothing to prepare, the new version starts with the
index that is there.

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
			if fault.Of(err) == fault.InUse {
				return fault.New(fault.InUse, "%w", err).
					WithHint("a server brings its index up to date itself when it is started, and answers meanwhile")
			}
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
