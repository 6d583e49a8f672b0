package server

import (
	"testing"

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
	}
}
