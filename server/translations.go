package server

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/story"
)

// Stories tells which articles tell the same story as one, itself first, and
// the links that hold the story together. An unknown id is an error of kind
// NotFound.
type Stories interface {
	Translations(ctx context.Context, id string) ([]article.Stored, []story.Reason, error)
}

// noStories stands in where a server was started without any.
type noStories struct{}

func (noStories) Translations(context.Context, string) ([]article.Stored, []story.Reason, error) {
	return nil, nil, fault.New(fault.NotFound, "this server does not know which articles tell one story")
}

func (s *site) holdsStories() bool {
	_, none := s.Stories.(noStories)
	return !none
}

// maxTold bounds the articles of a story that are laid beside one: a report of
// the national news agency is copied by every province.
const maxTold = 12

// withName chooses one of them.
const withName = "with"

// telling is an article beside the others that tell its story.
type telling struct {
	ID           string         `json:"id"`
	Total        int            `json:"total"` // of the others, shown or not
	Article      article.Stored `json:"article"`
	Translations []rendering    `json:"translations"`
}

// rendering is another article that tells the story. A is the side of the
// article asked about, B that of this one.
type rendering struct {
	Article       article.Stored       `json:"article"`
	Because       []story.Reason       `json:"because"` // the links that lead from the one to the other
	Paragraphs    []story.Pair         `json:"paragraphs"`
	Captions      []story.Pair         `json:"captions"`
	Disagreements []story.Disagreement `json:"disagreements"`
}

// translations answers GET /api/v1/articles/{id}/translations.
func (s *site) translations(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, withName)
	with := p.one(withName)
	if err := p.err(); err != nil {
		return err
	}
	told, links, err := s.told(r)
	if err != nil {
		return err
	}
	self := told[0]
	others, err := beside(told, with)
	if err != nil {
		return err
	}
	body := telling{ID: self.ID, Total: len(told) - 1, Article: filled(self), Translations: []rendering{}}
	for _, other := range others {
		if err := r.Context().Err(); err != nil {
			return err
		}
		body.Translations = append(body.Translations, render(self, other, links))
	}
	link(w, "/openapi.json#/components/schemas/Telling", "describedby", `type="application/json"`)
	link(w, "/api/v1/articles/"+url.PathEscape(self.ID), "up")
	link(w, translationsLink(self.ID, with, ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, body)
}

// told reads the story of the article that the path names. The others are in
// the order in which readers are offered languages, copies in the article's own
// language last.
func (s *site) told(r *http.Request) (told []article.Stored, links []story.Reason, err error) {
	a, err := s.record(r)
	if err != nil {
		return nil, nil, err
	}
	return s.storyOf(r.Context(), a.ID)
}

func (s *site) storyOf(ctx context.Context, id string) (told []article.Stored, links []story.Reason, err error) {
	told, links, err = s.Stories.Translations(ctx, id)
	if err == nil && len(told) == 0 {
		err = fault.New(fault.NotFound, "there is no article %q", id)
	}
	if err != nil {
		return nil, nil, err
	}
	told = slices.Clone(told) // the Stories may still hold its own
	slices.SortStableFunc(told[1:], func(a, b article.Stored) int {
		return cmp.Compare(place(told[0].Lang, a.Lang), place(told[0].Lang, b.Lang))
	})
	return told, links, nil
}

// place is the rank of a language beside that of the article.
func place(own, other lang.Tag) int {
	at := slices.Index(shownLanguages(), other)
	if other == own || at < 0 {
		return len(shownLanguages())
	}
	return at
}

// beside returns the articles to be laid beside the first: the one asked for,
// else all up to the bound.
func beside(told []article.Stored, with string) ([]article.Stored, error) {
	others := told[1:]
	if with == "" {
		return others[:min(len(others), maxTold)], nil
	}
	at := slices.IndexFunc(others, func(a article.Stored) bool { return a.ID == with })
	if at < 0 {
		return nil, fault.New(fault.NotFound, "the article %q does not tell the story of %q", shorten(with), told[0].ID).
			WithHint("ask without %s= for all that do", withName)
	}
	return others[at : at+1], nil
}

// render lays an article beside another.
func render(self, other article.Stored, links []story.Reason) rendering {
	return rendering{
		Article: filled(other), Because: because(self.ID, other.ID, links),
		Paragraphs: wholePairs(story.Align(self.Article, other.Article)), Captions: wholePairs(story.Captions(self.Article, other.Article)),
		Disagreements: list(story.Disagreements(self.Article, other.Article)),
	}
}

func wholePairs(pairs []story.Pair) []story.Pair {
	for i, p := range pairs {
		pairs[i].A, pairs[i].B = list(p.A), list(p.B)
	}
	return list(pairs)
}

// because is the shortest way of links from one article to another; those that
// tell a story need not all be linked to one another. It is empty where there
// is none.
func because(from, to string, links []story.Reason) []story.Reason {
	type hop struct {
		from string
		link story.Reason
	}
	came := map[string]hop{from: {}}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, l := range links {
			for _, ends := range [...][2]string{{l.A, l.B}, {l.B, l.A}} {
				if _, known := came[ends[1]]; ends[0] == queue[0] && !known {
					came[ends[1]] = hop{ends[0], l}
					queue = append(queue, ends[1])
				}
			}
		}
	}
	way := []story.Reason{}
	if _, linked := came[to]; !linked {
		return way
	}
	for at := to; at != from; at = came[at].from {
		l := came[at].link
		l.Evidence = list(l.Evidence)
		way = append(way, l)
	}
	slices.Reverse(way)
	return way
}

// linkStory tells in the header of a record where its story is told otherwise.
func (s *site) linkStory(w http.ResponseWriter, r *http.Request, a article.Stored) error {
	if !s.holdsStories() {
		return nil
	}
	told, _, err := s.storyOf(r.Context(), a.ID)
	if err != nil || len(told) < 2 {
		return err
	}
	disagree := 0
	for _, other := range told[1:min(len(told), 1+maxTold)] {
		disagree += len(story.Disagreements(told[0].Article, other.Article))
		attributes := []string{`type="application/json"`}
		if other.Lang != lang.Unknown {
			attributes = append(attributes, fmt.Sprintf("hreflang=%q", other.Lang))
		}
		link(w, "/api/v1/articles/"+url.PathEscape(other.ID), "alternate", attributes...)
	}
	link(w, translationsAPI(a.ID), "related", `type="application/json"`, fmt.Sprintf(`title="other articles: %d, disagreements: %d"`, len(told)-1, disagree))
	return nil
}

func translationsAPI(id string) string {
	return "/api/v1/articles/" + url.PathEscape(id) + "/translations"
}

// translationsLink is the address of the page that lays an article beside
// another, "" for the first there is.
func translationsLink(id, with, ui string) string {
	v := url.Values{}
	if with != "" {
		v.Set(withName, with)
	}
	return address("/articles/"+url.PathEscape(id)+"/translations", v, ui)
}
