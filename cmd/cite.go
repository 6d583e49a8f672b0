package cmd

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"khotin/internal/archive"
	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"github.com/spf13/cobra"
)

// maxCiteText bounds a text whose citations are asked for, in bytes.
const maxCiteText = 16 << 20

func newCite(a *app) *cobra.Command {
	var tag, batch string
	c := &cobra.Command{
		Use:   "cite < TEXT",
		Short: "Find the document numbers in a text and say which documents they mean",
		Long: `Cite reads a text from standard input and prints every document number in it:
where it stands, its canonical form, and which document of the archive it means.
With --batch it reads a column of numbers and prints a table.

` + exitHelp,
		Example: "  khotin cite --lang fr < article.txt\n  khotin cite --batch numbers.csv > table.csv\n" +
			"  echo 'theo Nghị quyết số 04-NQ/TU' | khotin cite --json",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			if tag != "" && lang.ParseTag(tag) == lang.Unknown {
				return usage("--lang %q: the languages are vi, fr, ro and en", tag)
			}
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			if batch != "" {
				return a.citeBatch(c.Context(), store, batch)
			}
			return a.citeText(c.Context(), store, tag)
		},
	}
	c.Flags().StringVar(&tag, "lang", "", "`language` of the text (default: found out)")
	c.Flags().StringVar(&batch, "batch", "", "CSV `file` whose first column holds numbers")
	return c
}

func (a *app) citeText(ctx context.Context, store *archive.Archive, tag string) error {
	body, err := io.ReadAll(io.LimitReader(a.in, maxCiteText+1))
	if err != nil {
		return err
	}
	if len(body) > maxCiteText {
		return fault.New(fault.Invalid, "the text is larger than %d MB", maxCiteText>>20)
	}
	text := strings.ToValidUTF8(string(body), "\uFFFD")
	if tag == "" {
		found, _ := lang.Detect(text)
		tag = string(found)
	}
	found, err := store.Recognise(ctx, text, tag)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"citations": found})
	}
	for _, r := range found {
		fmt.Fprintf(a.out, "%6d  %-32s %-16s %-10s %s\n", r.Start, strings.Join(strings.Fields(r.Surface), " "), orDash(r.Canonical), r.Status, firstID(r.Candidates))
		if r.Suggestion != "" {
			fmt.Fprintf(a.out, "        the words beside it say %s\n", r.Suggestion)
		}
	}
	return nil
}

// citeBatch prints one line for each number of the first column.
func (a *app) citeBatch(ctx context.Context, store *archive.Archive, path string) error {
	body, err := readFile(path)
	if err != nil {
		return err
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(body), "\uFEFF")))
	in.FieldsPerRecord = -1
	in.LazyQuotes = true
	out := csv.NewWriter(a.out)
	out.Write([]string{"number", "status", "canonical", "document", "type", "province", "date", "title", "articles"})
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fault.New(fault.Invalid, "%s: %w", path, err)
		}
		asked := strings.TrimSpace(row[0])
		if asked == "" {
			continue
		}
		answer, err := store.LookUp(ctx, asked)
		if err != nil {
			return err
		}
		for _, line := range batchRows(asked, answer) {
			if err := out.Write(line); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func batchRows(asked string, answer dossier.Answer) (rows [][]string) {
	if len(answer.Documents) == 0 {
		return [][]string{{cell(asked), string(answer.Status), answer.Read.Canonical, "", "", "", "", "", ""}}
	}
	for _, d := range answer.Documents {
		rows = append(rows, []string{
			cell(asked), string(answer.Status), d.Canonical, d.ID, d.Type, d.Scope, d.Date, cell(d.Title), strconv.Itoa(d.Articles),
		})
	}
	return rows
}

// cell keeps a spreadsheet from running what it opens: a value that begins like
// a formula gets an apostrophe.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func firstID(docs []dossier.Document) string {
	switch len(docs) {
	case 0:
		return ""
	case 1:
		return docs[0].ID
	}
	return fmt.Sprintf("%s and %d more", docs[0].ID, len(docs)-1)
}
