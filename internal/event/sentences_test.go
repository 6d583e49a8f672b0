package event

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/lang"
)

// reported is an article of testdata/<language>.txt and what it reports.
type reported struct {
	line  int
	in    Input
	wants map[string]string // by fact; "none" if it reports nothing
}

func readReported(t *testing.T, tag lang.Tag) []reported {
	t.Helper()
	path := filepath.Join("testdata", string(tag)+".txt")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []reported
	var published lang.Date
	next := reported{}
	line := 0
	for text := range strings.Lines(string(raw)) {
		line++
		text = strings.TrimSpace(text)
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(text, "@"):
			if _, err := fmt.Sscanf(text, "@ %4d-%2d-%2d", &published.Year, &published.Month, &published.Day); err != nil {
				t.Fatalf("%s:%d: %v", path, line, err)
			}
			published.Precision = lang.DayPrecision
		case strings.HasPrefix(text, "="):
			next.in.Published = published
			next.in = cite(next.in)
			next.line, next.wants = line, map[string]string{}
			for fact := range strings.SplitSeq(strings.TrimPrefix(text, "="), ";") {
				name, value, _ := strings.Cut(fact, ":")
				next.wants[strings.TrimSpace(name)] = strings.TrimSpace(value)
			}
			out = append(out, next)
			next = reported{}
		case strings.HasPrefix(text, "H: "):
			next.in.Headline = Text{strings.TrimPrefix(text, "H: "), tag}
		case next.in.Lead.Text == "":
			next.in.Lead = Text{text, tag}
		default:
			next.in.Paragraphs = append(next.in.Paragraphs, Text{text, tag})
		}
	}
	return out
}

// summary writes the facts of the main event as the files do.
func summary(events []Event) map[string]string {
	if len(events) == 0 {
		return map[string]string{"none": ""}
	}
	e := events[0]
	var hosts []string
	for _, h := range e.Hosts {
		hosts = append(hosts, h.Name)
	}
	out := map[string]string{
		"kind": e.Kind, "date": e.Date.ISO, "end": e.End.ISO, "part": e.Date.Part, "place": e.Place.Province,
		"host": strings.Join(hosts, " + "),
	}
	if len(e.Attendance) > 0 {
		a := e.Attendance[0]
		out["n"] = fmt.Sprint(a.N, " ", a.Qualifier, " ", a.Unit)
	}
	if e.Mode.Stated() {
		out["mode"] = e.Mode.Value
	}
	for _, part := range []Part{Chair, Opener, Closer, Signer} {
		out[string(part)] = strings.Join(e.Who(part), " + ")
	}
	return out
}

// TestReports checks what is read from own sentences in the three languages:
// every fact listed, and no other.
func TestReports(t *testing.T) {
	for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian} {
		cases := readReported(t, tag)
		if len(cases) < 40 {
			t.Errorf("%s: %d cases, want at least 40", tag, len(cases))
		}
		right, total := 0, 0
		for _, c := range cases {
			events := Events(c.in)
			got := summary(events)
			if who, ok := c.wants[string(Guest)]; ok && len(events) > 0 {
				got[string(Guest)] = strings.Join(events[0].Who(Guest), " + ")
				_ = who
			}
			for fact := range union(c.wants, got) {
				want, wanted := c.wants[fact]
				have, had := got[fact]
				if total++; want == have && (wanted == had || want == "" && fact != "none") {
					right++
					continue
				}
				t.Errorf("%s.txt:%d: %s is %q, want %q\n\t%s", tag, c.line, fact, have, want, c.in.Lead.Text)
			}
		}
		t.Logf("%s: %d articles, %d of %d facts", tag, len(cases), right, total)
	}
}

func union(a, b map[string]string) map[string]bool {
	all := map[string]bool{}
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	return all
}
