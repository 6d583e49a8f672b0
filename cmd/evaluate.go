package cmd

import (
	"fmt"
	"io"

	"khotin/index"

	"github.com/spf13/cobra"
)

func newEvaluate(a *app) *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "evaluate SETDIR --out RUN.tsv",
		Short: "Measure the search on a set of documents and queries",
		Long: `Evaluate indexes docs.jsonl of a folder ({"id","lang","title","text"}) into a
temporary index, exactly as articles are, sends every query of queries.jsonl
({"id","lang","text"}) and writes query, document, rank and score, 100 deep. It
prints indexing speed, index size and the times of the queries.

` + exitHelp,
		Example: "  khotin evaluate sets/xquad-vi --out run.tsv",
		Args:    args(cobra.ExactArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, dirs []string) error {
			if out == "" {
				return usage("name the file of the run with --out")
			}
			o, closeWords, err := a.indexOptions()
			if err != nil {
				return err
			}
			defer closeWords()
			var figures index.Figures
			err = writeFile(out, true, func(w io.Writer) (err error) { // half a run would be scored as a whole one
				figures, err = index.Evaluate(c.Context(), dirs[0], o, w)
				return err
			})
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(figures)
			}
			seconds := figures.Indexing.Seconds()
			fmt.Fprintf(a.out, "%d documents, %.0f a second; index %.2f times the text\n", figures.Documents, float64(figures.Documents)/seconds, float64(figures.IndexSize)/float64(figures.TextBytes))
			_, err = fmt.Fprintf(a.out, "%d queries: p50 %v, p95 %v, p99 %v\n", figures.Queries, figures.P50, figures.P95, figures.P99)
			return err
		},
	}
	c.Flags().StringVar(&out, "out", "", "TSV `file` to write")
	return c
}
