package cmd

import (
	"bytes"
	"flag"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"text/tabwriter"

	"khotin/internal/testkit"
)

// measured are the tests that state figures of the record, by package. Each
// holds its figures to its bars; go test ./... runs them all.
var measured = []struct{ pkg, tests string }{
	{"./crawler/extract", "TestPages|TestSeedsAgainstGold"},
	{"./internal/event", "TestGoldEvents|TestGoldPersons"},
	{"./internal/lang", "TestDetectEvaluationSets|TestDetectSampleLines"},
	{"./internal/story", "TestRecordedPages|TestTranslationsByPeople"},
	{"./internal/topic", "TestHeldOutRows|TestArticles"},
	{"./cmd", "TestRecordedSites|TestNamesOfSeeds"},
}

// TestFigures prints every figure of the record beside its bar and what
// go-trafilatura reaches on the same pages in the same run:
//
//	go test -v -run Figures ./cmd
//
// It fails where a bar is missed. Times are shown and never judged. Because the
// tests behind it run with their packages anyhow, it runs only when asked for.
func TestFigures(t *testing.T) {
	if asked := flag.Lookup("test.run").Value.String(); !strings.Contains(asked, "Figures") {
		t.Skip("asked for with go test -v -run Figures ./cmd")
	}
	for _, part := range []string{"pages", "seeds", "gold", "sites", "eval"} {
		testkit.Shared(t, part)
	}
	var out bytes.Buffer
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "figure\tkhotin\tbar\tbaseline")
	for _, m := range measured {
		c := exec.CommandContext(t.Context(), "go", "test", "-count=1", "-v", "-run", "^("+m.tests+")$", m.pkg)
		c.Dir = testkit.Root(t)
		said, err := c.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", m.pkg, err, said)
		}
		found := 0
		for line := range strings.Lines(string(said)) {
			if _, figure, ok := strings.Cut(line, testkit.FigureMark); ok {
				fmt.Fprint(table, figure)
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s states no figure", m.pkg)
		}
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + out.String())
}

// TestNamesOfSeeds holds the officials of the samples to their Vietnamese
// spelling: those the page spells, and the one that only another article does.
func TestNamesOfSeeds(t *testing.T) {
	_, store := importSeeds(t)
	named, byPage, byArchive := 0, 0, 0
	for rec, err := range store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		whole, err := store.Get(t.Context(), rec.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range whole.Persons {
			named++
			switch {
			case p.NameVi != "":
				byPage++
			case p.Spelling != nil:
				byArchive++
				t.Logf("%s is %s, says %s in %v", p.Name, p.Spelling.Name, p.Spelling.Basis, p.Spelling.Articles)
			default:
				t.Logf("%s stays as printed: %v", p.Name, p.Roles)
			}
		}
	}
	testkit.Figure(t, "seeds: names with their Vietnamese spelling", fmt.Sprintf("%d by the page, %d by the archive, of %d", byPage, byArchive, named), "", "")
	if byArchive == 0 {
		t.Error("no name is spelt by another article")
	}
}
