package server

import (
	"strings"
	"testing"

	"khotin/internal/calendar"
	"khotin/internal/docref"
	"khotin/internal/event"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func TestEndsOfPeriods(t *testing.T) {
	for iso, want := range map[string][2]string{
		"":           {"", ""},
		"2024":       {"2024-01-01", "2024-12-31"},
		"2024-02":    {"2024-02-01", "2024-02-29"},
		"2023-02":    {"2023-02-01", "2023-02-28"},
		"2024-12":    {"2024-12-01", "2024-12-31"},
		"2024-08-06": {"2024-08-06", "2024-08-06"},
		"--08-06":    {"", ""},
	} {
		if got := [2]string{firstOf(iso), lastOf(iso)}; got != want {
			t.Errorf("%q goes from %q, want %q", iso, got, want)
		}
	}
}

func TestPlaceNames(t *testing.T) {
	for _, c := range []struct{ province, name, want string }{
		{"nghean", "", "Nghệ An"},
		{"nghean", "Nghệ An", "Nghệ An"},
		{"nghean", "Nghe An", "Nghệ An"},
		{"nghean", "huyện Đô Lương", "huyện Đô Lương, Nghệ An"},
		{"", "Vinh", "Vinh"},
		{"atlantis", "Vinh", "Vinh"},
		{"", "", ""},
	} {
		if got := placeName(c.province, c.name); got != c.want {
			t.Errorf("%q in %q is %q, want %q", c.name, c.province, got, c.want)
		}
	}
}

// TestNearestProvince types every province with one slip.
func TestNearestProvince(t *testing.T) {
	for _, p := range docref.Provinces("") {
		typed := p.Name + "z"
		if got := nearestProvince(typed); got != p.Name {
			t.Errorf("%q is nearest to %s", typed, got)
		}
	}
}

func TestEventViewNamesWhatIsThere(t *testing.T) {
	f := frame{L: newSite(t).locales.english(), UI: "en"}
	bare := newEventView(f, calendar.Event{ID: "meeting-x", Kind: "parade", Date: "--08-06", PartOfDay: "dusk"})
	if bare.Headline.Text != "meeting-x" || bare.Kind != "parade" || !bare.When.IsZero() || bare.Part != "dusk" || bare.Attendance != "" {
		t.Errorf("%+v", bare)
	}
	named := newEventView(f, calendar.Event{ID: "x", Name: "Hội thi Dân vận khéo", Langs: []lang.Tag{lang.French}})
	if named.Headline != (quote{"Hội thi Dân vận khéo", lang.Vietnamese}) {
		t.Errorf("the name is the headline in %+v: its language is its own", named.Headline)
	}
	told := newEventView(f, calendar.Event{ID: "x", Headline: "Une fête", Langs: []lang.Tag{lang.French}, Date: "2024-08-06", End: "2024-08-06"})
	if told.Headline.Lang != lang.French || !told.Until.IsZero() {
		t.Errorf("%+v", told)
	}
	if long := newEventView(f, calendar.Event{Date: "2024-08-06", End: "2024-08-08"}); long.Until.String() != "2024-08-08" {
		t.Errorf("until %s", long.Until)
	}
}

func TestSayJoinsEqualValues(t *testing.T) {
	var v eventDetailView
	v.say("host", 1, saidView{Text: "Ban Dân vận"})
	v.say("host", 2, saidView{Text: "ban dan van"})
	v.say("host", 2, saidView{Text: "Ban Dân vận"})
	v.say("host", 3, saidView{Text: "Hội Nông dân"})
	v.say("host", 3, saidView{})
	v.say("chair", 3, saidView{Text: "Mai Hoa"})
	want := []factView{
		{Name: "host", Values: []saidView{{Text: "Ban Dân vận", By: []int{1, 2}}, {Text: "Hội Nông dân", By: []int{3}}}},
		{Name: "chair", Values: []saidView{{Text: "Mai Hoa", By: []int{3}}}},
	}
	if diff := cmp.Diff(want, v.Facts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnsaidIsNotSaid(t *testing.T) {
	v := eventDetailView{frame: frame{L: newSite(t).locales.english()}}
	v.addFacts(1, event.Event{Kind: "meeting", Mode: event.Mode{Value: "in_person", Basis: event.Assumed}, Date: event.Date{ISO: "--08-06"}, Documents: []string{"257-kh"}}, false)
	var said []string
	for _, f := range v.Facts {
		said = append(said, f.Name+": "+f.Values[0].Text+f.Values[0].Href)
	}
	if diff := cmp.Diff([]string{"kind: meeting", "date: --08-06", "document: 257-kh"}, said); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if words := wordsOf(event.Event{}); len(words) != 0 {
		t.Errorf("words of nothing: %v", words)
	}
}

// TestFactsHaveAnOrder proves that the table does not depend on which report
// comes first.
func TestFactsHaveAnOrder(t *testing.T) {
	late := calendar.Report{Article: idOf(1), Event: event.Event{Kind: "meeting", Attendance: []event.Attendance{{N: 5, Qualifier: "exact"}}}}
	early := calendar.Report{Article: idOf(2), Event: event.Event{Kind: "meeting", Place: event.Place{Province: "nghean"}, Date: event.Date{ISO: "2024-08-06"}}}
	d := calendar.Detail{Event: calendar.Event{ID: "x", Disagree: []string{"date"}}, Reports: []calendar.Report{late, early}}
	v := newSite(t).newEventDetailView(frame{L: newSite(t).locales.english()}, d)
	var names []string
	for _, f := range v.Facts {
		names = append(names, f.Name)
		if f.Differ != (f.Name == "date") {
			t.Errorf("%s differs: %v", f.Name, f.Differ)
		}
	}
	if got := strings.Join(names, " "); got != "kind date place attendance" {
		t.Errorf("facts in the order %s", got)
	}
}
