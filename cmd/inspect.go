package cmd

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"khotin/crawler/extract"
	"khotin/index"
	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"github.com/spf13/cobra"
)

func newInspect(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "inspect",
		Short: "Look inside: extraction, language and analysis, without storing anything",
		Long:  "Inspect shows what khotin makes of a page or a text. Nothing is stored.\n\n" + exitHelp,
		Example: "  khotin inspect extract --url https://baonghean.vn/hoi-nghi-10277726.html page.html\n" +
			"  khotin inspect analyze --lang vi 'Hội nghị dân vận'",
		Args: noCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newInspectExtract(a), newInspectLang(a), newInspectAnalyze(a), newInspectCite(a), newInspectRobots(a), newInspectTopic(a))
	return c
}

func newInspectExtract(a *app) *cobra.Command {
	var url, manifest string
	c := &cobra.Command{
		Use:   "extract FILE|URL",
		Short: "Print the record of a saved page, a copied text or an address",
		Long: `Extract reads one page and prints its record, or, with --manifest, reads many
and prints JSON Lines. A manifest holds lines {"file": …, "url": …}; relative
files are looked for beside the manifest.

` + exitHelp,
		Example: "  khotin inspect extract --url https://baonghean.vn/hoi-nghi-10277726.html page.html\n" +
			"  khotin inspect extract https://baonghean.vn/hoi-nghi-10277726.html\n" +
			"  khotin inspect extract --manifest pages.jsonl",
		Args:    args(cobra.MaximumNArgs(1)),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, args []string) error {
			x, err := a.extractor()
			if err != nil {
				return err
			}
			switch {
			case manifest != "" && len(args) == 0:
				return a.inspectManifest(x, manifest)
			case manifest != "" || len(args) == 0:
				return usage("name one FILE or URL, or a --manifest")
			case strings.HasPrefix(args[0], "http://"), strings.HasPrefix(args[0], "https://"):
				rec, err := a.fetchOne(c.Context(), args[0])
				if err != nil {
					return err
				}
				return a.printJSON(rec)
			}
			rec, err := extractFile(x, args[0], url)
			if err != nil {
				return err
			}
			return a.printJSON(rec)
		},
	}
	c.Flags().StringVar(&url, "url", "", "`address` that the page was saved from")
	c.Flags().StringVar(&manifest, "manifest", "", "JSON Lines `file` of pages and their addresses")
	return c
}

// extractFile reads one saved page or text.
func extractFile(x *extract.Extractor, path, url string) (article.Article, error) {
	body, err := readFile(path)
	if err != nil {
		return article.Article{}, err
	}
	isText := strings.EqualFold(filepath.Ext(path), ".txt")
	if url == "" && !isText {
		url = extract.SelfAddress(body)
	}
	if url == "" {
		url = addressOf(body)
	}
	if isText {
		return x.Text(body, url)
	}
	return x.Page(body, url, "")
}

// inspectManifest prints one line for each line of the manifest, a record or
// what went wrong with it.
func (a *app) inspectManifest(x *extract.Extractor, path string) error {
	type entry struct{ File, URL string }
	failed, out := 0, lineWriter(a.out)
	err := eachLine(path, func(n int, e entry) error {
		file := e.File
		if !filepath.IsAbs(file) {
			if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
				file = filepath.Join(filepath.Dir(path), file)
			}
		}
		rec, err := extractFile(x, file, e.URL)
		if err != nil {
			failed++
			return out.Encode(struct {
				File  string `json:"file"`
				URL   string `json:"url"`
				Error string `json:"error"`
			}{e.File, e.URL, err.Error()})
		}
		return out.Encode(struct {
			File string `json:"file"`
			article.Article
		}{e.File, rec})
	})
	if err == nil && failed > 0 {
		err = fmt.Errorf("%w: %d of the pages could not be read", errFailures, failed)
	}
	return err
}

func newInspectLang(a *app) *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "lang --jsonl FILE",
		Short: "Print the language of each text of a file",
		Long: `Lang reads lines {"id": …, "text": …} and prints lines {"id": …, "lang": …}.

` + exitHelp,
		Example: "  khotin inspect lang --jsonl texts.jsonl",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if path == "" {
				return usage("name the file with --jsonl")
			}
			type result struct {
				ID   json.RawMessage `json:"id"`
				Lang lang.Tag        `json:"lang"`
			}
			out := lineWriter(a.out)
			return eachLine(path, func(_ int, e struct {
				ID   json.RawMessage
				Text string
			}) error {
				tag, _ := lang.Detect(e.Text)
				return out.Encode(result{e.ID, tag})
			})
		},
	}
	c.Flags().StringVar(&path, "jsonl", "", "JSON Lines `file`")
	return c
}

func newInspectAnalyze(a *app) *cobra.Command {
	var tag string
	c := &cobra.Command{
		Use:     "analyze --lang LANG TEXT...",
		Short:   "Print the tokens that the index makes of a text",
		Long:    "Analyze prints each field's tokens with their byte offsets in the text.\n\n" + exitHelp,
		Example: "  khotin inspect analyze --lang vi 'Hội nghị dân vận'\n  khotin inspect analyze --lang ro mobilizării --json",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, words []string) error {
			l := lang.ParseTag(tag)
			if l == lang.Unknown {
				return usage("--lang %q: the languages are vi, fr, ro and en", tag)
			}
			tokens, err := index.Analyze(strings.Join(words, " "), l)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(tokens)
			}
			for _, t := range tokens {
				fmt.Fprintf(a.out, "%-12s %4d %4d  %s\n", t.Field, t.Start, t.End, t.Term)
			}
			return nil
		},
	}
	c.Flags().StringVar(&tag, "lang", "", "`language` of the text: vi, fr, ro or en")
	return c
}

func newInspectCite(a *app) *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "cite --jsonl FILE",
		Short: "Print the document numbers in each text of a file",
		Long: `Cite reads lines {"id": …, "lang": …, "text": …} and prints lines
{"id": …, "citations": […]}. Offsets are bytes of the text. No archive is asked.

` + exitHelp,
		Example: "  khotin inspect cite --jsonl texts.jsonl",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if path == "" {
				return usage("name the file with --jsonl")
			}
			type result struct {
				ID        json.RawMessage   `json:"id"`
				Citations []docref.Citation `json:"citations"`
			}
			out := lineWriter(a.out)
			return eachLine(path, func(_ int, e struct {
				ID         json.RawMessage
				Lang, Text string
			}) error {
				found := docref.Find(e.Text, e.Lang)
				if found == nil {
					found = []docref.Citation{}
				}
				return out.Encode(result{e.ID, found})
			})
		},
	}
	c.Flags().StringVar(&path, "jsonl", "", "JSON Lines `file`")
	return c
}

// eachLine decodes the JSON lines of a file, "-" for standard input.
func eachLine[T any](path string, do func(n int, v T) error) error {
	in := io.ReadCloser(os.Stdin)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		in = f
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return fault.New(fault.Invalid, "%s:%d: %w", path, n, err)
		}
		if err := do(n, v); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
