package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
)

// span is two versions of a record to compare.
type span struct {
	From, To article.Stored
}

// readSpan picks the versions that from and to name: the last two where they
// are left out. All is never empty and in the order of the versions.
func (p *params) readSpan(all []article.Stored) (sp span, err error) {
	last := all[len(all)-1].Version
	to := p.count("to", last, last)
	from := p.count("from", max(to-1, all[0].Version), last)
	if err := p.err(); err != nil {
		return sp, err
	}
	if sp.From, err = pick(all[len(all)-1], all, strconv.Itoa(from)); err != nil {
		return sp, err
	}
	sp.To, err = pick(all[len(all)-1], all, strconv.Itoa(to))
	return sp, err
}

// allVersions reads every version of the record that the path names, oldest
// first.
func (s *site) allVersions(r *http.Request) ([]article.Stored, error) {
	a, err := s.record(r)
	if err != nil {
		return nil, err
	}
	all, err := s.Reader.Versions(r.Context(), a.ID)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.New(fault.NotFound, "the article %q has no versions", a.ID)
	}
	return slices.SortedFunc(slices.Values(all), func(a, b article.Stored) int { return cmp.Compare(a.Version, b.Version) }), nil
}

// comparison is what changed between two versions, as programs receive it.
type comparison struct {
	ID      string        `json:"id"`
	From    int           `json:"from"`
	To      int           `json:"to"`
	Class   diff.Class    `json:"class"` // the weightiest change
	Changes []diff.Change `json:"changes"`
}

func compare(sp span) comparison {
	before, after := sp.From.Article, sp.To.Article
	return comparison{sp.To.ID, sp.From.Version, sp.To.Version, diff.Classify(before, after), list(diff.Articles(before, after))}
}

// difference answers GET /api/v1/articles/{id}/diff.
func (s *site) difference(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, "from", "to")
	if err := p.err(); err != nil {
		return err
	}
	all, err := s.allVersions(r)
	if err != nil {
		return err
	}
	sp, err := p.readSpan(all)
	if err != nil {
		return err
	}
	self := "/api/v1/articles/" + url.PathEscape(sp.To.ID)
	link(w, "/openapi.json#/components/schemas/Comparison", "describedby", `type="application/json"`)
	link(w, self+"/versions", "version-history")
	link(w, versionsLink(sp.To.ID, sp, ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, compare(sp))
}

// versionsLink is the address of the page that compares two versions.
func versionsLink(id string, sp span, ui string) string {
	return address("/articles/"+url.PathEscape(id)+"/versions", url.Values{
		"from": {strconv.Itoa(sp.From.Version)}, "to": {strconv.Itoa(sp.To.Version)},
	}, ui)
}
