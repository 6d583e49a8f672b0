package calendar

import (
	"math/rand/v2"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func told(id string, tag lang.Tag, kind, day, province string, attendance int) Report {
	r := Report{Article: id, Lang: tag, Headline: id, Published: article.At(time.Date(2025, 3, 14, 0, 0, 0, 0, article.Hanoi), article.Day)}
	r.Event = event.Event{Kind: kind, Main: true, Date: event.Date{ISO: day}, Place: event.Place{Province: province, Name: province}}
	if attendance > 0 {
		r.Event.Attendance = []event.Attendance{{N: attendance, Qualifier: "exact"}}
	}
	return r
}

func TestGroupDoesNotDependOnOrder(t *testing.T) {
	reports := []Report{
		told("a", "vi", "training", "2025-03-12", "nghean", 300),
		told("b", "fr", "training", "2025-03-12", "nghean", 300),
		told("c", "ro", "training", "2025-03-12", "", 300), // joins a by its attendance
		told("d", "vi", "training", "2025-03-12", "thanhhoa", 150),
		told("e", "fr", "training", "2025-03-12", "", 80),       // fits nobody
		told("f", "vi", "training", "", "nghean", 300),          // no day: its own
		told("g", "vi", "contest", "2025-03-12", "hatinh", 500), // another kind and place
	}
	want := map[string]int{"training-2025-03-12-nghean": 3, "training-2025-03-12-thanhhoa": 1, "training-2025-03-12-e": 1, "training-f": 1, "contest-2025-03-12-hatinh": 1}
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 30 {
		got := map[string]int{}
		for _, g := range Group(reports) {
			d := Merge(g)
			got[d.ID] = d.Articles
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("events (-want +got):\n%s", diff)
		}
		rnd.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
	}
}

func TestTwoFittingEventsLeaveAReportAlone(t *testing.T) {
	groups := Group([]Report{
		told("a", "vi", "training", "2025-03-12", "nghean", 300),
		told("b", "vi", "training", "2025-03-12", "thanhhoa", 300),
		told("c", "fr", "training", "2025-03-12", "", 300),
	})
	if len(groups) != 3 {
		t.Errorf("%d events; a report that may belong to two must belong to neither", len(groups))
	}
}

func TestMergeBelievesTheOriginal(t *testing.T) {
	fr, vi := told("fr", "fr", "training", "2025-03-12", "nghean", 320), told("vi", "vi", "training", "2025-03-12", "nghean", 300)
	fr.Event.Mode = event.Mode{Value: "online"}
	d := Merge([]Report{fr, vi})
	if d.Attendance != 300 || d.Headline != "vi" || d.Mode != "online" {
		t.Errorf("%+v: want the original's facts, completed by the translation's", d.Event)
	}
	if diff := cmp.Diff([]string{"attendance"}, d.Disagree); diff != "" {
		t.Errorf("disagreements (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]lang.Tag{"vi", "fr"}, d.Langs); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
}

func TestFilter(t *testing.T) {
	r := told("a", "vi", "training", "2025-03-12", "nghean", 300)
	r.Event.End = event.Date{ISO: "2025-03-13"}
	r.Event.Hosts = []event.Host{{Name: "Ban Dân vận Tỉnh ủy Nghệ An"}}
	r.Event.Documents = []string{"4-nq-tu@nghean:2021-11-19"}
	r.Event.People = []event.Played{{Part: event.Chair, Key: "le hong vinh", Name: "Lê Hồng Vinh"}}
	d := Merge([]Report{r})
	for name, tt := range map[string]struct {
		f    Filter
		want bool
	}{
		"nothing asked":     {Filter{}, true},
		"second day":        {Filter{From: "2025-03-13"}, true},
		"too late":          {Filter{From: "2025-03-14"}, false},
		"year":              {Filter{From: "2025", To: "2025"}, true},
		"host without mark": {Filter{Host: "dan van"}, true},
		"other host":        {Filter{Host: "mat tran"}, false},
		"number":            {Filter{Document: "NQ 04 TU"}, true},
		"identity":          {Filter{Document: "4-nq-tu@nghean:2021-11-19"}, true},
		"other number":      {Filter{Document: "05-NQ/TU"}, false},
		"no number":         {Filter{Document: "dân vận"}, false},
		"person":            {Filter{Person: "Lê Hồng Vinh"}, true},
		"other person":      {Filter{Person: "Mai Hoa"}, false},
		"attendance":        {Filter{MinAttendance: 301}, false},
		"language":          {Filter{Lang: "fr"}, false},
	} {
		if got := tt.f.Fits(d); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
