package extract

import (
	"errors"
	"fmt"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Profile is what is known of the pages of one content management system. It
// is data from config.yaml. Every selector is CSS; of several, the first that
// finds text answers.
type Profile struct {
	Name     string   // key of the family
	Headline []string // the title of the article
	Lead     []string // the summary above the body
	Body     []string // the element that holds the paragraphs; a family without only names residue
	Author   []string // the byline, also where it stands inside the body
	Date     []string // text, or a datetime or content attribute
	Caption  []string // captions inside the body
	Section  []string
	Source   []string // a link to the original, or its address as text
	Tags     []string // one element per tag
	Drop     []string // inside the body: what is not part of the article
	Keep     []string // inside the body: what the general rules must not drop
	Residue  []string // words that an editor left in the text
	Order    string   // of numeric dates in metadata: "dmy" (also ""), or "mdy"
	Zone     string   // of dates that state none: "+07:00" (also "")
}

// profile is a Profile ready for use.
type profile struct {
	Profile
	headline, lead, body, author, date, caption, section, source, tags, drop, keep []cascadia.Sel

	zone *time.Location
}

func (p Profile) compile() (*profile, error) {
	c := &profile{Profile: p}
	var errs []error
	for _, f := range []struct {
		name string
		from []string
		to   *[]cascadia.Sel
	}{
		{"headline", p.Headline, &c.headline}, {"lead", p.Lead, &c.lead}, {"body", p.Body, &c.body},
		{"author", p.Author, &c.author}, {"date", p.Date, &c.date}, {"caption", p.Caption, &c.caption},
		{"section", p.Section, &c.section}, {"source", p.Source, &c.source}, {"tags", p.Tags, &c.tags},
		{"drop", p.Drop, &c.drop}, {"keep", p.Keep, &c.keep},
	} {
		for i, s := range f.from {
			sel, err := cascadia.Parse(s)
			if err != nil {
				errs = append(errs, fmt.Errorf("family %s: %s[%d]: %q is not a CSS selector: %w", p.Name, f.name, i, s, err))
				continue
			}
			*f.to = append(*f.to, sel)
		}
	}
	if p.Name == "" {
		errs = append(errs, errors.New("family without a name"))
	}
	if len(p.Body) == 0 && len(p.Residue) == 0 {
		errs = append(errs, fmt.Errorf("family %s: body: at least one selector is needed, or residue", p.Name))
	}
	if p.Order != "" && p.Order != "dmy" && p.Order != "mdy" {
		errs = append(errs, fmt.Errorf("family %s: order: %q is neither dmy nor mdy", p.Name, p.Order))
	}
	var err error
	if c.zone, err = parseZone(p.Zone); err != nil {
		errs = append(errs, fmt.Errorf("family %s: zone: %w", p.Name, err))
	}
	return c, errors.Join(errs...)
}

// matches reports whether the page was made by this family. Where the outlet
// is known to use it, its body is enough; on other hosts the headline must be
// there as well, so that a common class name does not decide alone.
func (c *profile) matches(doc *html.Node, known bool) bool {
	if firstText(doc, c.body) == nil {
		return false
	}
	return known || len(c.headline) > 0 && firstText(doc, c.headline) != nil
}

// choose returns the profile of the page, nil when none matches. missed is
// true when the outlet has families and none of them did.
func (x *Extractor) choose(doc *html.Node, outlet string) (found *profile, missed bool) {
	for _, c := range x.families[outlet] {
		if c.matches(doc, true) {
			return c, false
		}
		missed = missed || len(c.body) > 0
	}
	for _, c := range x.profiles {
		if c.matches(doc, false) {
			return c, missed
		}
	}
	return nil, missed
}

// firstText returns the first element that a selector finds and that holds
// text, trying the selectors in order.
func firstText(doc *html.Node, sels []cascadia.Sel) *html.Node {
	for _, s := range sels {
		for _, n := range cascadia.QueryAll(doc, s) {
			if textOf(n) != "" || attr(n, "content") != "" {
				return n
			}
		}
	}
	return nil
}
