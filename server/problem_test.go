package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"khotin/internal/fault"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

// failing returns a server whose searches end in the error, and its log.
func failing(t *testing.T, err error) (http.Handler, func() string) {
	log, written := logTo()
	h := newHandler(t, Options{Log: log, Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) {
		return query.Result{}, err
	})})
	return h, written.String
}

func TestKindsBecomeProblems(t *testing.T) {
	at := func(name string) string { return "/openapi.json#/components/responses/" + name }
	for _, c := range []struct {
		err   error
		want  problem
		retry string
	}{
		{
			fmt.Errorf("search: %w", fault.New(fault.Invalid, "cursor is of another index").WithHint("begin again without cursor")),
			problem{at("Invalid"), "The request cannot be understood", 400, "Cursor is of another index.", "Begin again without cursor.", nil}, "",
		},
		{
			fault.New(fault.NotFound, "no article cites 04-NQ/TW"),
			problem{at("NotFound"), "Not in this archive", 404, "No article cites 04-NQ/TW.", "", nil}, "",
		},
		{
			fault.New(fault.InUse, "/secret/index is held by process 12").WithHint("kill it"),
			problem{at("InUse"), "The data are in use", 503, "Another process holds the data or the index at this moment.", "Try again in half a minute.", nil}, "30",
		},
		{
			fault.New(fault.Unavailable, "the index is being rebuilt"),
			problem{at("Unavailable"), "Not available at this moment", 503, "The index is being rebuilt.", "Try again in a few seconds.", nil}, "5",
		},
		{
			errors.New("open /secret/path: permission denied"),
			problem{
				at("Internal"), "The server met a defect", 500, "Something went wrong on this server. It has been recorded.",
				"Try again; if it happens again, tell the operator the time and the address.", nil,
			}, "",
		},
		{
			fmt.Errorf("search: %w", context.DeadlineExceeded),
			problem{
				at("Unavailable"), "Not available at this moment", 503, "The answer took longer than this server allows.",
				"Ask for less: more words, a shorter span of time, fewer hits.", nil,
			}, "5",
		},
	} {
		h, log := failing(t, c.err)
		w := get(h, "/api/v1/search?q=x")
		if diff := cmp.Diff(c.want, decode[problem](t, w)); diff != "" || w.Code != c.want.Status {
			t.Errorf("%v: %d (-want +got):\n%s", c.err, w.Code, diff)
		}
		if got := w.Header().Get("Retry-After"); got != c.retry {
			t.Errorf("%v: Retry-After %q, want %q", c.err, got, c.retry)
		}
		if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
			t.Errorf("%v: %s", c.err, got)
		}
		logged := strings.Count(log(), "error=")
		if want := min(1, max(0, c.want.Status-499)); logged != want {
			t.Errorf("%v: logged %d times, want %d:\n%s", c.err, logged, want, log())
		}
	}
}

func TestSecretsStayInTheLog(t *testing.T) {
	h, log := failing(t, errors.New("open /secret/path: permission denied"))
	for _, target := range []string{"/api/v1/search?q=x", "/?q=x"} {
		w := get(h, target)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	if n := strings.Count(log(), "level=ERROR"); n != 2 || !strings.Contains(log(), "/secret/path") {
		t.Errorf("the cause is logged %d times, want once for each request:\n%s", n, log())
	}
}

func TestErrorPagesSpeakTheReadersLanguage(t *testing.T) {
	h, _ := failing(t, fault.New(fault.Unavailable, "the index is being rebuilt"))
	for ui, want := range map[string]string{
		"vi": "Tạm thời chưa trả lời được", "fr": "Momentanément indisponible", "ro": "Momentan indisponibil", "en": "Not available at the moment",
	} {
		w := get(h, "/?q=x&ui="+ui)
		checkHTML(t, ui, w.Body.Bytes())
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "5" || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, no %q", ui, w.Code, want)
		}
		if !strings.Contains(w.Body.String(), `<html lang="`+ui+`">`) {
			t.Errorf("%s: the page names another language", ui)
		}
	}
}

// TestRefusedSearchKeepsTheForm proves that a person can mend what was typed.
func TestRefusedSearchKeepsTheForm(t *testing.T) {
	h, _ := failing(t, fault.New(fault.Invalid, "cursor is of another index"))
	w := get(h, "/?q=d%C3%A2n+v%E1%BA%ADn&lang=fr", "Accept-Language", "en")
	checkHTML(t, "refused", w.Body.Bytes())
	for _, want := range []string{`value="dân vận"`, `value="fr" checked`, "Cursor is of another index.", `role="alert"`} {
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
			t.Errorf("status %d, no %s", w.Code, want)
		}
	}
}

func TestUnknownPathsAndMethods(t *testing.T) {
	h := newHandler(t, Options{})
	for _, c := range []struct {
		method, target string
		status         int
		media, allow   string
	}{
		{"GET", "/api/v1/nothing", 404, mediaProblem, ""},
		{"GET", "/api/v2/search?q=x", 404, mediaProblem, ""},
		{"GET", "/api", 404, mediaProblem, ""},
		{"GET", "/api/v1/articles/no-such-id", 404, mediaProblem, ""},
		{"GET", "/api/v1/articles/" + idOf(9), 404, mediaProblem, ""},
		{"GET", "/api/v1/articles/" + idOf(9) + "/versions", 404, mediaProblem, ""},
		{"GET", "/static/none.css", 404, mediaProblem, ""},
		{"GET", "/articles/" + idOf(9), 404, mediaHTML, ""},
		{"GET", "/articles/" + idOf(1) + "?version=7", 404, mediaHTML, ""},
		{"GET", "/nothing", 404, mediaHTML, ""},
		{"POST", "/api/v1/search", 405, mediaProblem, "GET, HEAD"},
		{"DELETE", "/api/v1/articles/" + idOf(1), 405, mediaProblem, "GET, HEAD"},
		{"OPTIONS", "/api/v1/search", 405, mediaProblem, "GET, HEAD"},
		{"PUT", "/", 405, mediaHTML, "GET, HEAD"},
	} {
		w := do(h, c.method, c.target)
		if w.Code != c.status || w.Header().Get("Content-Type") != c.media || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d %s, Allow %q", c.method, c.target, w.Code, w.Header().Get("Content-Type"), w.Header().Get("Allow"))
		}
		if c.media == mediaProblem && decode[problem](t, w).Status != c.status {
			t.Errorf("%s %s: body %s", c.method, c.target, w.Body)
		}
		if c.media == mediaHTML {
			checkHTML(t, c.target, w.Body.Bytes())
		}
	}
}

func TestPathIsCleaned(t *testing.T) {
	w := get(newHandler(t, Options{}), "/api//v1/../v1/search?q=x")
	if got := w.Header().Get("Location"); w.Code/100 != 3 || got != "/api/v1/search?q=x" {
		t.Errorf("%d to %q, want a redirect to the clean path", w.Code, got)
	}
}
