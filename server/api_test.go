package server

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

func decode[T any](t *testing.T, w *httptest.ResponseRecorder) (v T) {
	t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return v
}

func TestSearchAnswersWithTheResult(t *testing.T) {
	w := get(newHandler(t, Options{}), "/api/v1/search?q=d%C3%A2n+v%E1%BA%ADn&limit=3&lang=fr,vi&sort=newest")
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	want := sampleResult()
	want.Hits[2].Marked, want.Hits[2].Passages = []query.Run{}, []query.Passage{}
	if diff := cmp.Diff(want, decode[query.Result](t, w)); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	if !strings.Contains(w.Body.String(), `"text":"<script>","mark":true`) {
		t.Error("a run is not plain text")
	}
	for name, want := range map[string]string{
		"Content-Type":                "application/json; charset=utf-8",
		"Cache-Control":               "public, max-age=60",
		"X-Robots-Tag":                "noindex",
		"Access-Control-Allow-Origin": "*",
		"X-Content-Type-Options":      "nosniff",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	wantLinks := []string{
		`</api/v1/search?cursor=bm_xdA-_&lang=fr%2Cvi&limit=3&q=d%C3%A2n+v%E1%BA%ADn&sort=newest>; rel="next"`,
		`</openapi.json#/components/schemas/Result>; rel="describedby"; type="application/json"`,
		`</?lang=fr%2Cvi&limit=3&q=d%C3%A2n+v%E1%BA%ADn&sort=newest>; rel="alternate"; type="text/html"`,
	}
	if diff := cmp.Diff(wantLinks, w.Header().Values("Link")); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

func TestNullIsNeverAList(t *testing.T) {
	h := newHandler(t, Options{
		Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { return query.Result{}, nil }),
		Reader:   shelf{idOf(1): {{Article: article.Article{ID: idOf(1)}}}},
	})
	for _, target := range []string{"/api/v1/search?q=x", "/api/v1/articles/" + idOf(1), "/api/v1/articles/" + idOf(1) + "/versions"} {
		if w := get(h, target); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "null") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
}

func TestAnswerLeavesTheSearchersResultAlone(t *testing.T) {
	kept := query.Result{Hits: []query.Hit{{ID: idOf(1)}}}
	h := newHandler(t, Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { return kept, nil })})
	get(h, "/api/v1/search?q=x")
	if diff := cmp.Diff(query.Hit{ID: idOf(1)}, kept.Hits[0]); diff != "" {
		t.Errorf("the searcher's own hit was changed:\n%s", diff)
	}
}

// TestSignsAloneFindNothing proves that what holds nothing to look for is not
// answered with the whole archive, and that a filter beside it is.
func TestSignsAloneFindNothing(t *testing.T) {
	searches := 0
	h := newHandler(t, Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) {
		searches++
		return sampleResult(), nil
	})})
	for _, q := range []string{"/", `"`, "-", "( ~ ) *", `"" "-"`, "…"} {
		w := get(h, "/api/v1/search?q="+url.QueryEscape(q))
		got := decode[result](t, w)
		if w.Code != http.StatusOK || got.Total != 0 || got.Hits == nil || !strings.Contains(got.Note, "signs only") {
			t.Errorf("%s: %d %s", q, w.Code, w.Body)
		}
		page := get(h, "/?ui=en&q="+url.QueryEscape(q))
		checkHTML(t, q, page.Body.Bytes())
		if !strings.Contains(page.Body.String(), "0 results") || !strings.Contains(page.Body.String(), "signs only") {
			t.Errorf("%s: the page does not explain", q)
		}
	}
	if searches != 0 {
		t.Errorf("%d searches were made for signs", searches)
	}
	for _, q := range []string{"q=%2F&lang=vi", "q=%2F+from:2024", "q=%2F&outlet=a.vn", "q=%22+group:a%231", "q=1", "q=-x"} {
		before := searches
		if w := get(h, "/api/v1/search?"+q); w.Code != http.StatusOK || searches != before+1 || strings.Contains(w.Body.String(), `"note"`) {
			t.Errorf("%s: %d, %d searches, %s", q, w.Code, searches-before, w.Body)
		}
	}
}

// TestValidator proves that the tag changes exactly when the answer does.
func TestValidator(t *testing.T) {
	res := sampleResult()
	h := newHandler(t, Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) { return res, nil })})
	tag := func(target string) string { return get(h, target).Header().Get("ETag") }
	first := tag("/api/v1/search?q=x&lang=vi&lang=fr")
	if first == "" {
		t.Fatal("no ETag")
	}
	res.TookMS = 99
	for _, same := range []string{"/api/v1/search?q=x&lang=vi&lang=fr", "/api/v1/search?lang=fr,vi&q=++x&limit=20&sort=score", "/api/v1/search?q=x&lang=vi-VN,FR&from="} {
		if got := tag(same); got != first {
			t.Errorf("%s asks the same and has another tag", same)
		}
	}
	for _, other := range []string{"/api/v1/search?q=y&lang=vi&lang=fr", "/api/v1/search?q=x&lang=vi", "/?q=x&lang=vi&lang=fr", "/api/v1/search?q=x&lang=vi,fr&limit=10", "/api/v1/search?q=x&lang=vi,fr&accents=strict"} {
		if got := tag(other); got == first {
			t.Errorf("%s asks something else and has the same tag", other)
		}
	}
	res.Seq++
	if tag("/api/v1/search?q=x&lang=vi&lang=fr") == first {
		t.Error("the archive went on and the tag did not")
	}
	res = sampleResult()
	res.Hits[0].Headline = "x"
	if tag("/api/v1/search?q=x&lang=vi&lang=fr") == first {
		t.Error("another index answers otherwise at the same place and the tag is the same")
	}
}

func TestPageTagDiffersByLanguage(t *testing.T) {
	h := newHandler(t, Options{})
	vi, fr := get(h, "/?q=x", "Accept-Language", "vi"), get(h, "/?q=x", "Accept-Language", "fr")
	if vi.Header().Get("ETag") == fr.Header().Get("ETag") {
		t.Error("two languages share a tag")
	}
	if got := vi.Header().Get("Vary"); got != "Accept-Language" {
		t.Errorf("Vary: %q", got)
	}
}

func TestNotModified(t *testing.T) {
	h := newHandler(t, Options{})
	for _, target := range []string{"/api/v1/search?q=x", "/?q=x", "/", "/api/v1/articles/" + idOf(1), "/articles/" + idOf(1), "/openapi.json", "/api/v1/schema/article"} {
		first := get(h, target)
		tag := first.Header().Get("ETag")
		again := get(h, target, "If-None-Match", `"other", `+tag)
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("Content-Type") != "" {
			t.Errorf("%s: %d with %d bytes, want 304 without any", target, again.Code, again.Body.Len())
		}
		for _, name := range []string{"ETag", "Cache-Control", "Vary"} {
			if again.Header().Get(name) != first.Header().Get(name) {
				t.Errorf("%s: 304 has %s %q, 200 had %q", target, name, again.Header().Get(name), first.Header().Get(name))
			}
		}
		if w := get(h, target, "If-None-Match", `"x`+strings.Trim(tag, `W/"`)+`"`); w.Code != http.StatusOK {
			t.Errorf("%s: a longer tag that holds ours got %d", target, w.Code)
		}
	}
}

func TestErrorsAreNeverNotModified(t *testing.T) {
	h := newHandler(t, Options{})
	for _, target := range []string{"/api/v1/search?x=1", "/api/v1/articles/none", "/nowhere", "/?from=x"} {
		w := get(h, target, "If-None-Match", "*")
		if w.Code < 400 || w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, ETag %q, Cache-Control %q", target, w.Code, w.Header().Get("ETag"), w.Header().Get("Cache-Control"))
		}
	}
}

func TestHead(t *testing.T) {
	h := newHandler(t, Options{})
	for _, target := range []string{"/", "/?q=x", "/api/v1/search?q=x", "/api/v1/articles/" + idOf(1), "/healthz", "/nowhere", "/api/nowhere"} {
		full, head := get(h, target), do(h, http.MethodHead, target)
		if head.Code != full.Code || head.Body.Len() > 0 {
			t.Errorf("HEAD %s: %d with %d bytes, GET says %d", target, head.Code, head.Body.Len(), full.Code)
		}
		if diff := cmp.Diff(full.Header(), head.Header()); diff != "" {
			t.Errorf("HEAD %s has other fields (-GET +HEAD):\n%s", target, diff)
		}
	}
}

func TestArticleIsTheLatestVersion(t *testing.T) {
	w := get(newHandler(t, Options{}), "/api/v1/articles/"+idOf(1))
	got := decode[article.Stored](t, w)
	if diff := cmp.Diff(sampleShelf()[idOf(1)][1], got); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	if links := strings.Join(w.Header().Values("Link"), "\n"); !strings.Contains(links, `</api/v1/schema/article>; rel="describedby"`) ||
		!strings.Contains(links, `/versions>; rel="version-history"`) {
		t.Errorf("links: %s", links)
	}
}

func TestVersions(t *testing.T) {
	w := get(newHandler(t, Options{}), "/api/v1/articles/"+idOf(1)+"/versions")
	got := decode[struct {
		ID       string
		Versions []article.Stored
	}](t, w)
	if diff := cmp.Diff(sampleShelf()[idOf(1)], got.Versions); diff != "" || got.ID != idOf(1) {
		t.Errorf("versions of %s (-want +got):\n%s", got.ID, diff)
	}
}

func TestSearcherIsAskedWhatTheReaderMeant(t *testing.T) {
	var got query.Query
	h := newHandler(t, Options{Searcher: searcherFunc(func(_ context.Context, q query.Query) (query.Result, error) {
		got = q
		return query.Result{}, nil
	})})
	for _, prefix := range []string{"/api/v1/search", "/"} {
		get(h, prefix+"?q=h%E1%BB%99i&lang=ro&lang=vi,fr&outlet=B.vn&outlet=a.vn&from=2024-08&to=2024-08-06&sort=oldest&cursor=abc&limit=7&accents=strict")
		want, err := query.Parse("hội lang:fr,ro,vi outlet:a.vn outlet:b.vn from:2024-08 to:2024-08-06")
		if err != nil {
			t.Fatal(err)
		}
		want.Sort, want.Cursor, want.Limit, want.Facets = query.Oldest, "abc", 7, true
		want.Strict = true
		want.Filter.Langs = []lang.Tag{lang.French, lang.Romanian, lang.Vietnamese}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", prefix, diff)
		}
	}
}
