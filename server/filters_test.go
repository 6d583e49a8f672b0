package server

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

// asked returns what a search of the parameters asks the Searcher.
func askedFor(t *testing.T, target string) (asked query.Query) {
	t.Helper()
	h := newHandler(t, Options{Searcher: searcherFunc(func(_ context.Context, q query.Query) (query.Result, error) {
		asked = q
		return query.Result{}, nil
	})})
	if w := get(h, target); w.Code != http.StatusOK {
		t.Errorf("%s: %d %s", target, w.Code, w.Body)
	}
	return asked
}

// TestFiltersMeanTheSameInBothForms proves that a filter given as a parameter
// is the one that is typed.
func TestFiltersMeanTheSameInBothForms(t *testing.T) {
	for name, value := range map[string]string{
		"section": "Xây dựng Đảng", "author": "Mai HOA", "person": "Nguyễn Văn A", "place": "tỉnh Nghệ An", "event": "training",
		"doc": "nghị quyết 04-NQ/TU", "type": "NQ", "concept": "dan-van",
	} {
		want := askedFor(t, "/api/v1/search?q="+url.QueryEscape(name+`:"`+value+`"`)).Filter
		got := askedFor(t, "/api/v1/search?"+name+"="+url.QueryEscape(value)).Filter
		if diff := cmp.Diff(want, got); diff != "" || !narrows(got) {
			t.Errorf("%s, typed (-) and given (+):\n%s", name, diff)
		}
		page := get(newHandler(t, Options{}), "/?ui=en&"+name+"="+url.QueryEscape(value)).Body.String()
		if !strings.Contains(page, `<input type="hidden" name="`+name+`" value="`) || !strings.Contains(page, "Filters in force:") {
			t.Errorf("the page forgets %s", name)
		}
	}
	q := askedFor(t, "/api/v1/search?q=x+place:nghean,thanhhoa&place=Nghe+An,hanoi&event=training&event=review")
	if diff := cmp.Diff(query.Filter{Places: []string{"nghean"}, Events: []string{"review", "training"}}, q.Filter); diff != "" {
		t.Errorf("joined (-want +got):\n%s", diff)
	}
	if q := askedFor(t, "/api/v1/search?q=x&explain=1&group=story"); !q.Explain || q.GroupBy != query.ByStory {
		t.Errorf("asked %+v", q)
	}
	if q := askedFor(t, "/api/v1/search?q=x&explain=0"); q.Explain || q.GroupBy != query.NoGroups {
		t.Errorf("asked %+v", q)
	}
}

func TestWrongFilters(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{
		"place=Atlantis":               "is not a province. The nearest is",
		"event=trainning":              "The nearest is training",
		"doc=hello":                    "Write the number of a document",
		"type=party":                   "Write a type of document",
		"person=%22%22":                "cannot be used as this filter",
		"section=-":                    "cannot be used as this filter",
		"explain=yes":                  "Use 1 or 0",
		"group=day":                    "Use story",
		"q=place:hanoi&place=nghean":   "contradicts the filter typed",
		"q=event:review&event=signing": "contradicts the filter typed",
	} {
		w := get(h, "/api/v1/search?"+target)
		if w.Code != http.StatusBadRequest || !strings.Contains(decode[problem](t, w).Detail, want) {
			t.Errorf("%s: %d %s, want %q", target, w.Code, w.Body, want)
		}
		if w := get(h, "/?ui=en&"+target); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("page of %s: %d", target, w.Code)
		}
	}
}

func TestFiltersInForceCanBeDropped(t *testing.T) {
	holds(t, newHandler(t, Options{}), "/?ui=fr&q=x&place=nghean,hanoi&event=training",
		`<a class="kept" href="/?event=training&amp;place=nghean&amp;q=x&amp;ui=fr" rel="nofollow">Province – <span lang="vi">Hà Nội</span>`,
		`<a class="kept" href="/?place=hanoi%2Cnghean&amp;q=x&amp;ui=fr" rel="nofollow">Événement – <span>formation</span>`,
		`<input type="hidden" name="place" value="hanoi">`, `<input type="hidden" name="place" value="nghean">`)
}

func TestFacetsOfFilters(t *testing.T) {
	holds(t, newHandler(t, Options{}), "/?ui=fr&q=x&event=training",
		`<h2 id="facet-event">Événement</h2>`, `rel="nofollow" aria-current="true"><span>formation</span> <span class="n">12</span>`,
		`<a href="/?event=training&amp;place=nghean&amp;q=x&amp;ui=fr" rel="nofollow"><span lang="vi">Nghệ An</span>`,
		`<a href="/?event=training&amp;q=x&amp;type=nghi-quyet&amp;ui=fr" rel="nofollow"><span>Résolution</span>`,
		`person=mai&#43;hoa`, `<span>Mai Hoa</span>`)
}

func TestGroupedAndExplainedHits(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/?ui=en&q=x&explain=1&group=story",
		`<p class="count" role="status">1,234 results · 900 stories</p>`, `name="group" value="story" checked`, `name="explain" value="1" checked`,
		`<li>French – <a href="/articles/`+idOf(2)+`?ui=en" lang="fr" hreflang="fr">Une conférence</a></li>`,
		`<tr><th scope="row">concept</th><td>dan-van</td><td><code>body</code></td><td class="n">62`+"\u00a0%</td></tr>",
		`explain=1&amp;group=story`)
}

func TestNothingFoundSaysWhatThereIs(t *testing.T) {
	near := []query.Near{
		{Kind: "word", Asked: "mobilisaton", Instead: []query.Suggestion{{Kind: "word", Text: "mobilisation", Query: "mobilisation lang:fr", Count: 1200}, {Kind: "word", Text: "mobil", Query: "mobil"}}},
		{Kind: "number", Asked: "99-XX/YY"},
	}
	h := newHandler(t, Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { return query.Result{Near: near}, nil })})
	holds(t, h, "/?ui=en&q=mobilisaton",
		`Nothing for “mobilisaton”. Did you mean: <a href="/?q=mobilisation&#43;lang%3Afr&amp;ui=en">mobilisation</a> <span class="n">(1,200)</span>, <a href="/?q=mobil&amp;ui=en">mobil</a></p>`)
	w := get(h, "/api/v1/search?q=x")
	if strings.Contains(w.Body.String(), "null") || near[1].Instead != nil {
		t.Errorf("a list is null, or the searcher's own was changed: %s", w.Body)
	}
}

func TestHistogram(t *testing.T) {
	ask := search{values: url.Values{"q": {"x"}}}
	h := newHistogram(ask, []query.Bucket{{Value: "2024-02", Count: 50}, {Value: "", Count: 7}, {Value: "2023-11", Count: 100}, {Value: "soon", Count: 9}, {Value: "1900-01", Count: 1}})
	if diff := cmp.Diff([]bar{{0, 0, 100}, {10, 100, 0}, {20, 100, 0}, {30, 50, 50}}, h.Bars, cmp.AllowUnexported(bar{})); diff != "" {
		t.Errorf("bars (-want +got):\n%s", diff)
	}
	if len(h.Rows) != 2 || h.Rows[0].Href != "/?from=2024-02-01&q=x&to=2024-02-29" || h.Width != 40 {
		t.Errorf("%+v", h)
	}
	for _, few := range [][]query.Bucket{nil, {{Value: "2024-02", Count: 5}}, {{Value: "2024-02"}, {Value: "2024-01"}}} {
		if h := newHistogram(ask, few); h != nil {
			t.Errorf("%v has a chart", few)
		}
	}
	holds(t, newHandler(t, Options{}), "/?ui=ro&q=x", `<svg role="img" aria-labelledby="chart" viewBox="0 0 20 100" preserveAspectRatio="none" width="40"`, `<rect x="10" y="50" width="8" height="50"/>`,
		`<th scope="row"><a href="/?from=2024-08-01&amp;q=x&amp;to=2024-08-31&amp;ui=ro" rel="nofollow"><time datetime="2024-08">august 2024</time></a></th>`)
}
