package cmd

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"khotin/crawler/probe"
	"khotin/internal/article"
	"khotin/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

// TestOutletGuide follows docs/adding-an-outlet.md: its transcript is what the
// program prints, and its family reads the sample newspaper rightly.
func TestOutletGuide(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join(testkit.Root(t), "docs", "adding-an-outlet.md"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	a, dir := &app{config: c, out: &out, err: io.Discard}, t.TempDir()
	if err := a.probeSample(t.Context(), probing{out: dir, requests: probe.DefaultBudget}); err != nil {
		t.Fatal(err)
	}
	day := regexp.MustCompile(`as probed on \d{4}-\d\d-\d\d`)
	undated := func(s string) string { return strings.TrimSpace(day.ReplaceAllString(s, "as probed on DAY")) }
	transcript := block(t, string(guide), "$ khotin probe --demo --out bentin\n")
	if diff := cmp.Diff(undated(transcript), undated(out.String())); diff != "" {
		t.Errorf("the transcript is not what the program prints (-guide +program):\n%s", diff)
	}

	entry, err := os.ReadFile(filepath.Join(dir, "entry.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	family := "families:\n" + block(t, string(guide), "families:\n")
	yaml := family + strings.Replace(string(entry), "    editions:", "    families: [bentin]\n    editions:", 1)
	if c, err = load(t, yaml); err != nil {
		t.Fatalf("%v\n%s", err, yaml)
	}
	checkRead(t, c, filepath.Join(dir, "pages.jsonl"))
}

// block returns what follows the opening words in the fence they open.
func block(t *testing.T, guide, opening string) string {
	t.Helper()
	for part := range strings.SplitSeq(guide, "\n```") {
		_, body, _ := strings.Cut(part, "\n") // behind the language
		if rest, ok := strings.CutPrefix(body, opening); ok {
			return rest + "\n"
		}
	}
	t.Fatalf("the guide has no block that begins with %q", opening)
	return ""
}

// checkRead holds the records of a manifest against what the guide promises of
// a family that fits.
func checkRead(t *testing.T, c Config, manifest string) {
	t.Helper()
	x, err := newExtractor(&c)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = eachLine(manifest, func(_ int, e struct{ File, URL string }) error {
		n++
		rec, err := extractFile(x, filepath.Join(filepath.Dir(manifest), e.File), e.URL)
		if err != nil {
			return err
		}
		for _, field := range []string{"headline", "lead", "byline"} {
			if basis := rec.Evidence[field].Basis; basis != article.BasisProfile {
				t.Errorf("%s: %s by %q", e.File, field, basis)
			}
		}
		if len(rec.Paragraphs) == 0 || strings.HasPrefix(rec.Paragraphs[0].Text, rec.Byline) || len(rec.Flags) > 0 || len(rec.Captions) == 0 {
			t.Errorf("%s: flags %v, %d captions, paragraphs %+v", e.File, rec.Flags, len(rec.Captions), rec.Paragraphs)
		}
		return nil
	})
	if err != nil || n != 3 {
		t.Errorf("%d pages read, %v", n, err)
	}
}
