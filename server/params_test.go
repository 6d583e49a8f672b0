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

func TestWrongParametersAreNamed(t *testing.T) {
	h := newHandler(t, Options{})
	for _, c := range []struct {
		query  string
		params []string // named in errors, in order
		says   []string // in the detail
	}{
		{"q=x&lnag=vi", []string{"lnag"}, []string{"“lang”"}},
		{"q=x&page=2&form=2024", []string{"form", "page"}, []string{"“from”", "form: ", "page: "}},
		{"q=x&Q=y", []string{"Q"}, []string{"“q”"}},
		{"q=x&ui=vi", []string{"ui"}, nil},
		{"q=x&from=32.13.2024", []string{"from"}, []string{"2024, 2024-08 or 2024-08-06"}},
		{"q=x&to=06/08/2024", []string{"to"}, []string{"“06/08/2024”"}},
		{"q=x&from=2024-02-30", []string{"from"}, nil},
		{"q=x&from=0001", []string{"from"}, nil},
		{"q=x&from=2025&to=2024", []string{"from"}, []string{"after the last"}},
		{"q=x&lang=de", []string{"lang"}, []string{"“de”", "vi, fr, ro or en"}},
		{"q=x&lang=vi,xx&lang=yy", []string{"lang", "lang"}, []string{"“xx”", "“yy”"}},
		{"q=x&outlet=b%C3%A1o+n", []string{"outlet"}, []string{"domain"}},
		{"q=x&sort=date", []string{"sort"}, []string{"score, newest or oldest"}},
		{"q=x&accents=on", []string{"accents"}, []string{"strict or any"}},
		{"q=x&accents=strict&accents=any", []string{"accents"}, nil},
		{"q=x&limit=0", []string{"limit"}, []string{"1 to 100"}},
		{"q=x&limit=101", []string{"limit"}, nil},
		{"q=x&limit=ten", []string{"limit"}, nil},
		{"q=x&limit=1e1", []string{"limit"}, nil},
		{"q=x&q=y", []string{"q"}, []string{"more than once"}},
		{"q=x&from=2024&from=2025", []string{"from"}, nil},
		{"q=%FF", []string{"q"}, []string{"UTF-8"}},
		{"q=%zz", []string{""}, []string{"%25"}},
		{"q=" + strings.Repeat("a", 501), []string{"q"}, []string{"500"}},
		{"q=x+lang:de", []string{"q"}, []string{"Column 8"}},
		{"q=lang:vi+x&lang=fr", []string{"lang"}, []string{"contradicts"}},
		{"q=x&cursor=" + strings.Repeat("a", maxCursor+1), []string{"cursor"}, nil},
		{"q=x&outlet=" + strings.Repeat("a,b,", maxList), []string{"outlet"}, nil},
		{"", []string{"q"}, []string{"look for"}},
		{"sort=newest", []string{"q"}, nil},
		{"from=x&to=y&sort=z&limit=w&lang=v&foo=1", []string{"foo", "lang", "from", "to", "sort", "limit"}, nil},
	} {
		w := get(h, "/api/v1/search?"+c.query)
		if w.Code != http.StatusBadRequest || w.Header().Get("Content-Type") != mediaProblem {
			t.Errorf("%.60s: %d %s", c.query, w.Code, w.Header().Get("Content-Type"))
			continue
		}
		checkWrong(t, c.query, decode[problem](t, w), c.params, c.says)
	}
}

// checkWrong holds a problem against the parameters it must name and the words
// its detail must hold.
func checkWrong(t *testing.T, asked string, p problem, params, says []string) {
	t.Helper()
	var named []string
	for _, e := range p.Errors {
		named = append(named, e.Parameter)
	}
	if diff := cmp.Diff(params, named); diff != "" {
		t.Errorf("%.60s: parameters (-want +got):\n%s", asked, diff)
	}
	if !strings.Contains(p.Hint, "/openapi.json") {
		t.Errorf("%.60s: hint %q leads nowhere", asked, p.Hint)
	}
	for _, want := range says {
		if !strings.Contains(p.Detail, want) {
			t.Errorf("%.60s: %q does not say %q", asked, p.Detail, want)
		}
	}
	if len(p.Detail) > 2000 {
		t.Errorf("%.60s: the detail is %d bytes long", asked, len(p.Detail))
	}
}

func TestRightParameters(t *testing.T) {
	h := newHandler(t, Options{})
	for _, q := range []string{
		"q=x", "q=04-NQ%2FTU", "q=x&lang=&outlet=&from=&to=&cursor=&limit=&sort=", "lang=vi", "outlet=baonghean.vn", "from=2024", "to=2024-08",
		"q=x&lang=vi-VN,mo,FR", "q=x&outlet=127.0.0.1:8080", "q=x&from=2024-08-06T11:42:00%2B07:00", "q=x&from=2024&to=2024", "q=x&limit=1", "q=x&limit=100",
		"q=x&accents=", "q=x&accents=any", "q=x&accents=strict", "q=lang:vi+x&lang=vi,fr", "q=from:2023&to=2024", "q=" + url.QueryEscape(strings.Repeat("ữ", 500)),
	} {
		if w := get(h, "/api/v1/search?"+q); w.Code != http.StatusOK {
			t.Errorf("%.60s: %d %s", q, w.Code, w.Body)
		}
	}
}

// TestBothFilters proves that a filter typed in q and one chosen beside it both
// hold.
func TestBothFilters(t *testing.T) {
	for typed, c := range map[string]struct{ beside, want string }{
		"x lang:vi,fr":        {"lang=fr,ro", "x lang:fr"},
		"x outlet:a.vn":       {"outlet=a.vn,b.vn", "x outlet:a.vn"},
		"x from:2023":         {"from=2024", "x from:2024"},
		"x from:2024":         {"from=2023", "x from:2024"},
		"x to:2023":           {"to=2024", "x to:2023"},
		"x to:2024":           {"to=2023", "x to:2023"},
		"x from:2023 to:2024": {"", "x from:2023 to:2024"},
		"x group:a.vn#1":      {"lang=vi", `x lang:vi group:"a.vn#1"`},
	} {
		p := readParams("q="+url.QueryEscape(typed)+"&"+c.beside, true, searchNames()...)
		got := readSearch(p)
		if err := p.err(); err != nil {
			t.Errorf("%s beside %s: %v", typed, c.beside, err)
		}
		want, err := query.Parse(c.want)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), got.Query.String()); diff != "" {
			t.Errorf("%s beside %s (-want +got):\n%s", typed, c.beside, diff)
		}
	}
}

// TestCanonicalAddressAsksTheSame proves that a link made of a search leads to
// that search.
func TestCanonicalAddressAsksTheSame(t *testing.T) {
	for _, raw := range []string{
		"q=x", "q=%22a+b%22+-c&lang=ro,vi&outlet=b.vn,a.vn&from=2024-08&to=2024&sort=oldest&limit=5", "q=x&accents=strict", "q=x&accents=any",
		"from=2024-08-06T11:42:00%2B07:00&to=2024-08-07T00:00:00Z", "q=100%25+%26+%2B", "lang=vi&q=",
	} {
		first := readSearch(readParams(raw, true, searchNames()...))
		u, err := url.Parse(first.link("/"))
		if err != nil {
			t.Fatal(err)
		}
		p := readParams(u.RawQuery, true, searchNames()...)
		if diff := cmp.Diff(first.Query, readSearch(p).Query); diff != "" || p.err() != nil {
			t.Errorf("%s and %s: %v\n%s", raw, u, p.err(), diff)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{
		"lnag": "lang", "langs": "lang", "language": "lang", "form": "from", "form ": "from", "srot": "sort",
		"outlets": "outlet", "curser": "cursor", "Q": "q", "": "q", "offset": "outlet", strings.Repeat("j", 1000): "q",
	} {
		if got := nearest(name, searchNames()); got != want {
			t.Errorf("nearest to %.20q is %q, want %q", name, got, want)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "abc", 0}, {"", "abc", 3}, {"abc", "acb", 1}, {"abc", "xbc", 1}, {"abc", "ab", 1}, {"kitten", "sitting", 3}} {
		if got := slips(c.a, c.b); got != c.want || slips(c.b, c.a) != c.want {
			t.Errorf("slips between %q and %q: %d, want %d both ways", c.a, c.b, got, c.want)
		}
	}
}

// FuzzQuery proves that whatever is typed gets an answer or a clear refusal.
func FuzzQuery(f *testing.F) {
	for _, q := range []string{"/", `"`, "(", "~", `\`, "\x00", "\xff\xfe", "a OR", "lang:", "lang:xx", "from:9999", "-", "*", "a*", "04 -NQ/TU", "&q=x", "%", "ỗ", "a\u0300\u0301", "<script>", "{{.}}"} {
		f.Add(q)
	}
	h := newHandler(f, Options{Searcher: searcherFunc(func(_ context.Context, q query.Query) (query.Result, error) {
		return query.Result{Read: q.String(), Hits: []query.Hit{{ID: idOf(1), Headline: q.String()}}}, nil
	})})
	f.Fuzz(func(t *testing.T, q string) {
		for _, path := range []string{"/api/v1/search?q=", "/?q="} {
			w := get(h, path+url.QueryEscape(q))
			if w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
				if len(q)*3 > maxTarget-20 && w.Code == http.StatusRequestURITooLong {
					continue
				}
				t.Errorf("%q: status %d", q, w.Code)
			}
			if path == "/?q=" {
				checkHTML(t, q, w.Body.Bytes())
			} else if w.Code == http.StatusBadRequest && decode[problem](t, w).Errors[0].Detail == "" {
				t.Errorf("%q: refused without a reason", q)
			}
		}
	})
}

// FuzzParameters does the same for a whole query string.
func FuzzParameters(f *testing.F) {
	for _, q := range []string{"q=x&lang=vi", "q=%", ";", "lang=,,,", "from=2024-08-06T11:42:00+07:00", "limit=-1", "ui=xx&q=\x00", "&&&=", "outlet=%ff", "number=04-NQ/TU", "number=%00&ui=ro", "accents=strict&q=%2F"} {
		f.Add(q)
	}
	h := newHandler(f, Options{})
	f.Fuzz(func(t *testing.T, raw string) {
		for _, path := range []string{"/api/v1/search", "/", "/articles/" + idOf(1), "/api/v1/documents", "/documents", "/documents/" + resolutionID} {
			r, err := http.NewRequest(http.MethodGet, "http://x"+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.URL.RawQuery = raw
			if w := serve(h, r); w.Code >= 500 {
				t.Errorf("%s?%q: status %d: %s", path, raw, w.Code, w.Body)
			}
		}
	})
}
