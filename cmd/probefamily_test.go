package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/testkit"
)

// TestFamiliesOnPages holds the verdict of every family against pages whose
// names tell what made them: each page of a family is known for it alone, and
// no other page for any.
func TestFamiliesOnPages(t *testing.T) {
	index, err := os.ReadFile(testkit.Shared(t, "pages", "INDEX.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	x, err := newExtractor(&Config{Families: c.Families})
	if err != nil {
		t.Fatal(err)
	}
	known, other := 0, 0
	for line := range strings.Lines(string(index)) {
		fields := strings.Split(line, "\t")
		if len(fields) < 7 || !strings.HasSuffix(fields[4], ".html") {
			continue
		}
		want := ""
		name, made := strings.CutPrefix(filepath.Base(fields[4]), "synth-")
		for _, f := range c.Families {
			if made && strings.HasPrefix(name, f.Name+"-") && len(f.Name) > len(want) && len(f.Body) > 0 {
				want = f.Name
			}
		}
		body, err := os.ReadFile(testkit.Shared(t, "pages", fields[4]))
		if err != nil {
			t.Fatal(err)
		}
		fits, err := x.Fits(body, "https://baovidu.vn/tin.html", "")
		if err != nil {
			t.Errorf("%s: %v", fields[4], err)
			continue
		}
		for i, fit := range fits {
			if fit.Matches != (fit.Family == want) || fit.Matches && i > 0 {
				t.Errorf("%s: %s matches %v in place %d; its family is %q", fields[4], fit.Family, fit.Matches, i, want)
			}
		}
		if want != "" {
			known++
		} else {
			other++
		}
	}
	t.Logf("%d pages of known families, %d others", known, other)
	if known < 20 || other < 20 {
		t.Error("too few pages were found")
	}
}
