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
	Artefacts   []span `json:"mt_artefacts"`
}

type span struct {
	Surface, ISO, Name, Kind string
	Strip                    string // what repair takes off its beginning
	Occ                      int
}

type goldCaption struct {
	ID, Surface, Lang, Pair, Note string
	Credit                        *span
}

func TestSeedsAgainstGold(t *testing.T) {
	var seen seen
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
			seen.page(t, a, g)
			seen.captions(t, a, g)
			seen.boilerplate(t, a, g)
			seen.artefacts(t, a, g)
		})
	}
	testkit.Figure(t, "seeds: page fields", seen.fields, "all", "")
	testkit.Figure(t, "seeds: captions with language and credit", seen.caption, "all", "")
	testkit.Figure(t, "seeds: bilingual caption pairs", seen.pair, "all", "")
	testkit.Figure(t, "seeds: residue of translation removed", seen.debris, "all", "")
	testkit.Figure(t, "seeds: boilerplate left out", seen.furniture, "all", "")
}

// seen counts what the samples show of the gold.
type seen struct{ fields, caption, pair, furniture, debris tally }

// artefacts checks the residue of translation that has to go; the rest, such as
// a term rendered badly, is what the page says.
func (s *seen) artefacts(t *testing.T, a article.Article, g gold) {
	t.Helper()
	for _, f := range g.Artefacts {
		if f.Strip == "" && f.Kind != "glued_text" {
			continue
		}
		kept := false
		for b := range a.Blocks() {
			kept = kept || f.Strip != "" && strings.HasPrefix(b.Text, f.Strip) || f.Strip == "" && strings.Contains(b.Text, f.Surface)
		}
		if !s.debris.add(!kept) {
			t.Errorf("%q (%s) was kept", f.Surface, f.Kind)
		}
	}
}

func (s *seen) page(t *testing.T, a article.Article, g gold) {
	t.Helper()
	for _, f := range []struct {
		name, got string
		want      *span
	}{{"headline", a.Headline, g.Page.Title}, {"byline", a.Byline, g.Page.Author}, {"section", a.Section, g.Page.Section}} {
		if want := surface(f.want); !s.fields.add(f.got == want) {
			t.Errorf("%s %q, want %q", f.name, f.got, want)
		}
	}
	if want := g.Page.Published.ISO; !s.fields.add(a.Published.String() == want) {
		t.Errorf("published %s, want %s", a.Published, want)
	}
	if want := g.Page.Author; want.Name != "" && want.Name != want.Surface && !s.fields.add(a.Evidence["byline"].Restored == want.Name) {
		t.Errorf("restored byline %q, want %q", a.Evidence["byline"].Restored, want.Name)
	}
	for _, want := range g.Page.Subheads {
		if !s.fields.add(slices.ContainsFunc(a.Paragraphs, func(p article.Paragraph) bool { return p.Subhead && p.Text == want.Surface })) {
			t.Errorf("subhead %q is missing", want.Surface)
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
func (s *seen) captions(t *testing.T, a article.Article, g gold) {
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
			s.caption.add(false)
			t.Errorf("caption %q is missing", w.Surface)
			continue
		}
		c := a.Captions[i]
		if !s.caption.add(string(c.Lang) == w.Lang && c.Credit == surface(w.Credit)) {
			t.Errorf("caption %q: language %s, credit %q, want %s, %q", w.Surface, c.Lang, c.Credit, w.Lang, surface(w.Credit))
		}
		if w.Pair == "" && c.Pair != nil || w.Pair != "" && !s.pair.add(c.Pair != nil && *c.Pair == at[w.Pair]) {
			t.Errorf("caption %q: pair %v, want %s", w.Surface, c.Pair, w.Pair)
		}
	}
}

func (s *seen) boilerplate(t *testing.T, a article.Article, g gold) {
	t.Helper()
	for _, f := range g.Boilerplate {
		kept := false
		for line := range strings.SplitSeq(strings.TrimSpace(f.Surface), "\n") {
			for b := range a.Blocks() {
				if b.Part != "headline" && b.Text == line {
					kept = true
					t.Errorf("%s (%s) was kept as %s", line, f.Kind, b.Part)
				}
			}
		}
		s.furniture.add(!kept)
	}
}
