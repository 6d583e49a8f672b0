package server

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
)

// recordView is the page of one record: the text as a reader wants it, then
// everything the archive knows of how it came by it.
type recordView struct {
	frame
	article.Stored
	Outlet     outletName
	Basis      string // where the date of publication came from
	Flags      []string
	Alternates []alternate
	Evidence   []evidence
	Versions   []version
	History    string // address of what changed between them, "" for a single one
	Old        bool   // a later version exists
	Then       string // says which version is shown, where a date was asked for
	Current    string
	Doc        string   // the same record as JSON
	Elsewhere  []choice // the articles that tell the same story
	Parallel   string   // address of the first of them that disagrees, beside this one
	Disagree   int      // places of this one that another contradicts
	Told       []toldView
	People     []personView

	mentions []article.Citation // in the order they stand
	linked   bool               // there are documents for them to lead to
}

// alternate is the outlet's own version of the story in another language.
type alternate struct {
	Lang lang.Tag
	URL  string
}

// evidence is where one field came from.
type evidence struct {
	Field string
	article.Evidence
	Basis string
	Sure  string // confidence as a percentage
}

// version is one line of the record's history.
type version struct {
	Number  int
	Stored  string
	Href    string
	Current bool
}

const versionName = "version"

// recordPage answers GET /articles/{id}, with at=2024-08 or version=2 for an
// earlier state.
func (s *site) recordPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName, versionName, atName)
	l, ui := s.readUI(r, p)
	ask := p.readWhen(r)
	if err := p.err(); err != nil {
		return err
	}
	shown, all, err := s.state(r, ask)
	if err == nil && all == nil {
		all, err = s.Reader.Versions(r.Context(), shown.ID)
	}
	if err != nil {
		return err
	}
	v := s.newRecordView(s.frameFor(r, p, l, ui), shown)
	v.Current = recordLink(shown.ID, v.UI)
	v.addVersions(all, shown.Version)
	v.Old = len(all) > 0 && shown.Version < v.Versions[0].Number
	if !ask.asked.IsZero() {
		v.Then = l.T("versions.then", "date", l.Date(ask.asked), "n", shown.Version, "stored", l.Moment(shown.StoredAt))
	}
	if len(all) > 1 {
		v.History = address("/articles/"+url.PathEscape(shown.ID)+"/versions", url.Values{}, v.UI)
	}
	if ask.isLatest() {
		if err := v.addStory(r.Context(), s); err != nil {
			return err
		}
	}
	memento(w, "/articles/"+url.PathEscape(shown.ID), ask, shown, all)
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "record", v)
}

// pick returns the version asked for, the latest when none is.
func pick(latest article.Stored, all []article.Stored, asked string) (article.Stored, error) {
	if asked == "" {
		return latest, nil
	}
	for _, v := range all {
		if strconv.Itoa(v.Version) == asked {
			return v, nil
		}
	}
	return latest, fault.New(fault.NotFound, "the article has no version %q", shorten(asked)).
		WithHint("it has versions 1 to %d", latest.Version)
}

func (s *site) newRecordView(f frame, a article.Stored) recordView {
	v := recordView{frame: f, Stored: a, Outlet: s.outletName(a.Outlet), mentions: inOrder(a.Citations), linked: s.holdsDocuments()}
	v.Doc = "/api/v1/articles/" + url.PathEscape(a.ID)
	v.Title = cmp.Or(a.Headline, a.URL)
	v.addFacts(a.Events, a.Persons, s.holdsEvents())
	v.Basis = basisText(f.L, a.Article.Evidence["published"].Basis)
	for _, flag := range a.Article.Flags {
		v.Flags = append(v.Flags, orRaw(f.L, "flag.", string(flag)))
	}
	for _, tag := range slices.Sorted(maps.Keys(a.Article.Alternates)) {
		if tag != a.Lang {
			v.Alternates = append(v.Alternates, alternate{tag, a.Article.Alternates[tag]})
		}
	}
	for _, field := range slices.Sorted(maps.Keys(a.Article.Evidence)) {
		e := a.Article.Evidence[field]
		v.Evidence = append(v.Evidence, evidence{field, e, basisText(f.L, e.Basis), percent(e.Confidence)})
	}
	return v
}

// Credit returns the photographer of a caption whose text does not name one.
func (v recordView) Credit(c article.Caption) string {
	if strings.Contains(c.Text, c.Credit) {
		return ""
	}
	return c.Credit
}

func (v *recordView) addVersions(all []article.Stored, shown int) {
	for _, a := range all {
		v.Versions = append(v.Versions, versionOf(v.frame, a, a.Version == shown))
	}
	slices.SortFunc(v.Versions, func(a, b version) int { return cmp.Compare(b.Number, a.Number) })
}

// versionOf is a line that leads to a version.
func versionOf(f frame, a article.Stored, current bool) version {
	href := address("/articles/"+url.PathEscape(a.ID), url.Values{versionName: {strconv.Itoa(a.Version)}}, f.UI)
	return version{a.Version, f.L.Moment(a.StoredAt), href, current}
}

// basisText says in the reader's language where a value came from.
func basisText(l *locale, basis string) string {
	if basis == "" {
		return ""
	}
	return orRaw(l, "basis.", basis)
}

// orRaw is the catalog's text for a name, or the name when it is news to it.
func orRaw(l *locale, prefix, name string) string {
	if key := prefix + name; l.Has(key) {
		return l.T(key)
	}
	return name
}
