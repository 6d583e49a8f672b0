package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"

	"github.com/spf13/cobra"
)

func newStatus(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Say how every outlet does, and what is not as it was",
		Long: `Status prints a line for each outlet of the configuration: its last success, the
new articles of the last day and week beside what is usual, the addresses that
wait, and whether robots.txt and the host let us in. Below come the alarms: an
outlet or a language gone quiet, a field that fewer records have than before,
a robots.txt that newly forbids, a host that fails, a backlog, a crawl that
rests. What is usual are the 28 days before; an outlet watched for less than a
week is too young to judge.

Exit code 3 when there is an alarm, so that a timer can send it by mail.

` + exitHelp,
		Example: "  khotin status\n  khotin status --json",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE:    func(c *cobra.Command, _ []string) error { return a.status(c.Context(), time.Now()) },
	}
}

func (a *app) status(ctx context.Context, now time.Time) error {
	store, err := a.openArchive(ctx, true)
	if err != nil {
		return err
	}
	defer store.Close()
	w, err := store.Watch(ctx, now)
	if err != nil {
		return err
	}
	w = configured(w, a.config.outlets())
	going, err := crawling(ctx, store)
	if err != nil {
		return err
	}
	if a.json {
		err = a.printJSON(struct {
			visit.Watch
			Crawling time.Time `json:"crawling,omitzero"` // since when a pass goes on
		}{w, going})
	} else {
		err = errors.Join(printWatch(a.out, w), printCrawling(a.out, going))
	}
	if n := len(w.Alarms); err == nil && n > 0 {
		err = fmt.Errorf("%w: %s", errFailures, counted(n, "alarm"))
	}
	return err
}

// crawling tells since when a pass goes on; zero where none does.
func crawling(ctx context.Context, store *archive.Archive) (since time.Time, err error) {
	run, err := store.Going(ctx)
	if fault.Of(err) == fault.NotFound {
		return since, nil
	}
	return run.Started, err
}

func printCrawling(out io.Writer, since time.Time) error {
	if since.IsZero() {
		return nil
	}
	_, err := fmt.Fprintf(out, "\nA pass goes on, since %s.\n", clock(since))
	return err
}

// configured leaves out outlets that are not in the configuration any more, and
// adds those that were never visited.
func configured(w visit.Watch, known article.Outlets) visit.Watch {
	w.Outlets = slices.DeleteFunc(w.Outlets, func(s visit.Standing) bool { return known.ByName(s.Outlet) == nil })
	w.Alarms = slices.DeleteFunc(w.Alarms, func(a visit.Alarm) bool { return a.Outlet != "" && known.ByName(a.Outlet) == nil })
	for _, o := range known {
		if !slices.ContainsFunc(w.Outlets, func(s visit.Standing) bool { return s.Outlet == o.Name }) {
			w.Outlets = append(w.Outlets, visit.Standing{Outlet: o.Name, Young: true})
		}
	}
	slices.SortFunc(w.Outlets, func(a, b visit.Standing) int { return strings.Compare(a.Outlet, b.Outlet) })
	return w
}

// printWatch writes a table of the outlets and the alarms below.
func printWatch(out io.Writer, w visit.Watch) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "OUTLET\tLAST SUCCESS\tDAY (USUAL)\tWEEK (USUAL)\tDUE\tOVERDUE\tROBOTS\tHOST")
	var young []string
	for _, s := range w.Outlets {
		if s.First.IsZero() {
			fmt.Fprintf(t, "%s\tnever visited\t\t\t\t\t\t\n", s.Outlet)
			continue
		}
		if s.Young {
			young = append(young, s.Outlet)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\n", s.Outlet, ago(w.At, s.LastSuccess), besideUsual(s.Day, s.UsualDay),
			besideUsual(s.Week, s.UsualWeek), s.Due, s.Overdue, orDash(s.Robots), host(s))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if len(young) > 0 {
		fmt.Fprintf(out, "\nToo young to judge, watched for less than a week: %s.\n", strings.Join(young, ", "))
	}
	if len(w.Alarms) == 0 {
		_, err := fmt.Fprintln(out, "\nNo alarms.")
		return err
	}
	for _, a := range w.Alarms {
		if _, err := fmt.Fprintf(out, "\n%s, since %s: %s\n    %s\n", strings.ToUpper(string(a.Kind)), clock(a.Since), a.Text, a.Advice); err != nil {
			return err
		}
	}
	return nil
}

func besideUsual(n int, usual float64) string {
	if usual == 0 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d (%.1f)", n, usual)
}

// ago writes how long ago a time was, in the unit a person would choose.
func ago(now, at time.Time) string {
	d := now.Sub(at)
	switch {
	case at.IsZero():
		return "never"
	case d < 2*time.Minute:
		return "just now"
	case d < 2*time.Hour:
		return fmt.Sprintf("%.0f min ago", d.Minutes())
	case d < 48*time.Hour:
		return fmt.Sprintf("%.0f h ago", d.Hours())
	}
	return fmt.Sprintf("%.0f days ago", d.Hours()/24)
}

func clock(t time.Time) string { return t.In(article.Hanoi).Format("2006-01-02 15:04") }

func host(s visit.Standing) string {
	if s.OpenUntil.IsZero() {
		return "answers"
	}
	return "left alone until " + clock(s.OpenUntil)
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
