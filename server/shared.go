package server

import (
	"cmp"
	"strings"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
)

// evidenceView is one thing that two articles share, as a reader knows it.
type evidenceView struct {
	Kind  string // in the reader's language, "" for what an outlet says itself
	Value string
	Lang  lang.Tag
	Href  string
}

// evidenceViews writes the evidence of a link for readers: the facts are kept
// as keys, which the articles themselves spell out.
func (v *parallelView) evidenceViews(s *site, link story.Reason, told []article.Stored) (views []evidenceView) {
	for _, e := range link.Evidence {
		kind, value, ok := strings.Cut(e, " ")
		if link.Kind != story.ByFacts || !ok {
			views = append(views, evidenceView{Value: e, Lang: "und"})
			continue
		}
		view := evidenceView{Kind: orRaw(v.L, "shared.", kind), Value: value, Lang: "und"}
		switch story.Kind(kind) {
		case story.Document:
			view.spellDocument(value, told)
			if s.holdsDocuments() {
				view.Href = numberLink(view.Value, v.UI)
			}
		case story.Person:
			view.spellPerson(value, told)
		case story.Place:
			view.Value, view.Lang = cmp.Or(placeName(value, ""), value), lang.Vietnamese
		case story.Day:
			view.Value, view.Lang = v.isoDay(value), v.L.Tag
		case story.Happening:
			if parts := strings.Split(value, "|"); len(parts) == 3 {
				view.Value, view.Lang = kindName(v.L, parts[0])+", "+v.isoDay(parts[1]), v.L.Tag
				if place := placeName(parts[2], ""); place != "" {
					view.Value += ", " + place
				}
			}
		}
		views = append(views, view)
	}
	return views
}

// spellDocument writes a document's key as an article cites it.
func (e *evidenceView) spellDocument(key string, told []article.Stored) {
	for _, a := range told {
		for _, c := range a.Citations {
			if c.Key == key && c.Canonical != "" {
				e.Value, e.Lang = c.Canonical, lang.Vietnamese
				return
			}
		}
	}
}

// spellPerson writes a person's key as an article prints the name, in
// Vietnamese where one does.
func (e *evidenceView) spellPerson(key string, told []article.Stored) {
	for _, a := range told {
		for _, p := range a.Persons {
			if p.Key != key {
				continue
			}
			e.Value, e.Lang = cmp.Or(p.NameVi, p.Name), lang.Vietnamese
			if p.NameVi != "" || a.Lang == lang.Vietnamese {
				return
			}
		}
	}
}

// isoDay writes a day, or what is no day as it is.
func (v *parallelView) isoDay(iso string) string {
	if d, err := article.ParseDate(iso); err == nil {
		return v.L.Day(d)
	}
	return iso
}
