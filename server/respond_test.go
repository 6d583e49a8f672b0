package server

import (
	"context"
	"html/template"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/fault"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

// TestOverARealConnection sees what the recorder of the other tests cannot:
// that lengths are right and nothing follows a HEAD or a 304.
func TestOverARealConnection(t *testing.T) {
	srv := httptest.NewServer(newHandler(t, Options{}))
	defer srv.Close()
	for _, target := range []string{"/", "/?q=x", "/api/v1/search?q=x", "/openapi.json", "/nowhere", "/healthz"} {
		sizes := map[string]int{}
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r, err := http.NewRequestWithContext(t.Context(), method, srv.URL+target, nil)
			if err != nil {
				t.Fatal(err)
			}
			res, err := srv.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(res.Body)
			res.Body.Close()
			length, _ := strconv.Atoi(res.Header.Get("Content-Length"))
			if err != nil || method == http.MethodGet && length != len(body) || method == http.MethodHead && len(body) > 0 {
				t.Errorf("%s %s: %d bytes announced, %d came: %v", method, target, length, len(body), err)
			}
			sizes[method] = length
		}
		if sizes["GET"] == 0 || sizes["GET"] != sizes["HEAD"] {
			t.Errorf("%s: GET announces %d bytes, HEAD %d", target, sizes["GET"], sizes["HEAD"])
		}
	}
}

func TestWhatCannotBeEncodedIsADefect(t *testing.T) {
	log, written := logTo()
	h := newHandler(t, Options{Log: log, Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) {
		return query.Result{Hits: []query.Hit{{ID: idOf(1), Score: math.NaN()}}}, nil
	})})
	w := get(h, "/api/v1/search?q=x")
	if w.Code != http.StatusInternalServerError || w.Header().Get("Content-Type") != mediaProblem {
		t.Errorf("%d %s, want a problem with status 500", w.Code, w.Header().Get("Content-Type"))
	}
	if !strings.Contains(written.String(), "NaN") {
		t.Errorf("the cause is not in the log: %s", written)
	}
}

// TestLastResort proves that even without templates a person gets an answer
// with the right status.
func TestLastResort(t *testing.T) {
	s := newSite(t)
	s.templates = template.New("none")
	r, w := httptest.NewRequest("GET", "/articles/x", nil), httptest.NewRecorder()
	s.failPage(w, r, fault.New(fault.NotFound, "there is no article"))
	if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "Not in this archive") {
		t.Errorf("%d %q", w.Code, w.Body)
	}
}

// TestReaderWhoLeftIsNoNews proves that a broken connection is not reported as
// trouble of the server.
func TestReaderWhoLeftIsNoNews(t *testing.T) {
	log, written := logTo()
	h := newHandler(t, Options{Log: log, Searcher: searcherFunc(func(ctx context.Context, _ query.Query) (query.Result, error) {
		return query.Result{}, ctx.Err()
	})})
	ctx, leave := context.WithCancel(t.Context())
	leave()
	serve(h, httptest.NewRequest("GET", "/api/v1/search?q=x", nil).WithContext(ctx))
	if strings.Contains(written.String(), "WARN") || strings.Contains(written.String(), "ERROR") {
		t.Errorf("log:\n%s", written)
	}
}

func TestRecorderRemembersTheFirstStatus(t *testing.T) {
	for name, c := range map[string]struct {
		act    func(*recorder)
		status int
		bytes  int64
	}{
		"nothing":       {func(*recorder) {}, 0, 0},
		"write alone":   {func(r *recorder) { r.Write([]byte("abc")) }, 200, 3},
		"status first":  {func(r *recorder) { r.WriteHeader(404); r.Write([]byte("a")); r.Write([]byte("b")) }, 404, 2},
		"status twice":  {func(r *recorder) { r.WriteHeader(304); r.WriteHeader(500) }, 304, 0},
		"through blank": {func(r *recorder) { r.ResponseWriter = blank{http.Header{}}; r.WriteHeader(405) }, 405, 0},
	} {
		r := &recorder{ResponseWriter: httptest.NewRecorder()}
		c.act(r)
		if r.status != c.status || r.bytes != c.bytes {
			t.Errorf("%s: %d with %d bytes, want %d with %d", name, r.status, r.bytes, c.status, c.bytes)
		}
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a": "A.", "done.": "Done.", "what?": "What?", "ộ có": "Ộ có.", "04-NQ/TU is cited": "04-NQ/TU is cited.",
	} {
		if got := sentence(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	ask := readSearch(readParams("q=a+b&lang=vi&cursor=c&sort=newest", true, searchNames()...))
	got := []string{
		ask.link("/"),
		ask.link("/", "cursor", "next one"),
		ask.link("/x", "lang", "", "q", "", "sort", ""),
		ask.link("/", "from", "2024-01-01", "to", "2024-12-31"),
	}
	want := []string{
		"/?lang=vi&q=a+b&sort=newest",
		"/?cursor=next+one&lang=vi&q=a+b&sort=newest",
		"/x",
		"/?from=2024-01-01&lang=vi&q=a+b&sort=newest&to=2024-12-31",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzAcceptLanguage(f *testing.F) {
	for _, s := range []string{"", "*", "vi-VN,vi;q=0.9", "q=1;;,", "x-", "en-u-ca", "-----", "\x00", "zh-Hant-TW;q=2"} {
		f.Add(s)
	}
	ls := newSite(f).locales
	f.Fuzz(func(t *testing.T, field string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header["Accept-Language"] = []string{field}
		if ls.negotiate(r) == nil {
			t.Errorf("%q leaves the reader without a language", field)
		}
	})
}
