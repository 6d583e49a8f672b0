package server

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"khotin/internal/calendar"
	"khotin/internal/event"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// asking is a Calendar that remembers what it was asked.
type asking struct {
	almanac
	last calendar.Filter
}

func (a *asking) Events(ctx context.Context, f calendar.Filter) ([]calendar.Event, error) {
	a.last = f
	return a.almanac.Events(ctx, f)
}

func TestEventFilters(t *testing.T) {
	a := &asking{almanac: sampleCalendar()}
	h := newHandler(t, Options{Calendar: a})
	for target, want := range map[string]calendar.Filter{
		"":                              {Limit: 50},
		"from=2024&to=2024-08":          {From: "2024", To: "2024-08", Limit: 50},
		"from=2024-08-06&to=2024-08-06": {From: "2024-08-06", To: "2024-08-06", Limit: 50},
		"from=2024-08-06&to=2024":       {From: "2024-08-06", To: "2024", Limit: 50},
		"place=" + url.QueryEscape("tỉnh Nghệ An") + "&limit=500": {Province: "nghean", Limit: 500},
		"place=NGHE+AN":                         {Province: "nghean", Limit: 50},
		"type=Training&lang=fr-CA":              {Kind: "training", Lang: lang.French, Limit: 50},
		"host=+Ban++Dan+van+&person=mai+hoa":    {Host: "Ban Dan van", Person: "mai hoa", Limit: 50},
		"document=04-NQ/TU&attendance_min=1000": {Document: "04-NQ/TU", MinAttendance: 1000, Limit: 50},
	} {
		w := get(h, "/api/v1/events?"+target)
		if diff := cmp.Diff(want, a.last); w.Code != http.StatusOK || diff != "" {
			t.Errorf("%s: %d, filter (-want +got):\n%s", target, w.Code, diff)
		}
	}
}

func TestWrongEventFilters(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{
		"from=yesterday":                    "not a day",
		"from=2024-08-06T10:00:00%2B07:00":  "not a day",
		"from=2025&to=2024":                 "first day lies after",
		"place=Nge+An":                      "The nearest is Nghệ An",
		"place=" + strings.Repeat("x", 201): "at most 200",
		"type=trainings":                    "The nearest is training",
		"lang=de":                           "not a language",
		"limit=501":                         "1 to 500",
		"limit=0":                           "1 to 500",
		"attendance_min=many":               "1 to 1000000",
		"kind=training":                     "There is no parameter",
		"host=a&host=b":                     "more than once",
	} {
		w := get(h, "/api/v1/events?"+target)
		if w.Code != http.StatusBadRequest || !strings.Contains(decode[problem](t, w).Detail, want) {
			t.Errorf("%s: %d %s, want %q", target, w.Code, w.Body, want)
		}
		if strings.HasPrefix(target, "kind=") {
			continue // a page passes over names it does not know
		}
		page := get(h, "/events?ui=en&"+target)
		checkHTML(t, target, page.Body.Bytes())
		if page.Code != http.StatusBadRequest || !strings.Contains(page.Body.String(), `role="alert"`) {
			t.Errorf("page %s: %d", target, page.Code)
		}
	}
}

func TestEventsAnswer(t *testing.T) {
	w := get(newHandler(t, Options{}), "/api/v1/events?from=2024")
	body := decode[struct{ Events []calendar.Event }](t, w)
	if diff := cmp.Diff([]calendar.Event{sampleCalendar()[0].Event}, body.Events); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := []string{`</openapi.json#/components/schemas/Events>; rel="describedby"; type="application/json"`, `</events?from=2024>; rel="alternate"; type="text/html"`}
	if diff := cmp.Diff(want, w.Header().Values("Link")); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	one := decode[calendar.Detail](t, get(newHandler(t, Options{}), "/api/v1/events/"+trainingID))
	if diff := cmp.Diff(sampleCalendar()[0], one); diff != "" {
		t.Errorf("one event (-want +got):\n%s", diff)
	}
}

func TestEventListsAreNeverNull(t *testing.T) {
	h := newHandler(t, Options{
		Calendar: almanac{{Event: calendar.Event{ID: "x"}}, {Event: calendar.Event{ID: "y"}}},
		Reader:   shelf{idOf(1): {storedWith(event.Person{Name: "A", Roles: []event.Role{{Post: "B"}}})}},
	})
	for _, target := range []string{"/api/v1/events", "/api/v1/events/x", "/api/v1/events?from=2024", "/api/v1/articles/" + idOf(1)} {
		if w := get(h, target); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "null") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
}

func TestServerWithoutEvents(t *testing.T) {
	h := newHandler(t, Options{Calendar: noCalendar{}})
	for _, target := range []string{"/api/v1/events", "/api/v1/events/x", "/events", "/events/x", "/events/" + strings.Repeat("x", 300)} {
		if w := get(h, target); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", target, w.Code)
		}
	}
	if page := get(h, "/articles/"+idOf(1)).Body.String(); strings.Contains(page, "/events") {
		t.Error("the record leads to events that are not there")
	}
}

// TestEveryKindHasAName holds the kinds offered, and their names, against the
// table that events are read with.
func TestEveryKindHasAName(t *testing.T) {
	table, err := os.ReadFile("../internal/event/tables/kinds.tsv")
	if err != nil {
		t.Fatal(err)
	}
	kinds := []string{event.Issuing}
	for line := range strings.Lines(string(table)) {
		if f := strings.Split(line, "\t"); len(f) == 4 && !strings.HasPrefix(line, "#") && f[0] != "class" && f[0] != "none" {
			kinds = append(kinds, f[1])
		}
	}
	slices.Sort(kinds)
	if diff := cmp.Diff(slices.Compact(kinds), slices.Sorted(slices.Values(eventKinds()))); diff != "" {
		t.Errorf("kinds of the table (-) and of the form (+):\n%s", diff)
	}
	keys := []string{"qualifier.exact", "qualifier.approx_below", "qualifier.more_than", "qualifier.about", "mode.in_person", "mode.online", "mode.mixed"}
	for _, kind := range eventKinds() {
		keys = append(keys, "kind."+kind)
	}
	for _, fact := range factNames() {
		keys = append(keys, "events.fact."+fact)
	}
	for _, part := range []event.Part{event.Chair, event.Opener, event.Closer, event.Signer, event.Lecturer, event.Speaker, event.Guest, event.Photographer} {
		keys = append(keys, "part."+string(part))
	}
	for part := lang.Morning; part <= lang.Night; part++ {
		keys = append(keys, "daypart."+part.String())
	}
	for _, key := range keys {
		if !newSite(t).locales.english().Has(key) {
			t.Errorf("no catalog has %s", key)
		}
	}
}

func TestAttendanceInWords(t *testing.T) {
	ls := newSite(t).locales
	for _, c := range []struct {
		n               int
		qualifier, unit string
		want            map[lang.Tag]string
	}{
		{300, "approx_below", "delegates", map[lang.Tag]string{"vi": "gần 300 đại biểu", "fr": "près de 300 délégués", "ro": "aproape 300 de delegați", "en": "nearly 300 delegates"}},
		{1, "exact", "trainees", map[lang.Tag]string{"vi": "1 học viên", "fr": "1 stagiaire", "ro": "1 cursant", "en": "1 trainee"}},
		{1200, "more_than", "", map[lang.Tag]string{"vi": "hơn 1.200 người", "fr": "plus de 1\u00a0200 personnes", "ro": "peste 1.200 de persoane", "en": "more than 1,200 people"}},
		{105, "about", "dancers", map[lang.Tag]string{"vi": "khoảng 105 người", "fr": "environ 105 personnes", "ro": "circa 105 persoane", "en": "about 105 people"}},
		{20, "some", "members", map[lang.Tag]string{"vi": "20 đoàn viên, hội viên", "fr": "20 membres", "ro": "20 de membri", "en": "20 members"}},
		{0, "exact", "members", map[lang.Tag]string{"vi": "", "fr": "", "ro": "", "en": ""}},
	} {
		for tag, want := range c.want {
			if got := attendance(ls.by(tag), c.n, c.qualifier, c.unit); got != want {
				t.Errorf("%s: %q, want %q", tag, got, want)
			}
		}
	}
}

// FuzzEventFilter proves that no parameter breaks the list, and that what was
// read and written as parameters is read the same again.
func FuzzEventFilter(f *testing.F) {
	for _, q := range []string{"from=2024&to=2024-08", "place=tinh+nghe+an", "type=training&lang=fr", "host=%FF", "document=04-NQ/TU&attendance_min=300", "limit=-1", "from=--08-06", ";", "person=%00"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		p := readParams(raw, false, eventNames()...)
		filter := p.eventFilter()
		if len(p.wrong) > 0 {
			return
		}
		again := readParams(eventValues(filter).Encode(), true, eventNames()...)
		if diff := cmp.Diff(filter, again.eventFilter()); diff != "" || len(again.wrong) > 0 {
			t.Errorf("%q reads as something else when written: %v\n%s", raw, again.wrong, diff)
		}
	})
}
