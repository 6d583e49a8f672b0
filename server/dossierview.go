package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"khotin/internal/article"
	"khotin/internal/dossier"
	"khotin/internal/lang"
)

// Bounds of the lists on a dossier's page; the API holds them whole.
const (
	maxPassages = 100
	maxListed   = 50
)

// dossierView is the page of one document.
type dossierView struct {
	frame
	It        documentView
	Titles    []quoteCount
	Variants  []variants
	CitedBy   []citing
	More      string // address of a search for the articles that are not listed
	First     article.Date
	Last      article.Date
	Months    []monthView
	Together  []documentView
	Siblings  []documentView
	Conflicts []conflictView
	Doc       string // the same dossier as JSON
}

// quoteCount is a title and how many mentions quote it so.
type quoteCount struct {
	quote
	Count int
}

// variants is how the articles of one language print the number.
type variants struct {
	Lang   lang.Tag
	Counts []dossier.Count
}

// citing is an article with the passages that cite the document.
type citing struct {
	Headline  quote
	Href      string
	Outlet    outletName
	Published article.Date
	Passages  []dossier.Passage
}

// monthView is one bar of the chart: its width is in hundredths of the widest.
type monthView struct {
	Date  article.Date
	Href  string
	Count int
	Width int
}

// conflictView is a symbol that contradicts its words, with the document that
// the words name.
type conflictView struct {
	Named, Suggest, Href string
}

func (s *site) showDossier(w http.ResponseWriter, r *http.Request, f frame, d dossier.Dossier) error {
	v := s.newDossierView(f, d)
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "dossier", v)
}

func (s *site) newDossierView(f frame, d dossier.Dossier) dossierView {
	v := dossierView{frame: f, It: newDocumentView(f, d.Document)}
	v.Title = v.It.Name + " – " + f.L.T("site.title")
	v.First, _ = article.ParseDate(d.First)
	v.Last, _ = article.ParseDate(d.Last)
	v.Doc = documentLink(documentsAPI, d.ID, "")
	for _, t := range d.Titles[:min(len(d.Titles), maxListed)] {
		v.Titles = append(v.Titles, quoteCount{newQuote(t.Value), t.Count})
	}
	for _, tag := range append(shownLanguages(), lang.Unknown) {
		if counts := d.Variants[tag]; len(counts) > 0 {
			v.Variants = append(v.Variants, variants{tag, counts[:min(len(counts), maxListed)]})
		}
	}
	v.addPassages(s, d.CitedBy)
	v.addMonths(d.Months)
	v.Together = documentViews(f, d.Together[:min(len(d.Together), maxListed)])
	v.Siblings = documentViews(f, d.Siblings[:min(len(d.Siblings), maxListed)])
	for _, c := range d.Conflicts {
		v.Conflicts = append(v.Conflicts, conflictView{c.Named, c.Suggest, numberLink(c.Suggest, f.UI)})
	}
	return v
}

// addPassages joins the passages of one article, which follow one another.
func (v *dossierView) addPassages(s *site, passages []dossier.Passage) {
	for _, p := range passages[:min(len(passages), maxPassages)] {
		href := recordLink(p.Article, v.UI)
		if n := len(v.CitedBy); n == 0 || v.CitedBy[n-1].Href != href {
			headline := newQuote(cmp.Or(p.Headline, p.Article))
			v.CitedBy = append(v.CitedBy, citing{Headline: headline, Href: href, Outlet: s.outletName(p.Outlet), Published: p.Published})
		}
		last := &v.CitedBy[len(v.CitedBy)-1]
		last.Passages = append(last.Passages, p)
	}
	if len(v.CitedBy) < v.It.Articles {
		v.More = v.search("sort", "newest")
	}
}

// search is the address of a search for the number.
func (v *dossierView) search(pairs ...string) string {
	values := url.Values{"q": {v.It.Name}}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return address("/", values, v.UI)
}

func (v *dossierView) addMonths(months []dossier.Count) {
	if len(months) == 0 {
		return
	}
	most := max(1, slices.MaxFunc(months, func(a, b dossier.Count) int { return cmp.Compare(a.Count, b.Count) }).Count)
	for _, m := range months {
		date, err := article.ParseDate(m.Value)
		if err != nil {
			continue
		}
		v.Months = append(v.Months, monthView{date, v.search("from", m.Value, "to", m.Value), m.Count, max(1, 100*m.Count/most)})
	}
}
