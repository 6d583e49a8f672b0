package story_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
	"khotin/internal/testkit"
)

// parallel reads paragraphs that people translated and makes an article of
// those of one source text, in Vietnamese and English.
func parallel(t *testing.T) (pairs [][2]article.Article) {
	t.Helper()
	read := func(tag lang.Tag) map[string]*article.Article {
		text, err := os.ReadFile(testkit.Shared(t, "eval", "xquad-"+string(tag), "docs.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]*article.Article{}
		for line := range strings.Lines(string(text)) {
			var d struct{ ID, Text string }
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			name := strings.Split(d.ID, ":")[1]
			if all[name] == nil {
				all[name] = &article.Article{ID: string(tag) + name, Lang: tag}
			}
			all[name].Paragraphs = append(all[name].Paragraphs, article.Paragraph{Text: d.Text, Lang: tag})
		}
		return all
	}
	english := read(lang.English)
	for name, vi := range read(lang.Vietnamese) {
		pairs = append(pairs, [2]article.Article{reread(*vi), reread(*english[name])})
	}
	return pairs
}

// Translations by people: every paragraph has its one counterpart, also where
// a paragraph is left out, and nearly nothing contradicts.
func TestTranslationsByPeople(t *testing.T) {
	right, all, shortRight, shortAll, alarms := 0, 0, 0, 0, 0
	for _, pair := range parallel(t) {
		a, b := pair[0], pair[1]
		for _, p := range story.Align(a, b) {
			all++
			if len(p.A) == 1 && len(p.B) == 1 && p.A[0] == p.B[0] {
				right++
			}
		}
		short := b
		short.Paragraphs = append(append([]article.Paragraph{}, b.Paragraphs[:1]...), b.Paragraphs[2:]...)
		for _, p := range story.Align(a, reread(short)) {
			shortAll++
			switch {
			case len(p.A) == 1 && p.A[0] == 1 && len(p.B) == 0, len(p.A) == 1 && len(p.B) == 1 && (p.A[0] == 0 && p.B[0] == 0 || p.A[0] > 1 && p.B[0] == p.A[0]-1):
				shortRight++
			}
		}
		for _, d := range story.Disagreements(a, b) {
			alarms++
			t.Logf("%s %s: %q and %q", a.ID, d.Kind, d.A.Printed, d.B.Printed)
		}
	}
	t.Logf("aligned %d of %d, with one left out %d of %d; %d disagreements in 240 paragraphs", right, all, shortRight, shortAll, alarms)
	if right < all-1 || float64(shortRight) < .95*float64(shortAll) || alarms > 1 {
		t.Error("want all but one aligned, .95 with one left out, and at most one alarm")
	}
}
