package cmd

import (
	"fmt"
	"io"
	"strings"

	"khotin/internal/article"
	"khotin/internal/query"
)

// printResult writes a page of hits for eyes: how the query was read, each hit
// with its passages, and, where nothing was found, what there is instead.
func printResult(w io.Writer, res query.Result) {
	fmt.Fprintf(w, "%d found, searched as %s\n", res.Total, res.Read)
	for _, t := range res.Translations {
		fmt.Fprintf(w, "%s was looked for as %s (%s) as well\n", t.Asked, t.Text, t.Lang)
	}
	mark := marking(w)
	for i, h := range res.Hits {
		fmt.Fprintf(w, "\n%2d. %s\n", i+1, headlineOf(h))
		fmt.Fprintf(w, "    %s · %s · %s · %s%s\n", orDash(h.Published.Day()), h.Outlet, h.Lang, h.ID, stateOf(h))
		for _, p := range h.Passages {
			fmt.Fprintf(w, "    %s\n", mark(p.Runs))
		}
		for _, o := range h.Others {
			fmt.Fprintf(w, "    also %s · %s · %s\n", o.Lang, o.ID, o.Headline)
		}
	}
	for _, n := range res.Near {
		printNear(w, n)
	}
	if res.Next != "" {
		fmt.Fprintf(w, "\nMore: --cursor %s\n", res.Next)
	}
}

func headlineOf(h query.Hit) string {
	if h.Headline == "" {
		return "(no headline)"
	}
	return h.Headline
}

func stateOf(h query.Hit) string {
	if h.State == "" || h.State == article.Live {
		return ""
	}
	return " · " + string(h.State)
}

// printNear says what was looked for in vain and what to search for instead.
func printNear(w io.Writer, n query.Near) {
	if len(n.Instead) == 0 {
		fmt.Fprintf(w, "\nNo article has the %s %q.\n", n.Kind, n.Asked)
		return
	}
	fmt.Fprintf(w, "\nNo article has the %s %q. There is:\n", n.Kind, n.Asked)
	for _, s := range n.Instead {
		fmt.Fprintf(w, "    %s · khotin search %s\n", s.Text, quoteShell(s.Query))
	}
}

// quoteShell writes a query so that a shell hands it on as one word.
func quoteShell(s string) string {
	if strings.ContainsAny(s, " \"'*?()|&;<>$`\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

// marking returns how marked words are written: bold on a terminal, elsewhere
// between brackets that no outlet prints.
func marking(w io.Writer) func([]query.Run) string {
	before, after := "⟦", "⟧"
	if isTerminal(w) {
		before, after = "\x1b[1m", "\x1b[0m"
	}
	return func(runs []query.Run) string {
		var b strings.Builder
		for _, r := range runs {
			if r.Mark {
				b.WriteString(before + r.Text + after)
			} else {
				b.WriteString(r.Text)
			}
		}
		return b.String()
	}
}
