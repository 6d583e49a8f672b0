package cmd

import (
	"context"
	"strings"

	"khotin/internal/fault"
	"khotin/internal/query"

	"github.com/spf13/cobra"
)

// searchFlags are the parts of a search that are not its words.
type searchFlags struct {
	langs, outlets []string
	from, to       string
	sort, cursor   string
	limit          int
}

func newSearch(a *app) *cobra.Command {
	var f searchFlags
	c := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Search the archive",
		Long: `Search prints the articles that match, best first, each with the passages that
show why. Vietnamese may be typed without diacritics. Beside a running
"khotin serve" on the same data folder the server answers.

  hội nghị dân vận      words
  "dân vận khéo"        a phrase
  mobil*                a beginning
  -Laos                 without

` + exitHelp,
		Example: "  khotin search dân vận khéo\n  khotin search --lang fr --from 2024 mobilisation de masse\n  khotin search '\"Nghị quyết số 04-NQ/TU\"' --json",
		Args:    args(cobra.MinimumNArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, words []string) error {
			q, err := f.query(strings.Join(words, " "))
			if err != nil {
				return err
			}
			res, err := a.search(c.Context(), q)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(res)
			}
			printResult(a.out, res)
			return nil
		},
	}
	fl := c.Flags()
	fl.StringSliceVar(&f.langs, "lang", nil, "only these `languages` (vi, fr, ro, en)")
	fl.StringSliceVar(&f.outlets, "outlet", nil, "only these `outlets`")
	fl.StringVar(&f.from, "from", "", "published on or after this `date` (2024, 2024-08, 2024-08-06)")
	fl.StringVar(&f.to, "to", "", "published on or before this `date`")
	fl.StringVar(&f.sort, "sort", string(query.ByScore), "`order`: score, newest or oldest")
	fl.IntVar(&f.limit, "limit", 10, "`number` of hits, 1 to 100")
	fl.StringVar(&f.cursor, "cursor", "", "`next` of the page before")
	return c
}

// query writes the flags in the search language and lets Parse judge them.
func (f *searchFlags) query(text string) (query.Query, error) {
	terms := []string{text}
	for _, flag := range []struct{ name, value string }{
		{"lang", strings.Join(f.langs, ",")}, {"outlet", strings.Join(f.outlets, ",")}, {"from", f.from}, {"to", f.to},
	} {
		if flag.value == "" {
			continue
		}
		term := flag.name + ":" + flag.value
		if _, err := query.Parse(term); err != nil {
			return query.Query{}, usage("--%s %s: %s", flag.name, flag.value, fault.Hint(err))
		}
		terms = append(terms, term)
	}
	q, err := query.Parse(strings.Join(terms, " "))
	if err != nil {
		return q, err
	}
	if f.limit < 1 || f.limit > query.MaxLimit {
		return q, usage("--limit %d: it must be 1 to %d", f.limit, query.MaxLimit)
	}
	q.Sort, q.Limit, q.Cursor, q.Facets = query.Sort(f.sort), f.limit, f.cursor, true
	if !oneOf(f.sort, string(query.ByScore), string(query.Newest), string(query.Oldest)) {
		return q, usage("--sort %s: it must be score, newest or oldest", f.sort)
	}
	return q, nil
}

// search asks the server that owns the index, or opens the index itself and
// brings it up to date first.
func (a *app) search(ctx context.Context, q query.Query) (query.Result, error) {
	if res, ok, err := a.askServer(ctx, q); ok {
		return res, err
	}
	store, err := a.openArchive(ctx, true)
	if err != nil {
		return query.Result{}, err
	}
	defer store.Close()
	ix, err := a.openIndex(ctx)
	if err != nil {
		return query.Result{}, err
	}
	defer ix.Close()
	if _, err := follow(ctx, ix, store); err != nil {
		return query.Result{}, err
	}
	return ix.Search(ctx, q)
}
