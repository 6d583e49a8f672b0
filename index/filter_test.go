package index

import (
	"slices"
	"testing"

	"khotin/internal/article"
	"khotin/internal/concept"
	"khotin/internal/docref"
	"khotin/internal/event"

	"github.com/google/go-cmp/cmp"
)

// expect lists the ids of the articles for which keep is true.
func expect(list []article.Stored, keep func(article.Stored) bool) []string {
	want := []string{}
	for _, s := range list {
		if keep(s) {
			want = append(want, s.ID)
		}
	}
	slices.Sort(want)
	return want
}

func hasConcept(s article.Stored, id string) bool {
	for b := range s.Blocks() {
		if slices.ContainsFunc(concept.Find(b.Text, b.Lang), func(m concept.Match) bool { return m.ID == id }) {
			return true
		}
	}
	return false
}

func TestFilters(t *testing.T) {
	ix := open(t, t.TempDir())
	list := newspaper(t)
	put(t, ix, list...)
	cites := func(s article.Stored, keep func(article.Citation) bool) bool {
		return slices.ContainsFunc(s.Citations, keep)
	}
	person := list[0].Persons[0]
	for _, s := range list {
		if len(s.Persons) > 0 {
			person = s.Persons[0]
		}
	}
	cited := ""
	for _, s := range list {
		for _, c := range s.Citations {
			if c.Canonical != "" {
				cited = c.Canonical
			}
		}
	}
	for _, tt := range []struct {
		text string
		keep func(article.Stored) bool
	}{
		{"section:" + list[0].Section, func(s article.Stored) bool { return s.Section == list[0].Section }},
		{`author:"` + list[3].Byline + `"`, func(s article.Stored) bool { return s.Byline == list[3].Byline }},
		{`person:"` + person.Name + `"`, func(s article.Stored) bool {
			return slices.ContainsFunc(s.Persons, func(p event.Person) bool { return p.Key == person.Key })
		}},
		{"place:nghean", func(s article.Stored) bool {
			return slices.ContainsFunc(s.Events, func(e event.Event) bool { return e.Place.Province == "nghean" })
		}},
		{"event:training", func(s article.Stored) bool {
			return slices.ContainsFunc(s.Events, func(e event.Event) bool { return e.Kind == "training" })
		}},
		{"type:NQ", func(s article.Stored) bool {
			return cites(s, func(c article.Citation) bool { return c.Type == "nghi-quyet" })
		}},
		{"doc:" + cited, func(s article.Stored) bool {
			return cites(s, func(c article.Citation) bool { return c.Canonical == cited || c.Key == docref.Key(cited) })
		}},
		{"group:" + list[0].Group, func(s article.Stored) bool { return s.Group == list[0].Group }},
		{"concept:dan_van_kheo lang:fr", func(s article.Stored) bool { return s.Lang == "fr" && hasConcept(s, "dan_van_kheo") }},
	} {
		got := ids(findAll(t, ix, tt.text))
		slices.Sort(got)
		want := expect(list, tt.keep)
		if len(want) == 0 || len(want) == len(list) {
			t.Errorf("%s: the newspaper has %d such articles: no test", tt.text, len(want))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}
