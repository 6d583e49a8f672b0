package cmd

import (
	"os"
	"path/filepath"
	"testing"

	"khotin/internal/testkit"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the real command line as the program khotin.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"khotin": func() {
			defaults, err := os.ReadFile(os.Getenv("TEST_DEFAULTS"))
			if err != nil {
				panic(err)
			}
			os.Exit(Main(defaults, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
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
