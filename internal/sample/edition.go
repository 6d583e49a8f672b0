package sample

import (
	"io"
	"net/http"
	"slices"
	"time"
)

// edition is one state of the site: every address it answers, and how.
type edition struct {
	articles []Article // newest first
	changed  time.Time // when anything on the site last changed
	pages    map[string]page
}

// page is what one address answers.
type page struct {
	status   int
	mime     string
	modified time.Time // zero: not stated
	render   func(w io.Writer, r *http.Request) error
}

const (
	mimeHTML = "text/html; charset=utf-8"
	mimeXML  = "application/xml; charset=utf-8"
	mimeText = "text/plain; charset=utf-8"
)

// layOut decides what an edition prints and gives every page its address.
func (o *Outlet) layOut(stories []story, number int) (*edition, error) {
	e := &edition{pages: map[string]page{}}
	var withdrawn []Article
	for _, s := range stories {
		for _, v := range s.versions {
			if v.withdrawn && number == lastEdition {
				withdrawn = append(withdrawn, v.in(number))
				continue
			}
			e.articles = append(e.articles, v.in(number))
		}
	}
	slices.SortFunc(e.articles, newestFirst)
	for _, a := range e.articles {
		if a.Modified.After(e.changed) {
			e.changed = a.Modified
		}
	}
	// An article that is going to be withdrawn is never recommended, so that its
	// going changes no other article's page.
	lasting := slices.DeleteFunc(slices.Clone(e.articles), func(a Article) bool {
		return slices.ContainsFunc(stories, func(s story) bool { return s.id == a.ID && s.leaves(a.Lang) })
	})
	for _, a := range e.articles {
		e.pages[a.Path()] = o.articlePage("article.html", a, lasting)
		e.pages[a.PrintPath()] = o.articlePage("print.html", a, lasting)
	}
	for _, a := range withdrawn {
		e.pages[a.Path()] = o.messagePage(http.StatusGone, a.Lang)
		e.pages[a.PrintPath()] = o.messagePage(http.StatusGone, a.Lang)
	}
	o.addListings(e)
	o.addFeeds(e)
	o.addSitemaps(e)
	e.pages["/robots.txt"] = robotsPage(o.paper.Langs)
	return e, addStatic(e)
}

// inLang are the articles in one language, in the given order.
func inLang(articles []Article, lang string) []Article {
	return slices.DeleteFunc(slices.Clone(articles), func(a Article) bool { return a.Lang != lang })
}

// inSection are the articles of one section, in the given order.
func inSection(articles []Article, slug string) []Article {
	return slices.DeleteFunc(slices.Clone(articles), func(a Article) bool { return a.Section != slug })
}
