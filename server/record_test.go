package server

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func TestRecordPageShowsEverything(t *testing.T) {
	w := get(newHandler(t, Options{}), "/articles/"+idOf(1), "Accept-Language", "en")
	page := w.Body.String()
	for _, want := range []string{
		`<h1 lang="fr">Conférence provinciale sur la mobilisation de masse</h1>`,
		`<p class="lead" lang="fr">La province a tenu sa conférence.</p>`,
		`<span lang="fr">Fleur de prunier</span>`,
		`<time datetime="2024-08-01">1 August 2024</time> (the page’s metadata)`,
		`<time datetime="2024-08-02">2 August 2024</time>`,
		`<h2 lang="fr">Résultats</h2>`,
		`a lancé un plan &lt;b&gt;ambitieux&lt;/b&gt;.`,
		`Le Comité a lancé unplan.`,
		`<span lang="vi">Đại biểu dự hội nghị</span>`,
		`Photo: <span lang="vi">Mai Hoa</span>`,
		`href="https://baomau.vn/a.jpg"`,
		`href="https://baomau.vn/1.html"`,
		`href="https://baomau.vn/goc.html"`,
		`Báo Gốc`, `Politique`, `dân vận, Nghệ An`,
		`href="https://baomau.vn/vi/1.html" hreflang="vi"`,
		`The page states more than one date.`, `a-new-flag`,
		`href="/api/v1/articles/` + idOf(1) + `"`,
		`7 August 2024, 8:02`, `8 August 2024, 8:02`,
		`70` + "\u00a0" + `%`, `<span lang="vi">Mai Hoa</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	if strings.Contains(page, "javascript:") || strings.Contains(page, "ZgotmplZ") {
		t.Error("an address that is not of the web became a link")
	}
	if got := w.Header().Values("Link"); !strings.Contains(strings.Join(got, ", "), `rel="alternate"`) {
		t.Errorf("Link: %s", got)
	}
}

func TestCreditIsShownOnce(t *testing.T) {
	for _, c := range []struct{ text, credit, want string }{
		{"Đại biểu. Ảnh: Mai Hoa", "Mai Hoa", ""}, {"Đại biểu", "Mai Hoa", "Mai Hoa"}, {"Đại biểu", "", ""},
	} {
		if got := (recordView{}).Credit(article.Caption{Text: c.text, Credit: c.credit}); got != c.want {
			t.Errorf("%q by %q: %q, want %q", c.text, c.credit, got, c.want)
		}
	}
}

func TestAlternatesAreOtherLanguages(t *testing.T) {
	a := sampleShelf()[idOf(1)][0]
	a.Alternates = map[lang.Tag]string{"fr": "https://baomau.vn/1.html", "ro": "https://baomau.vn/ro/1.html", "vi": "https://baomau.vn/vi/1.html"}
	v := newSite(t).newRecordView(frame{L: newSite(t).locales.english()}, a)
	want := []alternate{{"ro", "https://baomau.vn/ro/1.html"}, {"vi", "https://baomau.vn/vi/1.html"}}
	if diff := cmp.Diff(want, v.Alternates); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEarlierVersionSaysSo(t *testing.T) {
	h := newHandler(t, Options{})
	page := get(h, "/articles/"+idOf(1)+"?version=1&ui=en").Body.String()
	for _, want := range []string{
		`<h1 lang="fr">Conférence sur la mobilisation de masse</h1>`, "This is version 1", `<a href="/articles/` + idOf(1) + `?ui=en">See the latest version</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if page := get(h, "/articles/"+idOf(1)+"?version=2&ui=en").Body.String(); strings.Contains(page, "This is version") {
		t.Error("the latest version calls itself an old one")
	}
}

func TestWithdrawnArticleStaysReadable(t *testing.T) {
	w := get(newHandler(t, Options{}), "/articles/"+idOf(4), "Accept-Language", "en")
	for _, want := range []string{`<h1 lang="und">https://baomau.vn/4.html</h1>`, "The outlet has withdrawn this article", "No headline was found."} {
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d, no %s", w.Code, want)
		}
	}
}

// TestRecordIsNotLookedUpInVain proves that an identity that cannot exist
// never reaches the archive.
func TestRecordIsNotLookedUpInVain(t *testing.T) {
	asked := 0
	h := newHandler(t, Options{Reader: readerFunc(func(id string) (article.Stored, error) {
		asked++
		return article.Stored{}, fault.New(fault.NotFound, "there is no article %q", id)
	})})
	for _, id := range []string{"x", strings.Repeat("a", 17), "ABCDEFGHIJKLMNOP", "%00", "..%2F..%2Fetc", strings.Repeat("w", 16)} {
		for _, path := range []string{"/articles/" + id, "/api/v1/articles/" + id, "/api/v1/articles/" + id + "/versions"} {
			if w := get(h, path); w.Code != http.StatusNotFound {
				t.Errorf("%s: %d", path, w.Code)
			}
		}
	}
	if asked != 0 {
		t.Errorf("the archive was asked %d times", asked)
	}
	if get(h, "/articles/"+idOf(9)); asked != 1 {
		t.Errorf("a well-formed identity: asked %d times, want 1", asked)
	}
}

// readerFunc is a Reader made of one function, without versions.
type readerFunc func(id string) (article.Stored, error)

func (f readerFunc) Get(_ context.Context, id string) (article.Stored, error) { return f(id) }
func (f readerFunc) Versions(context.Context, string) ([]article.Stored, error) {
	return nil, nil
}

func (f readerFunc) StateAt(context.Context, string, time.Time) (article.State, error) {
	return article.Live, nil
}
