package server

import (
	"cmp"
	"net/url"
	"strings"

	"khotin/internal/article"
	"khotin/internal/event"
)

// toldView is an event that a record reports. The archive's identity of it is
// not in the record, as other articles have a say in it: Href leads to the
// events of its day and place.
type toldView struct {
	Kind       string
	When       article.Date
	Part       string
	Place      string // in Vietnamese
	Attendance string
	Href       string
}

// personView is a person that a record names.
type personView struct {
	Href  string // a search for the articles that name the person
	Name  string // in Vietnamese where the article prints it so
	Posts string // in Vietnamese
	Parts string // in the reader's language
}

func (v *recordView) addFacts(events []event.Event, persons []event.Person, linked bool) {
	for _, e := range events {
		told := toldView{Kind: kindName(v.L, e.Kind), Part: partOfDay(v.L, e.Date.Part), Place: placeName(e.Place.Province, e.Place.Name)}
		told.When, _ = article.ParseDate(e.Date.ISO)
		if len(e.Attendance) > 0 {
			told.Attendance = attendance(v.L, e.Attendance[0].N, e.Attendance[0].Qualifier, e.Attendance[0].Unit)
		}
		if linked && !told.When.IsZero() {
			told.Href = eventsOf(told.When.String(), e.Place.Province, v.UI)
		}
		v.Told = append(v.Told, told)
	}
	for _, p := range persons {
		v.People = append(v.People, newPersonView(v.frame, p))
	}
}

func newPersonView(f frame, p event.Person) personView {
	var posts, parts []string
	for _, role := range p.Roles {
		posts = append(posts, role.Post)
	}
	for _, part := range p.Parts {
		parts = append(parts, orRaw(f.L, "part.", string(part)))
	}
	name := cmp.Or(p.NameVi, p.Name)
	if p.Spelling != nil {
		name = p.Spelling.Name
	}
	return personView{address("/", url.Values{"person": {name}}, f.UI), name, strings.Join(posts, "; "), strings.Join(parts, ", ")}
}
