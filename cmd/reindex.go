package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"khotin/internal/archive"
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
			n, seq, err := a.reindex(c.Context())
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]int64{"articles": int64(n), "seq": seq})
			}
			_, err = fmt.Fprintf(a.out, "%d articles indexed, up to change %d\n", n, seq)
			return err
		},
	}
}

// reindex builds the index and returns how many articles it read, and the last
// change that it holds.
func (a *app) reindex(ctx context.Context) (n int, seq int64, err error) {
	store, err := a.openArchive(ctx, true)
	older := errors.Is(err, archive.ErrOlderSchema)
	if err != nil && !older {
		return 0, 0, err
	}
	if !older {
		defer store.Close()
	}
	ix, err := a.openIndex(ctx)
	if fault.Of(err) == fault.InUse {
		return 0, 0, fault.New(fault.InUse, "%w", err).
			WithHint("a server brings its index up to date itself when it is started, and answers meanwhile")
	}
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, ix.Close()) }()
	if older {
		var remove func() error
		if store, remove, err = a.copyArchive(ctx); err != nil {
			return 0, 0, err
		}
		defer func() { err = errors.Join(err, store.Close(), remove()) }()
	}
	n, err = ix.Rebuild(ctx, source(ctx, store))
	return n, ix.Position(), err
}

// copyFolder is where reindex copies an archive of an older version to, within the
// data folder. It belongs to whoever holds the index.
const copyFolder = "reindex.tmp"

// copyArchive opens a copy of an archive that an older version may be working with,
// brought up to date.
func (a *app) copyArchive(ctx context.Context) (store *archive.Archive, remove func() error, err error) {
	dir := filepath.Join(a.config.Data, copyFolder)
	remove = func() error { return os.RemoveAll(dir) }
	if err := errors.Join(remove(), os.Mkdir(dir, 0o755)); err != nil { // one may be left of a reindex that was killed
		return nil, nil, fmt.Errorf("copy the archive: %w", err)
	}
	if store, err = archive.OpenCopy(ctx, a.config.Data, dir, archive.Options{}); err != nil {
		return nil, nil, errors.Join(err, remove())
	}
	return store, remove, nil
}
