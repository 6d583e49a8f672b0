package cmd

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"khotin/crawler/probe"
	"khotin/internal/article"
)

// TestProbeSuggests takes the families away and holds the markup that a probe
// proposes against what the families written by hand read: the same headlines,
// and nearly all of the same paragraphs.
func TestProbeSuggests(t *testing.T) {
	s := serveSites(t)
	for _, hand := range recordedSites(t).config.Outlets {
		host := hand.Editions[0].Host
		if len(hand.Families) == 0 || host == "dangcongsan.vn" {
			continue // no selectors were written by hand
		}
		t.Run(host, func(t *testing.T) {
			a, dir := recordedSites(t), t.TempDir()
			known := a.config
			a.config.Families = nil
			if err := a.probe(t.Context(), probing{host: host, out: dir, requests: probe.DefaultBudget}, loopback(s, a.crawlOptions())); err != nil {
				t.Fatal(err)
			}
			yaml, err := os.ReadFile(filepath.Join(dir, "entry.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			c, err := load(t, accepted(string(yaml)))
			if err != nil {
				t.Fatalf("the proposal is no configuration: %v\n%s", err, accepted(string(yaml)))
			}
			want, got := manifestRecords(t, known, dir), manifestRecords(t, c, dir)
			for i := range want {
				if got[i].Headline != want[i].Headline || got[i].Evidence["headline"].Basis != article.BasisProfile && c.Families[0].Headline != nil {
					t.Errorf("headline %q by %q; want %q", got[i].Headline, got[i].Evidence["headline"].Basis, want[i].Headline)
				}
				if share := shared(want[i], got[i]); share < 0.9 {
					t.Errorf("%.0f %% of the paragraphs of %s\n%s", 100*share, want[i].URL, yaml)
				}
			}
		})
	}
}

// accepted is an entry whose proposal a person has taken: without the marks in
// front of its lines.
func accepted(yaml string) string {
	yaml = strings.Replace(yaml, "    # families:", "    families:", 1)
	_, from, ok := strings.Cut(yaml, "\n# families:\n")
	if !ok {
		return yaml
	}
	family, rest, _ := strings.Cut(from, "\noutlets:\n")
	return "families:\n" + regexp.MustCompile(`(?m)^# `).ReplaceAllString(family, "") + "\noutlets:\n" + rest
}

// manifestRecords reads the pages of a probe with a configuration.
func manifestRecords(t *testing.T, c Config, dir string) (all []article.Article) {
	t.Helper()
	x, err := newExtractor(&c)
	if err != nil {
		t.Fatal(err)
	}
	err = eachLine(filepath.Join(dir, "pages.jsonl"), func(_ int, e struct{ File, URL string }) error {
		rec, err := extractFile(x, filepath.Join(dir, e.File), e.URL)
		all = append(all, rec)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d pages, %v", len(all), err)
	}
	return all
}

// shared is the share of a record's paragraphs that another has too.
func shared(want, got article.Article) float64 {
	in := map[string]bool{}
	for _, p := range got.Paragraphs {
		in[p.Text] = true
	}
	n := 0
	for _, p := range want.Paragraphs {
		if in[p.Text] {
			n++
		}
	}
	return float64(n) / float64(max(len(want.Paragraphs), 1))
}
