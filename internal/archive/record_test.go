package archive

import (
	"math"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"

	"github.com/google/go-cmp/cmp"
)

func TestRecordsThatWouldNotReadBack(t *testing.T) {
	tests := map[string]func(*article.Article){
		"byline that is not UTF-8": func(a *article.Article) { a.Byline = "Mai \xff Hoa" },
		"year of five digits": func(a *article.Article) {
			a.Published = article.At(time.Date(20240, 8, 6, 0, 0, 0, 0, article.Hanoi), article.Day)
		},
		"confidence that is no number": func(a *article.Article) {
			a.Note("headline", article.Evidence{Basis: article.BasisProfile, Confidence: math.NaN()})
		},
	}
	for name, spoil := range tests {
		t.Run(name, func(t *testing.T) {
			a, _ := fresh(t)
			art := news(1, "Một.")
			spoil(&art)
			_, _, err := a.Put(t.Context(), art)
			wantKind(t, err, fault.Invalid)
		})
	}
}

// FuzzPut stores whatever texts: what is accepted reads back the same.
func FuzzPut(f *testing.F) {
	f.Add("Hội nghị <b>sơ kết</b>", "Mai Hoa", "nhandan", "x#1", "120 đại biểu.", "2024-08-06")
	f.Add("a\x00b", "\u2028", "", "", "\ufffd", "2024")
	f.Add("'); DROP TABLE article; --", "\"", "%", "?1", "\\u0000", "")
	a, _ := fresh(f)
	f.Fuzz(func(t *testing.T, headline, byline, outlet, group, text, date string) {
		art := news(1, text)
		art.Headline, art.Byline, art.Outlet, art.Group = headline, byline, outlet, group
		var err error
		if art.Published, err = article.ParseDate(date); err != nil {
			return
		}
		want, _, err := a.Put(t.Context(), art)
		if err != nil {
			wantKind(t, err, fault.Invalid)
			return
		}
		got, err := a.Get(t.Context(), art.ID)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, "read back", want, got)
		if got.Digest() != art.Digest() {
			t.Error("the content changed on its way")
		}
		if _, reason, err := a.Put(t.Context(), art); err != nil || reason != visit.Unchanged {
			t.Errorf("the same again is %q, %v", reason, err)
		}
	})
}

// FuzzFinish writes whatever rows: they come back as they were.
func FuzzFinish(f *testing.F) {
	f.Add("https://baonghean.vn/a?b=c#d", "baonghean", `W/"1'2"`, "https://x.vn/")
	f.Add("\xff\x00", "?1", "'", "--")
	a, clock := fresh(f)
	run := mustRun(f, a)
	f.Fuzz(func(t *testing.T, url, outlet, etag, via string) {
		want := visit.Row{URL: url, Outlet: outlet, Kind: visit.Article, Due: clock.now, ETag: etag, Via: via}
		if err := a.Finish(t.Context(), run.ID, want, visit.Outcome{URL: url, Detail: via}); err != nil {
			t.Fatal(err)
		}
		got, err := a.Lookup(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
