package server

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/dossier"
	"khotin/internal/lang"
)

// documentView is one document as a line of a list.
type documentView struct {
	dossier.Document
	L         *locale
	Href      string
	Name      string // the number
	Type      string // in the reader's language, "" while undecided
	Issuer    string // in Vietnamese, as far as the number tells
	Place     string // the province that issued it
	Successor string // the province that one is part of today
	Central   bool   // issued for the whole country
	Date      article.Date
	Title     quote
	party     bool
}

// quote is text of an article, whose language is a guess.
type quote struct {
	Text string
	Lang lang.Tag
}

func newQuote(text string) quote {
	tag, _ := lang.Detect(text)
	return quote{text, tag}
}

func newDocumentView(f frame, d dossier.Document) documentView {
	known := dossier.NewDossier(d)
	v := documentView{
		Document: d, L: f.L, Href: documentLink(documentsPage, d.ID, f.UI), Name: cmp.Or(d.Canonical, d.Key),
		Type: docref.TypeName(d.Type, string(f.L.Tag)), Issuer: known.Issuer, Place: known.Place, Successor: known.Successor,
		Central: d.Scope == docref.Centre, Title: newQuote(d.Title),
	}
	v.Date, _ = article.ParseDate(d.Date) // what is no date is shown as none
	if found := docref.Find(d.Canonical, ""); len(found) == 1 {
		v.party = found[0].Issuer.System == "party"
	}
	return v
}

func documentViews(f frame, docs []dossier.Document) []documentView {
	views := make([]documentView, len(docs))
	for i, d := range docs {
		views[i] = newDocumentView(f, d)
	}
	return views
}

// Term returns the years of the congress term whose series the number belongs
// to. Provinces count from congresses of their own, at days that are not
// known here, so theirs is left open.
func (v documentView) Term() string {
	if !v.Central || !v.party || v.Date.Precision < article.Day {
		return ""
	}
	t, ok := docref.TermOf(v.Date.Day())
	switch {
	case !ok:
		return ""
	case t.Until == "":
		return v.L.T("documents.term_open", "from", t.From[:4])
	}
	return v.L.T("documents.term", "from", t.From[:4], "until", t.Until[:4])
}

// documentGroup is the documents of one issuing place and term.
type documentGroup struct {
	documentView // for the heading
	Documents    []documentView
}

// grouped keeps the order of the documents: a group stands where the best of
// its documents stood.
func grouped(docs []documentView) []documentGroup {
	var groups []documentGroup
	for _, d := range docs {
		i := slices.IndexFunc(groups, func(g documentGroup) bool { return g.Scope == d.Scope && g.Term() == d.Term() })
		if i < 0 {
			i, groups = len(groups), append(groups, documentGroup{documentView: d})
		}
		groups[i].Documents = append(groups[i].Documents, d)
	}
	return groups
}

// answerView is the answer to a look-up.
type answerView struct {
	L       *locale
	Status  dossier.Status
	Asked   string // what was asked for, in official spelling where it was understood
	Miss    string // says that there is no such document
	Read    []readPart
	Words   string // what was not understood
	Found   int
	Groups  []documentGroup
	Others  []documentView // the number in other provinces, terms or years
	Nearest []documentView // what exists instead
	More    string         // address of the whole answer, "" where it is here
}

// official writes the number that was asked for, with the place and the date
// that were asked for beside it.
func (v answerView) official(q docref.Query) string {
	var parts []string
	for _, p := range v.Read {
		parts = append(parts, p.Text)
	}
	return strings.Join(parts[max(0, slices.Index(parts, q.Canonical)):], ", ")
}

// readPart is one thing that a question was understood to name.
type readPart struct {
	Text string
	Lang lang.Tag // where it is not the page's
}

// newAnswerView shows at most so many documents of each list.
func newAnswerView(f frame, a dossier.Answer, most int) answerView {
	first := func(docs []dossier.Document) []documentView {
		return documentViews(f, docs[:min(len(docs), most)])
	}
	v := answerView{
		L: f.L, Status: a.Status, Asked: shorten(a.Read.Text), Read: readParts(f.L, a.Read), Words: strings.Join(a.Read.Words, " "), Found: len(a.Documents),
		Groups: grouped(first(a.Documents)), Others: first(a.Others), Nearest: first(a.Nearest),
	}
	miss := "documents.miss_part"
	if a.Read.Key != "" {
		miss, v.Asked = "documents.miss", v.official(a.Read)
	}
	v.Miss = f.L.T(miss, "number", v.Asked)
	if max(len(a.Documents), len(a.Others), len(a.Nearest)) > most {
		v.More = numberLink(a.Read.Text, f.UI)
	}
	return v
}

// readParts says how a question was understood, in the reader's words.
func readParts(l *locale, q docref.Query) (parts []readPart) {
	add := func(text string, tag lang.Tag) {
		if text != "" {
			parts = append(parts, readPart{text, tag})
		}
	}
	var types []string
	for _, slug := range q.Types {
		types = append(types, docref.TypeName(slug, string(l.Tag)))
	}
	add(strings.Join(types, " / "), lang.Unknown)
	if q.Canonical != "" {
		add(q.Canonical, lang.Vietnamese)
	} else {
		number := q.Number
		if q.Year > 0 {
			number += "/" + strconv.Itoa(q.Year)
		}
		add(strings.Trim(number+"-"+strings.Trim(q.Code+"/"+q.Issuer, "/"), "-/"), lang.Vietnamese)
	}
	if q.Scope == docref.Centre {
		add(l.T("documents.centre"), lang.Unknown)
	} else if p, ok := docref.ProvinceOf(q.Scope); ok && q.Scope != "" {
		add(p.Name, lang.Vietnamese)
	}
	if d, err := article.ParseDate(q.Date); err == nil {
		add(l.Date(d), lang.Unknown)
	}
	return parts
}
