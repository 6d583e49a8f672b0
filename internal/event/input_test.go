package event

import (
	"testing"
	"time"

	"khotin/internal/docref"
	"khotin/internal/lang"
	"khotin/internal/sample"
)

// dayOf is a publication time as the input wants it.
func dayOf(t time.Time) lang.Date {
	return lang.Date{Year: t.Year(), Month: t.Month(), Day: t.Day(), Precision: lang.DayPrecision}
}

// cite fills in the citations of an input with what docref finds in it.
func cite(in Input) Input {
	find := func(region Region, index int, t Text) {
		for _, c := range docref.Find(t.Text, string(t.Lang)) {
			id := c.Canonical
			if id == "" {
				id = c.Key
			}
			in.Citations = append(in.Citations, Citation{ID: id, Region: region, Index: index, Start: c.Start, End: c.End})
		}
	}
	find(Headline, 0, in.Headline)
	find(Lead, 0, in.Lead)
	for i, p := range in.Paragraphs {
		find(Paragraph, i, p)
	}
	for i, c := range in.Captions {
		find(Caption, i, c)
	}
	return in
}

// inputOf is an article of the sample newspaper.
func inputOf(a sample.Article) Input {
	tag := lang.Tag(a.Lang)
	in := Input{Headline: Text{a.Headline, tag}, Lead: Text{a.Lead, tag}, Published: dayOf(a.Published)}
	for _, p := range a.Paragraphs() {
		in.Paragraphs = append(in.Paragraphs, Text{p, tag})
	}
	captions := a.Captions()
	for i, tag := range lang.DetectAll(captions) {
		in.Captions = append(in.Captions, Text{captions[i], tag})
	}
	return cite(in)
}

func TestCheck(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
	if err := docref.Check(); err != nil {
		t.Fatal(err)
	}
}
