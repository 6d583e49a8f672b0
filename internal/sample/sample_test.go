package sample

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func newOutlet(t testing.TB) *Outlet {
	t.Helper()
	o, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestHeadlines(t *testing.T) {
	var lines strings.Builder
	for _, a := range newOutlet(t).Articles() {
		fmt.Fprintf(&lines, "%d\t%s\t%s\n", a.ID, a.Lang, a.Headline)
	}
	golden := filepath.Join("testdata", "headlines.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(lines.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), lines.String()); diff != "" {
		t.Errorf("headlines differ from %s (-golden +got):\n%s", golden, diff)
	}
}

func TestArticlesAreNewestFirstAndTheCallersOwn(t *testing.T) {
	o := newOutlet(t)
	articles := o.Articles()
	if !slices.IsSortedFunc(articles, newestFirst) {
		t.Error("articles are not newest first")
	}
	first := articles[0].Headline
	articles[0].Headline = "changed by the caller"
	if got := o.Articles()[0].Headline; got != first {
		t.Errorf("a caller's change reached the outlet: %q", got)
	}
}

// Articles of both editions by address.
func byPath(o *Outlet) map[string]Article {
	m := map[string]Article{}
	for _, a := range o.Articles() {
		m[a.Path()] = a
	}
	return m
}

func TestAdvance(t *testing.T) {
	o := newOutlet(t)
	before := byPath(o)
	o.Advance()
	after := byPath(o)

	var changed, gone []string
	for path, a := range before {
		b, ok := after[path]
		switch {
		case !ok:
			gone = append(gone, path)
		case !cmp.Equal(a, b):
			changed = append(changed, path)
		}
	}
	wantGone := []string{"/thai-binh-ra-mat-to-dan-van-cong-dong-o-sau-thon-post245439.html"}
	wantChanged := []string{"/son-la-chung-khao-hoi-thi-dan-van-kheo-nam-2025-post253888.html"}
	if diff := cmp.Diff(wantGone, gone); diff != "" {
		t.Errorf("withdrawn articles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantChanged, changed); diff != "" {
		t.Errorf("changed articles (-want +got):\n%s", diff)
	}
	if len(after) != len(before)-1 {
		t.Errorf("the second edition has %d articles, the first %d", len(after), len(before))
	}

	first := o.Articles()
	o.Advance()
	if !cmp.Equal(first, o.Articles()) {
		t.Error("a second call of Advance changed the paper again")
	}
}

func TestCorrectionIsOneNumberAndOneSentence(t *testing.T) {
	o := newOutlet(t)
	const path = "/son-la-chung-khao-hoi-thi-dan-van-kheo-nam-2025-post253888.html"
	before := byPath(o)[path]
	o.Advance()
	after := byPath(o)[path]

	if !strings.Contains(before.Lead, "Hơn 400 đại biểu") || !strings.Contains(after.Lead, "Hơn 450 đại biểu") {
		t.Errorf("attendance: %q became %q", before.Lead, after.Lead)
	}
	if got := strings.Replace(before.Lead, "400", "450", 1); got != after.Lead {
		t.Errorf("the lead changed in more than the number:\n%s\n%s", got, after.Lead)
	}
	old, now := before.Paragraphs(), after.Paragraphs()
	if len(old) != len(now) {
		t.Fatalf("%d paragraphs became %d", len(old), len(now))
	}
	different := 0
	for i := range old {
		if old[i] != now[i] {
			different++
		}
	}
	if different != 1 {
		t.Errorf("%d paragraphs of the body changed, want 1", different)
	}
	if !after.Modified.After(after.Published) || !before.Modified.Equal(before.Published) {
		t.Errorf("modified: %s, then %s; published %s", before.Modified, after.Modified, after.Published)
	}
}
