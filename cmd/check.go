package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"khotin/crawler/probe"
	"khotin/internal/archive"
	"khotin/internal/concept"
	"khotin/internal/docref"
	"khotin/internal/event"
	"khotin/internal/fault"
	"khotin/internal/story"
	"khotin/internal/topic"

	"github.com/spf13/cobra"
)

// checked is the answer of khotin check.
type checked struct {
	Settings map[string]any    `json:"settings"` // in force
	Archive  string            `json:"archive"`  // its file, "" when there is none yet
	Problems []archive.Problem `json:"problems"`

	Captures int `json:"captures,omitempty"` // read to their ends and compared; 0 without --captures
}

func newCheck(a *app) *cobra.Command {
	captures := false
	c := &cobra.Command{
		Use:   "check",
		Short: "Check the configuration and the archive, and say what is wrong",
		Long: `Check reads the configuration, every record of the archive and the index, and
prints what it finds. It changes nothing but the index, which it brings up to
date. Exit code 3 when something is wrong. With --captures it also reads every
captured answer and confirms its place, length and digests.

` + exitHelp,
		Example: "  khotin check\n  khotin check --captures\n  khotin check --config /etc/khotin/config.yaml --json",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			found := checked{Settings: a.config.settings, Problems: []archive.Problem{}}
			if err := checkTables(); err != nil {
				return err
			}
			if err := a.checkData(c, &found, captures); err != nil {
				return err
			}
			if a.json {
				if err := a.printJSON(found); err != nil {
					return err
				}
			} else {
				a.printCheck(found)
			}
			if n := len(found.Problems); n > 0 {
				return fault.New(fault.Internal, "%w: %d problems found", errFailures, n).
					WithHint("khotin reindex mends the index; a damaged archive is restored from a backup")
			}
			return nil
		},
	}
	c.Flags().BoolVar(&captures, "captures", false, "read every captured answer, too")
	return c
}

// checkTables validates the data that the program carries.
func checkTables() error {
	for name, check := range map[string]func() error{
		"document numbers": docref.Check, "events": event.Check, "glossary": concept.Check, "topic": topic.Check, "stories": story.Check, "addresses": probe.Check,
	} {
		if err := check(); err != nil {
			return fmt.Errorf("the built-in tables of %s: %w", name, err)
		}
	}
	return nil
}

func (a *app) checkData(c *cobra.Command, found *checked, captures bool) error {
	path := filepath.Join(a.config.Data, archive.File)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	found.Archive = path
	store, err := a.openArchive(c.Context(), true)
	if err != nil {
		return err
	}
	defer store.Close()
	if found.Problems, err = store.Check(c.Context()); err != nil {
		return err
	}
	look := a.shelf(store).checkFiles
	if captures {
		look = a.shelf(store).checkCaptures
	}
	more, n, err := look(c.Context())
	if err != nil {
		return err
	}
	found.Problems = append(append([]archive.Problem{}, found.Problems...), more...)
	found.Captures = n
	ix, err := a.openIndex(c.Context())
	if fault.Of(err) == fault.InUse {
		return nil // the server that holds it keeps it in order
	}
	if err != nil {
		return err
	}
	defer ix.Close()
	_, err = follow(c.Context(), ix, store)
	return err
}

func (a *app) printCheck(found checked) {
	fmt.Fprintf(a.out, "configuration: valid, %d outlets, %d families\n", len(a.config.Outlets), len(a.config.Families))
	if found.Archive == "" {
		fmt.Fprintf(a.out, "archive: none yet in %s\n", a.config.Data)
		return
	}
	read := ""
	if found.Captures > 0 {
		read = fmt.Sprintf(", %d captures read", found.Captures)
	}
	fmt.Fprintf(a.out, "archive: %s%s, %d problems\n", found.Archive, read, len(found.Problems))
	for _, p := range found.Problems {
		fmt.Fprintf(a.out, "  %s\n", p)
	}
}
