package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"khotin/internal/archive"
	"khotin/internal/calendar"
	"khotin/internal/docref"
	"khotin/internal/lang"

	"github.com/spf13/cobra"
)

func newEvents(a *app) *cobra.Command {
	var f calendar.Filter
	var place, tag string
	c := &cobra.Command{
		Use:   "events [ID]",
		Short: "List the conferences and other events that articles report, or show one",
		Long: `Events lists what the archive's articles report, the newest first. Articles on
one event, in any language, share it. With an id it prints the event and every
report of it.

` + exitHelp,
		Example: "  khotin events --place 'Nghệ An' --from 2024 --type training\n  khotin events --document 04-NQ/TU --json\n" +
			"  khotin events training-2024-08-06-nghean",
		Args:    args(cobra.MaximumNArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, ids []string) error {
			if place != "" {
				p, ok := docref.ProvinceOf(place)
				if !ok {
					return usage("--place %q: no province is called so", place)
				}
				f.Province = p.Slug
			}
			if tag != "" {
				if f.Lang = lang.ParseTag(tag); f.Lang == lang.Unknown {
					return usage("--lang %q: the languages are vi, fr, ro and en", tag)
				}
			}
			store, err := a.openArchive(c.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			if len(ids) == 1 {
				return a.showEvent(c.Context(), store, ids[0])
			}
			return a.listEvents(c.Context(), store, f)
		},
	}
	fl := c.Flags()
	fl.StringVar(&f.From, "from", "", "on or after this `day` (2024, 2024-08, 2024-08-06)")
	fl.StringVar(&f.To, "to", "", "on or before this `day`")
	fl.StringVar(&place, "place", "", "in this `province`, in any spelling")
	fl.StringVar(&f.Host, "host", "", "held by an institution with these `words` in its name")
	fl.StringVar(&f.Kind, "type", "", "of this `kind`: training, dissemination, review, dialogue, contest …")
	fl.StringVar(&f.Document, "document", "", "that discussed this document `number`")
	fl.StringVar(&f.Person, "person", "", "in which a person of this `name` had a part")
	fl.IntVar(&f.MinAttendance, "attendance-min", 0, "with at least this `number` of people")
	fl.StringVar(&tag, "lang", "", "reported in this `language`")
	fl.IntVar(&f.Limit, "limit", 50, "at most this `number`")
	return c
}

func (a *app) listEvents(ctx context.Context, store *archive.Archive, f calendar.Filter) error {
	events, err := store.Events(ctx, f)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"events": events})
	}
	for _, e := range events {
		printEventRow(a.out, e)
	}
	return nil
}

// printEventRow writes what an event is, what it is called, and who reports it.
func printEventRow(w io.Writer, e calendar.Event) {
	what := []string{e.Kind, e.Place, people(e)}
	who := []string{strings.Join(e.Hosts, ", "), e.ID, count(e.Articles, "article") + " (" + joinTags(e.Langs) + ")"}
	name := e.Name
	if !strings.Contains(name, " ") { // "conférence"
		name = cmp.Or(e.Headline, name)
	}
	fmt.Fprintf(w, "%-10s  %s\n            %s\n            %s\n", orDash(e.Date), joinKnown(what), name, joinKnown(who))
}

// joinKnown joins what is not empty.
func joinKnown(parts []string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func (a *app) showEvent(ctx context.Context, store *archive.Archive, id string) error {
	d, err := store.Event(ctx, id)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(d)
	}
	printEvent(a.out, d)
	return nil
}

func printEvent(w io.Writer, d calendar.Detail) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-11s %s\n", name, value)
		}
	}
	fmt.Fprintf(w, "%s\n\n", orDash(d.Headline))
	line("event", d.ID)
	line("type", d.Kind)
	line("name", d.Name)
	line("date", strings.TrimSuffix(strings.TrimSpace(d.Date+" "+d.PartOfDay)+" to "+d.End, " to "))
	line("place", d.Place)
	line("host", strings.Join(d.Hosts, ", "))
	line("chair", strings.Join(d.Chairs, ", "))
	line("attendance", people(d.Event))
	line("mode", d.Mode)
	line("documents", strings.Join(d.Documents, ", "))
	line("reports say different things of", strings.Join(d.Disagree, ", "))
	for _, r := range d.Reports {
		fmt.Fprintf(w, "\n%s · %s · %s · %s\n  %s\n", orDash(r.Published.Day()), r.Outlet, r.Lang, r.Article, r.Headline)
	}
}

// people writes an attendance with its qualifier.
func people(e calendar.Event) string {
	if e.Attendance == 0 {
		return ""
	}
	sign := map[string]string{"approx_below": "<", "more_than": ">", "about": "~"}[e.Qualifier]
	return sign + count(e.Attendance, "participant")
}

func joinTags(tags []lang.Tag) string {
	parts := make([]string, len(tags))
	for i, t := range tags {
		parts[i] = string(t)
	}
	return strings.Join(parts, " ")
}
