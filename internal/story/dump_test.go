package story_test

import (
	"fmt"
	"testing"

	"khotin/internal/article"
	"khotin/internal/story"
)

func dump(all []article.Article, truth map[string]string, verbose bool) {
	for i, a := range all {
		for _, b := range all[i+1:] {
			if truth[a.ID] != truth[b.ID] {
				continue
			}
			for _, d := range story.Disagreements(a, b) {
				fmt.Printf("%s %s | %s %s\n   %s: %q (%s %d %s) vs %q (%s %d %s)\n", a.Lang, a.Outlet, b.Lang, b.Outlet, d.Kind, d.A.Printed, d.A.Part, d.A.Index, d.A.Normal, d.B.Printed, d.B.Part, d.B.Index, d.B.Normal)
			}
			if verbose {
				fmt.Println(a.Headline, len(a.Paragraphs), b.Headline, len(b.Paragraphs), story.Align(a, b))
			}
		}
	}
}

func TestDump(t *testing.T) {
	all, truth := sampleArticles(t)
	dump(all, truth, true)
	all, truth = pages(t)
	dump(all, truth, false)
}
