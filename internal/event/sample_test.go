package event

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/sample"
)

// sampled is an article of the sample newspaper with what it says.
type sampled struct {
	article sample.Article
	facts   sample.Facts
}

func newspaper(t testing.TB) []sampled {
	t.Helper()
	outlet, err := sample.New()
	if err != nil {
		t.Fatal(err)
	}
	truth, err := sample.Truth()
	if err != nil {
		t.Fatal(err)
	}
	var out []sampled
	for _, a := range outlet.Articles() {
		i := slices.IndexFunc(truth, func(f sample.Facts) bool { return f.ID == a.ID && f.Lang == a.Lang })
		if i < 0 {
			t.Fatalf("article %d (%s) is not in the truth", a.ID, a.Lang)
		}
		out = append(out, sampled{a, truth[i]})
	}
	slices.SortStableFunc(out, func(a, b sampled) int {
		return cmp.Or(cmp.Compare(a.article.ID, b.article.ID), cmp.Compare(a.article.Lang, b.article.Lang))
	})
	return out
}

// fields of an event as the truth of the newspaper writes them.
var fields = []string{"kind", "date", "end", "part of day", "place", "host", "chair", "attendance", "qualifier", "mode"}

func wanted(e *sample.Event) []string {
	if e == nil {
		return make([]string, len(fields))
	}
	return []string{e.Type, e.Date, e.End, e.PartOfDay, e.Place, e.Host, lang.Fold(e.Chair), number(e.Attendance), e.Qualifier, e.Mode}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func had(events []Event) []string {
	if len(events) == 0 || !events[0].Main {
		return make([]string, len(fields))
	}
	e := events[0]
	var hosts []string
	for _, h := range e.Hosts {
		hosts = append(hosts, h.Name)
	}
	out := []string{e.Kind, e.Date.ISO, e.End.ISO, e.Date.Part, e.Place.Province, strings.Join(hosts, " và "), "", "", "", ""}
	if chairs := e.Chairs(); len(chairs) > 0 {
		out[6] = chairs[0]
	}
	if len(e.Attendance) > 0 {
		out[7], out[8] = number(e.Attendance[0].N), e.Attendance[0].Qualifier
	}
	if e.Mode.Stated() {
		out[9] = e.Mode.Value
	}
	return out
}

// TestSampleNewspaper compares every article with what it says and prints the
// figures per field and language.
func TestSampleNewspaper(t *testing.T) {
	right := map[string]int{}
	total := map[string]int{}
	for _, a := range newspaper(t) {
		got, want := had(Events(inputOf(a.article))), wanted(a.facts.Event)
		for i, field := range fields {
			key := field + " " + a.article.Lang
			total[key]++
			if got[i] == want[i] {
				right[key]++
				continue
			}
			t.Errorf("%d %s: %s is %q, want %q", a.article.ID, a.article.Lang, field, got[i], want[i])
		}
	}
	for _, field := range fields {
		line := fmt.Sprintf("%-12s", field)
		for _, tag := range []string{"vi", "fr", "ro"} {
			key := field + " " + tag
			line += fmt.Sprintf("  %s %d/%d", tag, right[key], total[key])
		}
		t.Log(line)
	}
}
