package article

import (
	"khotin/internal/event"
	"khotin/internal/lang"
)

// Report reads what the record reports: events, the main one first, and the
// people it names. Home is the province of the outlet that wrote it. It reads
// the citations, so Cite comes first.
func (a *Article) Report(home string) {
	in := event.Input{
		Headline: event.Text{Text: a.Headline, Lang: a.Lang}, Lead: event.Text{Text: a.Lead, Lang: a.Lang},
		Published: a.Published.lang(), Home: home,
	}
	for _, p := range a.Paragraphs {
		in.Paragraphs = append(in.Paragraphs, event.Text{Text: p.Text, Lang: p.Lang})
	}
	for _, c := range a.Captions {
		in.Captions = append(in.Captions, event.Text{Text: c.Text, Lang: c.Lang})
	}
	for _, c := range a.Citations {
		id := c.Document
		if id == "" {
			id = c.Key
		}
		in.Citations = append(in.Citations, event.Citation{ID: id, Region: event.Region(c.Part), Index: c.Block, Start: c.Start, End: c.End})
	}
	facts := event.Read(in)
	a.Events, a.Persons = facts.Events, facts.Persons
}

// lang is the date as package lang has it.
func (d Date) lang() lang.Date {
	var out lang.Date
	if d.Precision >= Day {
		y, m, day := d.Time.Date()
		out.Year, out.Month, out.Day, out.Precision = y, m, day, lang.DayPrecision
	}
	return out
}
