package cmd

import (
	"context"
	"fmt"
	"io"
	"strings"

	"khotin/internal/archive"
	"khotin/internal/article"

	"github.com/spf13/cobra"
)

func newShow(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show ID|ADDRESS|NUMBER",
		Short: "Print one record, or what the archive knows of a document number",
		Long: `Show prints an article as the archive holds it, by the id that search prints or
by its address. With a document number, typed in any way, it prints the document
and who cites it; where several documents share the number, all of them.

` + exitHelp,
		Example: "  khotin show 0v8k3q1m5c7d9e2f\n  khotin show https://baonghean.vn/hoi-nghi-10277726.html --json\n" +
			"  khotin show 04-NQ/TU\n  khotin show 'résolution n° 04-NQ/TU Nghe An'",
		Args:    args(cobra.MinimumNArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, words []string) error {
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			asked := strings.Join(words, " ")
			switch {
			case article.IsID(asked):
				return a.showArticle(c.Context(), store, asked)
			case strings.Contains(asked, "://"):
				u, err := a.config.outlets().Canonical(asked)
				if err != nil {
					return err
				}
				return a.showArticle(c.Context(), store, article.IDOf(u.String()))
			}
			return a.showDocument(c.Context(), store, asked)
		},
	}
}

func (a *app) showArticle(ctx context.Context, store *archive.Archive, id string) error {
	rec, err := store.Get(ctx, id)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(rec)
	}
	printRecord(a.out, rec)
	return nil
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

// count writes a number and its noun, of the regular English kind.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
