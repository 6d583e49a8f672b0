package cmd

import (
	"fmt"
	"io"
	"strings"

	"khotin/internal/article"
	"khotin/internal/fault"

	"github.com/spf13/cobra"
)

func newShow(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "Print one record of the archive by its id or address",
		Long:    "Show prints an article as the archive holds it, by the id that search prints\nor by its address.\n\n" + exitHelp,
		Example: "  khotin show 0v8k3q1m5c7d9e2f\n  khotin show https://baonghean.vn/hoi-nghi-10277726.html --json",
		Args:    args(cobra.ExactArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, args []string) error {
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			id, err := a.identify(args[0])
			if err != nil {
				return err
			}
			rec, err := store.Get(c.Context(), id)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(rec)
			}
			printRecord(a.out, rec)
			return nil
		},
	}
}

// identify turns what a person has in hand, an id or an address, into an id.
func (a *app) identify(s string) (string, error) {
	if article.IsID(s) {
		return s, nil
	}
	if !strings.Contains(s, "://") {
		return "", fault.New(fault.NotFound, "%q is neither the id of an article nor an address", s).
			WithHint("khotin search prints ids")
	}
	u, err := a.config.outlets().Canonical(s)
	if err != nil {
		return "", err
	}
	return article.IDOf(u.String()), nil
}

// printRecord writes a record for reading.
func printRecord(w io.Writer, r article.Stored) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-10s %s\n", name, value)
		}
	}
	fmt.Fprintf(w, "%s\n\n", orDash(r.Headline))
	line("id", r.ID)
	line("address", r.URL)
	line("outlet", r.Outlet)
	line("language", string(r.Lang))
	line("published", r.Published.String())
	line("byline", r.Byline)
	line("section", r.Section)
	line("source", strings.TrimSpace(r.SourceOutlet+" "+r.SourceURL))
	line("version", fmt.Sprintf("%d, stored %s, %s", r.Version, r.StoredAt.In(article.Hanoi).Format("2006-01-02 15:04"), r.State))
	for _, f := range r.Flags {
		line("flag", string(f))
	}
	fmt.Fprintln(w)
	if r.Lead != "" {
		fmt.Fprintf(w, "%s\n\n", r.Lead)
	}
	for _, p := range r.Paragraphs {
		fmt.Fprintf(w, "%s\n\n", p.Text)
	}
	for _, c := range r.Captions {
		fmt.Fprintf(w, "[%s] %s\n", c.Lang, c.Text)
	}
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
