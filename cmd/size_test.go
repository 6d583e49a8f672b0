package cmd

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/testkit"
)

// Limits of a product file, in lines. A longer one has two owners.
const (
	longestFile = 400
	medianFile  = 120
)

func TestFilesStayShort(t *testing.T) {
	root := testkit.Root(t)
	var sizes []int
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		lines := bytes.Count(body, []byte("\n"))
		if sizes = append(sizes, lines); lines > longestFile {
			t.Errorf("%s has %d lines; at most %d", path, lines, longestFile)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(sizes)
	if median := sizes[len(sizes)/2]; median > medianFile {
		t.Errorf("half of the files are longer than %d lines; at most %d", median, medianFile)
	}
	t.Logf("%d product files, median %d lines", len(sizes), sizes[len(sizes)/2])
}
