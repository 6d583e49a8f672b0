package cmd

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"khotin/internal/archive"
	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// showDocument prints the document that a question means, the list where there
// are several, and what exists instead where there is none.
func (a *app) showDocument(ctx context.Context, store *archive.Archive, asked string) error {
	answer, err := store.LookUp(ctx, asked)
	if err != nil {
		return err
	}
	if answer.Status == dossier.None {
		return a.noDocument(asked, answer)
	}
	if len(answer.Documents) > 1 {
		if a.json {
			return a.printJSON(answer)
		}
		fmt.Fprintf(a.out, "%d documents fit %q:\n", len(answer.Documents), asked)
		listDocuments(a.out, answer.Documents)
		return nil
	}
	d, err := store.Dossier(ctx, answer.Documents[0].ID)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(d)
	}
	printDossier(a.out, d)
	return nil
}

func (a *app) noDocument(asked string, answer dossier.Answer) error {
	miss := fault.New(fault.NotFound, "no article of this archive cites %q", asked)
	others := append(answer.Others, answer.Nearest...)
	if len(others) == 0 {
		return miss.WithHint("type a number such as 04-NQ/TU, an article's id or its address")
	}
	if !a.json {
		listDocuments(a.out, others)
	}
	return miss.WithHint("%d other documents come near it, for instance %s", len(others), others[0].ID)
}

func listDocuments(w io.Writer, docs []dossier.Document) {
	for _, d := range docs {
		fmt.Fprintf(w, "  %-18s %-14s %-12s %-12s %s  %s\n", d.Canonical, orDash(d.Scope), orDash(d.Date), count(d.Articles, "article"), d.ID, d.Title)
	}
}

func printDossier(w io.Writer, d dossier.Dossier) {
	fmt.Fprintf(w, "%s\n\n", d.Canonical)
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-10s %s\n", name, value)
		}
	}
	line("document", d.ID)
	var names []string
	for _, tag := range slices.Sorted(maps.Keys(d.TypeNames)) {
		names = append(names, d.TypeNames[tag])
	}
	line("type", strings.Join(names, " · "))
	line("issuer", d.Issuer)
	line("province", withSuccessor(d.Place, d.Successor))
	line("date", d.Date)
	line("title", d.Title)
	line("cited by", fmt.Sprintf("%s, %s to %s", count(d.Articles, "article"), orDash(d.First), orDash(d.Last)))
	for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English} {
		var printed []string
		for _, v := range d.Variants[tag] {
			printed = append(printed, fmt.Sprintf("%s (%d)", strings.Join(strings.Fields(v.Value), " "), v.Count))
		}
		line("printed "+string(tag), strings.Join(printed, ", "))
	}
	for _, c := range d.Conflicts {
		line("conflict", fmt.Sprintf("the words say %s: %s?", c.Named, c.Suggest))
	}
	printPassages(w, d.CitedBy)
	section(w, "Cited together with", d.Together)
	section(w, "Other documents of this number", d.Siblings)
}

// printPassages writes where a document is cited, each article once.
func printPassages(w io.Writer, passages []dossier.Passage) {
	mark, last := marking(w), ""
	for _, p := range passages {
		if p.Article != last {
			fmt.Fprintf(w, "\n%s · %s · %s · %s\n", orDash(p.Published.Day()), p.Outlet, p.Article, p.Headline)
			last = p.Article
		}
		fmt.Fprintf(w, "  … %s …\n", mark([]query.Run{{Text: p.Before}, {Text: p.Surface, Mark: true}, {Text: p.After}}))
	}
}

func section(w io.Writer, title string, docs []dossier.Document) {
	if len(docs) > 0 {
		fmt.Fprintf(w, "\n%s\n", title)
		listDocuments(w, docs)
	}
}

func withSuccessor(place, successor string) string {
	if successor == "" {
		return place
	}
	return place + ", today part of " + successor
}
