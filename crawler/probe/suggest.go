package probe

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"khotin/internal/article"
)

// Markup is a family proposed for a site that no family fits: selectors that
// find, on the articles read, what the general rules found there. A person has
// to add what is to be dropped.
type Markup struct {
	Name   string   `json:"name"`
	Fields []Choice `json:"fields"`
}

// Choice is the selector of a field, and on how many articles it agreed with
// the general rules.
type Choice struct {
	Field    string `json:"field"`
	Selector string `json:"selector"`
	On       int    `json:"on"`
	Of       int    `json:"of"` // articles that have the field
}

// reading is an article with its page.
type reading struct {
	page *page
	rec  *article.Article
}

// chooser returns the selectors that find a field, nil where there is none; ok
// is false for an article that does not have it.
type chooser func(r reading) (selectors []string, ok bool)

// suggest proposes a family where none matched.
func (p *prober) suggest() {
	r := &p.report
	if len(r.Entry.Families) > 0 {
		return
	}
	var readings []reading
	for i, d := range p.pages {
		if rec := p.records[i]; rec != nil && d.doc.Find("body *").Length() <= maxElements {
			readings = append(readings, reading{newPage(d.doc), rec})
		}
	}
	m := Markup{Name: nameOf(r.Entry.Name)}
	for _, f := range []struct {
		name   string
		choose chooser
	}{
		{"headline", headlineOf},
		{"lead", textOf(func(a *article.Article) string { return a.Lead })},
		{"body", bodyOf},
		{"author", textOf(func(a *article.Article) string { return a.Byline })},
		{"date", dateOf},
		{"caption", captionsOf},
		{"section", textOf(func(a *article.Article) string { return a.Section })},
	} {
		if c, ok := elect(readings, f.choose); ok {
			c.Field = f.name
			m.Fields = append(m.Fields, c)
		}
	}
	if slices.ContainsFunc(m.Fields, func(c Choice) bool { return c.Field == "body" }) {
		r.Suggested = &m
	}
}

// nameOf is the name of a family: the first label of the outlet's.
func nameOf(outlet string) string {
	label, _, _ := strings.Cut(outlet, ".")
	return label
}

// elect takes the selector that most articles agree on, if that is two in
// three of those that have the field.
func elect(readings []reading, choose chooser) (c Choice, ok bool) {
	votes := make(map[string]int)
	for _, r := range readings {
		selectors, has := choose(r)
		if !has {
			continue
		}
		c.Of++
		slices.Sort(selectors)
		for _, s := range slices.Compact(selectors) {
			votes[s]++
		}
	}
	if len(votes) == 0 {
		return c, false
	}
	best := slices.MaxFunc(slices.Sorted(maps.Keys(votes)), func(a, b string) int {
		return cmp.Or(cmp.Compare(votes[a], votes[b]), cmp.Compare(len(b), len(a)))
	})
	c.Selector, c.On = best, votes[best]
	return c, 3*c.On >= 2*c.Of
}

// textOf looks for the elements whose whole text is the field's value.
func textOf(value func(*article.Article) string) chooser {
	return func(r reading) ([]string, bool) {
		v := flat(value(r.rec))
		return r.page.single(r.page.saying(v)), v != ""
	}
}

// headlineOf prefers headings: many pages say their title once more in a bar
// that stays in view.
func headlineOf(r reading) ([]string, bool) {
	found := r.page.saying(flat(r.rec.Headline))
	isHeading := func(s *goquery.Selection) bool {
		return s.Is("h1, h2, h3") || s.ParentsFiltered("h1, h2, h3").Length() > 0
	}
	if slices.ContainsFunc(found, isHeading) {
		found = slices.DeleteFunc(found, func(s *goquery.Selection) bool { return !isHeading(s) })
	}
	return r.page.single(found), r.rec.Headline != ""
}

// captionsOf looks for the elements of all captions.
func captionsOf(r reading) (all []string, ok bool) {
	for _, c := range r.rec.Captions {
		all = append(all, r.page.common(r.page.saying(flat(c.Text)))...)
	}
	return all, len(r.rec.Captions) > 0
}

// dateOf looks for the element of the publication date: a time element, else a
// short text that has the day in it.
func dateOf(r reading) ([]string, bool) {
	if r.rec.Published.IsZero() {
		return nil, false
	}
	t := r.rec.Published.Time
	return r.page.single(r.page.find(maxDateText+spacing, func(s *goquery.Selection) bool {
		if at := s.AttrOr("datetime", ""); at != "" {
			return strings.HasPrefix(at, t.Format("2006-01-02"))
		}
		text := flat(s.Text())
		return len(text) <= maxDateText && slices.ContainsFunc([]string{"02/01/2006", "2/1/2006", "02-01-2006", "02.01.2006", "2006-01-02"},
			func(layout string) bool { return strings.Contains(text, t.Format(layout)) })
	})), true
}

// bodyOf looks for the element that holds most text in its own paragraphs, and
// at least half of those that the general rules found.
func bodyOf(r reading) ([]string, bool) {
	body := r.page.fullest()
	if body == nil {
		return nil, true
	}
	text, inside := flat(body.Text()), 0
	for _, par := range r.rec.Paragraphs {
		if strings.Contains(text, flat(par.Text)) {
			inside++
		}
	}
	if 2*inside < len(r.rec.Paragraphs) {
		return nil, true
	}
	return r.page.single([]*goquery.Selection{body}), true
}
