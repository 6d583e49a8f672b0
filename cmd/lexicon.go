package cmd

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/lexicon"

	"github.com/spf13/cobra"
)

// maxLearnt bounds the articles that a lexicon is mined from.
const maxLearnt = 20_000

func newLexicon(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "lexicon",
		Short: "Learn translations of words from the archive's own translations",
		Long: `Lexicon aligns the language versions of every story, and the captions that are
printed in two languages, and learns which words translate one another. It
writes them to a table, lexicon.tsv in the data folder, which searches then use:
a French word finds Vietnamese articles by its translation.

Review the table in any editor: write accepted or rejected for mined in the
column status. What was reviewed stays as it is when the table is mined again.

` + exitHelp,
		Example: "  khotin lexicon\n  khotin lexicon --data /var/lib/khotin --json",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE:    func(c *cobra.Command, _ []string) error { return a.lexicon(c.Context()) },
	}
}

func (a *app) lexicon(ctx context.Context) error {
	before, err := a.readLexicon()
	if err != nil {
		return err
	}
	store, err := a.openArchive(ctx, true)
	if err != nil {
		return err
	}
	defer store.Close()
	articles, err := versions(ctx, store)
	if err != nil {
		return err
	}
	pairs := lexicon.FromStories(articles)
	entries := lexicon.Merge(before, lexicon.Mine(pairs))
	path := a.lexiconPath()
	if err := replaceLexicon(path, entries); err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			Path    string          `json:"path"`
			Pairs   int             `json:"pairs"`
			Entries []lexicon.Entry `json:"entries"`
		}{path, len(pairs), append([]lexicon.Entry{}, entries...)})
	}
	out := tabwriter.NewWriter(a.out, 0, 8, 2, ' ', 0)
	for _, e := range entries {
		fmt.Fprintf(out, "%s %s\t%s %s\t%d\t%.2f\t%s\n", e.Lang, e.Term, e.Into, e.Translation, e.Count, e.Score, e.Status)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "Translations: %d, from %d pairs of passages, in %s\n", len(entries), len(pairs), path)
	return err
}

// versions reads the articles that can have translations, of themselves or of
// their captions.
func versions(ctx context.Context, store *archive.Archive) (list []article.Article, err error) {
	for s, err := range store.All(ctx) {
		if err != nil {
			return nil, err
		}
		if len(list) == maxLearnt {
			break
		}
		if s.Group != "" || len(s.Captions) > 1 {
			list = append(list, s.Article)
		}
	}
	return list, nil
}

// lexiconPath is where the table is, or is to be.
func (a *app) lexiconPath() string {
	return cmp.Or(a.config.Index.Lexicon, filepath.Join(a.config.Data, "lexicon.tsv"))
}

// readLexicon reads the table, where there is one.
func (a *app) readLexicon() ([]lexicon.Entry, error) {
	f, err := os.Open(a.lexiconPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w: index.lexicon: %w", errConfig, err)
	}
	defer f.Close()
	entries, err := lexicon.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errConfig, f.Name(), err)
	}
	return entries, nil
}

// replaceLexicon writes the table beside the old one and puts it in its place,
// so that a crash leaves one of the two whole.
func replaceLexicon(path string, entries []lexicon.Entry) error {
	var table bytes.Buffer
	if err := lexicon.Write(&table, entries); err != nil {
		return err
	}
	next := path + ".new"
	if err := os.WriteFile(next, table.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the lexicon: %w", err)
	}
	if err := os.Rename(next, path); err != nil {
		return fmt.Errorf("put the lexicon in place: %w", err)
	}
	return nil
}
