package server

import (
	"context"
	"slices"

	"khotin/internal/calendar"
	"khotin/internal/event"
	"khotin/internal/fault"
	"khotin/internal/lang"
)

// almanac is a Calendar over a list in memory, newest first.
type almanac []calendar.Detail

func (a almanac) Events(_ context.Context, f calendar.Filter) (found []calendar.Event, err error) {
	for _, d := range a {
		if len(found) < f.Limit && f.Fits(d) {
			found = append(found, d.Event)
		}
	}
	return found, nil
}

func (a almanac) Event(_ context.Context, id string) (calendar.Detail, error) {
	for _, d := range a {
		if d.ID == id {
			return d, nil
		}
	}
	return calendar.Detail{}, fault.New(fault.NotFound, "there is no event %q", id)
}

// failingCalendar answers everything with one error.
type failingCalendar struct{ err error }

func (f failingCalendar) Events(context.Context, calendar.Filter) ([]calendar.Event, error) {
	return nil, f.err
}

func (f failingCalendar) Event(context.Context, string) (calendar.Detail, error) {
	return calendar.Detail{}, f.err
}

// trainingID is the event of the sample that two articles report, and that
// they tell differently.
const trainingID = "training-2024-08-06-nghean"

func sampleCalendar() almanac {
	lone := sampleReport(idOf(3), lang.Romanian, "exemple.ro", "O întâlnire", "meeting", "", 0)
	lone.Event.Place, lone.Event.People, lone.Event.Hosts = event.Place{}, nil, nil
	return almanac{
		calendar.Merge([]calendar.Report{
			sampleReport(idOf(1), lang.Vietnamese, "baomau.vn", "Tập huấn công tác <dân vận>", "training", "2024-08-06", 300),
			sampleReport(idOf(2), lang.French, "fr.exemple.vn", "Formation à la mobilisation", "training", "2024-08-06", 350),
		}),
		calendar.Merge([]calendar.Report{sampleReport(idOf(1), lang.Vietnamese, "baomau.vn", "Tổng kết năm 2023", "review", "2023-12-28", 1)}),
		calendar.Merge([]calendar.Report{lone}),
	}
}

func sampleReport(article string, tag lang.Tag, outlet, headline, kind, day string, n int) calendar.Report {
	e := sampleEvent(kind, day, n)
	return calendar.Report{Article: article, Lang: tag, Outlet: outlet, Headline: headline, Published: day2024(8, 7), Event: e}
}

func sampleEvent(kind, day string, n int) event.Event {
	at := func(surface string) event.Passage {
		return event.Passage{Region: event.Paragraph, Start: 2, End: 2 + len(surface), Surface: surface}
	}
	e := event.Event{
		Kind: kind, Surface: at("lớp tập huấn"), Main: true,
		Date:  event.Date{ISO: day, Part: "morning", Basis: event.BySentence, Confidence: .9, At: at("sáng 6/8")},
		Place: event.Place{Province: "nghean", Name: "Nghệ An", Basis: event.ByHost},
		Hosts: []event.Host{{Name: "Ban Dân vận Tỉnh ủy Nghệ An", Province: "nghean", At: at("Ban Dân vận Tỉnh ủy")}},
		People: []event.Played{
			{Part: event.Chair, Key: "mai hoa", Name: "Mai Hoa", At: at("Mai Hoa chủ trì")},
			{Part: event.Photographer, Key: "thanh le", Name: "Thanh Lê", At: at("Ảnh: Thanh Lê")},
		},
		Mode:      event.Mode{Value: "mixed", Basis: event.BySentence, At: at("trực tiếp kết hợp trực tuyến")},
		Documents: []string{resolutionID}, Topics: []event.Passage{at("dân vận khéo")},
	}
	if n > 0 {
		e.Attendance = []event.Attendance{{N: n, Qualifier: "approx_below", Unit: "delegates", At: at("gần 300 đại biểu")}}
	}
	if day == "" {
		e.Date = event.Date{}
	}
	return e
}

func samplePersons() []event.Person {
	at := []event.Passage{{Region: event.Lead, Start: 3, End: 10, Surface: "Mai Hoa"}}
	return []event.Person{
		{Name: "Fleur de prunier", NameVi: "Mai Hoa", Key: "mai hoa", Ranks: []string{"đồng chí"}, Roles: []event.Role{{Post: "Trưởng Ban Dân vận Tỉnh ủy", At: at}}, Parts: []event.Part{event.Chair, event.Speaker}, Mentions: at},
		{Name: "Thanh Lê", Key: "thanh le", Mentions: slices.Clone(at)},
	}
}
