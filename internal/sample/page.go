package sample

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// An article page says everything twice, as real ones do: in its head for
// machines, and in elements whose classes a profile can name:
//
//	h1.story-title      headline
//	p.story-lead        lead, above the body
//	.story-author       byline
//	time.story-time     publication time, in its datetime attribute
//	div.story-body      paragraphs, subheads and figures
//	figcaption.story-caption p
//	                    caption lines
//	.story-section a, .story-tags a
//	                    section and tags
//	aside.related       links inside the body that are no part of the story
//
//go:embed templates/*.html
var templateFiles embed.FS

// homeLength is how many headlines a front page shows; section pages show all.
const homeLength = 12

func parseTemplates() (*template.Template, error) {
	t, err := template.ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse the sample paper's templates: %w", err)
	}
	return t, nil
}

// frame is what every page of the site shows around its content.
type frame struct {
	Name      string
	Lang      string
	Base      string // absolute address of the site
	Home      string
	Words     words
	Sections  []link
	Languages []link // the front pages
}

// link is an anchor; Lang is set where it leads into another language.
type link struct {
	Href, Text, Lang string
}

type articleView struct {
	frame
	Story       Article
	SectionName string
	SectionHref string
	Views       int
	Alternates  []link
	Related     []link
	MostRead    []link
	Data        newsArticle
}

type listView struct {
	frame
	Title    string
	Articles []Article
	Query    string
}

type messageView struct {
	frame
	Message string
}

func (o *Outlet) frame(r *http.Request, lang string) frame {
	f := frame{Name: o.paper.Name, Lang: lang, Base: base(r), Home: home(lang), Words: o.paper.Words[lang]}
	for _, s := range o.paper.Sections {
		f.Sections = append(f.Sections, link{Href: home(lang) + s.Slug, Text: s.Names[lang]})
	}
	for _, other := range o.paper.Langs {
		f.Languages = append(f.Languages, link{Href: home(other), Text: o.paper.Words[other].Language, Lang: other})
	}
	return f
}

// articlePage prints an article through the named template. The links around it
// are chosen among the articles in others.
func (o *Outlet) articlePage(name string, a Article, others []Article) page {
	return o.htmlPage(name, a.Modified, func(r *http.Request) any {
		v := articleView{
			frame:       o.frame(r, a.Lang),
			Story:       a,
			SectionName: o.paper.sectionName(a),
			SectionHref: home(a.Lang) + a.Section,
			Views:       100 + a.ID%900,
			Data:        o.linkedData(a, base(r)),
		}
		for _, lang := range o.paper.Langs {
			for _, other := range inLang(others, lang) {
				if other.ID == a.ID {
					v.Alternates = append(v.Alternates, link{Href: other.Path(), Lang: lang})
				}
			}
		}
		same := without(inLang(others, a.Lang), a)
		v.Related = headlines(sectionFirst(same, a.Section), 3)
		slices.Reverse(same)
		v.MostRead = headlines(same, 4)
		return v
	})
}

func without(articles []Article, a Article) []Article {
	return slices.DeleteFunc(articles, func(b Article) bool { return b.ID == a.ID })
}

// sectionFirst moves the articles of a section to the front.
func sectionFirst(articles []Article, slug string) []Article {
	rest := slices.DeleteFunc(slices.Clone(articles), func(a Article) bool { return a.Section == slug })
	return slices.Concat(inSection(articles, slug), rest)
}

func headlines(articles []Article, most int) []link {
	var links []link
	for _, a := range articles[:min(most, len(articles))] {
		links = append(links, link{Href: a.Path(), Text: a.Headline})
	}
	return links
}

// addListings adds front pages, section pages and the search page.
func (o *Outlet) addListings(e *edition) {
	for _, lang := range o.paper.Langs {
		articles := inLang(e.articles, lang)
		front := articles[:min(homeLength, len(articles))]
		e.pages[home(lang)] = o.listing(lang, o.paper.Name, front, e.changed)
		for _, s := range o.paper.Sections {
			e.pages[home(lang)+s.Slug] = o.listing(lang, s.Names[lang], inSection(articles, s.Slug), e.changed)
		}
		e.pages[home(lang)+"search"] = o.searchPage(lang, articles)
	}
}

func (o *Outlet) listing(lang, title string, articles []Article, changed time.Time) page {
	return o.htmlPage("listing.html", changed, func(r *http.Request) any {
		return listView{frame: o.frame(r, lang), Title: title, Articles: articles}
	})
}

// searchPage lists the articles whose headline or tags hold the words asked for.
func (o *Outlet) searchPage(lang string, articles []Article) page {
	return o.htmlPage("search.html", time.Time{}, func(r *http.Request) any {
		v := listView{frame: o.frame(r, lang), Title: o.paper.Words[lang].Search, Query: r.URL.Query().Get("q")}
		wanted := strings.ToLower(v.Query)
		for _, a := range articles {
			text := strings.ToLower(a.Headline + " " + strings.Join(a.Tags, " "))
			if wanted != "" && strings.Contains(text, wanted) {
				v.Articles = append(v.Articles, a)
			}
		}
		return v
	})
}

func (o *Outlet) messagePage(status int, lang string) page {
	message := o.paper.Words[lang].NotFound
	if status == http.StatusGone {
		message = o.paper.Words[lang].Gone
	}
	p := o.htmlPage("message.html", time.Time{}, func(r *http.Request) any {
		return messageView{frame: o.frame(r, lang), Message: message}
	})
	p.status = status
	return p
}

func (o *Outlet) htmlPage(name string, modified time.Time, view func(*http.Request) any) page {
	return page{status: http.StatusOK, mime: mimeHTML, modified: modified, render: func(w io.Writer, r *http.Request) error {
		return o.templates.ExecuteTemplate(w, name, view(r))
	}}
}
