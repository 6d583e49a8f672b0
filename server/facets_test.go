package server

import (
	"net/url"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

func TestFacetsAreOrderedAndNamed(t *testing.T) {
	s := newSite(t)
	ask := search{values: url.Values{"q": {"x"}, "event": {"training"}, "from": {"2024-01-01"}, "to": {"2024-12-31"}}}
	found := map[string][]query.Bucket{
		"event": {{Value: "training", Count: 2}, {Value: "parade", Count: 1}}, "lang": {{Value: "fr", Count: 3}, {Value: "", Count: 9}},
		"year": {{Value: "2024", Count: 4}, {Value: "none", Count: 1}}, "concept": {{Value: "dan_van", Label: "dân vận", Count: 5}},
		"place": {{Value: "nghean", Count: 6}, {Value: "atlantis", Count: 1}}, "month": {{Value: "2024-08", Count: 7}}, "moon": {{Value: "full", Count: 8}},
		"section": {{Value: "", Count: 3}},
	}
	type line struct {
		Facet, Label string
		Lang         lang.Tag
		On           bool
	}
	var got []line
	for _, f := range s.facets(s.locales.by(lang.French), ask, found) {
		for _, c := range f.Choices {
			got = append(got, line{f.Name, c.Label, c.Lang, c.On})
		}
	}
	want := []line{
		{"lang", "français", "", false}, {"year", "2024", "", true},
		{"place", "Nghệ An", "vi", false}, {"place", "atlantis", "", false},
		{"event", "formation", "", true}, {"event", "parade", "", false}, {"concept", "dân vận", "", false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEveryFilterHasItsOwnList proves that no two filters share a list, and
// that a search written as parameters keeps each of them.
func TestEveryFilterHasItsOwnList(t *testing.T) {
	var f query.Filter
	for _, name := range filterNames() {
		*namesOf(&f, name) = append(*namesOf(&f, name), name)
	}
	s := search{Filter: f, Query: query.Query{Limit: defaultLimit, Sort: query.ByScore, Explain: true, GroupBy: query.ByStory}}
	want := url.Values{"explain": {"1"}, "group": {"story"}}
	for _, name := range filterNames() {
		want.Set(name, name)
	}
	if diff := cmp.Diff(want, s.canonical()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if narrows(query.Filter{}) || !narrows(f) || !narrows(query.Filter{Group: "x"}) {
		t.Error("a filter that leaves nothing out narrows, or one that does is said not to")
	}
}
