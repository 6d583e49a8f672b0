package server

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"khotin/internal/lang"
	"khotin/internal/query"
)

// frame is what every page needs around its content.
type frame struct {
	L       *locale
	Title   string
	NoIndex bool
	Style   string // addresses of assets
	Icon    string
	Home    string   // address of the empty search page
	UI      string   // the language asked for by parameter, "" when negotiated
	Parts   []choice // the parts of the site
	Tongues []tongue // the same page in the other languages
}

// tongue is a link to this page in one language.
type tongue struct {
	Tag     lang.Tag
	Name    string // in that language
	Href    string
	Current bool
}

// frameFor makes the frame of a page in the reader's language.
func (s *site) frameFor(r *http.Request, p *params, l *locale, ui lang.Tag) frame {
	f := frame{
		L: l, UI: string(ui), Home: "/",
		Style: s.assets.address("style.css"), Icon: s.assets.address("icon.svg"),
	}
	if ui != lang.Unknown {
		f.Home = "/?" + uiName + "=" + string(ui)
	}
	f.Parts = s.parts(r, f)
	for _, tag := range shownLanguages() {
		other := s.locales.by(tag)
		f.Tongues = append(f.Tongues, tongue{
			tag, other.T("lang.own"), withUI(r.URL.Path, p.values, tag), tag == l.Tag,
		})
	}
	return f
}

// parts lists what the site has, the part that the page belongs to marked.
func (s *site) parts(r *http.Request, f frame) (all []choice) {
	add := func(path, key string, there bool) {
		if there {
			on := r.URL.Path == path || strings.HasPrefix(r.URL.Path, path+"/")
			all = append(all, choice{Label: f.L.T(key), Href: address(path, url.Values{}, f.UI), On: on})
		}
	}
	add("/", "nav.search", true)
	add(documentsPage, "nav.documents", s.holdsDocuments())
	add(eventsPage, "nav.events", s.holdsEvents())
	add(outletsPage, "nav.outlets", s.holdsOutlets())
	add(runsPage, "nav.runs", s.holdsRuns())
	return all
}

// shownLanguages is the order in which a reader is offered languages.
func shownLanguages() []lang.Tag {
	return []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English}
}

// withUI is the address of the page in another language.
func withUI(path string, values url.Values, tag lang.Tag) string {
	v := maps.Clone(values)
	v.Set(uiName, string(tag))
	return (&url.URL{Path: path, RawQuery: v.Encode()}).RequestURI()
}

// searchView is the search page, before or after a search.
type searchView struct {
	frame
	Form   formView
	Wrong  []wrongView
	Asked  bool        // a search was made; false for the empty page and for a refused one
	Signs  bool        // what was typed holds nothing to look for
	Found  *answerView // the documents, where a number was typed
	LookUp string      // address of the page of documents, "" where there are none
	Result query.Result
	Hits   []hitView
	Facets []facetView
	Chart  *histogram // hits by month, nil where there are too few
	Near   []nearView // what there is, when nothing was found
	Next   string     // address of the next page, "" on the last
}

// formView is the form as the reader filled it in.
type formView struct {
	Q, From, To string
	Outlet      string
	Langs       []choice
	Sorts       []choice
	Outlets     []choice // known ones, offered while typing
	Strict      bool
	Explain     bool
	Stories     bool     // the language versions of a story are one hit
	Kept        []choice // filters in force that have no field
	Limit       string   // carried along when it is not the default
}

// wrongView is one thing to mend.
type wrongView struct {
	Text   string
	Detail string // in English
}

// choice is one value that can be picked or taken back.
type choice struct {
	Value, Label string
	Name         string   // of the filter, where several are listed together
	Lang         lang.Tag // of the label, where it is not the page's
	Count        int
	Href         string
	On           bool
}

// hitView is one article among the hits.
type hitView struct {
	query.Hit
	L       *locale
	Href    string
	Outlet  outletName
	Stories []choice // the other language versions of the story
	Beside  string   // address of the page that lays them side by side, "" where there is none
	Reasons []reason
}

// reason is a part of a hit's score.
type reason struct {
	Kind, Text, Field, Share string
}

// nearView is what was looked for in vain, and what to look for instead.
type nearView struct {
	Asked   string
	Instead []choice
}

// outletName is an outlet as readers know it. Its language is unknown where
// there is only a domain to show.
type outletName struct {
	Title string
	Lang  lang.Tag
}

// newSearchView lays out the form; results fills in the answer.
func (s *site) newSearchView(f frame, ask search) searchView {
	v := searchView{frame: f}
	v.Form = formView{Q: ask.Text, From: day(ask.values.Get("from")), To: day(ask.values.Get("to")), Outlet: ask.values.Get("outlet"), Limit: ask.values.Get("limit"), Strict: ask.Query.Strict}
	v.Form.Explain, v.Form.Stories, v.Form.Kept = ask.Query.Explain, ask.Query.GroupBy == query.ByStory, kept(f.L, ask)
	for _, tag := range shownLanguages() {
		v.Form.Langs = append(v.Form.Langs, choice{Value: string(tag), Label: f.L.Lang(tag), On: ask.has(tag)})
	}
	for _, by := range []query.Sort{query.ByScore, query.Newest, query.Oldest} {
		v.Form.Sorts = append(v.Form.Sorts, choice{Value: string(by), Label: f.L.T("sort." + string(by)), On: ask.Query.Sort == by})
	}
	for _, o := range s.Outlets {
		v.Form.Outlets = append(v.Form.Outlets, choice{Value: o.Name, Label: o.Title})
	}
	if s.holdsDocuments() {
		v.LookUp = address(documentsPage, url.Values{}, f.UI)
	}
	v.Title = f.L.T("site.title")
	return v
}

// Example is the address of a search that shows what can be typed.
func (v searchView) Example(q string) string {
	return searchFor(q, v.UI)
}

// day cuts a time within a day off, which a date field cannot show.
func day(s string) string { return s[:min(len(s), len("2006-01-02"))] }

func (s *site) addResult(v *searchView, ask search, res query.Result) {
	v.Asked, v.Signs, v.Result, v.NoIndex = true, ask.Empty(), res, true
	v.Title = cmp.Or(ask.Text, res.Read) + " – " + v.L.T("site.title")
	for _, h := range res.Hits {
		v.Hits = append(v.Hits, s.newHitView(v.frame, h))
	}
	for _, n := range res.Near {
		v.Near = append(v.Near, newNearView(v.UI, n))
	}
	v.Facets = s.facets(v.L, ask, res.Facets)
	v.Chart = newHistogram(ask, res.Facets["month"])
	if res.Next != "" {
		v.Next = ask.link("/", "cursor", res.Next)
	}
}

func (s *site) newHitView(f frame, h query.Hit) hitView {
	if len(h.Marked) == 0 {
		h.Marked = []query.Run{{Text: cmp.Or(h.Headline, h.URL)}}
	}
	v := hitView{Hit: h, L: f.L, Href: recordLink(h.ID, f.UI), Outlet: s.outletName(h.Outlet)}
	for _, o := range h.Others {
		v.Stories = append(v.Stories, choice{Label: cmp.Or(o.Headline, o.ID), Lang: o.Lang, Href: recordLink(o.ID, f.UI)})
	}
	if s.holdsStories() && len(v.Stories) > 0 {
		v.Beside = translationsLink(h.ID, "", f.UI)
	}
	for _, why := range h.Why {
		v.Reasons = append(v.Reasons, reason{orRaw(f.L, "why.", why.Kind), why.Text, why.Field, percent(why.Share)})
	}
	return v
}

func newNearView(ui string, n query.Near) nearView {
	v := nearView{Asked: n.Asked}
	for _, s := range n.Instead {
		v.Instead = append(v.Instead, choice{Label: s.Text, Count: s.Count, Href: searchFor(s.Query, ui)})
	}
	return v
}

func (s *site) outletName(name string) outletName {
	o := s.Outlets.ByName(name)
	switch {
	case o == nil || o.Title == "":
		return outletName{Title: name}
	case len(o.Editions) == 0:
		return outletName{Title: o.Title}
	}
	return outletName{o.Title, o.Editions[0].Lang}
}

// recordLink is the address of a record's page, in the language asked for.
func recordLink(id, ui string) string {
	if ui == "" {
		return "/articles/" + url.PathEscape(id)
	}
	return "/articles/" + url.PathEscape(id) + "?" + uiName + "=" + ui
}

// Web returns an address that a page may link to: one of the web, or "". The
// records come from pages of strangers, which may hold any scheme.
func (f frame) Web(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return address
}
