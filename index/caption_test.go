package index

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
	"khotin/internal/testkit"
)

// goldCaption is a caption of the annotated samples; pairs are translations.
type goldCaption struct {
	ID, Pair, Lang, Surface string
}

// samples reads the French pages: their Vietnamese captions, the texts of all
// captions by id, and every other line as an article of its own.
func samples(t *testing.T) (asked []goldCaption, translations map[string]string, docs []article.Stored) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t, "gold"), "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	translations = map[string]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			File, Lang string
			Captions   []goldCaption
		}
		if err := json.Unmarshal(text, &gold); err != nil {
			t.Fatal(err)
		}
		if gold.Lang != "fr" {
			continue
		}
		vietnamese := ""
		for _, c := range gold.Captions {
			if c.Lang == "vi" && c.Pair != "" && len(strings.Fields(c.Surface)) >= 4 {
				c.ID, c.Pair = gold.File+c.ID, gold.File+c.Pair
				asked = append(asked, c)
				vietnamese += c.Surface + "\n"
			} else {
				translations[gold.File+c.ID] = c.Surface
			}
		}
		page, err := os.ReadFile(testkit.Shared(t, "seeds", gold.File))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(page)) {
			if line = strings.TrimSpace(line); len(strings.Fields(line)) < 4 || strings.Contains(vietnamese, line[:min(len(line), 30)]) {
				continue
			}
			docs = append(docs, version(int64(len(docs)+1), fmt.Sprintf("line%03d", len(docs)), lang.French, "", line))
		}
	}
	return asked, translations, docs
}

// TestCaptionsFindTheirTranslation searches the French lines of the samples
// with the Vietnamese captions between them.
func TestCaptionsFindTheirTranslation(t *testing.T) {
	asked, translations, docs := samples(t)
	if len(asked) == 0 {
		t.Skip("SKIP: the samples have no French page with Vietnamese captions")
	}
	ix := open(t, t.TempDir())
	put(t, ix, docs...)
	first, sum := 0, 0.
	for _, c := range asked {
		q, err := query.Parse(firstRunes(c.Surface, query.MaxText))
		if err != nil {
			t.Fatal(err)
		}
		q.Limit = 10
		r, err := ix.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		want := lang.NFC(translations[c.Pair])
		rank := 0
		for i, h := range r.Hits {
			if rank == 0 && begins(docs, h.ID, want) {
				rank = i + 1
			}
		}
		if rank > 0 {
			sum += 1 / float64(rank)
		}
		if rank == 1 {
			first++
		} else {
			t.Logf("rank %d of %q", rank, c.Surface)
		}
	}
	mrr := sum / float64(len(asked))
	t.Logf("%d captions among %d lines: MRR %.3f, %d first", len(asked), len(docs), mrr, first)
	if mrr < .9 {
		t.Errorf("MRR %.3f, want at least .9", mrr)
	}
}

// begins reports whether the line behind a hit begins as the translation.
func begins(docs []article.Stored, id, want string) bool {
	for _, d := range docs {
		if d.ID == id {
			return strings.HasPrefix(d.Paragraphs[0].Text, want[:min(len(want), 40)])
		}
	}
	return false
}
