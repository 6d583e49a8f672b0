package topic

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/sample"
	"khotin/internal/testkit"
)

// judge fails the test if a page falls on the wrong side of the threshold.
func judge(t *testing.T, name string, in Input, on bool) bool {
	t.Helper()
	r := Score(in)
	if (r.Score >= Threshold) != on {
		t.Errorf("%s: %.3f, on topic: %v; %v", name, r.Score, on, r.Reasons)
		return false
	}
	t.Logf("%.3f %s", r.Score, name)
	return true
}

func TestSeeds(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(testkit.Shared(t, "seeds"), "*.txt"))
	if err != nil || len(paths) != 5 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for line := range strings.Lines(string(raw)) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		tag, _ := lang.Detect(strings.Join(lines, "\n"))
		judge(t, filepath.Base(path), Input{Lang: tag, Headline: lines[0], Paragraphs: lines[1:]}, true)
		judge(t, filepath.Base(path)+" without headline", Input{Lang: tag, Paragraphs: lines[1:]}, true)
	}
}

// The synthetic pages are all news of mobilisation, the others of none.
func TestPages(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(testkit.Shared(t, "pages"), "*", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var page struct {
			Lang, Title, Lead    string
			Paragraphs, Captions []string
			With                 []string
		}
		if err := json.Unmarshal(raw, &page); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		name := filepath.Base(path)
		in := Input{Lang: lang.ParseTag(page.Lang), Headline: page.Title, Lead: page.Lead, Paragraphs: append(page.Paragraphs, page.With...), Captions: page.Captions}
		judge(t, name, in, strings.HasPrefix(name, "synth"))
	}
}

func TestSamplePaper(t *testing.T) {
	truth, err := sample.Truth()
	if err != nil {
		t.Fatal(err)
	}
	outlet, err := sample.New()
	if err != nil {
		t.Fatal(err)
	}
	type version struct {
		id   int
		lang string
	}
	on := map[version]bool{}
	for _, f := range truth {
		on[version{f.ID, f.Lang}] = f.OnTopic
	}
	right := 0
	for _, a := range outlet.Articles() {
		in := Input{Lang: lang.ParseTag(a.Lang), Headline: a.Headline, Lead: a.Lead, Paragraphs: a.Paragraphs(), Captions: a.Captions()}
		if judge(t, a.Path(), in, on[version{a.ID, a.Lang}]) {
			right++
		}
	}
	t.Logf("%d of %d articles of the sample paper", right, len(outlet.Articles()))
}
