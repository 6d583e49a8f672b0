// Package cmd is the command line: one file for each command, the
// configuration, and the wiring of crawler, index, server and archive, which
// know nothing of one another.
package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// Main runs one command line and returns its exit code. Defaults is the
// program's own config.yaml.
func Main(defaults []byte, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{defaults: defaults, environ: os.Environ(), in: stdin, out: stdout, err: stderr}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err != nil {
		err = context.Canceled
	}
	a.report(err)
	return exitCode(err)
}

// app is what every command shares: the streams, the flags that go before any
// command, and what they make of the configuration.
type app struct {
	defaults []byte
	environ  []string
	in       io.Reader
	out, err io.Writer

	configPath string
	data       string
	json       bool
	paper      string // "host:port" that answers for every outlet: the demo's newspaper

	config Config
	log    *slog.Logger
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "khotin",
		Short: "Archive and search of Vietnamese mass-mobilisation news in Vietnamese, French and Romanian",
		Long: `khotin collects mass-mobilisation (dân vận) news in Vietnamese, French and
Romanian, keeps every version of it, and answers searches in and across the
three languages.

Try it without network or configuration:   khotin demo

` + exitHelp,
		SilenceUsage:      true,
		SilenceErrors:     true,
		Args:              noCommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.configPath, "config", "", "configuration `file` (default ./config.yaml where there is one)")
	flags.StringVar(&a.data, "data", "", "data `folder` (default: data in the configuration)")
	flags.BoolVar(&a.json, "json", false, "print JSON for other programs")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usage("%s: %v", c.CommandPath(), err) })
	addCommands(root, a)
	return root
}

// addCommands lists the commands by what a person wants to do.
func addCommands(root *cobra.Command, a *app) {
	for _, group := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Find:", []*cobra.Command{newSearch(a), newShow(a), newEvents(a), newCite(a), newCapture(a), newServe(a)}},
		{"Collect:", []*cobra.Command{newCrawl(a), newStatus(a), newProbe(a), newImport(a)}},
		{"Keep:", []*cobra.Command{newExport(a), newCheck(a), newReindex(a), newRebuild(a), newLexicon(a)}},
		{"Try and measure:", []*cobra.Command{newDemo(a), newInspect(a), newEvaluate(a), newVersion(a)}},
	} {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
		for _, c := range group.commands {
			c.GroupID = group.title
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID("Try and measure:")
}

// configure is the PreRunE of every command that needs the configuration.
func (a *app) configure(*cobra.Command, []string) error {
	c, err := loadConfig(a.defaults, a.configPath, a.environ)
	if err != nil {
		return err
	}
	if a.data != "" {
		c.Data, c.settings["data"] = a.data, a.data
	}
	a.config, a.log = c, newLog(a.err, c.Log)
	return nil
}

// usage is an error of the command line: exit code 2 and a hint to the help.
func usage(format string, args ...any) error {
	return fmt.Errorf("%w: %w", errUsage, fmt.Errorf(format, args...))
}

// args turns cobra's complaint about the number of arguments into a usage
// error that shows the command's form.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, got []string) error {
		if err := check(c, got); err != nil {
			return usage("%v; write it as: %s", err, c.UseLine())
		}
		return nil
	}
}

// noCommand explains a word that is no command.
func noCommand(c *cobra.Command, got []string) error {
	if len(got) == 0 {
		return nil
	}
	near := ""
	c.SuggestionsMinimumDistance = 2
	if s := c.SuggestionsFor(got[0]); len(s) > 0 {
		near = fmt.Sprintf("; did you mean %s?", strings.Join(s, " or "))
	}
	return usage("%q is not a command of %s%s", got[0], c.CommandPath(), near)
}

// report prints an error once, as a sentence and a hint, or as JSON.
func (a *app) report(err error) {
	if err == nil || errors.Is(err, context.Canceled) && !a.json {
		return
	}
	message, hint := err.Error(), hintFor(err)
	for _, mark := range []error{errUsage, errConfig, errFailures} {
		message = strings.TrimPrefix(message, mark.Error()+": ")
	}
	if a.json {
		json.NewEncoder(a.err).Encode(struct {
			Error string `json:"error"`
			Hint  string `json:"hint,omitempty"`
			Code  int    `json:"code"`
		}{message, hint, exitCode(err)})
		return
	}
	fmt.Fprintf(a.err, "khotin: %s\n", message)
	if hint != "" {
		fmt.Fprintf(a.err, "        %s\n", hint)
	}
}

// printJSON writes one indented value to standard output.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// lineWriter writes values as JSON Lines.
func lineWriter(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}
