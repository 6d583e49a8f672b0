package server

import (
	"context"
	"slices"
	"testing"

	"khotin/internal/query"
)

// BenchmarkSearch is the server's own share of a search with twenty hits, in
// each of its two forms.
func BenchmarkSearch(b *testing.B) {
	res := sampleResult()
	res.Hits = slices.Repeat(res.Hits[:2], 10)
	h := newHandler(b, Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { return res, nil })})
	for name, target := range map[string]string{"json": "/api/v1/search?q=d%C3%A2n+v%E1%BA%ADn&lang=vi", "page": "/?q=d%C3%A2n+v%E1%BA%ADn&lang=vi"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := get(h, target, "Accept-Language", "vi"); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// BenchmarkDocuments is the server's share of a look-up, of a dossier cited a
// hundred times, and of the page of a search for a number.
func BenchmarkDocuments(b *testing.B) {
	docs := sampleLibrary()
	docs[0].CitedBy = slices.Repeat(docs[0].CitedBy, 34)
	h := newHandler(b, Options{Documents: docs})
	for name, target := range map[string]string{
		"look-up": "/api/v1/documents?number=04-NQ/TU", "dossier": "/api/v1/documents/" + resolutionID,
		"page": "/documents/" + resolutionID + "?ui=vi", "box": "/?q=04-NQ/TU&ui=vi",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := get(h, target); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// BenchmarkEvents is the server's share of a full list of events and of an
// event that a hundred articles report.
func BenchmarkEvents(b *testing.B) {
	events := slices.Repeat(sampleCalendar()[:1], 500)
	events[0].Reports = slices.Repeat(events[0].Reports, 50)
	h := newHandler(b, Options{Calendar: events})
	for name, target := range map[string]string{
		"list": "/api/v1/events?limit=500", "page": "/events?limit=500&ui=vi", "event": "/events/" + trainingID + "?ui=fr",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := get(h, target); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
