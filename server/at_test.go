package server

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"

	"github.com/google/go-cmp/cmp"
)

// The versions of the sample were stored on 7 and 8 August 2024 at 01:02:03,
// the second lasting until it was withdrawn in the same moment.
const (
	firstStored  = "Wed, 07 Aug 2024 01:02:03 GMT"
	secondStored = "Thu, 08 Aug 2024 01:02:03 GMT"
)

func TestStateAtADate(t *testing.T) {
	h := newHandler(t, Options{})
	for _, c := range []struct {
		target, accept string
		version        int
		state          article.State
		memento        string // Memento-Datetime
		at             string // Content-Location, without the path
	}{
		{"", "", 2, article.Live, "", ""},
		{"?at=", "", 2, article.Live, "", ""},
		{"?version=1", "", 1, article.Live, firstStored, ""},
		{"?version=2", "", 2, article.Live, secondStored, ""},
		{"?at=2024-08-07", "", 1, article.Live, firstStored, "?version=1"},
		{"?at=2024-08-08", "", 2, article.Gone, secondStored, "?version=2"},
		{"?at=2024-08", "", 2, article.Live, secondStored, "?version=2"},
		{"?at=2030", "", 2, article.Live, secondStored, "?version=2"},
		{"?at=2024-08-08T01:02:02Z", "", 1, article.Live, firstStored, "?version=1"},
		{"?at=2024-08-08T01:02:03Z", "", 2, article.Gone, secondStored, "?version=2"},
		{"?at=2024-08-08T08:02:03%2B07:00", "", 2, article.Gone, secondStored, "?version=2"},
		{"", firstStored, 1, article.Live, firstStored, "?version=1"},
		{"", "Thu, 08 Aug 2024 01:02:02 GMT", 1, article.Live, firstStored, "?version=1"},
		{"", secondStored, 2, article.Gone, secondStored, "?version=2"},
		{"", "Sat, 01 Jan 2000 00:00:00 GMT", 1, article.Live, firstStored, "?version=1"},
		{"?at=2024-08-07", secondStored, 1, article.Live, firstStored, "?version=1"},
		{"?version=2", firstStored, 2, article.Live, secondStored, ""},
	} {
		path := "/api/v1/articles/" + idOf(1)
		var header []string
		if c.accept != "" {
			header = []string{"Accept-Datetime", c.accept}
		}
		w := get(h, path+c.target, header...)
		got := decode[article.Stored](t, w)
		if got.Version != c.version || got.State != c.state {
			t.Errorf("%s %s: %d, version %d, %s, want %d, %s", c.target, c.accept, w.Code, got.Version, got.State, c.version, c.state)
		}
		if m := w.Header().Get("Memento-Datetime"); m != c.memento {
			t.Errorf("%s %s: Memento-Datetime %q, want %q", c.target, c.accept, m, c.memento)
		}
		if at := strings.TrimPrefix(w.Header().Get("Content-Location"), path); at != c.at {
			t.Errorf("%s %s: Content-Location %q, want %q", c.target, c.accept, at, c.at)
		}
		if vary := w.Header().Values("Vary"); !cmp.Equal(vary, []string{"Accept-Datetime"}) {
			t.Errorf("%s %s: Vary %q", c.target, c.accept, vary)
		}
	}
}

func TestMementosAreLinked(t *testing.T) {
	all := sampleShelf()[idOf(1)]
	for i := range 3 {
		v := all[1]
		v.Version, v.StoredAt = 3+i, v.StoredAt.Add(time.Duration(1+i)*time.Hour)
		all = append(all, v)
	}
	h := newHandler(t, Options{Reader: shelf{idOf(1): all}})
	for _, path := range []string{"/articles/" + idOf(1), "/api/v1/articles/" + idOf(1)} {
		for n, want := range map[string][]string{
			"":  {`<P>; rel="original timegate"`},
			"1": {`<P>; rel="original timegate"`, `<P?version=1>; rel="first memento"; datetime="` + firstStored + `"`, `<P?version=2>; rel="next memento"; datetime="` + secondStored + `"`, `<P?version=5>; rel="last memento"; datetime="Thu, 08 Aug 2024 04:02:03 GMT"`},
			"3": {
				`<P>; rel="original timegate"`, `<P?version=1>; rel="first memento"; datetime="` + firstStored + `"`, `<P?version=2>; rel="prev memento"; datetime="` + secondStored + `"`,
				`<P?version=3>; rel="memento"; datetime="Thu, 08 Aug 2024 02:02:03 GMT"`, `<P?version=4>; rel="next memento"; datetime="Thu, 08 Aug 2024 03:02:03 GMT"`, `<P?version=5>; rel="last memento"; datetime="Thu, 08 Aug 2024 04:02:03 GMT"`,
			},
			"4": {
				`<P>; rel="original timegate"`, `<P?version=1>; rel="first memento"; datetime="` + firstStored + `"`, `<P?version=3>; rel="prev memento"; datetime="Thu, 08 Aug 2024 02:02:03 GMT"`,
				`<P?version=4>; rel="memento"; datetime="Thu, 08 Aug 2024 03:02:03 GMT"`, `<P?version=5>; rel="next last memento"; datetime="Thu, 08 Aug 2024 04:02:03 GMT"`,
			},
		} {
			target := path
			if n != "" {
				target += "?version=" + n
			}
			var got []string
			for _, l := range get(h, target).Header().Values("Link") {
				if strings.Contains(l, "original") || strings.Contains(l, "memento") {
					got = append(got, strings.Replace(l, path, "P", 1))
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", target, diff)
			}
		}
	}
}

func TestWrongTimes(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{
		"?at=2023-06":                     `The archive first saw this article on 2024-08-07 at 08:02, Hanoi time.","hint":"Ask for at=2024-08-07 or a later date.`,
		"?at=2024-08-07T08:02:02%2B07:00": "first saw",
		"?at=1900":                        "first saw",
		"?at=tomorrow":                    `at: “tomorrow” is not a date`,
		"?at=2024-08-07&version=1":        `at: Give either this or version.`,
		"?at=2024&at=2025":                `It is given more than once`,
		"?version=3":                      `The article has no version \"3\"`,
	} {
		w := get(h, "/api/v1/articles/"+idOf(1)+target)
		status := http.StatusBadRequest
		if strings.Contains(want, "first saw") || strings.Contains(want, "has no version") {
			status = http.StatusNotFound
		}
		if w.Code != status || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s, want %d with %s", target, w.Code, w.Body, status, want)
		}
		for _, name := range []string{"Memento-Datetime", "Content-Location"} {
			if v := w.Header().Get(name); v != "" {
				t.Errorf("%s: %s: %s", target, name, v)
			}
		}
	}
	if w := get(h, "/api/v1/articles/"+idOf(1), "Accept-Datetime", "2024-08-07"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "Accept-Datetime: “2024-08-07” is not a date as HTTP writes it") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestPageOfAState(t *testing.T) {
	h := newHandler(t, Options{})
	page := "/articles/" + idOf(1)
	holds(t, h, page+"?at=2024-08-07&ui=fr", `<h1 lang="fr">Conférence sur`, `Tel que l’archive le connaissait au 7 août 2024`, `: version 1, enregistrée le 7 août 2024 à 8`, `Voir la version la plus récente</a>`)
	holds(t, h, page+"?at=2024-08-08&ui=vi", `tính đến 8 tháng 8 năm 2024: phiên bản 2, lưu lúc 8:02, 8 tháng 8 năm 2024.</p>`, `Báo đã gỡ bài viết này`)
	if body := get(h, page+"?at=2024-09&ui=vi").Body.String(); strings.Contains(body, "Báo đã gỡ") {
		t.Error("the page is shown as withdrawn after its return")
	}
	holds(t, h, page+"/versions?ui=ro", `<form class="at" action="/articles/`+idOf(1)+`" method="get">`, `<input id="at" name="at" type="date" value="2024-08-07" min="2024-08-07" required>`, `<input type="hidden" name="ui" value="ro">`)
	for ui, want := range map[string]string{
		"vi": "lần đầu lúc 8:02, 7 tháng 8 năm 2024.", "fr": "la première fois le 7 août 2024 à 8", "ro": "prima dată la 7 august 2024, ora 8:02.", "en": "first saw this article on 7 August 2024, 8:02.",
	} {
		w := get(h, page+"?at=2023&ui="+ui)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), want) || strings.Contains(w.Body.String(), `lang="en">The archive`) {
			t.Errorf("%s: %d, no %s in %s", ui, w.Code, want, w.Body)
		}
		checkHTML(t, ui, w.Body.Bytes())
	}
}

// FuzzTimes proves that no text makes the server fail, and that every accepted
// one names the version it got.
func FuzzTimes(f *testing.F) {
	for _, s := range []string{"2024", "2024-08-07", "2024-08-07T08:02:03+07:00", "", "x", "٢٠٢٤", "2024-13", "0000", "99999999"} {
		f.Add(s)
	}
	h := newHandler(f, Options{})
	f.Fuzz(func(t *testing.T, at string) {
		w := get(h, "/api/v1/articles/"+idOf(1)+"?at="+url.QueryEscape(at), "Accept-Datetime", "x")
		switch w.Code {
		case http.StatusOK:
			if w.Header().Get("Memento-Datetime") == "" {
				t.Errorf("%q: no Memento-Datetime", at)
			}
		case http.StatusBadRequest, http.StatusNotFound:
		default:
			t.Errorf("%q: %d", at, w.Code)
		}
	})
}
