package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"khotin/internal/article"
	"khotin/internal/diff"
)

// versionsView is the page of a record's history, with what changed between
// two versions.
type versionsView struct {
	frame
	Headline quote
	Record   string // address of the record
	Lines    []versionLine
	Then     string // address of the record's states
	First    string // day of the first, in Hanoi
	Compared string // says which versions
	Class    string // of the change, "" for none
	Weight   diff.Class
	Changes  []changeView
	Doc      string // the comparison as JSON
}

// versionLine is one version and how it differs from the one before.
type versionLine struct {
	version
	Class   string // in the reader's language, "" for the first
	Weight  diff.Class
	Compare string // address of the comparison with the one before
}

// changeView is a part of the record that differs.
type changeView struct {
	Part string // in the reader's language
	Runs []diff.Run
}

// versionsPage answers GET /articles/{id}/versions, with from=1 and to=3 for
// versions that do not follow one another.
func (s *site) versionsPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, "from", "to", uiName)
	l, ui := s.readUI(r, p)
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
	v := newVersionsView(s.frameFor(r, p, l, ui), all, sp)
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "versions", v)
}

func newVersionsView(f frame, all []article.Stored, sp span) versionsView {
	latest := all[len(all)-1]
	v := versionsView{frame: f, Headline: quote{cmp.Or(latest.Headline, latest.URL), latest.Lang}, Record: recordLink(latest.ID, f.UI)}
	v.Title = f.L.T("record.versions") + " – " + v.Headline.Text
	v.Doc = address("/api/v1/articles/"+url.PathEscape(latest.ID)+"/diff", url.Values{
		"from": {strconv.Itoa(sp.From.Version)}, "to": {strconv.Itoa(sp.To.Version)},
	}, "")
	v.Then, v.First = "/articles/"+url.PathEscape(latest.ID), all[0].StoredAt.In(article.Hanoi).Format(time.DateOnly)
	v.addLines(all, sp)
	if len(all) == 1 {
		return v
	}
	c := compare(sp)
	v.Compared = f.L.T("versions.compared", "from", c.From, "to", c.To)
	v.Class, v.Weight = className(f.L, c.Class), c.Class
	for _, change := range c.Changes {
		v.Changes = append(v.Changes, changeView{orRaw(f.L, "part_of_record.", change.Part), change.Runs})
	}
	return v
}

// addLines lists the latest versions, newest first.
func (v *versionsView) addLines(all []article.Stored, sp span) {
	for i, a := range slices.Backward(all) {
		if len(v.Lines) == maxListed {
			return
		}
		line := versionLine{version: versionOf(v.frame, a, a.Version == sp.To.Version)}
		if i > 0 {
			pair := span{all[i-1], a}
			line.Weight = diff.Classify(pair.From.Article, pair.To.Article)
			line.Class, line.Compare = className(v.L, line.Weight), versionsLink(a.ID, pair, v.UI)
		}
		v.Lines = append(v.Lines, line)
	}
}

func className(l *locale, c diff.Class) string {
	return orRaw(l, "class.", cmp.Or(string(c), "none"))
}
