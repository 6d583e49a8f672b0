package docref

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/testkit"
)

// wholeSeed reads a sample article as one region per line, which is how its
// headline, paragraphs and captions stand in the file.
func wholeSeed(t testing.TB, seed string) (text string, regions []Region, starts []int) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testkit.Shared(t, "seeds"), seed+"_*.txt"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("seed %s: %v %v", seed, paths, err)
	}
	raw, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	lang := "fr"
	if seed == "004" {
		lang = "ro"
	}
	at := 0
	for line := range strings.Lines(string(raw)) {
		regions = append(regions, Region{Kind: "body", Lang: lang, Text: line})
		starts = append(starts, at)
		at += len(line)
	}
	return string(raw), regions, starts
}

type seedCitation struct {
	Surface   string `json:"surface"`
	ByteStart int    `json:"byte_start"`
	ByteEnd   int    `json:"byte_end"`
	Type      string `json:"type"`
	Key       string `json:"key"`
	DocID     string `json:"doc_id"`
	Required  bool   `json:"required"`
	Date      struct {
		ISO string `json:"iso"`
	} `json:"date"`
}

// Facts the reader of a page has beside its text.
var seedFacts = map[string]Article{
	"000": {Home: "nghean", Published: "2024-08-06"},
	"001": {Home: "nghean", Published: "2022-01-14"},
	"002": {Home: "thanhhoa", Published: "2024-02-23"},
	"003": {},
	"004": {Published: "2023-08-25"},
}

func TestSeedsAgainstGold(t *testing.T) {
	for _, seed := range []string{"000", "002", "004"} {
		paths, _ := filepath.Glob(filepath.Join(testkit.Shared(t, "gold"), seed+"_*.json"))
		raw, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		var gold struct{ Citations []seedCitation }
		if err := json.Unmarshal(raw, &gold); err != nil {
			t.Fatal(err)
		}
		required := slices.DeleteFunc(gold.Citations, func(c seedCitation) bool { return !c.Required })
		_, regions, starts := wholeSeed(t, seed)
		a := seedFacts[seed]
		a.Regions = regions
		mentions := Mentions(a)
		if len(mentions) != len(required) {
			t.Errorf("seed %s: %d mentions, want %d", seed, len(mentions), len(required))
		}
		for _, want := range required {
			i := slices.IndexFunc(mentions, func(m Mention) bool { return starts[m.Region]+m.Citation.Start == want.ByteStart })
			if i < 0 {
				t.Errorf("seed %s: %q not found", seed, want.Surface)
				continue
			}
			c := mentions[i].Citation
			got := fmt.Sprint(c.Surface, starts[mentions[i].Region]+c.End, c.Type, c.Key, c.Date, mentions[i].ID)
			if want := fmt.Sprint(want.Surface, want.ByteEnd, want.Type, want.Key, want.Date.ISO, want.DocID); got != want {
				t.Errorf("seed %s:\n got %s\nwant %s", seed, got, want)
			}
		}
	}
}

// Seeds 001 and 003 have no gold citations; testdata holds our own reading:
// byte offset, form, document and rules of every mention.
func TestSeedsAsWeReadThem(t *testing.T) {
	for _, seed := range []string{"001", "003"} {
		text, regions, starts := wholeSeed(t, seed)
		a := seedFacts[seed]
		a.Regions = regions
		var b strings.Builder
		for _, m := range Mentions(a) {
			at := starts[m.Region] + m.Citation.Start
			if text[at:at+len(m.Citation.Surface)] != m.Citation.Surface {
				t.Errorf("seed %s: offset %d is not %q", seed, at, m.Citation.Surface)
			}
			fmt.Fprintln(&b, at, m.Citation.Form, m.Citation.Type, m.ID, m.KeyRule, m.ScopeRule, m.DateRule, m.Confidence)
		}
		testkit.Golden(t, "seed-"+seed+".txt", []byte(b.String()))
	}
}
