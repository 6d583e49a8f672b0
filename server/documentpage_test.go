package server

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"khotin/internal/docref"
	"khotin/internal/dossier"
	"khotin/internal/lang"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

// holds proves that a page shows each of the texts.
func holds(t *testing.T, h http.Handler, target string, want ...string) {
	t.Helper()
	w := get(h, target)
	checkHTML(t, target, w.Body.Bytes())
	for _, text := range want {
		if !strings.Contains(w.Body.String(), text) {
			t.Errorf("%s: %d, no %s", target, w.Code, text)
		}
	}
}

func TestNumberTypedInASearchIsLookedUp(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/?ui=fr&q=23-QD/TW",
		`<q><span>Décision / Règlement</span> · <span lang="vi">23-QĐ/TW</span></q>`,
		`<a class="number" href="/documents/`+decisionID+`?ui=fr" lang="vi">23-QĐ/TW</a> · Décision · <span lang="vi">Trung ương</span> · <time datetime="2021-07-30">30 juillet 2021</time> · 2 articles`)
	holds(t, h, "/?ui=ro&q=04-NQ/TU+lang:vi",
		`2 documente au acest număr.`, `<h3><span lang="vi">Nghệ An</span></h3>`, `<h3><span lang="vi">Thanh Hóa</span></h3>`,
		`<q class="quoted" lang="vi">về công tác dân vận &lt;trong&gt; tình hình mới</q>`)
	holds(t, h, "/?ui=en&q=18-NQ/TW", "central authorities · term 2021–2026", "central authorities · term 2016–2021", "central authorities · term since 2026")
	holds(t, h, "/?ui=vi&q=04-NQ/TW", "Không bài nào trong kho tin dẫn 04-NQ/TW.", "Các văn bản có số hiệu gần giống", `>04-NQ/TU</a>`)
	holds(t, h, "/?ui=en&q=86", "No article of this archive cites a document that fits “86”.")
	for _, target := range []string{"/?q=d%C3%A2n+v%E1%BA%ADn", "/?q=04-NQ/TU&cursor=x", "/?q=04-NQ/TU+-x", "/?q=04+OR+05", "/?q=%2F", "/?lang=vi", "/?q=2021", "/?q=" + url.QueryEscape("hội nghị 04-NQ/TU")} {
		if page := get(h, target).Body.String(); strings.Contains(page, `id="found"`) {
			t.Errorf("%s: documents are shown", target)
		}
	}
}

func TestNumberIn(t *testing.T) {
	for typed, want := range map[string]string{
		"04-NQ/TU": "04-NQ/TU", "04 -NQ/TU": "04 -NQ/TU", "résolution n° 04-NQ/TU": "résolution n° 04-NQ/TU", `"04-NQ/TU"`: `"04-NQ/TU"`,
		"lang:vi 04-NQ/TU from:2024": "04-NQ/TU", "dân vận": "", "mobil*": "", "04 -dân": "", "04 OR 05": "", "": "",
	} {
		q, err := query.Parse(typed)
		if err != nil {
			t.Fatal(err)
		}
		if got := numberIn(search{Query: q, Text: typed}); got != want {
			t.Errorf("%q holds the number %q, want %q", typed, got, want)
		}
	}
}

func TestBoxIsShort(t *testing.T) {
	var many library
	for _, p := range docref.Provinces("")[:20] {
		many = append(many, dossier.NewDossier(sampleDocument("4-nq-tu@"+p.Slug+":2021", "04-NQ/TU", "nghi-quyet", 4, 1)))
	}
	h := newHandler(t, Options{Documents: many})
	page := get(h, "/?ui=en&q=04-NQ/TU").Body.String()
	if n := strings.Count(page, `class="number"`); n != maxInBox || !strings.Contains(page, `<a href="/documents?number=04-NQ%2FTU&amp;ui=en">See the whole list</a>`) || !strings.Contains(page, "20 documents have this number") {
		t.Errorf("%d documents above the hits, or no way to the others:\n%s", n, page)
	}
	if whole := get(h, "/documents?number=04-NQ/TU&ui=en").Body.String(); strings.Count(whole, `class="number"`) != 20 || strings.Contains(whole, "whole list") {
		t.Error("the page of documents does not show all")
	}
}

func TestMissNamesWhatWasAskedFor(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/documents?ui=en&number=04-NQ/TU+Thai+Binh+2020", "No article of this archive cites 04-NQ/TU, Thái Bình, 2020.", "The same number of another province or date")
	holds(t, h, "/documents?ui=en&number=04+xyz", "Not understood:", "<q>xyz</q>")
	holds(t, h, "/documents?ui=fr&number=Luat+99/2022", "<span>Loi</span> · <span lang=\"vi\">99/2022</span>")
	if w := get(h, "/documents/4-nq-tu@camau:2020"); w.Code != http.StatusNotFound || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("an unknown identity: %d, Cache-Control %q", w.Code, w.Header().Get("Cache-Control"))
	}
	holds(t, h, "/documents/nothing-at-all", "No article of this archive cites a document that fits")
}

func TestDocumentsFormKeepsWhatIsWrong(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{
		"/documents?ui=en&number=":                                "such as 04-NQ/TU",
		"/documents?ui=en&number=a&number=b":                      "more than once",
		"/documents?ui=en&number=" + strings.Repeat("%3C", 201):   "at most 200 characters",
		"/documents?ui=xx":                                        "“xx” is not a language",
		"/documents?ui=en&number=%FF&fbclid=decorated-by-another": "UTF-8",
	} {
		holds(t, h, target, `role="alert"`, want, `name="number"`)
		if w := get(h, target); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
}

func TestDossierPageShowsEverything(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/documents/"+resolutionID+"?ui=fr",
		`<html lang="fr">`, `<h1 lang="vi">04-NQ/TU</h1>`, `<p class="meta">Résolution</p>`, `2 articles, 4 mentions`,
		`<p class="lead" lang="vi"><q>về công tác dân vận &lt;trong&gt; tình hình mới</q></p>`,
		`<time datetime="2021-11-19">19 novembre 2021</time>`, `<time datetime="2023-12-30">30 décembre 2023</time>`, `<time datetime="2024-08-06">6 août 2024</time>`,
		`<h3 lang="vi"><a href="/articles/`+idOf(1)+`?ui=fr">Hội nghị dân vận &lt;toàn&gt; tỉnh</a></h3>`,
		`Tỉnh ủy ban hành <mark>Nghị quyết số 04-NQ/TU</mark> về công tác dân vận.`,
		`<p class="passage caption" lang="vi">Quán triệt <mark>Nghị quyết 04</mark></p>`, `Le document visé ici n’est pas certain.`,
		`<span lang="vi">Báo Mẫu</span>`, `<a href="/?from=2024-08&amp;q=04-NQ%2FTU&amp;to=2024-08&amp;ui=fr" rel="nofollow"><time datetime="2024-08">août 2024</time></a>`,
		`<rect width="50" height="10"/>`, `<q lang="fr">résolution n° 04-NQ/TU</q>`, `<span class="n">× 3</span>`,
		`<span lang="vi">Bộ Chính trị</span> → <a href="/documents?number=04-NQ%2FTW&amp;ui=fr" lang="vi">04-NQ/TW</a>`,
		`href="/documents/257-kh-tu@nghean:2024-06-14?ui=fr"`, `href="/documents/4-nq-tu@thanhhoa:2016?ui=fr"`,
		`<a href="/api/v1/documents/`+resolutionID+`">JSON</a>`)
	holds(t, h, "/documents/"+schemeID+"?ui=ro", `<span lang="vi">Thái Bình</span> (astăzi în <span lang="vi">Hưng Yên</span>)`)
	holds(t, h, "/documents/249-mttq-btt@%3F:%3F?ui=vi", "chưa rõ loại", "chưa rõ nơi ban hành")
	holds(t, h, "/documents/18-nq-tw@tw:2017-10-25?ui=vi", "(nhiệm kỳ 2016–2021)")
	if got := get(h, "/documents/"+resolutionID).Header().Get("Link"); got != `</api/v1/documents/`+resolutionID+`>; rel="alternate"; type="application/json"` {
		t.Errorf("Link: %s", got)
	}
}

// TestDossierPageIsBounded proves that a document that hundreds of articles
// cite has a page of bounded length that leads to the others.
func TestDossierPageIsBounded(t *testing.T) {
	d := sampleLibrary()[0]
	d.Articles = 500
	for range 500 {
		p := samplePassages()[0]
		p.Article = idOf(len(d.CitedBy) % 10)
		d.CitedBy = append(d.CitedBy, p)
		d.Siblings = append(d.Siblings, d.Document)
		d.Titles = append(d.Titles, dossier.Count{Value: "x", Count: 1})
	}
	page := get(newHandler(t, Options{Documents: library{d}}), "/documents/"+resolutionID).Body.String()
	if n := strings.Count(page, `class="passage`); n != maxPassages {
		t.Errorf("%d passages", n)
	}
	if n := strings.Count(page, `class="number"`); n > 2*maxListed {
		t.Errorf("%d documents", n)
	}
	if !strings.Contains(page, `href="/?q=04-NQ%2FTU&amp;sort=newest"`) {
		t.Error("no way to the articles that are not listed")
	}
}

func TestMonthsHaveBars(t *testing.T) {
	v := dossierView{frame: frame{L: newSite(t).locales.english()}, It: documentView{Name: "04-NQ/TU"}}
	v.addMonths([]dossier.Count{{Value: "2023-12", Count: 1}, {Value: "soon", Count: 9}, {Value: "2024-01", Count: 900}, {Value: "2024-02", Count: 450}})
	var widths []int
	for _, m := range v.Months {
		widths = append(widths, m.Width)
	}
	if diff := cmp.Diff([]int{1, 100, 50}, widths); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadParts(t *testing.T) {
	l := newSite(t).locales.by(lang.French)
	for asked, want := range map[string][]string{
		"04-NQ/TU Nghệ An 2021": {"Résolution", "04-NQ/TU", "Nghệ An", "2021"},
		"QĐ 23":                 {"Décision / Règlement", "23-QĐ"},
		"DA/TU Thai Binh":       {"Projet / Projet d'investissement", "ĐA/TU", "Thái Bình"},
		"19/11/2021":            {"19 novembre 2021"},
		"Luật 10/2022":          {"Loi", "10/2022"},
		decisionID:              {"Décision / Règlement", "23-QĐ/TW", "autorités centrales", "30 juillet 2021"},
		"dân vận":               nil,
	} {
		var got []string
		for _, p := range readParts(l, docref.ParseQuery(asked)) {
			got = append(got, p.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", asked, diff)
		}
	}
}
