package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
)

// sentences are prose of this package's own, one a line.
var sentences = []string{
	"Les habitants se sont réunis hier soir pour parler de la route, de l'école et du marché, et chacun a pu prendre la parole.",
	"Le maire a répondu aux questions une à une, puis il a promis que les travaux commenceraient avant la saison des pluies.",
	"Plusieurs familles ont proposé de donner une bande de terre, afin que le chemin puisse être élargi sans attendre.",
	"Une commission de sept personnes suivra les dépenses, et ses comptes seront affichés chaque mois devant la mairie.",
	"La réunion s'est achevée tard dans la nuit, après un vote à main levée qui a réuni presque toutes les voix.",
	"Une seconde réunion est prévue à l'automne, quand les récoltes seront rentrées et que les absents seront revenus.",
}

func paragraphs(s ...string) string { return "<p>" + strings.Join(s, "</p>\n<p>") + "</p>" }

// TestBody gives the same article in the layouts of many sites. What stands
// around it must go, all of it must stay.
func TestBody(t *testing.T) {
	const title = "<h1>Une réunion au village de Khe Sim</h1>"
	teasers := strings.Repeat(`<li><a href="/x">Un tout autre titre, qui mène à un tout autre article du site</a></li>`, 8)
	comments := paragraphs("Je trouve cette réunion très utile, et je regrette de n'avoir pas pu venir comme mes voisins.", "Moi aussi, je viendrai la prochaine fois, si le travail me le permet et si la route est sèche.")
	all := paragraphs(sentences...)
	for name, page := range map[string]string{
		"plain":                    title + all,
		"article element":          "<nav><ul>" + teasers + "</ul></nav><main><article>" + title + all + "</article></main><footer>" + comments + "</footer>",
		"comments by class":        "<div>" + title + "<div>" + all + "</div><div class='comments-area'>" + comments + "</div></div>",
		"comments by heading":      "<div>" + title + all + "<h3>Commentaires (2)</h3>" + comments + "</div>",
		"teasers within":           "<div>" + title + paragraphs(sentences[:3]...) + "<ul>" + teasers + "</ul>" + paragraphs(sentences[3:]...) + "</div>",
		"related box within":       "<div>" + title + paragraphs(sentences[:3]...) + "<div class='related-posts'>" + comments + "</div>" + paragraphs(sentences[3:]...) + "</div>",
		"related box at the end":   "<div>" + title + all + "<h2>Même sujet</h2>" + comments + "</div>",
		"two columns":              "<table><tr><td>" + title + all + "</td><td><ul>" + teasers + "</ul></td></tr></table>",
		"sidebar":                  "<div><div>" + title + all + "</div><div id='sidebar'>" + comments + comments + "</div></div>",
		"divs for paragraphs":      title + "<div><div>" + strings.Join(sentences, "</div><div>") + "</div></div>",
		"breaks for paragraphs":    title + "<div>" + strings.Join(sentences, "<br><br>") + "</div>",
		"sections of one kind":     title + "<div><div class='s'>" + paragraphs(sentences[:2]...) + "</div><div class='s'>" + paragraphs(sentences[2:4]...) + "</div><div class='s'>" + paragraphs(sentences[4:]...) + "</div></div>",
		"opening in a box apart":   title + "<div class='x'><p>" + sentences[0] + "</p></div><div><div>" + paragraphs(sentences[1:]...) + "</div></div>",
		"title repeated":           title + all + "<div>Une réunion au village de Khe Sim</div>",
		"share bar and counters":   title + "<div class='share'><a href=x>Facebook</a> <a href=y>Twitter</a></div><p>174 vues</p>" + all + "<p>Partager</p><p>Comment (0)</p>",
		"cookie banner first":      "<div class='cookie-consent'>" + comments + "</div>" + title + all,
		"hidden text":              title + "<div style='display: none'>" + comments + "</div>" + all,
		"newsletter form within":   "<div>" + title + paragraphs(sentences[:3]...) + "<form><p>Inscrivez-vous à notre lettre pour recevoir, chaque matin, les nouvelles du village.</p></form>" + paragraphs(sentences[3:]...) + "</div>",
		"class that only looks so": "<div class='has-sidebar comments-open'><div class='post-content no-related'>" + title + all + "</div></div>",
	} {
		t.Run(name, func(t *testing.T) {
			a, err := newExtractor(t).Page([]byte("<html lang=fr><body>"+page+"</body></html>"), "https://exemple.fr/a-1.html", "")
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			if a.Lead != "" {
				got = append(got, a.Lead)
			}
			for _, p := range a.Paragraphs {
				got = append(got, p.Text)
			}
			if strings.Join(got, "\n") != strings.Join(sentences, "\n") {
				t.Errorf("got\n%s", strings.Join(got, "\n"))
			}
			if a.Headline != "Une réunion au village de Khe Sim" {
				t.Errorf("headline %q", a.Headline)
			}
		})
	}
}

// TestLead is about what counts as a summary.
func TestLead(t *testing.T) {
	const lead = "Réunis hier soir, les habitants de Khe Sim ont décidé d'élargir leur route et d'en suivre les comptes."
	rest := paragraphs(sentences...)
	for name, tt := range map[string]struct{ head, body, want, basis string }{
		"class":             {"", `<div class="article-chapo">` + lead + `</div>` + rest, lead, article.BasisText},
		"description":       {`<meta name="description" content="` + lead[:80] + `...">`, "<p>" + lead + "</p>" + rest, lead, article.BasisMetadata},
		"heading below":     {"", "<h2>" + lead + "</h2>" + rest, lead, article.BasisText},
		"bold paragraph":    {"", "<p><strong>" + lead + "</strong></p>" + rest, lead, article.BasisText},
		"printed twice":     {"", `<div class="sapo">` + lead + `</div><div><p>` + lead + "</p>" + rest + "</div>", lead, article.BasisText},
		"none":              {"", rest, "", ""},
		"other description": {`<meta name="description" content="Le site de toutes les nouvelles du village et de ses environs, chaque jour.">`, rest, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			page := "<html lang=fr><head>" + tt.head + "</head><body><h1>Une réunion au village de Khe Sim</h1>" + tt.body + "</body></html>"
			a, err := newExtractor(t).Page([]byte(page), "https://exemple.fr/a-1.html", "")
			if err != nil {
				t.Fatal(err)
			}
			if a.Lead != tt.want || a.Evidence["lead"].Basis != tt.basis || len(a.Paragraphs) != len(sentences) {
				t.Errorf("lead %q by %q and %d paragraphs", a.Lead, a.Evidence["lead"].Basis, len(a.Paragraphs))
			}
		})
	}
}

// TestEndMark drops the story that old agency pages print after their own.
func TestEndMark(t *testing.T) {
	other := "Une autre dépêche, sans rapport avec la première, que le site colle sous les pages anciennes."
	for end, kept := range map[string]int{" - VNA": 6, "./.": 6, " -VNA": 6, "": 7} {
		story := append([]string{}, sentences...)
		story[5] += end
		page := "<html lang=fr><body><h1>Une réunion au village de Khe Sim</h1><div>" + paragraphs(append(story, other)...) + "</div></body></html>"
		a, err := newExtractor(t).Page([]byte(page), "https://exemple.fr/a-1.html", "")
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Paragraphs) != kept {
			t.Errorf("after %q: %d paragraphs, want %d", end, len(a.Paragraphs), kept)
		}
	}
}

// TestSubheads tells headings within the article from those after it.
func TestSubheads(t *testing.T) {
	page := "<html lang=fr><body><h1>Une réunion au village de Khe Sim</h1><div>" + paragraphs(sentences[:2]...) + "<h2>Une route plus large</h2>" +
		paragraphs(sentences[2:4]...) + "<p><b>Des comptes affichés</b></p>" + paragraphs(sentences[4:]...) + "<h2>Nos autres pages</h2></div></body></html>"
	a, err := newExtractor(t).Page([]byte(page), "https://exemple.fr/a-1.html", "")
	if err != nil {
		t.Fatal(err)
	}
	var subheads []string
	for _, p := range a.Paragraphs {
		if p.Subhead {
			subheads = append(subheads, p.Text)
		}
	}
	if got := strings.Join(subheads, "; "); got != "Une route plus large; Des comptes affichés" {
		t.Errorf("subheads %q", got)
	}
}

// TestSource reads where a copy says that it comes from.
func TestSource(t *testing.T) {
	for line, want := range map[string][2]string{
		"<p>Source : https://nhandan.vn/a-post1.html</p>":                      {"https://nhandan.vn/a-post1.html", ""},
		"<p>Nguồn: https://nhandan.vn/a-post1.html</p>":                        {"https://nhandan.vn/a-post1.html", ""},
		"<p>Sursă : https://nhandan.vn/a-post1.html?utm_source=x</p>":          {"https://nhandan.vn/a-post1.html", ""},
		`<p><a href="https://nhandan.vn/a-post1.html">Source</a></p>`:          {"https://nhandan.vn/a-post1.html", ""},
		`<p>Nguồn: <a href="https://nhandan.vn/a-post1.html">Nhân Dân</a></p>`: {"https://nhandan.vn/a-post1.html", "Nhân Dân"},
		"<p>Nguồn: Báo Nhân Dân</p>":                                           {"", "Báo Nhân Dân"},
		"<p>Source</p>":                                                        {"", ""},
	} {
		page := "<html lang=fr><body><h1>Une réunion au village de Khe Sim</h1><div>" + paragraphs(sentences...) + line + "</div></body></html>"
		a, err := newExtractor(t).Page([]byte(page), "https://www.vietnam.vn/fr/une-reunion-au-village", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{a.SourceURL, a.SourceOutlet}; got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
		if n := len(a.Paragraphs); a.Lead != sentences[0] || n != len(sentences)-1 {
			t.Errorf("%s: the line was kept: %d paragraphs", line, n)
		}
	}
}
