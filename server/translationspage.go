package server

import (
	"cmp"
	"context"
	"net/http"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
)

// parallelView is the page that lays two articles of one story side by side.
type parallelView struct {
	frame
	Left, Right columnView
	Others      []choice // the articles that can stand on the right
	More        int      // of them, that are not offered
	Why         []whyView
	Points      []pointView // what they disagree on
	Rows        []rowView   // lead and paragraphs
	Captions    []rowView
	Swap        string // address of the page with sides exchanged
	Doc         string // the same as JSON
}

// columnView is the head of a column.
type columnView struct {
	Headline  quote
	Href      string
	Blocks    []blockView // the headline, cut at the points
	Label     string      // the language, in the reader's language
	Short     string      // what tells the columns apart: the language, else the outlet
	Outlet    outletName
	Published article.Date
	Day       string // the same, in the reader's language
}

// whyView is a reason why two articles are held to tell one story.
type whyView struct {
	Text     string
	Evidence []evidenceView
	Between  []quote // the headlines of both, where they are not those of the page
}

// pointView is a disagreement.
type pointView struct {
	N    int
	Kind string // in the reader's language
	A, B halfView
}

// halfView is what one side prints.
type halfView struct {
	story.Passage
	Lang   lang.Tag
	Marked bool // the text holds a mark for it
}

// translationsPage answers GET /articles/{id}/translations, with the id of
// another article of the story as with.
func (s *site) translationsPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, withName, uiName)
	l, ui := s.readUI(r, p)
	with := p.one(withName)
	if err := p.err(); err != nil {
		return err
	}
	told, links, err := s.told(r)
	if err != nil {
		return err
	}
	chosen, err := beside(told, with)
	if err != nil {
		return err
	}
	v := parallelView{frame: s.frameFor(r, p, l, ui), Left: s.column(l, told[0], string(ui)), Doc: translationsAPI(told[0].ID)}
	v.Title = l.T("parallel.title") + " – " + v.Left.Headline.Text
	link(w, v.Doc, "alternate", `type="application/json"`)
	if len(chosen) > 0 {
		right := chosen[0]
		v.addOthers(s, told, right.ID)
		v.Right = s.column(l, right, v.UI)
		if v.Left.Short == v.Right.Short {
			v.Left.Short, v.Right.Short = v.Left.Outlet.Title, v.Right.Outlet.Title
		}
		v.Swap = translationsLink(right.ID, told[0].ID, v.UI)
		v.addWhy(s, told, because(told[0].ID, right.ID, links))
		v.lay(told[0].Article, right.Article)
	}
	return s.render(w, r, http.StatusOK, "parallel", v)
}

func (s *site) column(l *locale, a article.Stored, ui string) columnView {
	return columnView{
		Headline: quote{cmp.Or(a.Headline, a.URL), a.Lang}, Href: recordLink(a.ID, ui),
		Label: l.Lang(a.Lang), Short: l.Lang(a.Lang), Outlet: s.outletName(a.Outlet), Published: a.Published, Day: l.Day(a.Published),
	}
}

// addOthers offers the articles that can stand on the right, with how many
// points each disagrees on.
func (v *parallelView) addOthers(s *site, told []article.Stored, shown string) {
	for i, other := range told[1:] {
		if i >= maxTold && other.ID != shown {
			v.More++
			continue
		}
		v.Others = append(v.Others, choice{
			Label: v.L.Lang(other.Lang), Name: s.outletName(other.Outlet).Title, Lang: s.outletName(other.Outlet).Lang,
			Href: translationsLink(told[0].ID, other.ID, v.UI), On: other.ID == shown,
			Count: len(story.Disagreements(told[0].Article, other.Article)),
		})
	}
}

func (v *parallelView) addWhy(s *site, told []article.Stored, way []story.Reason) {
	headline := map[string]quote{}
	for _, a := range told {
		headline[a.ID] = quote{cmp.Or(a.Headline, a.URL), a.Lang}
	}
	for _, link := range way {
		why := whyView{Text: orRaw(v.L, "ground.", string(link.Kind))}
		why.Evidence = v.evidenceViews(s, link, told)
		if len(way) > 1 {
			why.Between = []quote{headline[link.A], headline[link.B]}
		}
		v.Why = append(v.Why, why)
	}
}

// addStory tells on a record's page which articles tell the same story, and
// flags that they disagree.
func (v *recordView) addStory(ctx context.Context, s *site) error {
	if !s.holdsStories() {
		return nil
	}
	told, _, err := s.storyOf(ctx, v.ID)
	if err != nil || len(told) < 2 {
		return err
	}
	with, places := "", map[story.Passage]bool{}
	for _, other := range told[1:min(len(told), 1+maxTold)] {
		name := outletName{}
		if other.Outlet != v.Article.Outlet {
			name = s.outletName(other.Outlet)
		}
		v.Elsewhere = append(v.Elsewhere, choice{Label: v.L.Lang(other.Lang), Value: other.Lang.String(), Name: name.Title, Lang: name.Lang, Href: recordLink(other.ID, v.UI)})
		for _, d := range story.Disagreements(told[0].Article, other.Article) {
			with, places[d.A] = cmp.Or(with, other.ID), true
		}
	}
	v.Disagree, v.Parallel = len(places), translationsLink(v.ID, cmp.Or(with, told[1].ID), v.UI)
	return nil
}
