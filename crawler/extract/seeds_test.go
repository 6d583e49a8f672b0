package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/testkit"
)

// outline is what a golden file holds of a record: its structure, and digests
// in place of the texts, which belong to their outlets.
type outline struct {
	Headline     string
	Lead         string
	Byline       string
	Restored     string
	Section      string
	Published    string
	Basis        string
	Lang         lang.Tag
	SourceURL    string
	SourceOutlet string
	Flags        []article.Flag
	Paragraphs   []line
	Captions     []line
}

type line struct {
	Digest   string
	Lang     lang.Tag
	Subhead  bool   `json:",omitempty"`
	Repaired bool   `json:",omitempty"`
	Credit   string `json:",omitempty"`
	Pair     *int   `json:",omitempty"`
}

func outlineOf(a article.Article) outline {
	o := outline{
		Headline: digest(a.Headline), Lead: digest(a.Lead), Byline: a.Byline, Restored: a.Evidence["byline"].Restored,
		Section: a.Section, Published: a.Published.String(), Basis: a.Evidence["published"].Basis, Lang: a.Lang,
		SourceURL: digest(a.SourceURL), SourceOutlet: a.SourceOutlet, Flags: a.Flags,
	}
	for _, p := range a.Paragraphs {
		o.Paragraphs = append(o.Paragraphs, line{Digest: digest(p.Text), Lang: p.Lang, Subhead: p.Subhead, Repaired: p.Printed != ""})
	}
	for _, c := range a.Captions {
		o.Captions = append(o.Captions, line{Digest: digest(c.Text), Lang: c.Lang, Credit: c.Credit, Pair: c.Pair, Repaired: c.Printed != ""})
	}
	return o
}

// digest is enough of a hash to tell one text from another, "" for none.
func digest(s string) string {
	if s == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}

func readSeed(t *testing.T, number string) (string, article.Article) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t, "seeds"), number+"_*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("sample %s: %v %v", number, files, err)
	}
	body, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	a, err := newExtractor(t).Text(body, "https://import.invalid/"+number)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Validate(); err != nil {
		t.Error(err)
	}
	return string(body), a
}

func TestSeeds(t *testing.T) {
	for _, number := range []string{"000", "001", "002", "003", "004"} {
		t.Run(number, func(t *testing.T) {
			_, a := readSeed(t, number)
			noDebris(t, number, a)
			got, err := json.MarshalIndent(outlineOf(a), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			testkit.Golden(t, "seeds/"+number+".golden.json", append(got, '\n'))
		})
	}
}

// gold is what people have marked in three of the samples.
type gold struct {
	Page struct {
		Section, Title, Author, Published *span
		Subheads                          []span
		SourceOutlet                      *span `json:"source_outlet"`
	}
	Captions    []goldCaption
	Boilerplate []span
}

type span struct {
	Surface, ISO, Name, Kind string
	Occ                      int
}

type goldCaption struct {
	ID, Surface, Lang, Pair, Note string
	Credit                        *span
}

func TestSeedsAgainstGold(t *testing.T) {
	for number, file := range map[string]string{"000": "000_db72eea1ebc4f629.json", "002": "002_15569707f533df5d.json", "004": "004_c4602a15aaec68fa.json"} {
		t.Run(number, func(t *testing.T) {
			b, err := os.ReadFile(testkit.Shared(t, "gold", file))
			if err != nil {
				t.Fatal(err)
			}
			var g gold
			if err := json.Unmarshal(b, &g); err != nil {
				t.Fatal(err)
			}
			_, a := readSeed(t, number)
			againstPage(t, a, g)
			againstCaptions(t, a, g)
			againstBoilerplate(t, a, g)
		})
	}
}

func againstPage(t *testing.T, a article.Article, g gold) {
	t.Helper()
	for _, f := range []struct {
		name, got string
		want      *span
	}{{"headline", a.Headline, g.Page.Title}, {"byline", a.Byline, g.Page.Author}, {"section", a.Section, g.Page.Section}} {
		if want := surface(f.want); f.got != want {
			t.Errorf("%s %q, want %q", f.name, f.got, want)
		}
	}
	if want := g.Page.Published.ISO; a.Published.String() != want {
		t.Errorf("published %s, want %s", a.Published, want)
	}
	if want := g.Page.Author; want.Name != "" && want.Name != want.Surface && a.Evidence["byline"].Restored != want.Name {
		t.Errorf("restored byline %q, want %q", a.Evidence["byline"].Restored, want.Name)
	}
	for _, s := range g.Page.Subheads {
		if !slices.ContainsFunc(a.Paragraphs, func(p article.Paragraph) bool { return p.Subhead && p.Text == s.Surface }) {
			t.Errorf("subhead %q is missing", s.Surface)
		}
	}
}

func surface(s *span) string {
	if s == nil {
		return ""
	}
	return s.Surface
}

// againstCaptions checks text, language, credit and partner of every caption.
// The headline repeated as the text of a picture is none.
func againstCaptions(t *testing.T, a article.Article, g gold) {
	t.Helper()
	at := make(map[string]int)
	var wanted []goldCaption
	for _, w := range g.Captions {
		if w.Surface == a.Headline {
			continue
		}
		wanted = append(wanted, w)
		at[w.ID] = slices.IndexFunc(a.Captions, func(c article.Caption) bool { return c.Text == strings.TrimSpace(w.Surface) })
	}
	if len(a.Captions) != len(wanted) {
		t.Errorf("%d captions, want %d", len(a.Captions), len(wanted))
	}
	for _, w := range wanted {
		i := at[w.ID]
		if i < 0 {
			t.Errorf("caption %q is missing", w.Surface)
			continue
		}
		c := a.Captions[i]
		if string(c.Lang) != w.Lang || c.Credit != surface(w.Credit) {
			t.Errorf("caption %q: language %s, credit %q, want %s, %q", w.Surface, c.Lang, c.Credit, w.Lang, surface(w.Credit))
		}
		if w.Pair == "" && c.Pair != nil || w.Pair != "" && (c.Pair == nil || *c.Pair != at[w.Pair]) {
			t.Errorf("caption %q: pair %v, want %s", w.Surface, c.Pair, w.Pair)
		}
	}
}

func againstBoilerplate(t *testing.T, a article.Article, g gold) {
	t.Helper()
	for _, s := range g.Boilerplate {
		for line := range strings.SplitSeq(strings.TrimSpace(s.Surface), "\n") {
			for b := range a.Blocks() {
				if b.Part != "headline" && b.Text == line {
					t.Errorf("%s (%s) was kept as %s", line, s.Kind, b.Part)
				}
			}
		}
	}
}
