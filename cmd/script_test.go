package cmd

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"khotin/internal/archive"
	"khotin/internal/sample"
	"khotin/internal/testkit"

	"github.com/klauspost/compress/gzhttp"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the real command line as the program khotin, and
// the load benchmark its engines.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"khotin": func() {
			defaults, err := os.ReadFile(os.Getenv("TEST_DEFAULTS"))
			if err != nil {
				panic(err)
			}
			os.Exit(Main(defaults, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
		"paper": func() {
			if err := crawlPaper(context.Background(), os.Args[1], func(*Family) {}); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		},
		buildProgram: benchProgram(runBuild),
		serveProgram: benchProgram(runServe),
	})
}

// crawlPaper crawls both editions of the sample newspaper into a data folder, as
// the demo does: one article is corrected in between, and one withdrawn.
func crawlPaper(ctx context.Context, dir string, change func(*Family)) error {
	defaults, err := os.ReadFile(os.Getenv("TEST_DEFAULTS"))
	if err != nil {
		return err
	}
	a := &app{defaults: defaults, data: dir, out: io.Discard, err: io.Discard}
	if err := a.configure(nil, nil); err != nil {
		return err
	}
	a.config.Outlets, a.config.Families = demoOutlet()
	change(&a.config.Families[0])
	a.config.Crawl.Delay = 0
	paper, err := sample.New()
	if err != nil {
		return err
	}
	server := httptest.NewServer(gzhttp.GzipHandler(paper.Handler())) // as nearly every outlet does
	defer server.Close()
	a.paper = strings.TrimPrefix(server.URL, "http://")
	clock := time.Date(2026, 10, 1, 8, 0, 0, 0, time.UTC) // and forty days later everything is due
	store, err := archive.Open(ctx, dir, archive.Options{Now: func() time.Time { return clock }})
	if err != nil {
		return err
	}
	defer store.Close()
	if err := a.demoPass(ctx, store, "", clock); err != nil {
		return err
	}
	paper.Advance()
	clock = clock.AddDate(0, 0, 40)
	if err := a.demoPass(ctx, store, "", clock); err != nil {
		return err
	}
	_, err = store.Relate(ctx)
	return err
}

func TestScripts(t *testing.T) {
	root := testkit.Root(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TEST_DEFAULTS", filepath.Join(root, "config.yaml"))
			e.Setenv("SHARED", filepath.Join(root, "..", "shared"))
			return nil
		},
		Condition: func(cond string) (bool, error) {
			_, err := os.Stat(filepath.Join(root, "..", "shared"))
			return cond == "shared" && err == nil, nil
		},
	})
}
