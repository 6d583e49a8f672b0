package event

import (
	"slices"
	"strings"
	"testing"

	"khotin/internal/lang"
)

// TestTranslationsShareOneEvent checks that the language versions of a story
// get one key and that different stories never do.
func TestTranslationsShareOneEvent(t *testing.T) {
	type version struct {
		id    int
		event Event
	}
	var versions []version
	for _, a := range newspaper(t) {
		if events := Events(inputOf(a.article)); len(events) > 0 {
			versions = append(versions, version{a.article.ID, events[0]})
		}
	}
	pairs := 0
	for i, a := range versions {
		for _, b := range versions[i+1:] {
			pairs++
			same := a.id == b.id
			if (a.event.Key() == b.event.Key()) != same || Same(a.event, b.event) != same || Same(b.event, a.event) != same {
				t.Errorf("stories %d and %d: keys %q and %q, same %v", a.id, b.id, a.event.Key(), b.event.Key(), Same(a.event, b.event))
			}
		}
	}
	t.Logf("%d versions, %d pairs", len(versions), pairs)
}

func TestSame(t *testing.T) {
	base := Event{Kind: "training", Date: Date{ISO: "2024-08-06"}, Place: Place{Province: "nghean"}, Attendance: []Attendance{{N: 300}}}
	with := func(change func(*Event)) Event {
		e := base
		change(&e)
		return e
	}
	tests := []struct {
		name  string
		other Event
		want  bool
	}{
		{"itself", base, true},
		{"other attendance, corrected later", with(func(e *Event) { e.Attendance = []Attendance{{N: 320}} }), true},
		{"second of two days", with(func(e *Event) { e.Date.ISO, e.End.ISO = "2024-08-05", "2024-08-06" }), true},
		{"other day", with(func(e *Event) { e.Date.ISO = "2024-08-07" }), false},
		{"other province", with(func(e *Event) { e.Place.Province = "hatinh" }), false},
		{"province unknown, same attendance", with(func(e *Event) { e.Place = Place{} }), true},
		{"province and attendance unknown", with(func(e *Event) { e.Place, e.Attendance = Place{}, nil }), false},
		{"other kind, same attendance", with(func(e *Event) { e.Kind = "review" }), true},
		{"other kind, other attendance", with(func(e *Event) { e.Kind, e.Attendance = "review", nil }), false},
		{"other kind, unknown province", with(func(e *Event) { e.Kind, e.Place = "review", Place{} }), false},
		{"no year", with(func(e *Event) { e.Date.ISO = "--08-06" }), false},
		{"no day", with(func(e *Event) { e.Date = Date{} }), false},
	}
	for _, tt := range tests {
		if got := Same(base, tt.other); got != tt.want {
			t.Errorf("%s: Same is %v", tt.name, got)
		}
	}
	if (Event{Kind: "review", Date: Date{ISO: "2024-08"}}).Key() != "" {
		t.Error("a month is no key")
	}
}

func TestYearWithoutPublication(t *testing.T) {
	in := Input{Lead: Text{"Le matin du 30 décembre, le Comité provincial du Parti de Son La a tenu une conférence pour résumer l'année 2024.", lang.French}}
	e := Events(in)
	if len(e) != 1 || e[0].Date.ISO != "2024-12-30" || e[0].Date.Basis != ByText || e[0].Date.Confidence > 0.7 {
		t.Errorf("events are %+v", e)
	}
	in.Lead.Text = "Le matin du 30 décembre, le Comité provincial du Parti de Son La a tenu une conférence."
	if e := Events(in); len(e) != 1 || e[0].Date.ISO != "--12-30" || e[0].Key() != "" {
		t.Errorf("events are %+v", e)
	}
}

// TestPostsAgreeAcrossLanguages checks that a translation gives its people the
// Vietnamese posts of the original.
func TestPostsAgreeAcrossLanguages(t *testing.T) {
	type holder struct {
		story int
		key   string
	}
	posts := map[holder]string{}
	agree, total := 0, 0
	list := newspaper(t)
	slices.Reverse(list) // Vietnamese first
	for _, a := range list {
		for _, p := range Persons(inputOf(a.article)) {
			var all []string
			for _, r := range p.Roles {
				all = append(all, r.Post)
			}
			slices.Sort(all)
			h, got := holder{a.article.ID, p.Key}, strings.Join(all, "; ")
			want, ok := posts[h]
			if !ok {
				posts[h] = got
				continue
			}
			if total++; got == want {
				agree++
				continue
			}
			t.Errorf("%d %s: %s is %q, in Vietnamese %q", a.article.ID, a.article.Lang, p.Key, got, want)
		}
	}
	t.Logf("%d of %d people hold the same posts in translation", agree, total)
}
