package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
)

func TestAuthor(t *testing.T) {
	p := &page{x: newExtractor(t)}
	p.url, p.outlet, _ = p.x.address("https://baonghean.vn/a-10277726.html")
	p.meta.site = "Baonghean.vn"
	for printed, want := range map[string]string{
		"Mai Hoa":                      "Mai Hoa",
		"Par Jean Dupont":              "Jean Dupont",
		"par  Didier Roy":              "Didier Roy",
		"By M. Z. Adnan":               "M. Z. Adnan",
		"Auteur: Anna Kubišta":         "Anna Kubišta",
		"Fleur de prunier":             "Fleur de prunier",
		"De Gaulle":                    "De Gaulle",
		"PV":                           "PV",
		"Thành Duy - Lê Thắng":         "Thành Duy - Lê Thắng",
		"VNA/CVN":                      "VNA/CVN",
		"Mai Hoa Mai Hoa":              "Mai Hoa",
		"baonghean.vn":                 "",
		"Báo Nghệ An":                  "",
		"Nghệ An":                      "",
		"https://facebook.com/mai.hoa": "",
		"mai.hoa@example.vn":           "",
		"23/02/2024":                   "",
		"Tags: 12 articles":            "",
		strings.Repeat("Rất dài ", 30): "",
		"":                             "",
	} {
		if got := p.author(printed); got != want {
			t.Errorf("author(%q) = %q, want %q", printed, got, want)
		}
	}
}

// TestByline is about where a page's author is found.
func TestByline(t *testing.T) {
	page := func(head, under, end, after string) string {
		s := strings.Replace(story, "</head>", head+"</head>", 1)
		s = strings.Replace(s, "</h1>", "</h1>"+under, 1)
		s = strings.Replace(s, "năm nay.</p>", "năm nay.</p>"+end, 1)
		return strings.Replace(s, "</body>", after+"</body>", 1)
	}
	for name, tt := range map[string]struct{ page, want, basis string }{
		"metadata":               {page(`<meta name="author" content="Lan Anh">`, "", "", ""), "Lan Anh", article.BasisMetadata},
		"site in the metadata":   {page(`<meta name="author" content="example.vn">`, "", `<p style="text-align:right"><b>Lan Anh</b></p>`, ""), "Lan Anh", article.BasisText},
		"linked data, reference": {page(`<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#p","name":"Lan Anh"},{"@type":"NewsArticle","author":{"@id":"#p"}}]}</script>`, "", "", ""), "Lan Anh", article.BasisMetadata},
		"two in linked data":     {page(`<script type="application/ld+json">{"@type":"Article","author":[{"name":"Lan Anh"},{"name":"Thu Trang"}]}</script>`, "", "", ""), "Lan Anh, Thu Trang", article.BasisMetadata},
		"class":                  {page("", `<div class="post-author">Lan Anh</div>`, "", ""), "Lan Anh", article.BasisText},
		"class, with a date":     {page("", `<div class="author">Lan Anh 12/03/2024</div>`, "", ""), "Lan Anh", article.BasisText},
		"doubled outlet":         {page("", `<div class="author"><span>Báo Hà Giang</span><span>Báo Hà Giang</span></div>`, "<p>Lan Anh</p>", ""), "Lan Anh", article.BasisText},
		"link to the author":     {page("", `<dd><a href="/auteur/lan-anh/">Lan Anh</a></dd>`, "", ""), "Lan Anh", article.BasisText},
		"last line, right":       {page("", "", `<p align="right"><em>Lan Anh</em></p>`, ""), "Lan Anh", article.BasisText},
		"last line, bold":        {page("", "", `<p><strong>Lan Anh</strong></p>`, ""), "Lan Anh", article.BasisText},
		"last line, plain":       {page("", "", `<p>Hoa mai vàng</p>`, ""), "Hoa mai vàng", article.BasisText},
		"before a source label":  {page("", "", `<p>PV</p><p>Nguồn</p>`, ""), "PV", article.BasisText},
		"date line":              {page("", `<div>Lan Anh 12/03/2024 07:00</div>`, "", ""), "Lan Anh", article.BasisText},
		"weekday is no name":     {page("", `<div>Thứ ba, 12/03/2024 07:00</div>`, "", ""), "", ""},
		"teaser's author":        {page("", "", "", `<div class="related"><span class="author">Người Khác</span></div>`), "", ""},
		"none":                   {story, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := newExtractor(t).Page([]byte(tt.page), anyURL, "")
			if err != nil {
				t.Fatal(err)
			}
			if a.Byline != tt.want || a.Evidence["byline"].Basis != tt.basis {
				t.Errorf("byline %q by %q, want %q by %q", a.Byline, a.Evidence["byline"].Basis, tt.want, tt.basis)
			}
			for _, p := range a.Paragraphs {
				if p.Text == tt.want {
					t.Error("the byline was kept as a paragraph")
				}
			}
		})
	}
}

// TestRestoreByline: what the photo credits prove stands beside the byline, with
// the proof; the byline stays as printed. What proves a name is tested in event.
func TestRestoreByline(t *testing.T) {
	for name, tt := range map[string]struct {
		byline        string
		credits       []string
		want, because string
	}{
		"proved":                {"Fleur de prunier", []string{"Mai Hoa", "Mai Hoa", "Mai Hoa"}, "Mai Hoa", `photo credit "Mai Hoa" ×3`},
		"initials":              {"Jeu Giang", []string{"TG", "TG"}, "Thu Giang", `photo credit "TG" ×2`},
		"pictures without name": {"Fleur de prunier", []string{"Mai Hoa", "", "Mai Hoa"}, "Mai Hoa", `photo credit "Mai Hoa" ×2`},
		"another's":             {"Fleur de prunier", []string{"Đức Trí", "Đức Trí", "Đức Trí"}, "", ""},
		"a name already":        {"Lan Anh", []string{"Mai Hoa", "Mai Hoa", "Mai Hoa"}, "", ""},
		"no byline":             {"", []string{"Mai Hoa", "Mai Hoa", "Mai Hoa"}, "", ""},
	} {
		p := &page{x: newExtractor(t)}
		p.a.Byline = tt.byline
		for _, c := range tt.credits {
			p.a.Captions = append(p.a.Captions, article.Caption{Text: "x", Credit: c})
		}
		p.restoreByline()
		if e := p.a.Evidence["byline"]; e.Restored != tt.want || e.Proof != tt.because {
			t.Errorf("%s: %q by %q, want %q by %q", name, e.Restored, e.Proof, tt.want, tt.because)
		}
		if p.a.Byline != tt.byline {
			t.Errorf("%s: the printed byline became %q", name, p.a.Byline)
		}
	}
}
