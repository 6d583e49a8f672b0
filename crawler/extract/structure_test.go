package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func parseHTML(t *testing.T, s string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestDensest names the element that holds the prose, by its id, and how sure
// that is.
func TestDensest(t *testing.T) {
	half, rest := paragraphs(sentences[:3]...), paragraphs(sentences[3:]...)
	for name, tt := range map[string]struct {
		page, id string
		sure     bool
	}{
		"one box":              {"<div id=a>" + half + rest + "</div><div id=b><p>Court.</p></div>", "a", true},
		"paragraphs in divs":   {"<div id=a><div>" + strings.Join(sentences, "</div><div>") + "</div></div>", "a", true},
		"two boxes of a kind":  {"<div id=a><div class=s>" + half + "</div><div class=s>" + rest + "</div></div>", "a", true},
		"two boxes of a sort":  {"<section id=x><div id=a>" + half + rest + "</div></section><section id=y><div id=b>" + half + "</div></section>", "a", false},
		"text in a table cell": {"<table><tr><td>menu</td><td id=a>" + strings.Join(sentences, "<br><br>") + "</td></tr></table>", "a", true},
	} {
		body, confidence := densest(collect(parseHTML(t, tt.page), nil))
		if body == nil || attr(body, "id") != tt.id || (confidence >= sure) != tt.sure {
			t.Errorf("%s: %v with confidence %.2f, want #%s", name, body, confidence, tt.id)
		}
	}
	if body, confidence := densest(collect(parseHTML(t, "<p>Court.</p>"), nil)); body != nil || confidence != 0 {
		t.Errorf("a page without prose has a body: %v, %.2f", body, confidence)
	}
}

// TestPrune names what a page loses before its prose is weighed.
func TestPrune(t *testing.T) {
	words, err := readFurniture()
	if err != nil {
		t.Fatal(err)
	}
	long := paragraphs(sentences...)
	for name, tt := range map[string]struct {
		page    string
		dropped bool
	}{
		"nav":                    {"<nav id=x><p>Accueil</p></nav>" + long, true},
		"aside":                  {"<aside id=x><p>À lire</p></aside>" + long, true},
		"aside with the article": {"<aside id=x>" + long + "</aside>", false},
		"share bar":              {"<div id=x class='social-share top'>Partager</div>" + long, true},
		"id":                     {"<div id=x class=y><i></i></div><div id=comments>Rien</div>" + long, false},
		"word within a word":     {"<div id=x class='shareholders'>Actionnaires</div>" + long, false},
		"class on the article":   {"<div id=x class='related'>" + long + "</div>", false},
		"list of links":          {"<ul id=x><li><a href=a>Un titre assez long pour compter</a></li><li><a href=b>Un autre titre assez long aussi</a></li></ul>" + long, true},
		"list with few links":    {"<ul id=x><li>Un point de la liste, avec <a href=a>un lien</a> et bien du texte autour de lui.</li></ul>" + long, false},
		"hidden":                 {"<div id=x hidden>Caché</div>" + long, true},
		"no display":             {"<div id=x style='display : none'>Caché</div>" + long, true},
		"header with the title":  {"<header id=x class='banner'><h1>Titre</h1></header>" + long, false},
		"header of the site":     {"<header id=x>Le Site</header>" + long, true},
	} {
		doc := parseHTML(t, tt.page)
		p := newPruner(doc, words)
		for n := range elements(doc) {
			if attr(n, "id") == "x" && p.drop(n) != tt.dropped {
				t.Errorf("%s: dropped %v", name, !tt.dropped)
			}
		}
	}
}

// TestSecondOpinion scatters an article over boxes that own rules do not join,
// and expects the general extractor's wider choice.
func TestSecondOpinion(t *testing.T) {
	page := "<html lang=fr><body><h1>Une réunion au village de Khe Sim</h1><main>"
	for i, s := range sentences {
		page += "<section class='c" + string(rune('a'+i)) + "'><div><p>" + s + "</p><p>" + sentences[(i+1)%len(sentences)] + " Suite.</p></div></section>"
	}
	a, err := newExtractor(t).Page([]byte(page+"</main></body></html>"), "https://exemple.fr/a-1.html", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Paragraphs) < 2*len(sentences)-1 {
		t.Errorf("%d paragraphs of %d, flags %v", len(a.Paragraphs), 2*len(sentences), a.Flags)
	}
}

// TestBodiesDiffer flags a page on which the two extractors see different
// articles, and a sound page not.
func TestBodiesDiffer(t *testing.T) {
	left, right := paragraphs(sentences[:3]...), paragraphs(sentences[3:]...)
	for page, want := range map[string]bool{
		"<div>" + left + right + "</div>": false,
		"<div><div><div class='a'>" + left + left + "</div></div></div><div><div><div class='b'>" + right + right + right + "</div></div></div>": true,
	} {
		a, err := newExtractor(t).Page([]byte("<html lang=fr><body>"+page+"</body></html>"), "https://exemple.fr/a-1.html", "")
		if err != nil {
			t.Fatal(err)
		}
		if a.Has(article.FlagBodiesDiffer) && !want {
			t.Errorf("a sound page is flagged: %v", a.Flags)
		}
		if len(a.Paragraphs) < 3 {
			t.Errorf("%d paragraphs", len(a.Paragraphs))
		}
	}
}

func TestNodes(t *testing.T) {
	doc := parseHTML(t, `<div id=a class=k><p>Un <b>deux</b><br>trois<script>x</script></p><a href=" /b ">lien</a><img data-src="/c.jpg" src="data:x"></div><p id=z>fin</p>`)
	div := find(doc, atom.Div)
	if got := textOf(div); got != "Un deux trois lien" {
		t.Errorf("textOf = %q", got)
	}
	if firstHref(div) != "/b" || firstHref(find(doc, atom.P)) != "" || firstHref(nil) != "" {
		t.Error("firstHref")
	}
	b := find(doc, atom.B)
	if !within(b, div) || within(div, b) || !under(b, atom.P) || under(b, atom.Table) || find(doc, atom.Table) != nil {
		t.Error("within, under, find")
	}
	if got := pictureURL(find(doc, atom.Img)); got != "/c.jpg" {
		t.Errorf("pictureURL = %q", got)
	}
	if attr(div, "class") != "k" || attr(div, "none") != "" {
		t.Error("attr")
	}
}

// TestFlatten keeps every word of a page whose tags nest too deeply.
func TestFlatten(t *testing.T) {
	src := "<p>début</p>" + strings.Repeat("<div><br>", 3000) + "<p>milieu</p>" + strings.Repeat("</div>", 3000) + "<p>fin</p>"
	doc := parseHTML(t, flatten(src))
	if got := textOf(doc); got != "début milieu fin" {
		t.Errorf("text %q", got)
	}
	if _, err := html.Parse(strings.NewReader(src)); err == nil {
		t.Error("the parser takes such pages by itself now: flatten can go")
	}
}

// TestLanguages sets the language of every block by its own words.
func TestLanguages(t *testing.T) {
	page := `<html lang="vi"><body><h1>Une réunion au village de Khe Sim</h1><div>` + paragraphs(sentences...) +
		`<p>Buổi họp có đông đủ các hộ, nhiều ý kiến được nêu ra và được trả lời ngay tại chỗ.</p>
<figure><img src=/a.jpg><figcaption>Quang cảnh buổi họp.</figcaption></figure><figure><img src=/b.jpg><figcaption>Khe Sim</figcaption></figure></div></body></html>`
	a, err := newExtractor(t).Page([]byte(page), "https://exemple.fr/a-1.html", "")
	if err != nil {
		t.Fatal(err)
	}
	if a.Lang != lang.French || !a.Has(article.FlagLanguage) {
		t.Errorf("language %s, flags %v", a.Lang, a.Flags)
	}
	if p := a.Paragraphs[len(a.Paragraphs)-1]; p.Lang != lang.Vietnamese {
		t.Errorf("%q is said to be %s", p.Text, p.Lang)
	}
	if len(a.Captions) != 2 || a.Captions[0].Lang != lang.Vietnamese || a.Captions[1].Lang != lang.French {
		t.Errorf("captions %+v: one speaks for itself, a bare name takes the article's language", a.Captions)
	}
}
