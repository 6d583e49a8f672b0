package server

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// searcherFunc is a Searcher made of one function.
type searcherFunc func(context.Context, query.Query) (query.Result, error)

func (f searcherFunc) Search(ctx context.Context, q query.Query) (query.Result, error) {
	return f(ctx, q)
}

// shelf is a Reader over versions in memory.
type shelf map[string][]article.Stored

func (s shelf) Get(_ context.Context, id string) (article.Stored, error) {
	all := s[id]
	if len(all) == 0 {
		return article.Stored{}, fault.New(fault.NotFound, "there is no article %q", id)
	}
	return all[len(all)-1], nil
}

func (s shelf) Versions(_ context.Context, id string) ([]article.Stored, error) { return s[id], nil }

// StateAt is Gone for three days after the last version of a shelf, then the state
// of that version.
func (s shelf) StateAt(_ context.Context, id string, at time.Time) (article.State, error) {
	all := s[id]
	last := all[len(all)-1]
	if age := at.Sub(last.StoredAt); 0 <= age && age < 3*24*time.Hour {
		return article.Gone, nil
	}
	return last.State, nil
}

// newHandler returns a server of the options, with fakes where they are nil.
func newHandler(t testing.TB, o Options) http.Handler {
	t.Helper()
	if o.Searcher == nil {
		o.Searcher = searcherFunc(func(context.Context, query.Query) (query.Result, error) { return sampleResult(), nil })
	}
	if o.Reader == nil {
		o.Reader = sampleStories().shelf
	}
	if o.Documents == nil {
		o.Documents = sampleLibrary()
	}
	if o.Calendar == nil {
		o.Calendar = sampleCalendar()
	}
	if o.Suggester == nil {
		o.Suggester = suggesterFunc(sampleSuggestions)
	}
	if o.Ledger == nil {
		o.Ledger = sampleRuns()
	}
	if o.Monitor == nil {
		o.Monitor = sampleMonitor()
	}
	if o.Now == nil {
		o.Now = func() time.Time { return monitored }
	}
	if o.Stories == nil {
		o.Stories = sampleStories()
	}
	if o.Schema == nil {
		o.Schema = []byte(`{"type":"object"}`)
	}
	o.Outlets = article.Outlets{{Name: "baomau.vn", Title: "Báo Mẫu", Editions: []article.Edition{{Lang: lang.Vietnamese, Host: "baomau.vn"}}}}
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// newSite is the inside of newHandler's server, for tests of its parts.
func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{Options: Options{Log: slog.New(slog.DiscardHandler)}}
	if err := s.load(); err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks for a target; header holds names and values.
func get(h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	return do(h, http.MethodGet, target, header...)
}

func do(h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return serve(h, r)
}

func serve(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// logTo returns a logger without times, and what it wrote.
func logTo() (*slog.Logger, *bytes.Buffer) {
	var b bytes.Buffer
	return slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})), &b
}

func day2024(month time.Month, day int) article.Date {
	return article.At(time.Date(2024, month, day, 0, 0, 0, 0, article.Hanoi), article.Day)
}

func sampleResult() query.Result {
	mark := func(before, marked, after string) []query.Run {
		return []query.Run{{Text: before}, {Text: marked, Mark: true}, {Text: after}}
	}
	return query.Result{
		Total: 1234, Stories: 900,
		Hits: []query.Hit{
			{
				ID: idOf(1), URL: "https://baomau.vn/1.html", Headline: "Hội nghị dân vận toàn tỉnh", Lang: lang.Vietnamese, Outlet: "baomau.vn",
				Published: day2024(time.August, 6), State: article.Live, Score: 7.5,
				Marked: mark("Hội nghị ", "dân vận", " toàn tỉnh"),
				Others: []query.Other{{ID: idOf(2), Lang: lang.French, Headline: "Une conférence"}},
				Why:    []query.Reason{{Kind: "concept", Text: "dan-van", Field: "body", Share: .62}, {Kind: "word", Text: "hội", Field: "headline", Share: .38}},
				Passages: []query.Passage{
					{Part: "paragraph", Lang: lang.Vietnamese, Runs: mark("Công tác ", "dân vận", " ở cơ sở được đẩy mạnh.")},
					{Part: "caption", Lang: lang.French, Runs: mark("Les délégués à la conférence de ", "mobilisation", ".")},
				},
			},
			{
				ID: idOf(2), URL: "https://fr.exemple.vn/2.html", Headline: `Un titre avec <script>alert("x")</script>`, Lang: lang.French, Outlet: "fr.exemple.vn",
				Published: article.At(time.Date(2023, 1, 1, 9, 5, 0, 0, article.Hanoi), article.Second), State: article.Gone, Score: 3,
				Marked: mark("Un titre avec ", "<script>", `alert("x")</script>`), Passages: []query.Passage{},
			},
			{ID: idOf(3), URL: "https://exemple.ro/3", Outlet: "exemple.ro", State: article.Live},
		},
		Facets: map[string][]query.Bucket{
			"lang":   {{Value: "vi", Count: 1000}, {Value: "fr", Count: 234}, {Value: "", Count: 1}},
			"outlet": {{Value: "baomau.vn", Count: 1000}, {Value: "fr.exemple.vn", Count: 234}},
			"year":   {{Value: "2024", Count: 1200}, {Value: "2023", Count: 34}},
			"month":  {{Value: "2024-08", Count: 600}, {Value: "2024-07", Count: 1200}},
			"event":  {{Value: "training", Count: 12}}, "place": {{Value: "nghean", Count: 9}}, "type": {{Value: "nghi-quyet", Count: 8}},
			"person": {{Value: "mai hoa", Label: "Mai Hoa", Count: 3}}, "concept": {{Value: "dan-van", Label: "dân vận", Count: 2}},
		},
		Next: "bm_xdA-_", Read: "dân vận", Seq: 42, TookMS: 1.5,
	}
}

// idOf returns a well-formed identity for a number.
func idOf(n int) string { return article.IDOf("https://baomau.vn/" + string(rune('0'+n)) + ".html") }

func sampleShelf() shelf {
	clock := time.Date(2024, 8, 7, 1, 2, 3, 0, time.UTC)
	pair := 1
	first := article.Stored{
		Article: article.Article{
			ID: idOf(1), URL: "https://baomau.vn/1.html", Outlet: "baomau.vn", Lang: lang.French, Group: "baomau.vn#1",
			Headline: "Conférence sur la mobilisation de masse", Lead: "La province a tenu sa conférence.", Byline: "Fleur de prunier",
			Section: "Politique", Published: day2024(time.August, 1), Modified: day2024(time.August, 2),
			Paragraphs: []article.Paragraph{
				{Text: "Premier paragraphe.", Lang: lang.French},
				{Text: "Résultats", Lang: lang.French, Subhead: true},
				{Text: "Le Comité a lancé un plan <b>ambitieux</b>.", Lang: lang.French, Printed: "Le Comité a lancé unplan."},
				{Text: "La résolution n° 04-NQ/TU et le plan 257.", Lang: lang.French},
			},
			Captions: []article.Caption{
				{Text: "Đại biểu dự hội nghị", Lang: lang.Vietnamese, Credit: "Mai Hoa", Image: "https://baomau.vn/a.jpg", Pair: &pair},
				{Text: "Délégués", Lang: lang.French, Image: "javascript:alert(1)"},
			},
			Citations: []article.Citation{
				{Part: "paragraph", Block: 3, Start: 34, End: 42, Surface: "plan 257", Lang: lang.French, Type: "ke-hoach", Key: "257-kh", Rules: article.Rules{Key: "short"}},
				{
					Part: "paragraph", Block: 3, Start: 3, End: 27, Surface: "résolution n° 04-NQ/TU", Lang: lang.French, Type: "nghi-quyet",
					Canonical: "04-NQ/TU", Key: "4-nq-tu", Document: "4-nq-tu@nghean:?", Rules: article.Rules{Key: "symbol", Scope: "outlet"}, Sure: true,
				},
			},
			Events: []event.Event{sampleEvent("training", "2024-08-06", 300)}, Persons: samplePersons(),
			Tags: []string{"dân vận", "Nghệ An"}, SourceURL: "https://baomau.vn/goc.html", SourceOutlet: "Báo Gốc",
			Alternates: map[lang.Tag]string{lang.Vietnamese: "https://baomau.vn/vi/1.html"},
			Flags:      []article.Flag{article.FlagDateConflict, "a-new-flag"},
			Evidence: map[string]article.Evidence{
				"published": {Basis: article.BasisMetadata, Confidence: .95, Printed: "2024-08-01"},
				"byline":    {Basis: article.BasisProfile, Confidence: .7, Printed: "Fleur de prunier", Restored: "Mai Hoa", Proof: `photo credit "Mai Hoa" ×15`},
			},
		},
		Seq: 7, Version: 1, State: article.Live, FirstSeen: clock, StoredAt: clock, LastSeen: clock,
	}
	second := first
	second.Headline, second.Version, second.Seq = "Conférence provinciale sur la mobilisation de masse", 2, 9
	second.StoredAt = clock.Add(24 * time.Hour)
	bare := article.Stored{Article: article.Article{ID: idOf(4), URL: "https://baomau.vn/4.html", Outlet: "baomau.vn", Flags: []article.Flag{article.FlagNoHeadline}}, Seq: 3, Version: 1, State: article.Gone, FirstSeen: clock, StoredAt: clock, LastSeen: clock}
	return shelf{first.ID: {first, second}, bare.ID: {bare}}
}

func TestNewSaysWhatIsMissing(t *testing.T) {
	search := searcherFunc(func(context.Context, query.Query) (query.Result, error) { return query.Result{}, nil })
	for name, o := range map[string]Options{
		"nothing":       {},
		"no reader":     {Searcher: search},
		"no searcher":   {Reader: shelf{}},
		"broken schema": {Searcher: search, Reader: shelf{}, Schema: []byte("{")},
		"negative cap":  {Searcher: search, Reader: shelf{}, MaxConcurrent: -1},
		"no origin":     {Searcher: search, Reader: shelf{}, Origin: "example.org"},
		"odd origin":    {Searcher: search, Reader: shelf{}, Origin: "ftp://example.org"},
	} {
		if h, err := New(o); err == nil || h != nil {
			t.Errorf("%s: New = %v, %v; want an error", name, h, err)
		}
	}
	if _, err := New(Options{Searcher: search, Reader: shelf{}}); err != nil {
		t.Errorf("the least there must be: %v", err)
	}
}

func TestOutletNames(t *testing.T) {
	s := newSite(t)
	s.Outlets = article.Outlets{
		{Name: "lecourrier.vn", Title: "Le Courrier", Editions: []article.Edition{{Lang: lang.French}}},
		{Name: "khong.vn", Editions: []article.Edition{{Lang: lang.Vietnamese}}},
		{Name: "moi.vn", Title: "Báo Mới"},
	}
	for name, want := range map[string]outletName{
		"lecourrier.vn": {"Le Courrier", lang.French}, "khong.vn": {Title: "khong.vn"}, "moi.vn": {Title: "Báo Mới"}, "la.vn": {Title: "la.vn"},
	} {
		if got := s.outletName(name); got != want {
			t.Errorf("%s is shown as %+v, want %+v", name, got, want)
		}
	}
}
