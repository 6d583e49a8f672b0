package server

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"khotin/internal/query"
	"khotin/internal/testkit"
)

// TestPages shows every state of every page in every language as a golden.
func TestPages(t *testing.T) {
	h := newHandler(t, Options{})
	for name, target := range pages() {
		for _, ui := range []string{"vi", "fr", "ro", "en"} {
			w := get(h, target, "Accept-Language", ui)
			checkHTML(t, ui+"/"+name, w.Body.Bytes())
			testkit.Golden(t, ui+"/"+name+".html", w.Body.Bytes())
		}
	}
}

// pages are the states of the pages by name.
func pages() map[string]string {
	return map[string]string{
		"start":   "/",
		"results": "/?q=d%C3%A2n+v%E1%BA%ADn&lang=vi&lang=fr&from=2024&to=2024",
		"wrong":   "/?q=x&from=32.13.2024&sort=best",
		"record":  "/articles/" + idOf(1),
		"version": "/articles/" + idOf(1) + "?version=1",
		"bare":    "/articles/" + idOf(4),
		"missing": "/articles/" + idOf(9),

		"number":     "/?q=nghi+quyet+18",
		"unmet":      "/?q=04-NQ/TW",
		"signs":      "/?q=%2F",
		"ask":        "/documents",
		"candidates": "/documents?number=18-NQ/TW",
		"others":     "/documents?number=04-NQ/TU+Thai+Binh",
		"nearest":    "/documents?number=04-KL/TU",
		"long":       "/documents?number=" + strings.Repeat("4", 201),
		"dossier":    "/documents/" + resolutionID,
		"scheme":     "/documents/" + schemeID,
		"unknown":    "/documents/4-nq-tu@camau:2020",

		"events":   "/events",
		"filtered": "/events?place=Nghe+An&type=training&from=2024",
		"nowhere":  "/events?place=Atlantis&attendance_min=many",
		"event":    "/events/" + trainingID,
		"undated":  "/events/meeting-" + idOf(3),

		"versions": "/articles/" + idOf(1) + "/versions",
		"single":   "/articles/" + idOf(4) + "/versions",

		"parallel": "/articles/" + idOf(5) + "/translations",
		"copy":     "/articles/" + idOf(5) + "/translations?with=" + idOf(7),
		"alone":    "/articles/" + idOf(1) + "/translations",
		"told":     "/articles/" + idOf(6),

		"outlets": "/outlets",
		"outlet":  "/outlets/baomau.vn",
		"fresh":   "/outlets/moi.vn",
		"stray":   "/outlets/khong.vn",

		"runs": "/runs",
		"run":  "/runs/2",
	}
}

func TestResultsPage(t *testing.T) {
	page := get(newHandler(t, Options{}), "/?q=d%C3%A2n+v%E1%BA%ADn&ui=ro&lang=vi&from=2024&to=2024").Body.String()
	for name, want := range map[string]string{
		"marks":                 `<h3 id="hit-` + idOf(1) + `" lang="vi"><a href="/articles/` + idOf(1) + `?ui=ro">Hội nghị <mark>dân vận</mark> toàn tỉnh</a></h3>`,
		"language of a passage": `<p class="passage caption" lang="fr">`,
		"escaped headline":      `Un titre avec <mark>&lt;script&gt;</mark>alert(&#34;x&#34;)&lt;/script&gt;`,
		"no headline":           `>https://exemple.ro/3</a>`,
		"title of the outlet":   `<span lang="vi">Báo Mẫu</span>`,
		"date":                  `<time datetime="2024-08-06">6 august 2024</time>`,
		"withdrawn":             `retras de publicație`,
		"count":                 `<p class="count" role="status">1.234 de rezultate · 900 de subiecte</p>`,
		"as read":               `<q>dân vận</q>`,
		"the form":              `value="dân vận"`,
		"first day":             `name="from" type="date" value="2024-01-01"`,
		"last day":              `name="to" type="date" value="2024-12-31"`,
		"language kept":         `<input type="hidden" name="ui" value="ro">`,
		"next page":             `rel="next" href="/?cursor=bm_xdA-_&amp;from=2024-01-01&amp;lang=vi&amp;q=d%C3%A2n&#43;v%E1%BA%ADn&amp;to=2024-12-31&amp;ui=ro"`,
		"narrow to an outlet":   `outlet=fr.exemple.vn`,
		"language in force":     `<a href="/?from=2024-01-01&amp;q=d%C3%A2n&#43;v%E1%BA%ADn&amp;to=2024-12-31&amp;ui=ro" rel="nofollow" aria-current="true"><span>vietnameză</span>`,
		"year in force":         `<a href="/?lang=vi&amp;q=d%C3%A2n&#43;v%E1%BA%ADn&amp;ui=ro" rel="nofollow" aria-current="true"><span>2024</span>`,
		"noindex":               `<meta name="robots" content="noindex">`,
		"other language":        `<a href="/?from=2024&amp;lang=vi&amp;q=d%C3%A2n&#43;v%E1%BA%ADn&amp;to=2024&amp;ui=fr" lang="fr" hreflang="fr">Français</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s: no %s", name, want)
		}
	}
	if strings.Contains(page, "<script") {
		t.Error("a headline became an element")
	}
}

func TestEmptyAnswerHelps(t *testing.T) {
	h := newHandler(t, Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) {
		return query.Result{Read: "xyz"}, nil
	})})
	for ui, want := range map[string]string{"vi": "0 kết quả", "fr": "0 résultat<", "ro": "0 rezultate", "en": "0 results"} {
		w := get(h, "/?q=xyz&ui="+ui)
		checkHTML(t, ui, w.Body.Bytes())
		if body := w.Body.String(); !strings.Contains(body, want) || !strings.Contains(body, "04-NQ/TU") {
			t.Errorf("%s: no %q, or no advice", ui, want)
		}
	}
}

// TestPageForgivesDecoratedLinks proves that what other sites hang on a link
// neither breaks the page nor stays in its links.
func TestPageForgivesDecoratedLinks(t *testing.T) {
	w := get(newHandler(t, Options{}), "/?q=x&fbclid=abc&utm_source=y")
	if next := regexp.MustCompile(`rel="next" href="([^"]*)"`).FindStringSubmatch(w.Body.String()); w.Code != 200 || next == nil || next[1] != "/?cursor=bm_xdA-_&amp;q=x" {
		t.Errorf("%d, next %q", w.Code, next)
	}
	if strings.Contains(w.Body.String(), "fbclid") {
		t.Error("the decoration stays in a link")
	}
}

func TestNothingIsSearchedOnTheEmptyPage(t *testing.T) {
	h := newHandler(t, Options{Searcher: searcherFunc(func(context.Context, query.Query) (query.Result, error) {
		t.Error("a search was made")
		return query.Result{}, nil
	})})
	for _, target := range []string{"/", "/?q=", "/?q=+&lang=&outlet=&from=&to=&sort=score", "/?ui=vi", "/?from=x", "/?q=x&sort=y", "/?q=%2F", "/?q=%22", "/api/v1/search?q=%28+-+%22"} {
		get(h, target)
	}
}
