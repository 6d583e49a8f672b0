package server

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"khotin/internal/dossier"

	"github.com/google/go-cmp/cmp"
)

type recognition struct {
	Citations []dossier.Recognised
	Answers   []dossier.Answer
}

func TestCitationsOfAText(t *testing.T) {
	h := newHandler(t, Options{})
	const text = "Thực hiện Nghị quyết số 04-NQ/TU và Quyết định 23-QĐ/TW của Bộ Chính trị."
	quoted, err := json.Marshal(map[string]string{"text": text, "lang": "vi"})
	if err != nil {
		t.Fatal(err)
	}
	for media, body := range map[string]string{
		"text/plain": text, "text/plain; charset=UTF-8": text, "application/json": string(quoted),
		"Application/JSON; charset=utf-8": ` {"text" : ` + string(quoted[len(`{"lang":"vi","text":`):len(quoted)-1]) + " }\n",
	} {
		w := post(h, "/api/v1/citations", media, body)
		if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s", media, w.Code, w.Body)
			continue
		}
		var got []string
		for _, c := range decode[recognition](t, w).Citations {
			if text[c.Start:c.End] != c.Surface {
				t.Errorf("%s: %q is not at its offsets", media, c.Surface)
			}
			got = append(got, c.Canonical+" "+string(c.Status))
		}
		if diff := cmp.Diff([]string{"04-NQ/TU candidates", "23-QĐ/TW exact"}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", media, diff)
		}
	}
}

func TestRecognisedWithTheLanguageGiven(t *testing.T) {
	for body, want := range map[string]string{`{"text":"x","lang":"vi-VN"}`: "vi", `{"text":"x","lang":"mo"}`: "ro", `{"text":"x","lang":""}`: "", `{"text":"x"}`: ""} {
		h := newHandler(t, Options{Documents: recogniser(func(_, tag string) {
			if tag != want {
				t.Errorf("%s: recognised as %q, want %q", body, tag, want)
			}
		})})
		if w := post(h, "/api/v1/citations", "application/json", body); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
}

// recogniser is Documents that show what they were asked to recognise.
type recogniser func(text, tag string)

func (f recogniser) LookUp(context.Context, string) (dossier.Answer, error) {
	return dossier.Answer{}, nil
}

func (f recogniser) Dossier(context.Context, string) (dossier.Dossier, error) {
	return dossier.Dossier{}, nil
}

func (f recogniser) Recognise(_ context.Context, text, tag string) ([]dossier.Recognised, error) {
	f(text, tag)
	return nil, nil
}

// TestNumbersKeepTheirRows proves that answers stand in the order of the
// numbers, an empty cell included.
func TestNumbersKeepTheirRows(t *testing.T) {
	w := post(newHandler(t, Options{}), "/api/v1/citations", "application/json", `{"numbers": ["23-QD/TW", "", "xyz", "04-NQ/TU", "23-QD/TW"]}`)
	var got []string
	for _, a := range decode[recognition](t, w).Answers {
		got = append(got, a.Read.Text+" "+string(a.Status))
	}
	want := []string{"23-QD/TW exact", " none", "xyz none", "04-NQ/TU candidates", "23-QD/TW exact"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%d (-want +got):\n%s", w.Code, diff)
	}
}

func TestWrongBodies(t *testing.T) {
	h := newHandler(t, Options{})
	list := func(n int, number string) string {
		return `{"numbers":["` + strings.Repeat(number+`","`, n-1) + number + `"]}`
	}
	for body, c := range map[string]struct {
		status int
		says   string
	}{
		``:                          {400, "Line 1, column 1: unexpected end of JSON input."},
		`{"text": "x"`:              {400, "Line 1, column 12: unexpected end"},
		`{"text": đ}`:               {400, "Line 1, column 10: invalid character"},
		"{\n \"đ\": 1,\n  text: 1}": {400, "Line 3, column 3: invalid character 't'"},
		`{"text": "x"} x`:           {400, "Line 1, column 15: invalid character"},
		`[1]`:                       {400, "an object is expected"},
		`null`:                      {400, "an object is expected"},
		`{}`:                        {400, "Neither text nor numbers"},
		`{"lang": "vi"}`:            {400, "Neither text nor numbers"},
		`{"txet": "x"}`:             {400, `Line 1, column 2: there is no field "txet"; the nearest is text`},
		"{\"text\": \"đ\",\n\t\"Lang\": \"vi\"}":                 {400, `Line 2, column 2: there is no field "Lang"; the nearest is lang`},
		`{"text": "x", "text": "y"}`:                             {400, "Line 1, column 15: text is given twice"},
		`{"text": 1}`:                                            {400, "text must be a string"},
		`{"text": null}`:                                         {400, "text must be a string"},
		`{"text": "x", "lang": "de"}`:                            {400, `"de" is not a language`},
		`{"text": "x", "lang": []}`:                              {400, "lang must be a string"},
		`{"numbers": "04"}`:                                      {400, "numbers must be a list of strings"},
		`{"numbers": [4]}`:                                       {400, "numbers must be a list of strings"},
		`{"numbers": [null]}`:                                    {400, "numbers must be a list of strings"},
		`{"numbers": null}`:                                      {400, "numbers must be a list of strings"},
		`{"numbers": [], "text": ""}`:                            {400, "two questions"},
		`{"numbers": [], "lang": "vi"}`:                          {400, "no language"},
		"{\"text\": \"\xff\"}":                                   {400, "Line 1, column 11: not valid UTF-8"},
		strings.Repeat(`[`, 20000):                               {400, "depth"},
		list(1, strings.Repeat("ữ", maxNumber+1)):                {400, "Number 1 of the list is 201 characters long"},
		list(maxNumbers+1, "4"):                                  {413, "more than 500 numbers"},
		list(maxNumbers, "4"):                                    {200, ""},
		`{"text":"` + strings.Repeat("x", maxText):               {400, "unexpected end"},
		`{"text":"` + strings.Repeat("x", maxText+1) + `"}`:      {413, "longer than 65536 bytes"},
		`{"text":"` + strings.Repeat(`\u1eef`, maxText/3) + `"}`: {200, ""},
		strings.Repeat(" ", maxBody+1):                           {413, "longer than 262144 bytes"},
	} {
		w := post(h, "/api/v1/citations", "application/json", body)
		if w.Code != c.status || !strings.Contains(w.Body.String(), strings.ReplaceAll(c.says, `"`, `\"`)) {
			t.Errorf("%.60q: %d %.300s, want %d %s", body, w.Code, w.Body, c.status, c.says)
		}
		if c.status == http.StatusBadRequest && decode[problem](t, w).Hint == "" {
			t.Errorf("%.60q: no hint", body)
		}
	}
}

func TestMediaTypes(t *testing.T) {
	h := newHandler(t, Options{})
	for media, want := range map[string]int{
		"text/plain": 200, "text/plain; charset=us-ascii": 200, "TEXT/PLAIN": 200,
		"": 415, "text": 415, "text/html": 415, "application/x-www-form-urlencoded": 415, "multipart/form-data; boundary=x": 415,
		"text/plain; charset=tcvn": 415, "application/json; charset=utf-16": 415, "text/plain; charset": 415, "text/plain, text/plain": 415,
	} {
		w := post(h, "/api/v1/citations", media, "x")
		if w.Code != want {
			t.Errorf("%q: %d %s, want %d", media, w.Code, w.Body, want)
		}
		if want == http.StatusUnsupportedMediaType && !strings.Contains(decode[problem](t, w).Hint, "text/plain") {
			t.Errorf("%q: the hint does not say what to send", media)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/api/v1/citations", strings.NewReader("x"))
	r.Header.Set("Content-Type", "text/plain")
	r.Header.Set("Content-Encoding", "gzip")
	if w := serve(h, r); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("gzip: %d", w.Code)
	}
}

// TestBodyOfUnknownLength proves that the limit holds without Content-Length.
func TestBodyOfUnknownLength(t *testing.T) {
	srv := httptest.NewServer(newHandler(t, Options{}))
	defer srv.Close()
	for size, want := range map[int]int{maxText: 200, maxText + 1: 413, maxBody + 1: 413} {
		body := io.MultiReader(strings.NewReader(strings.Repeat("x", size))) // hides its length
		res, err := srv.Client().Post(srv.URL+"/api/v1/citations", "text/plain", body)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%d bytes: %d, want %d", size, res.StatusCode, want)
		}
	}
}

// TestSlowSenderTakesNoPlace proves that a body that does not come keeps
// nobody from searching.
func TestSlowSenderTakesNoPlace(t *testing.T) {
	h := newHandler(t, Options{MaxConcurrent: 1})
	body, sender := io.Pipe()
	started := make(chan struct{})
	r := httptest.NewRequest(http.MethodPost, "/api/v1/citations", io.MultiReader(readerOf(func() { close(started) }), body))
	r.Header.Set("Content-Type", "text/plain")
	done := make(chan int)
	go func() { done <- serve(h, r).Code }()
	<-started
	if w := get(h, "/api/v1/search?q=x"); w.Code != http.StatusOK {
		t.Errorf("search beside a slow sender: %d", w.Code)
	}
	sender.Close()
	if code := <-done; code != http.StatusOK {
		t.Errorf("the slow sender: %d", code)
	}
}

// readerOf is an empty reader that tells when it is read.
type readerOf func()

func (f readerOf) Read([]byte) (int, error) { f(); return 0, io.EOF }

func TestPreflight(t *testing.T) {
	w := do(newHandler(t, Options{}), http.MethodOptions, "/api/v1/citations", "Origin", "https://example.org",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
	if w.Code != http.StatusNoContent || w.Body.Len() > 0 {
		t.Errorf("%d with %d bytes", w.Code, w.Body.Len())
	}
	for name, want := range map[string]string{
		"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": "Content-Type", "Allow": "OPTIONS, POST",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if w := get(newHandler(t, Options{}), "/api/v1/citations"); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "OPTIONS, POST" {
		t.Errorf("GET: %d, Allow %q", w.Code, w.Header().Get("Allow"))
	}
}

// FuzzCitations proves that whatever is sent gets an answer or a reason.
func FuzzCitations(f *testing.F) {
	for _, body := range []string{
		"Nghị quyết số 04-NQ/TU", `{"text":"Kết luận 107-KH/TU của Ban Bí thư","lang":"vi"}`, `{"numbers":["04-NQ/TU","",""]}`,
		`{"text":"\ud800\u0000"}`, `{"text":`, `{"numbers":[[]]}`, "\xef\xbb\xbf{}", `{"":""}`, `{"text":"x",}`, "{\"text\":\"a\u0300\u0301\"}", `{"lang":{}}`, "\x00",
	} {
		f.Add(true, body)
		f.Add(false, body)
	}
	h := newHandler(f, Options{})
	f.Fuzz(func(t *testing.T, asJSON bool, body string) {
		media := "text/plain"
		if asJSON {
			media = "application/json"
		}
		w := post(h, "/api/v1/citations", media, body)
		switch w.Code {
		case http.StatusOK:
			for _, c := range decode[recognition](t, w).Citations {
				if c.Start < 0 || c.End < c.Start || !utf8.ValidString(c.Surface) {
					t.Errorf("%q: %+v", body, c)
				}
			}
		case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
			if p := decode[problem](t, w); p.Detail == "" || p.Hint == "" {
				t.Errorf("%q is refused without a reason: %s", body, w.Body)
			}
		default:
			t.Errorf("%q: status %d: %s", body, w.Code, w.Body)
		}
	})
}
