package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"

	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/dossier"
	"khotin/internal/fault"
	"khotin/internal/lang"
)

// library is Documents over a list in memory, with the grammar and the ranking
// of the real ones.
type library []dossier.Dossier

func (l library) all() (docs []dossier.Document) {
	for _, d := range l {
		docs = append(docs, d.Document)
	}
	return docs
}

func (l library) LookUp(_ context.Context, text string) (dossier.Answer, error) {
	return dossier.Rank(docref.ParseQuery(text), l.all()), nil
}

func (l library) Dossier(_ context.Context, id string) (dossier.Dossier, error) {
	for _, d := range l {
		if d.ID == id {
			return d, nil
		}
	}
	return dossier.Dossier{}, fault.New(fault.NotFound, "no article of this archive cites %q", id).WithHint("look it up by its number")
}

func (l library) Recognise(_ context.Context, text, tag string) (found []dossier.Recognised, err error) {
	for _, m := range docref.Mentions(docref.Article{Regions: []docref.Region{{Lang: tag, Text: text}}}) {
		a, _ := l.LookUp(context.Background(), m.Citation.Surface)
		found = append(found, dossier.NewRecognised(m, a))
	}
	return found, nil
}

// failingDocuments answer everything with one error.
type failingDocuments struct{ err error }

func (f failingDocuments) LookUp(context.Context, string) (dossier.Answer, error) {
	return dossier.Answer{}, f.err
}

func (f failingDocuments) Dossier(context.Context, string) (dossier.Dossier, error) {
	return dossier.Dossier{}, f.err
}

func (f failingDocuments) Recognise(context.Context, string, string) ([]dossier.Recognised, error) {
	return nil, f.err
}

// The identities of the sample that tests ask for.
const (
	resolutionID = "4-nq-tu@nghean:2021-11-19"
	decisionID   = "23-qd-tw@tw:2021-07-30"
	schemeID     = "8-da-tu@thaibinh:2023-07-05"
)

func sampleDocument(id, canonical, kind string, number, articles int) dossier.Document {
	parsed, err := docref.ParseID(id)
	if err != nil {
		panic(err)
	}
	return dossier.Document{
		ID: id, Canonical: canonical, Key: parsed.Key, Number: number, Type: kind, Scope: parsed.Scope, Date: parsed.Date,
		Articles: articles, Mentions: 2 * articles, First: "2023-12-30", Last: "2024-08-06",
	}
}

func sampleLibrary() library {
	l := library{}
	for _, d := range []dossier.Document{
		sampleDocument(resolutionID, "04-NQ/TU", "nghi-quyet", 4, 2),
		sampleDocument("4-nq-tu@thanhhoa:2016", "04-NQ/TU", "nghi-quyet", 4, 1),
		sampleDocument("18-nq-tw@tw:2022-06-16", "18-NQ/TW", "nghi-quyet", 18, 3),
		sampleDocument("18-nq-tw@tw:2017-10-25", "18-NQ/TW", "nghi-quyet", 18, 2),
		sampleDocument("18-nq-tw@tw:2026-03-02", "18-NQ/TW", "nghi-quyet", 18, 1),
		sampleDocument(decisionID, "23-QĐ/TW", "quyet-dinh", 23, 2),
		sampleDocument(schemeID, "08-ĐA/TU", "de-an", 8, 1),
		sampleDocument("257-kh-tu@nghean:2024-06-14", "257-KH/TU", "ke-hoach", 257, 1),
		sampleDocument("249-mttq-btt@?:?", "249/MTTQ-BTT", "", 249, 1),
	} {
		l = append(l, dossier.NewDossier(d))
	}
	fill := &l[0]
	fill.Title = "về công tác dân vận <trong> tình hình mới"
	fill.Variants = map[lang.Tag][]dossier.Count{
		lang.Vietnamese: {{Value: "Nghị quyết số 04-NQ/TU", Count: 3}},
		lang.French:     {{Value: "résolution n° 04-NQ/TU", Count: 1}},
		lang.Unknown:    {{Value: "04-NQ/TU", Count: 1}},
	}
	fill.Titles = []dossier.Count{{Value: fill.Title, Count: 2}, {Value: "sur la mobilisation de masse", Count: 1}}
	fill.Months = []dossier.Count{{Value: "2023-12", Count: 1}, {Value: "2024-08", Count: 2}}
	fill.CitedBy = samplePassages()
	fill.Together = []dossier.Document{l[7].Document}
	fill.Siblings = []dossier.Document{l[1].Document}
	fill.Conflicts = []docref.Conflict{{Kind: "issuer", Named: "Bộ Chính trị", Suggest: "04-NQ/TW"}}
	return l
}

func samplePassages() []dossier.Passage {
	first := dossier.Passage{
		Article: idOf(1), Headline: "Hội nghị dân vận <toàn> tỉnh", Lang: lang.Vietnamese, Outlet: "baomau.vn", Published: day2024(8, 6),
		Part: "paragraph", Before: "Tỉnh ủy ban hành ", Surface: "Nghị quyết số 04-NQ/TU", After: " về công tác dân vận.",
		Rules: article.Rules{Key: "symbol", Scope: "issuer", Date: "beside"}, Sure: true,
	}
	second := first
	second.Part, second.Before, second.Surface, second.After, second.Sure = "caption", "Quán triệt ", "Nghị quyết 04", "", false
	other := first
	other.Article, other.Headline, other.Lang, other.Outlet, other.Published = idOf(2), "Une conférence sur la mobilisation", lang.French, "fr.exemple.vn", article.Date{}
	other.Before, other.Surface, other.After = "selon la ", "résolution n° 04-NQ/TU", "."
	return []dossier.Passage{first, second, other}
}

// existing returns a target for a path of openapi.json that is there.
func existing(path string) string {
	if strings.Contains(path, "/documents/") {
		return strings.Replace(path, "{id}", resolutionID, 1)
	}
	if strings.Contains(path, "/events/") {
		return strings.Replace(path, "{id}", trainingID, 1)
	}
	if strings.Contains(path, "/runs/") {
		return strings.Replace(path, "{id}", "2", 1)
	}
	if strings.Contains(path, "/outlets/") {
		return strings.Replace(path, "{name}", "baomau.vn", 1)
	}
	return strings.Replace(path, "{id}", idOf(1), 1)
}

// post sends a body of a media type.
func post(h http.Handler, target, media, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(body))
	r.Header.Set("Content-Type", media)
	return serve(h, r)
}
