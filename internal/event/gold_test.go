package event

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/lang"
	"khotin/internal/testkit"
)

// goldSpan is a stretch of a seed file, in bytes.
type goldSpan struct {
	Surface string
	Start   int `json:"byte_start"`
	End     int `json:"byte_end"`
}

type goldEvent struct {
	Main bool
	Type struct{ Surface, Norm string }
	Date *struct {
		goldSpan
		ISO  string
		Part string `json:"part_of_day"`
	}
	Span *struct {
		End string `json:"iso_end"`
	}
	Place      *struct{ Norm string }
	Host       *struct{ Norm string }
	Opened     []string `json:"opened_by"`
	Signed     []string `json:"signed_by"`
	Attendance []struct {
		goldSpan
		N               int
		Qualifier, Unit string
	}
	Documents []string
	Mode      string
}

type goldPerson struct {
	ID, Key, Part string
	Name          goldSpan
	NameVi        *goldSpan `json:"name_vi"`
	Roles         []struct {
		goldSpan
		Norm string
	}
}

type gold struct {
	Lang      string
	Citations []struct {
		ID       string
		Full     goldSpan
		Required bool
		goldSpan
	}
	Events   []goldEvent
	Persons  []goldPerson
	Captions []struct {
		goldSpan
		Lang string
	}
	Page struct {
		Title     goldSpan
		Author    goldSpan
		Published *struct{ ISO string }
		MetaLine  *goldSpan `json:"meta_line"`
		Views     *goldSpan
		Section   *goldSpan
		Date      goldSpan `json:"-"`
	}
	Boilerplate []goldSpan
}

// seedInput lays a seed file out by its gold: headline, captions, and the lines
// between that are neither furniture nor byline.
func seedInput(t *testing.T, file string, g gold) Input {
	t.Helper()
	raw, err := os.ReadFile(testkit.Shared(t, "seeds", file+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	text, tag := string(raw), lang.Tag(g.Lang)
	in := Input{Headline: Text{g.Page.Title.Surface, tag}}
	if g.Page.Published != nil {
		at, err := time.Parse(time.RFC3339, g.Page.Published.ISO)
		if err != nil {
			if at, err = time.Parse(time.DateOnly, g.Page.Published.ISO); err != nil {
				t.Fatal(err)
			}
		}
		in.Published = dayOf(at)
	}
	captions := map[string]lang.Tag{}
	for _, c := range g.Captions {
		captions[strings.TrimSpace(c.Surface)] = lang.Tag(c.Lang)
	}
	lead := g.Page.Title.End
	at := 0
	for line := range strings.Lines(text) {
		start := at
		at += len(line)
		line = strings.TrimPrefix(strings.TrimSpace(line), "Français ")
		tag, caption := captions[line]
		switch {
		case line == "" || start < lead || line == g.Page.Title.Surface:
		case caption:
			in.Captions = append(in.Captions, Text{line, tag})
		case strings.HasPrefix(line, g.Page.Author.Surface), g.Page.MetaLine != nil && line == g.Page.MetaLine.Surface,
			len(strings.Fields(line)) < 8:
		default:
			in.Paragraphs = append(in.Paragraphs, Text{line, lang.Tag(g.Lang)})
		}
	}
	return cite(in)
}

var goldFiles = []string{"000_db72eea1ebc4f629", "002_15569707f533df5d", "004_c4602a15aaec68fa"}

func readGold(t *testing.T, file string) gold {
	t.Helper()
	raw, err := os.ReadFile(testkit.Shared(t, "gold", file+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var g gold
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// goldKinds maps the names of the gold files to ours.
func goldKind(norm string) string {
	if norm == "document_issued" {
		return Issuing
	}
	return strings.TrimSuffix(norm, "_conference")
}

func TestGoldEvents(t *testing.T) {
	right, total, counted, counts := 0, 0, 0, 0
	check := func(ok bool, format string, args ...any) {
		t.Helper()
		if total++; ok {
			right++
			return
		}
		t.Errorf(format, args...)
	}
	for _, file := range goldFiles {
		g := readGold(t, file)
		facts := Read(seedInput(t, file, g))
		check(len(facts.Events) == len(g.Events), "%s: %d events, want %d", file, len(facts.Events), len(g.Events))
		for i, want := range g.Events[:min(len(g.Events), len(facts.Events))] {
			got := facts.Events[i]
			check(got.Main == want.Main, "%s: main is %v", file, got.Main)
			check(got.Kind == goldKind(want.Type.Norm), "%s: kind is %s, want %s", file, got.Kind, want.Type.Norm)
			check(got.Surface.Surface == want.Type.Surface, "%s: surface is %q, want %q", file, got.Surface.Surface, want.Type.Surface)
			var iso, part, printed, end, place, host string
			if want.Date != nil {
				iso, part, printed = want.Date.ISO, want.Date.Part, want.Date.Surface
			}
			if want.Span != nil {
				end = want.Span.End
			}
			if want.Place != nil {
				place = want.Place.Norm
			}
			if want.Host != nil {
				host = want.Host.Norm
			}
			check(got.Date.ISO == iso && got.Date.Part == part, "%s: date is %+v, want %s", file, got.Date, iso)
			check(got.Date.At.Surface == printed, "%s: date printed %q, want %q", file, got.Date.At.Surface, printed)
			check(got.End.ISO == end, "%s: end is %s, want %s", file, got.End.ISO, end)
			check(got.Place.Name == place, "%s: place is %+v, want %s", file, got.Place, place)
			name := ""
			if len(got.Hosts) > 0 {
				name = got.Hosts[0].Name
			}
			check(name == host && len(got.Hosts) <= 1, "%s: hosts are %+v, want %s", file, got.Hosts, host)
			check(len(got.Attendance) == len(want.Attendance), "%s: attendance is %+v", file, got.Attendance)
			for _, a := range want.Attendance {
				qualifier := strings.TrimSuffix(a.Qualifier, "_in_title")
				found := slices.ContainsFunc(got.Attendance, func(b Attendance) bool {
					return b.N == a.N && b.Qualifier == qualifier && b.Unit == a.Unit && b.At.Surface == a.Surface
				})
				if counts++; found {
					counted++
				}
				check(found, "%s: attendance %q is missing in %+v", file, a.Surface, got.Attendance)
			}
			check(got.Mode.Value == want.Mode, "%s: mode is %+v, want %s", file, got.Mode, want.Mode)
			check(len(got.Documents) == len(want.Documents), "%s: documents are %v, want %v", file, got.Documents, want.Documents)
		}
	}
	testkit.Figure(t, "seeds: attendance figures", fmt.Sprintf("%d/%d", counted, counts), "all", "")
	testkit.Figure(t, "seeds: facts of events", fmt.Sprintf("%d/%d", right, total), "all", "")
}

func TestGoldPersons(t *testing.T) {
	right, total := 0, 0
	check := func(ok bool, format string, args ...any) {
		t.Helper()
		if total++; ok {
			right++
			return
		}
		t.Errorf(format, args...)
	}
	parts := map[string]Part{"opening speech": Opener, "lecturer": Lecturer, "signatory": Signer, "speaker": Speaker,
		"photo credit and (translated) byline": Photographer}
	for _, file := range goldFiles {
		g := readGold(t, file)
		persons := Persons(seedInput(t, file, g))
		check(len(persons) == len(g.Persons), "%s: %d persons, want %d: %+v", file, len(persons), len(g.Persons), persons)
		for _, want := range g.Persons {
			i := slices.IndexFunc(persons, func(p Person) bool { return p.Key == want.Key })
			check(i >= 0, "%s: %s is missing", file, want.Key)
			if i < 0 {
				continue
			}
			got := persons[i]
			vi := ""
			if want.NameVi != nil {
				vi = want.NameVi.Surface
			}
			check(got.Name == want.Name.Surface && got.NameVi == vi, "%s: %s is %q, want %q", want.Key, got.Name, got.NameVi, vi)
			check(len(got.Parts) > 0 && got.Parts[0] == parts[want.Part], "%s: parts are %v, want %s", want.Key, got.Parts, want.Part)
			for _, r := range want.Roles {
				check(slices.ContainsFunc(got.Roles, func(have Role) bool {
					return (r.Norm == "" || have.Post == r.Norm) &&
						slices.ContainsFunc(have.At, func(p Passage) bool { return p.Surface == r.Surface })
				}), "%s: post %q (%s) is missing in %+v", want.Key, r.Surface, r.Norm, got.Roles)
			}
		}
	}
	testkit.Figure(t, "seeds: facts of persons", fmt.Sprintf("%d/%d", right, total), "all", "")
}
