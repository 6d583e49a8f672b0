package server

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func TestDifference(t *testing.T) {
	h := newHandler(t, Options{})
	want := comparison{
		ID: idOf(1), From: 1, To: 2, Class: diff.Words,
		Changes: []diff.Change{{Part: "headline", Runs: []diff.Run{{Op: diff.Kept, Text: "Conférence "}, {Op: diff.Added, Text: "provinciale "}, {Op: diff.Kept, Text: "sur la mobilisation de masse"}}}},
	}
	for _, target := range []string{"", "?from=1", "?to=2", "?from=1&to=2"} {
		w := get(h, "/api/v1/articles/"+idOf(1)+"/diff"+target)
		if diff := cmp.Diff(want, decode[comparison](t, w)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", target, diff)
		}
	}
	if back := decode[comparison](t, get(h, "/api/v1/articles/"+idOf(1)+"/diff?from=2&to=1")); back.Changes[0].Runs[1].Op != diff.Removed {
		t.Errorf("backwards: %+v", back)
	}
	for target, want := range map[string]string{idOf(1) + "/diff?from=2&to=2": `"class":"","changes":[]`, idOf(4) + "/diff": `"from":1,"to":1,"class":"","changes":[]`} {
		if w := get(h, "/api/v1/articles/"+target); !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	for target, want := range map[string]int{idOf(1) + "/diff?from=3": 400, idOf(1) + "/diff?to=0": 400, idOf(1) + "/diff?version=1": 400, idOf(9) + "/diff": 404, "x/diff": 404} {
		if w := get(h, "/api/v1/articles/"+target); w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
	}
}

// TestVersionsMayHaveGaps proves that versions are found by their numbers and
// not by their places.
func TestVersionsMayHaveGaps(t *testing.T) {
	a := sampleShelf()[idOf(1)]
	a[0].Version, a[1].Version = 4, 2
	h := newHandler(t, Options{Reader: shelf{idOf(1): a}})
	if w := get(h, "/api/v1/articles/"+idOf(1)+"/diff?from=2"); !strings.Contains(w.Body.String(), `"from":2,"to":4`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(h, "/api/v1/articles/"+idOf(1)+"/diff?from=3"); w.Code != http.StatusNotFound {
		t.Errorf("a version that is not there: %d", w.Code)
	}
}

func TestVersionsPage(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/articles/"+idOf(1)+"/versions?ui=ro",
		`<h1 lang="fr"><a href="/articles/`+idOf(1)+`?ui=ro">Conférence provinciale`, `Schimbări de la versiunea 1 la versiunea 2`,
		`<p class="change" lang="fr">Conférence <ins>provinciale </ins>sur la mobilisation de masse</p>`, `text schimbat`,
		`<li value="2"><a href="/articles/`+idOf(1)+`?ui=ro&amp;version=2" aria-current="true">`, `/versions?from=1&amp;to=2&amp;ui=ro">compară cu cea anterioară</a>`)
	holds(t, h, "/articles/"+idOf(1)+"/versions?from=2&to=1&ui=en", `<del>provinciale </del>`)
	holds(t, h, "/articles/"+idOf(1)+"?ui=en", `<a href="/articles/`+idOf(1)+`/versions?ui=en">See what changed</a>`)
	if page := get(h, "/articles/"+idOf(4)+"/versions").Body.String(); strings.Contains(page, `id="changes"`) {
		t.Error("a single version is compared")
	}
	var many []article.Stored
	for i := range 200 {
		v := sampleShelf()[idOf(1)][0]
		v.Version, v.Headline = i+1, strings.Repeat("x", i+1)
		many = append(many, v)
	}
	if page := get(newHandler(t, Options{Reader: shelf{idOf(1): many}}), "/articles/"+idOf(1)+"/versions").Body.String(); strings.Count(page, "<li value=") != maxListed {
		t.Error("the list of versions has no bound")
	}
}

func TestEveryClassAndPartHasAName(t *testing.T) {
	l := newSite(t).locales.english()
	for _, c := range []diff.Class{diff.Number, diff.Words, diff.Punctuation, diff.Furniture, diff.None} {
		if got := className(l, c); got == string(c) {
			t.Errorf("no catalog has the class %q", c)
		}
	}
	for _, part := range []string{"headline", "lead", "paragraph", "caption", "byline", "published"} {
		if !l.Has("part_of_record." + part) {
			t.Errorf("no catalog has the part %q", part)
		}
	}
}

// versionRecordings are those of the operations on versions that compare.
func versionRecordings(t *testing.T) (out []recording) {
	fails := func(err error) Options {
		return Options{Reader: readerFunc(func(string) (article.Stored, error) { return article.Stored{}, err })}
	}
	const path, page = "/api/v1/articles/{id}/diff", "/articles/{id}/versions"
	add := func(path, target string, o Options, header ...string) {
		target = existing(target)
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	add(path, path, Options{})
	add(path, path, Options{}, "If-None-Match", "*")
	add(path, path+"?x=y", Options{})
	add(path, strings.Replace(path, "{id}", idOf(9), 1), Options{})
	add(path, path, fails(errors.New("disk")))
	add(path, path, fails(fault.New(fault.Unavailable, "the server is closing")))
	add(page, page, Options{})
	add(page, page, Options{}, "If-None-Match", "*")
	add(page, page+"?ui=xx", Options{})
	return out
}
