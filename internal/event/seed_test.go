package event

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/testkit"
)

// seedLines lays out a seed without a gold file: lines of four words and more,
// captions told by their credit or the bar at their end.
func seedLines(t testing.TB, file string, headline bool) Input {
	t.Helper()
	raw, err := os.ReadFile(testkit.Shared(t, "seeds", file+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "Français ")
		if len(strings.Fields(line)) >= 4 {
			lines = append(lines, line)
		}
	}
	in := Input{}
	for i, tag := range lang.DetectAll(lines) {
		text := Text{lines[i], tag}
		switch {
		case i == 0 && headline:
			in.Headline = text
		case strings.Contains(lines[i], "Ảnh:"), strings.Contains(lines[i], "Photo\u00a0:"), strings.Contains(lines[i], "Photo :"), strings.HasSuffix(lines[i], "|"):
			in.Captions = append(in.Captions, text)
		default:
			in.Paragraphs = append(in.Paragraphs, text)
		}
	}
	return cite(in)
}

// TestSeedsRead keeps what was read by hand from the two seeds without gold
// files: values and offsets, no text but names.
func TestSeedsRead(t *testing.T) {
	seeds := []struct {
		file, home string
		published  lang.Date
	}{
		{"001_7dea9d5e94498e03", "nghean", lang.Date{Year: 2022, Month: 1, Day: 14, Precision: lang.DayPrecision}},
		{"003_4e2ef9cfa115c249", "", lang.Date{}},
	}
	for _, seed := range seeds {
		in := seedLines(t, seed.file, seed.published.Year != 0)
		in.Published, in.Home = seed.published, seed.home
		facts := Read(in)
		checkFacts(t, in, facts)
		testkit.Golden(t, seed.file[:3]+".golden", []byte(outline(facts)))
	}
}

// outline writes facts one a line.
func outline(f Facts) string {
	var b strings.Builder
	at := func(p Passage) string { return fmt.Sprintf("%s %d %d-%d", p.Region, p.Index, p.Start, p.End) }
	for _, e := range f.Events {
		fmt.Fprintf(&b, "event %s main=%v key=%s at %s\n", e.Kind, e.Main, e.Key(), at(e.Surface))
		fmt.Fprintf(&b, "  date %s %s %s at %s\n", e.Date.ISO, e.Date.Part, e.Date.Basis, at(e.Date.At))
		fmt.Fprintf(&b, "  place %s %s at %s\n", e.Place.Province, e.Place.Basis, at(e.Place.At))
		for _, h := range e.Hosts {
			fmt.Fprintf(&b, "  host %s at %s\n", h.Name, at(h.At))
		}
		for _, p := range e.People {
			fmt.Fprintf(&b, "  %s %s at %s\n", p.Part, p.Key, at(p.At))
		}
		for _, a := range e.Attendance {
			fmt.Fprintf(&b, "  attendance %d %s %s at %s\n", a.N, a.Qualifier, a.Unit, at(a.At))
		}
		fmt.Fprintf(&b, "  mode %s %s\n", e.Mode.Value, e.Mode.Basis)
	}
	for _, p := range f.Persons {
		fmt.Fprintf(&b, "person %s vi=%s ranks=%v parts=%v\n", p.Name, p.NameVi, p.Ranks, p.Parts)
		for _, r := range p.Roles {
			fmt.Fprintf(&b, "  %s", r.Post)
			for _, where := range r.At {
				fmt.Fprintf(&b, "; %s", at(where))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
